import { fold, withoutMark } from './fold.ts';
import { endsSpaceless, isSpacelessWord, spacelessLetters, startsSpaceless } from './spaceless.ts';

/** A name found in a text: spelled as it was given, and where it begins. */
export interface NameFound {
  name: string;
  index: number;
}

/** Looks for one set of names in many texts. */
export type NameFinder = (text: string) => NameFound[];

/** A letter that would make a longer word of a name; scripts without spaces and Korean particles do not. */
const letter = String.raw`[[\p{L}\p{N}\p{M}]--[${spacelessLetters}\p{scx=Hang}]]`;
const anyLetter = /^[\p{L}\p{N}\p{M}]$/v;

/** What may follow a Korean name without a space: a title, then a particle. */
const koreanEnding =
  '이?(?:씨|님|군|양|선생님|선배)?(?:은|는|이|가|을|를|의|에게서?|한테서?|께서?|와|과|하고|이?랑|도|만|부터|까지|보다|처럼|으?로|야|아|이?여)?';

function letterPattern(character: string): string {
  if (/\s/u.test(character)) return String.raw`\s+`;
  if (/['’ʼ]/u.test(character)) return "['’ʼ]";
  if (/[-‐‑–]/u.test(character)) return String.raw`[\-‐‑–]`;
  const spellings = new Set([character, character.normalize('NFD'), withoutMark(character)]);
  return spellings.size === 1
    ? RegExp.escape(character)
    : `(?:${[...spellings].map(RegExp.escape).join('|')})`;
}

function startPattern(first: string): string {
  if (startsSpaceless(first) || !anyLetter.test(first)) return '';
  return /\p{scx=Hang}/u.test(first) ? String.raw`(?<!\p{scx=Hang})` : `(?<!${letter}_*)`;
}

function endPattern(last: string): string {
  if (endsSpaceless(last)) return String.raw`(?!\p{M})`;
  if (!anyLetter.test(last)) return '';
  return /\p{scx=Hang}/u.test(last) ? String.raw`(?=${koreanEnding}(?!\p{scx=Hang}))` : `(?!_*${letter})`;
}

function namePattern(name: string): string {
  const characters = Array.from(name.normalize('NFC').replace(/\s+/gu, ' '));
  const body = characters.map(letterPattern).join('');
  return `${startPattern(characters[0] ?? '')}${body}${endPattern(characters.at(-1) ?? '')}`;
}

function longestFirst(names: readonly string[]): string[] {
  const unique = new Set(names.map((name) => name.trim()).filter((name) => name !== ''));
  return [...unique].sort((a, b) => b.length - a.length);
}

/** Exact spelling first, so that Elise and Élise may both be in one cast. */
function namesBySpelling(names: readonly string[]): Map<string, string> {
  const spellings = new Map<string, string>();
  for (const name of names) spellings.set(spelling(name), name);
  for (const name of names) if (!spellings.has(fold(name))) spellings.set(fold(name), name);
  return spellings;
}

function spelling(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Compiles names once. Whole words only; the longest name wins where two overlap. */
export function createNameFinder(
  names: readonly string[],
  options?: { caseSensitive?: boolean },
): NameFinder {
  const wanted = longestFirst(names);
  if (wanted.length === 0) return () => [];
  const pattern = new RegExp(wanted.map(namePattern).join('|'), options?.caseSensitive ? 'gv' : 'giv');
  const known = namesBySpelling(wanted);
  return (text) => search(text, pattern, known);
}

function search(text: string, pattern: RegExp, known: Map<string, string>): NameFound[] {
  const found: NameFound[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    const name = known.get(spelling(match[0])) ?? known.get(fold(match[0]));
    if (name !== undefined && isSpacelessWord(text, match.index, end))
      found.push({ name, index: match.index });
    else pattern.lastIndex = match.index + 1;
  }
  return found;
}

/** What is shown rather than said: code, quotes, addresses, links, Discord's own markup. */
const shown =
  /```[\s\S]*?(?:```|(?![\s\S]))|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)|^>>> [\s\S]*|^> .*$|<[^<>\s]*>|https?:\/\/[^\s<>]*|(?<![\w.])www\.[^\s<>]*|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.\-@])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|app|gg|ai|edu|gov)(?![\w-])/gim;
const maybeShown = /[`<>@]|:\/\/|\.[a-z]/i;

/** The text with everything that its author only shows blanked out; positions stay. */
export function spokenPart(text: string): string {
  if (!maybeShown.test(text)) return text;
  return text.replace(shown, (part) => ' '.repeat(part.length));
}

const finders = new Map<string, NameFinder>();
const keptFinders = 64;

function finderFor(names: readonly string[]): NameFinder {
  const key = names.join('\n');
  const kept = finders.get(key);
  if (kept !== undefined) return kept;
  if (finders.size >= keptFinders) finders.delete(finders.keys().next().value ?? '');
  const finder = createNameFinder(names);
  finders.set(key, finder);
  return finder;
}

/** Who is named in what somebody says, in order of mention; names in quotes, code and links do not count. */
export function findNames(text: string, names: readonly string[]): NameFound[] {
  return finderFor(names)(spokenPart(text));
}
