import { createHash } from 'node:crypto';
import { badForm } from './errors.ts';
import type { Realm } from './realm.ts';
import type { State } from './state.ts';

/** A picture that came as a data URI. */
export interface Picture {
  bytes: Buffer;
  contentType: string;
}

/** Reads a picture from a data URI; anything else is refused (50035). */
export function readPicture(value: unknown, path: string, maxBytes: number): Picture {
  const match = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,([A-Za-z0-9+/=]+)$/.exec(String(value));
  if (!match) throw badForm(path, 'IMAGE_INVALID', 'Invalid image data');
  const bytes = Buffer.from(match[1] ?? '', 'base64');
  const contentType = kindOf(bytes);
  if (contentType === undefined) throw badForm(path, 'IMAGE_INVALID', 'Invalid image data');
  if (bytes.length > maxBytes) {
    throw badForm(path, 'BINARY_TYPE_MAX_SIZE', `File cannot be larger than ${maxBytes / 1024} kb.`);
  }
  return { bytes, contentType };
}

const signatures = [
  ['89504e47', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['52494646', 'image/webp'],
  ['000000', 'image/avif'],
] as const;

// What a picture is called does not count: discord.js calls every one of them image/jpg.
function kindOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 4).toString('hex');
  return signatures.find(([signature]) => head.startsWith(signature))?.[1];
}

/** Keeps a picture and returns the hash it is shown by. */
export function keepPicture(state: State, picture: Picture): string {
  const hash = hashOf(picture.bytes);
  state.images.set(hash, picture);
  return hash;
}

function hashOf(bytes: Buffer | string): string {
  return createHash('md5').update(bytes).digest('hex');
}

/** The face a webhook post gets for an `avatar_url`: Discord's default one when the address cannot be shown. */
export function faceFor(realm: Realm, address: string): { avatar: string | null; avatarUrl?: string } {
  const url = readUrl(address);
  if (!isShown(realm, url)) return { avatar: null };
  const hash = hashOf(address);
  realm.state.images.set(hash, { url: address });
  return { avatar: hash, avatarUrl: address };
}

function readUrl(address: string): URL {
  const url = URL.parse(address);
  if (!url) throw badForm('avatar_url', 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
  if (url.protocol === 'http:' || url.protocol === 'https:') return url;
  const scheme = url.protocol.slice(0, -1);
  const message = `Scheme "${scheme}" is not supported. Scheme must be one of ('http', 'https').`;
  throw badForm('avatar_url', 'URL_TYPE_INVALID_SCHEME', message);
}

const discordHosts = ['cdn.discordapp.com', 'media.discordapp.net', 'cdn.discord.com'];

// Discord fetches the picture itself: it shows none of its own attachments, and cannot reach private addresses.
function isShown(realm: Realm, url: URL): boolean {
  const isOwn = url.origin === realm.base() || discordHosts.includes(url.host);
  if (!isOwn) return !isPrivate(url.hostname);
  if (url.pathname.startsWith('/attachments/') || url.pathname.startsWith('/ephemeral-attachments/'))
    return false;
  const emojiId = /^\/emojis\/(\d+)\.\w+$/.exec(url.pathname)?.[1];
  return emojiId === undefined || hasEmoji(realm.state, emojiId);
}

function hasEmoji(state: State, id: string): boolean {
  return [...state.apps.values()].some((app) => app.emojis.has(id));
}

function isPrivate(host: string): boolean {
  return /^(localhost|.*\.localhost|127\..*|10\..*|192\.168\..*|172\.(1[6-9]|2\d|3[01])\..*|\[?::1\]?|0\.0\.0\.0)$/.test(
    host,
  );
}
