import { fold, withoutMark } from './fold.ts';
import { remember } from './remember.ts';
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

const letterPattern = remember(512, (character: string): string => {
  if (/\s/u.test(character)) return String.raw`\s+`;
  if (/['’ʼ]/u.test(character)) return "['’ʼ]";
  if (/[-‐‑–]/u.test(character)) return String.raw`[\-‐‑–]`;
  const spellings = new Set([character, character.normalize('NFD'), withoutMark(character)]);
  return spellings.size === 1
    ? RegExp.escape(character)
    : `(?:${[...spellings].map(RegExp.escape).join('|')})`;
});

/** Whether a name may begin, or end, at this place of a text. */
type Edge = (text: string, index: number) => boolean;

// These are asked only where the letters of a name stand. Inside the pattern of a name, each of these large classes
// would be compiled again for every name and tried at every letter: 100 ms for a cast, 3 ms for a message.
const letterEnds = new RegExp(`${letter}$`, 'v');
const letterFollows = new RegExp(`_*${letter}`, 'vy');
const markFollows = /\p{M}/vy;
const hangulEnds = /\p{scx=Hang}$/v;
const koreanWordEnds = new RegExp(String.raw`${koreanEnding}(?!\p{scx=Hang})`, 'vy');

function testAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

function startEdge(first: string): Edge {
  if (startsSpaceless(first) || !anyLetter.test(first)) return () => true;
  if (isHangul(first)) return (text, index) => !hangulEnds.test(text.slice(Math.max(0, index - 2), index));
  return (text, index) => {
    let before = index;
    while (text[before - 1] === '_') before -= 1;
    return !letterEnds.test(text.slice(Math.max(0, before - 2), before));
  };
}

function endEdge(last: string): Edge {
  if (endsSpaceless(last)) return (text, index) => !testAt(markFollows, text, index);
  if (!anyLetter.test(last)) return () => true;
  if (isHangul(last)) return (text, index) => testAt(koreanWordEnds, text, index);
  return (text, index) => !testAt(letterFollows, text, index);
}

function isHangul(character: string): boolean {
  return /\p{scx=Hang}/u.test(character);
}

/** How one name is looked for: its letters however they are typed, and where it may stand. */
interface Wanted {
  letters: string;
  pattern: RegExp;
  begins: Edge;
  ends: Edge;
}

function wantedBy(flags: string): (name: string) => Wanted {
  return (name) => {
    const characters = Array.from(name.normalize('NFC').replace(/\s+/gu, ' '));
    const letters = characters.map(letterPattern).join('');
    return {
      letters,
      pattern: new RegExp(letters, flags),
      begins: startEdge(characters[0] ?? ''),
      ends: endEdge(characters.at(-1) ?? ''),
    };
  };
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
  const unique = longestFirst(names);
  if (unique.length === 0) return () => [];
  const flags = options?.caseSensitive ? 'gv' : 'giv';
  const wanted = unique.map(wantedBy(flags));
  const anyOfThem = new RegExp(wanted.map(({ letters }) => letters).join('|'), flags.replace('g', ''));
  const known = namesBySpelling(unique);
  return (text) => (anyOfThem.test(text) ? search(text, wanted, known) : []);
}

interface Span extends NameFound {
  end: number;
}

function search(text: string, wanted: readonly Wanted[], known: ReadonlyMap<string, string>): NameFound[] {
  const spans = wanted.flatMap((one) => spansOf(text, one, known));
  spans.sort((a, b) => a.index - b.index || b.end - a.end);
  let free = 0;
  const found: NameFound[] = [];
  for (const { name, index, end } of spans) {
    if (index < free) continue;
    found.push({ name, index });
    free = end;
  }
  return found;
}

function spansOf(
  text: string,
  { pattern, begins, ends }: Wanted,
  known: ReadonlyMap<string, string>,
): Span[] {
  const spans: Span[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const { index } = match;
    const end = index + match[0].length;
    // By whole signs: from the middle of a surrogate pair the same match would be found again, for ever.
    pattern.lastIndex = index + ((text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1);
    if (!begins(text, index) || !ends(text, end) || !isSpacelessWord(text, index, end)) continue;
    const name = known.get(spelling(match[0])) ?? known.get(fold(match[0]));
    if (name !== undefined) spans.push({ name, index, end });
  }
  return spans;
}

/** Code, in blocks and within a line. */
const code = /```[\s\S]*?(?:```|(?![\s\S]))|(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;
/** What is shown rather than said besides code: quotes, addresses, links, emoji, Discord's own markup. */
const shown =
  /^>>> [\s\S]*|^> .*$|<[^<>\s]*>|<\/[^<>:\n]{1,80}:\d+>|(?<![\p{L}\p{N}_:]):\w{2,32}:(?![\p{L}\p{N}_])|https?:\/\/[^\s<>]*|(?<![\w.])www\.[^\s<>]*|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.\-@])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|app|gg|ai|edu|gov)(?![\w-])/gimu;
const maybeShown = /[`<>@:]|\.[a-z]/i;

/** The text with everything that its author only shows blanked out; positions stay. */
export function spokenPart(text: string): string {
  if (!maybeShown.test(text)) return text;
  return withoutCode(text).replace(shown, blank);
}

/** The text with its code blanked out; positions stay. */
export function withoutCode(text: string): string {
  return text.replace(code, blank);
}

function blank(part: string): string {
  return ' '.repeat(part.length);
}

/** The casts of so many rooms are looked for in turn. */
const finderFor = remember(64, (names) => createNameFinder(names.split('\n')));

/** Who is named in what somebody says, in order of mention; names in quotes, code and links do not count. */
export function findNames(text: string, names: readonly string[]): NameFound[] {
  return finderFor(names.join('\n'))(spokenPart(text));
}
