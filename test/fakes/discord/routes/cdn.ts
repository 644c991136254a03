import type { Realm } from '../realm.ts';

/** A file or redirect that the CDN side of the server answers with. */
export interface CdnAnswer {
  contentType: string;
  bytes: Buffer;
  redirect?: string;
}

// One grey pixel, which stands for every default face.
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mOor6//DwAFhAKASe8zSAAAAABJRU5ErkJggg==',
  'base64',
);

/** Serves attachments, application emoji and avatars; undefined when there is no such file. */
export function serveCdn(realm: Realm, path: string): CdnAnswer | undefined {
  const [kind, first, second] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decoded);
  if (kind === 'emojis') return emojiFile(realm, bare(first));
  if (kind === 'attachments') return attachmentFile(realm, first, second);
  if (kind === 'ephemeral-attachments') return uploadedFile(realm, second);
  if (kind === 'embed') return { contentType: 'image/png', bytes: pixel };
  if (kind === 'avatars' || kind === 'icons') return avatarFile(realm, bare(second));
  return undefined;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function bare(name: string | undefined): string {
  return (name ?? '').replace(/\.\w+$/, '');
}

function emojiFile(realm: Realm, id: string): CdnAnswer | undefined {
  for (const app of realm.state.apps.values()) {
    const emoji = app.emojis.get(id);
    if (emoji) return { contentType: emoji.contentType, bytes: emoji.bytes };
  }
  return undefined;
}

function attachmentFile(realm: Realm, channelId = '', id = ''): CdnAnswer | undefined {
  const messages = realm.state.channels.get(channelId)?.messages ?? [];
  const file = messages.flatMap((message) => message.attachments).find((each) => each.id === id);
  return file && { contentType: file.contentType, bytes: file.bytes };
}

function uploadedFile(realm: Realm, id = ''): CdnAnswer | undefined {
  const file = realm.state.uploads.get(id);
  return file && { contentType: file.contentType, bytes: file.bytes };
}

function avatarFile(realm: Realm, hash: string): CdnAnswer | undefined {
  const image = realm.state.images.get(hash);
  if (!image) return undefined;
  const bytes = image.bytes ?? pixel;
  return {
    contentType: image.contentType ?? 'image/png',
    bytes,
    ...(image.url ? { redirect: image.url } : {}),
  };
}
