import type { FieldProblem } from '../../../core/lore/entry-changes.ts';
import { withMember } from '../../../core/lore/entry-form.ts';
import { changedEntries } from '../../../core/lore/entry-list.ts';
import { fieldsOf } from '../../../lib/json-fields.ts';
import { openDocument } from '../formats/document.ts';
import { type BookChanges, bookMembers } from './changes.ts';
import { texts } from './texts.ts';

/** What a book is beside its file. */
interface Naming {
  /** The file says itself what it is called and by which profile it is read. */
  saysItself: boolean;
}

/** A book's file with what an editor changed; everything else in it, known or not, is as it was. */
export function withBookChanges(
  raw: unknown,
  { set, entries }: BookChanges,
  { saysItself }: Naming,
): unknown {
  const document = openDocument(raw);
  const { book, format, layout, entries: holder } = document;
  const { profile, ...own } = set;
  for (const [name, key] of Object.entries(bookMembers[format])) {
    const value = own[name as keyof typeof own];
    if (value === undefined || (name === 'name' && !saysItself && book[key] === undefined)) continue;
    if (value === null) delete book[key];
    else book[key] = value;
  }
  if (saysItself && profile !== undefined) {
    const extensions = fieldsOf(book['extensions']);
    book['extensions'] = {
      ...extensions,
      acore: withMember(fieldsOf(extensions['acore']), 'profile', profile),
    };
  }
  if (entries !== undefined) book[holder] = changedEntries(book[holder], entries, layout);
  return document.raw;
}

/** What RisuAI's keys, one text with commas, cannot hold. */
export function keyProblems(raw: unknown, { entries = [] }: BookChanges): FieldProblem[] {
  const { format, book, entries: holder } = openDocument(raw);
  if (format !== 'risu') return [];
  const before = Object.values(fieldsOf({ ...(book[holder] as object) }));
  return entries.flatMap(({ was, set }, index) => {
    const patterns = set['useRegex'] ?? fieldsOf(before[was ?? -1])['useRegex'] === true;
    return ['keys', 'secondaryKeys'].flatMap((name) => {
      const keys = Array.isArray(set[name]) ? (set[name] as string[]) : [];
      const field = `book.entries.${index}.set.${name}`;
      if (patterns) return keys.length > 1 ? [{ field, says: texts.onePattern }] : [];
      return keys.some((key) => key.includes(',')) ? [{ field, says: texts.noComma }] : [];
    });
  });
}
