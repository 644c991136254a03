import type { Character } from '../../core/character.ts';
import type { TurnView } from '../../core/feature.ts';
import { macroFieldsOf, macroValues } from '../../core/prompt/macro-values.ts';
import { expandMacros, type MacroValues } from '../../lib/macros.ts';
import { oneLine } from '../../lib/one-line.ts';
import { seededRandom } from '../../lib/random.ts';
import { createTokenEstimate } from '../../lib/token-estimate.ts';
import type { Nearness, ScanInput, ScanMessage } from './engine/input.ts';
import type { TimedState } from './engine/timed.ts';
import { greetingIn } from './greeting.ts';

/**
 * What the scan of a turn looked at besides the books and the character's card, as JSON: from it the same scan can be run
 * again for those who ask why.
 */
export interface TurnRecord {
  /** Oldest first. */
  messages: ScanMessage[];
  /** How long the talk was altogether. */
  length: number;
  timed: TimedState;
  /** What was to the point by its meaning. */
  meant?: Readonly<Record<string, Nearness>> | undefined;
  /** Which greeting the character said last; undefined when none is to be seen. */
  greeting?: number | undefined;
  /** From what chance is drawn. */
  seed: string;
  names: Pick<MacroValues, 'char' | 'user' | 'group' | 'lastSpokenAt' | 'now' | 'timeZone' | 'seed'>;
}

interface Moment {
  now: number;
  timeZone: string;
  seed: number | undefined;
}

/** Takes down what the scan of a turn looks at. */
export function recordOf(
  turn: TurnView,
  { length, timed, meant }: Pick<TurnRecord, 'length' | 'timed' | 'meant'>,
  moment: Moment,
): TurnRecord {
  const { character, message, talk } = turn;
  const values = macroValues(turn, moment);
  const { fields: _, random: __, ...names } = values;
  return {
    messages: talk.map((entry) => ({
      name: oneLine(entry.authorName),
      text: entry.text,
      byCharacter: entry.kind === 'character' && entry.characterId === character.id,
    })),
    length,
    timed,
    ...(meant !== undefined && { meant }),
    greeting: greetingIn(talk, character, (text) => expandMacros(text, values)),
    seed: `${message.id}:${character.id}`,
    names,
  };
}

/** The input of a scan as the engine takes it. */
export function scanInputOf(
  { messages, length, timed, meant, greeting, seed, names }: TurnRecord,
  character: Character,
): ScanInput {
  const values = { ...names, fields: macroFieldsOf(character), random: seededRandom(seed) };
  const expand = (text: string) => expandMacros(text, values);
  const estimate = createTokenEstimate();
  return {
    messages,
    length,
    trigger: 'normal',
    character: { file: character.id, tags: character.tags },
    sources: {
      characterDescription: expand(character.description),
      characterPersonality: expand(character.personality),
      characterDepthPrompt: expand(character.depthPrompt?.text ?? ''),
      scenario: expand(character.scenario),
      creatorNotes: expand(character.creatorNotes),
    },
    extra: [],
    timed,
    meant,
    greeting,
    userIcon: undefined,
    expand,
    countTokens: (text) => estimate.estimateText(text),
    chance: (what) => seededRandom(`${seed} ${what}`)(),
  };
}
