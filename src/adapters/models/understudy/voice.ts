import type { Character } from '../../../core/character.ts';

/** Fills a card's macros in. */
export function fillMacros(text: string, character: Character, partner: string): string {
  return (
    text
      .replace(/\{\{char\}\}|<bot>|<char>/gi, () => character.displayName)
      .replace(/\{\{user\}\}|<user>/gi, () => partner)
      // What else a card may hold is for prompts, and means nothing when it is spoken.
      .replace(/\{\{[^{}]*\}\}/g, '')
      .replace(/[ \t]{2,}/g, ' ')
      .trim()
  );
}

/** Whether this character says `I'm` rather than `I am`, as its own lines show. */
export function contracts(character: Character): boolean {
  const spoken = [character.firstMessage, ...character.alternateGreetings, ...character.examples].join('\n');
  const short = spoken.match(/\b\w+['’](?:m|re|ve|ll|t|s|d)\b/g)?.length ?? 0;
  const long =
    spoken.match(/\b(?:I am|it is|do not|cannot|I have|that is|is not|you are|I shall|I will)\b/gi)?.length ??
    0;
  return short > long;
}

/** Whether this character writes without capitals, as some do in chats. */
export function writesSmall({ examples }: Character): boolean {
  const lines = examples.join('\n').match(/\{\{char\}\}:\s*\p{L}/gu) ?? [];
  return lines.length > 1 && lines.filter((line) => /\p{Ll}$/u.test(line)).length / lines.length > 0.7;
}

/** `I am` → `I'm`, as most people say it. */
export function contracted(text: string): string {
  return text
    .replace(/\bI am\b(?=\s\p{L})/gu, "I'm")
    .replace(/\bI have (?=(?:never|always|been|kept|had|not|known|seen|heard)\b)/g, "I've ")
    .replace(/\b(do|does|did|is|was|were|has|have|would|could|should) not\b/g, "$1n't")
    .replace(/\bcannot\b/g, "can't");
}

/** A source of chance that gives the same numbers for the same text. */
export function chanceFrom(text: string): () => number {
  let state = 2_166_136_261;
  for (const sign of text) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 16_777_619);
  return () => {
    // A mulberry32 step.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A list in an order of chance. */
export function shuffled<T>(items: readonly T[], chance: () => number): T[] {
  return items
    .map((item) => ({ item, key: chance() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}
