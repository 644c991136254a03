/** Letters that Unicode does not take apart, as they are typed without their mark. */
const plainLetters: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
};

/** Elsewhere a mark is a letter of its own: か and が, or a Thai vowel. */
const markedScripts = /^[\p{sc=Latin}\p{sc=Greek}\p{sc=Cyrillic}]/u;

/** A letter as somebody types it who has not the right key for it: `É` is `E`. */
export function withoutMark(letter: string): string {
  if (letter < '\x80' || !markedScripts.test(letter)) return letter;
  const bare = letter.normalize('NFD').replace(/\p{Mn}/gu, '');
  return plainLetters[bare.toLowerCase()] ?? bare;
}

/** Most text is made of letters that have no mark, with one space between words; it need not be taken apart. */
const unmarked = /^[ -~\s]*$/;
const widelySpaced = /[^\S ]| {2}/;

/** Text made comparable: small letters, no accents, one kind of space, apostrophe and hyphen. */
export function fold(text: string): string {
  if (unmarked.test(text)) {
    const small = text.toLowerCase();
    return (widelySpaced.test(small) ? small.replace(/\s+/g, ' ') : small).trim();
  }
  return Array.from(text.normalize('NFC'), withoutMark)
    .join('')
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replace(/[’ʼ]/g, "'")
    .replace(/[‐‑–]/g, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}
