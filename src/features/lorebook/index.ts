import type { Feature, TurnView } from '../../core/feature.ts';
import type { Clock, TranscriptEntry } from '../../core/ports.ts';
import { expandMacros } from '../../lib/macros.ts';
import { oneLine } from '../../lib/one-line.ts';
import { seededRandom } from '../../lib/random.ts';
import type { Database } from '../../lib/sql.ts';
import { createTokenEstimate } from '../../lib/token-estimate.ts';
import { createBookshelf, type OpenBook } from './books.ts';
import type { ScanInput } from './engine/input.ts';
import { render } from './engine/render.ts';
import { type ScanResult, scan } from './engine/scan.ts';
import { noTimedState } from './engine/timed.ts';
import { sectionsOf } from './sections.ts';
import { type ChannelMemory, createLorebookStore, type LorebookStore, type LorebookTables } from './store.ts';

export { runCases } from './cases.ts';
export { readChat } from './formats/chat.ts';
export { readBook } from './formats/index.ts';
export { casesText, ownScanText } from './lore-text.ts';
export { type OwnScan, runOwnScan } from './own-scan.ts';
export { migrations } from './store.ts';

interface LorebookNeeds {
  clock: Clock;
  timeZone: string;
  database: Database<LorebookTables>;
  /** How much prompt and answer may have together. */
  windowTokens(): Promise<number>;
}

/** Brings what a character's book says about the things talked of into the prompt, where the book says. */
export function lorebook(needs: LorebookNeeds): Feature {
  const bookOf = createBookshelf();
  const store = createLorebookStore(needs.database);
  return {
    name: 'lorebook',
    async context(turn) {
      const book = bookOf(turn.character);
      if (book === undefined) return [];
      const { fired } = await scanned(book, turn, needs, store);
      return sectionsOf(render(fired, turn.talk.length));
    },
  };
}

async function scanned(
  { prepared, keepsTime }: OpenBook,
  turn: TurnView,
  needs: LorebookNeeds,
  store: LorebookStore,
): Promise<ScanResult> {
  const settings = { ...prepared.settings, windowTokens: await needs.windowTokens() };
  const { place } = turn.message;
  const before = keepsTime ? await store.of(place) : undefined;
  const memory = grown(before, turn.talk);
  const input = inputFor(turn, memory, needs);
  const result = scan({ ...prepared, settings }, input);
  if (keepsTime) await store.keep(place, { ...memory, timed: result.timed });
  return result;
}

/** How long the talk is now: a turn sees only its end, so what is new is counted on top of what was there. */
function grown(before: ChannelMemory | undefined, talk: readonly TranscriptEntry[]): ChannelMemory {
  const heardUntil = Math.max(before?.heardUntil ?? 0, ...talk.map(({ at }) => at));
  if (before === undefined) return { length: talk.length, heardUntil, timed: noTimedState };
  const added = talk.filter(({ at }) => at > before.heardUntil).length;
  return { length: before.length + added, heardUntil, timed: before.timed };
}

function inputFor(turn: TurnView, { length, timed }: ChannelMemory, needs: LorebookNeeds): ScanInput {
  const { character, message, talk } = turn;
  const seed = `${message.id}:${character.id}`;
  const values = {
    char: character.displayName,
    user: oneLine(message.author.name),
    fields: {
      description: character.description,
      personality: character.personality,
      scenario: character.scenario,
    },
    now: needs.clock.now(),
    timeZone: needs.timeZone,
    random: seededRandom(seed),
    seed: `${message.place.host}:${message.place.channelId}:${character.id}`,
  };
  const expand = (text: string) => expandMacros(text, values);
  const estimate = createTokenEstimate();
  return {
    messages: talk.map((entry) => ({
      name: oneLine(entry.authorName),
      text: entry.text,
      byCharacter: entry.kind === 'character' && entry.characterId === character.id,
    })),
    length,
    trigger: 'normal',
    character: { file: character.id, tags: character.tags },
    sources: {
      characterDescription: expand(character.description),
      characterPersonality: expand(character.personality),
      scenario: expand(character.scenario),
      creatorNotes: character.creatorNotes,
    },
    extra: [],
    timed,
    greeting: undefined,
    userIcon: undefined,
    expand,
    countTokens: (text) => estimate.estimateText(text),
    chance: (what) => seededRandom(`${seed} ${what}`)(),
  };
}
