import type { Book, BookEntry } from './book.ts';
import { compilePattern } from './engine/pattern.ts';
import type { BookFormat, ImportedBook } from './formats/index.ts';
import { formatNames } from './formats/layouts.ts';

/** What was understood of a book that came in, and what of it has no effect in Acore. */
export function importReport({ book, format }: ImportedBook): { says: string; without: string[] } {
  const count = book.entries.length;
  const entries = count === 1 ? 'one entry' : `${count} entries`;
  return { says: `${formatNames[format]} with ${entries}`, without: [...oddities(book), ...lost[format]] };
}

/** What a format has that Acore does not apply. */
const lost: Record<BookFormat, string[]> = {
  sillytavern: [],
  'card-book': [],
  'lorebook-v3': [],
  novelai: ['NovelAI’s search ranges, prefixes and insertion positions are not applied'],
  agnai: [],
  risu: ['RisuAI’s folders and its own scripts are not applied'],
};

interface Oddity {
  says: string;
  has(entry: BookEntry, book: Book): boolean;
}

const kinds: readonly Oddity[] = [
  { says: 'switched off', has: ({ enabled }) => !enabled },
  {
    says: 'without a key, so it never fires',
    has: ({ keys, constant, vectorized, content }) =>
      !constant && !vectorized && !content.startsWith('@@') && keys.every((key) => key.trim() === ''),
  },
  {
    says: 'for an outlet, which is read only by {{outlet::…}} in a text of the card',
    has: ({ position }) => position === 'outlet',
  },
  { says: 'with a position that nobody knows', has: ({ position }) => position === 'nowhere' },
  { says: 'with an automation, which does nothing here', has: ({ automationId }) => automationId !== '' },
  { says: 'with a regular expression that cannot be read', has: hasBadPattern },
  {
    says: 'with decorators that only a strict book obeys (/lore profile)',
    has: ({ content }, { profile }) =>
      profile === 'st-compat' && /^@@(?!activate\s*$|dont_activate\s*$)/m.test(content),
  },
];

function oddities(book: Book): string[] {
  return kinds.flatMap(({ says, has }) => {
    const found = book.entries.filter((entry) => has(entry, book)).length;
    return found === 0 ? [] : [`${found} ${says}`];
  });
}

function hasBadPattern({ keys, secondaryKeys, useRegex }: BookEntry, { profile }: Book): boolean {
  return [...keys, ...secondaryKeys].some((key) => {
    const [, source, flags] = /^\/([\s\S]+?)\/([gimsuy]*)$/.exec(key.trim()) ?? [];
    if (source !== undefined) return compilePattern(source.replaceAll('\\/', '/'), flags ?? '') === undefined;
    return (
      profile === 'strict' && useRegex && key.trim() !== '' && compilePattern(key.trim(), '') === undefined
    );
  });
}
