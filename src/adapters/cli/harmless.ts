/** A stranger's text without the control characters that could do something to a terminal; lines stay lines. */
export function harmless(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '');
}
