import type { MacroValues } from '../../lib/macros.ts';
import { seededRandom } from '../../lib/random.ts';
import type { Character } from '../character.ts';
import type { TurnView } from '../feature.ts';
import type { TranscriptEntry } from '../ports/transcript.ts';
import { safeName } from './prompt.ts';

interface Moment {
  now: number;
  timeZone: string;
  /** The seed of the settings, if there is one. */
  seed: number | undefined;
}

/** What the macros of a card stand for in one turn: chance is the same however often the turn is tried. */
export function macroValues(
  { character, message, talk }: TurnView,
  { now, timeZone, seed }: Moment,
): MacroValues {
  return {
    char: character.displayName,
    user: safeName(message.author.name),
    group: charactersIn(talk, character),
    lastSpokenAt: talk.findLast(({ authorId, at }) => authorId === message.author.id && at < message.at)?.at,
    fields: macroFieldsOf(character),
    now,
    timeZone,
    random: seededRandom(`${seed ?? ''}\n${message.id}\n${character.id}`),
    seed: `${message.place.host}:${message.place.channelId}:${character.id}`,
  };
}

function charactersIn(talk: readonly TranscriptEntry[], character: Character): string[] {
  const others = talk.filter(({ kind, characterId }) => kind === 'character' && characterId !== character.id);
  return [...new Set([character.displayName, ...others.map(({ authorName }) => safeName(authorName))])];
}

/** The fields of a card that its other fields may hold. The creator's notes are for people alone. */
export function macroFieldsOf(character: Character): Record<string, string> {
  return {
    description: character.description,
    personality: character.personality,
    scenario: character.scenario,
    mesexamples: character.examples.join('\n\n'),
    charprompt: character.systemPrompt,
    charinstruction: character.postHistoryInstructions,
    chardepthprompt: character.depthPrompt?.text ?? '',
  };
}
