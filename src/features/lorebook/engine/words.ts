import type { Manner } from './key.ts';

/** Whether a text holds a key as a word of its own. Both are in small letters already where the case does not count. */
export function hasWord(text: string, key: string, borders: Manner['borders']): boolean {
  if (borders === 'ascii' && /\s/.test(key)) return text.includes(key);
  const isLetter = borders === 'ascii' ? isAsciiLetter : isAnyLetter;
  const bounded = borders === 'unicode';
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + 1)) {
    const startsFree = !isLetter(signBefore(text, at)) || (bounded && !isAnyLetter(signAt(key, 0)));
    const endsFree =
      !isLetter(signAt(text, at + key.length)) || (bounded && !isAnyLetter(signBefore(key, key.length)));
    if (startsFree && endsFree) return true;
  }
  return false;
}

function isAsciiLetter(sign: string): boolean {
  return /^\w/.test(sign);
}

const letter = /^[\p{L}\p{N}\p{M}_]/u;
const spaceless = /^[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]/u;

/** Scripts that put no space between words have no borders to look for. */
function isAnyLetter(sign: string): boolean {
  return letter.test(sign) && !spaceless.test(sign);
}

function signAt(text: string, index: number): string {
  const code = text.codePointAt(index);
  return code === undefined ? '' : String.fromCodePoint(code);
}

function signBefore(text: string, index: number): string {
  const low = text.charCodeAt(index - 1);
  const isPair = low >= 0xdc00 && low <= 0xdfff;
  return index <= 0 ? '' : signAt(text, isPair ? index - 2 : index - 1);
}
