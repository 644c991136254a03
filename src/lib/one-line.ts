/** A name or title from outside as one harmless line: no line breaks, no control or hidden characters, not endless. */
export function oneLine(text: string, mostCharacters = 80): string {
  const line = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return Array.from(line).slice(0, mostCharacters).join('');
}
