import type { Character } from '../../core/character.ts';

/** The longest name a webhook may wear, in UTF-16 units. */
export const longestName = 80;

const refused = /dis(?=cord)|cly(?=de)/gi;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * The name a character wears on Discord. Discord takes no webhook name with “discord” or “clyde” in it, nor one of
 * more than 80 characters: such a name gets a hyphen, or its end is left out, the same way each time.
 */
export function wornName(character: Pick<Character, 'id' | 'displayName' | 'name'>): string {
  const given = character.displayName.trim() || character.name.trim() || character.id;
  const plain = given
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  return shortened(plain.replace(refused, '$&-')) || 'Somebody';
}

function shortened(name: string): string {
  if (name.length <= longestName) return name;
  let kept = '';
  for (const { segment } of graphemes.segment(name)) {
    if (kept.length + segment.length > longestName - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** How a plain message of the bot shows which character speaks. */
export function withName(name: string, text: string): string {
  const line = `**${name.replace(/([*_~`|\\])/g, '\\$1')}**`;
  return text.startsWith('```') ? `${line}\n${text}` : `${line}: ${text}`;
}

/** The most that a name adds to a plain message: every character of it escaped, and the marks around it. */
export const longestNameLine = longestName * 2 + 6;
