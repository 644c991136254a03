import { createHash } from 'node:crypto';

const hashLength = 8;
const longestEmojiName = 32;

/** The name of the emoji that is a character's portrait: whose it is and which one, so that nothing has to be kept elsewhere. */
export function emojiName(characterId: string, picture: Uint8Array): string {
  return `${emojiStem(characterId)}${hashOf(picture)}`;
}

/** Whether an emoji is a portrait of ours. */
export function isPortraitEmoji(name: string): boolean {
  return /^acore_\w+_[0-9a-f]{8}$/.test(name);
}

/** What the names of all portraits that a character had begin with. */
export function emojiStem(characterId: string): string {
  const room = longestEmojiName - 'acore_'.length - '_'.length - hashLength;
  const plain = characterId.replace(/\W/g, '_');
  const short =
    plain === characterId && plain.length <= room
      ? plain
      : `${plain.slice(0, room - 7)}_${hashOf(characterId).slice(0, 6)}`;
  return `acore_${short}_`;
}

/** The name of the emoji that is a character's picture in a mood. */
export function moodEmojiName(characterId: string, mood: string, picture: Uint8Array): string {
  return `${moodStem(characterId, mood)}${hashOf(picture)}`;
}

/** What the names of all pictures that a character had for a mood begin with. */
export function moodStem(characterId: string, mood: string): string {
  return `acoremood_${hashOf(`${characterId}\n${mood}`)}_`;
}

/** Whether an emoji is the picture of a mood. */
export function isMoodEmoji(name: string): boolean {
  return /^acoremood_[0-9a-f]{8}_[0-9a-f]{8}$/.test(name);
}

/** The name of an emoji without its picture. */
export function stemOf(emoji: string): string {
  return emoji.slice(0, -hashLength);
}

/** Eight letters that tell one thing from another. */
export function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, hashLength);
}
