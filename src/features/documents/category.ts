/** Where documents are that lie in no folder, and whose bringer named none. */
export const generalCategory = 'general';

/** Stands in the settings for every category. */
const every = '*';

const longest = 60;

/** A category as it is compared: small letters and numbers, everything else is an underscore. */
export function categoryOf(written: string): string {
  const name = written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
  return Array.from(name).slice(0, longest).join('') || generalCategory;
}

/** Whether it has anything to be called by, and is no path: categories have none below them. */
export function isCategory(written: string): boolean {
  const signs = written.normalize('NFKC');
  return /[\p{L}\p{N}]/u.test(signs) && !/[/\\]/.test(signs);
}

/** Whether a category is called otherwise than somebody wrote it, by more than capital letters and what joins words. */
export function isCalledOtherwise(written: string): boolean {
  const words = written.normalize('NFKC').toLowerCase().trim();
  return words.replace(/[\s_-]+/g, '_') !== categoryOf(written);
}

/** What a character may know. */
export interface KnownCategories {
  knows(category: string): boolean;
  /** The one that comes first on its card. */
  first: string | undefined;
}

/** The categories that a card names; those that are open where it names none. */
export function knownCategories(
  named: readonly string[] | undefined,
  open: readonly string[],
): KnownCategories {
  const own = (named ?? []).filter((one) => one.trim() !== '');
  const [first] = own;
  const written = first === undefined ? open : own;
  const known = new Set(written.filter((one) => one.trim() !== every).map(categoryOf));
  const knowsAll = written.some((one) => one.trim() === every);
  return {
    knows: (category) => knowsAll || known.has(category),
    first: first === undefined || first.trim() === every ? undefined : categoryOf(first),
  };
}
