import type { Character, LoreEntry } from '../../core/character.ts';
import type { Feature, Section, TurnView } from '../../core/feature.ts';
import type { Clock } from '../../core/ports.ts';
import { expandMacros } from '../../lib/macros.ts';
import { oneLine } from '../../lib/one-line.ts';
import { fitting, type LoreFound, openBook } from './lore.ts';

export { runCases } from './cases.ts';
export { readChat } from './formats/chat.ts';
export { readBook } from './formats/index.ts';
export { casesText, ownScanText } from './lore-text.ts';
export { type OwnScan, runOwnScan } from './own-scan.ts';

interface LorebookNeeds {
  clock: Clock;
  timeZone: string;
}

const scannedMessages = 4;
/** About 1,000 tokens each. */
const budgetCharacters = 4_000;

/** Brings what a character's book says about the things talked of into the prompt. */
export function lorebook(needs: LorebookNeeds): Feature {
  const books = new WeakMap<Character, (talk: string) => LoreFound>();

  function bookOf(character: Character): (talk: string) => LoreFound {
    const open = books.get(character) ?? openBook(character.lore);
    books.set(character, open);
    return open;
  }

  return {
    name: 'lorebook',
    async context(turn) {
      const talk = turn.talk.slice(-scannedMessages).map(({ text }) => text);
      const found = bookOf(turn.character)(talk.join('\n'));
      return [
        ...section(found.constant, turn, needs, { title: 'Lore, always', volatility: 'stable', priority: 2 }),
        ...section(found.keyed, turn, needs, { title: 'Lore', volatility: 'talk', priority: 3 }),
      ];
    },
  };
}

function section(
  entries: readonly LoreEntry[],
  turn: TurnView,
  needs: LorebookNeeds,
  about: Omit<Section, 'text'>,
): Section[] {
  const texts = fitting(
    entries.map((entry) => expanded(entry, turn, needs)).filter((text) => text !== ''),
    budgetCharacters,
  );
  return texts.length === 0 ? [] : [{ ...about, text: texts.join('\n\n') }];
}

function expanded({ content }: LoreEntry, { character, message }: TurnView, needs: LorebookNeeds): string {
  return expandMacros(content, {
    char: character.displayName,
    user: oneLine(message.author.name),
    now: needs.clock.now(),
    timeZone: needs.timeZone,
    random: Math.random,
    seed: message.place.channelId,
  }).trim();
}
