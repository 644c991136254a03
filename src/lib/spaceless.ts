const letters = String.raw`\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}`;
const starts = new RegExp(`^[${letters}]`, 'v');
const ends = new RegExp(`[${letters}]$`, 'v');
const katakanaRun = /^[\p{scx=Kana}--\p{scx=Hira}]{2,}$/v;
const title =
  /^(?:さん|ちゃん|くん|君|さま|様|殿|どの|氏|たん|先生|先輩|老师|同学|小姐|女士|哥|姐|คะ|ค่ะ|ครับ|จ๋า)/u;

/** Letters of the scripts that put no space between words, for a character class of a `v` pattern. */
export const spacelessLetters = letters;

export function startsSpaceless(text: string): boolean {
  return isBeyondAscii(text, 0) && starts.test(text);
}

export function endsSpaceless(text: string): boolean {
  return isBeyondAscii(text, text.length - 1) && ends.test(text);
}

/** Most texts need not wait until such large classes are compiled. */
function isBeyondAscii(text: string, index: number): boolean {
  return text.charCodeAt(index) > 0x7f;
}

let segmenter: Intl.Segmenter | undefined;

function isWordBorder(text: string, index: number): boolean {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return segmenter.segment(text).containing(index)?.index === index;
}

function changesFromKatakana(run: string, neighbour: string): boolean {
  return katakanaRun.test(run) && !/[\p{scx=Kana}]/u.test(neighbour);
}

/** Whether text[start, end) is a word of its own: the dictionary sets borders there, or a title follows. */
export function isSpacelessWord(text: string, start: number, end: number): boolean {
  // A window, because the dictionary looks at what it is given and messages may be long.
  const from = Math.max(0, start - 24);
  const near = text.slice(from, end + 24);
  const found = text.slice(start, end);
  return opens(near, start - from, found) && closes(near, end - from, found);
}

function opens(text: string, index: number, found: string): boolean {
  if (index === 0 || !startsSpaceless(found)) return true;
  return changesFromKatakana(found, text[index - 1] ?? '') || isWordBorder(text, index);
}

function closes(text: string, index: number, found: string): boolean {
  if (index === text.length || !endsSpaceless(found)) return true;
  const rest = text.slice(index);
  return title.test(rest) || changesFromKatakana(found, rest[0] ?? '') || isWordBorder(text, index);
}
