import type { Context } from 'hono';
import { characterIn } from '../../core/cast.ts';
import type { Character, ReadPicture } from '../../core/character.ts';
import { faceFor, facesOf } from '../../core/faces.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Painter } from '../../core/ports/painter.ts';
import { barePicture, pictureKind } from '../../lib/picture.ts';
import { bytesResponse, etagOf } from './assets.ts';
import { server } from './places.ts';

/** Which picture of a character is asked for. */
export interface Wanted {
  characterId: string;
  /** `small`: a thumbnail. */
  size?: string | undefined;
  /** The name of a mood. */
  mood?: string | undefined;
}

/** Larger ones are made anew each time they are asked for. */
const keptBytes = 32 * 1024;

/** Answers with a character's portrait, or its picture in a mood: whole, or small enough that a shelf of them loads at once. */
export function createPortraits(cast: Pick<Cast, 'knownIn'>, painter: Painter) {
  const small = new WeakMap<ReadPicture, Promise<Uint8Array | undefined>>();

  async function smallOf(read: ReadPicture): Promise<Uint8Array | undefined> {
    const known = small.get(read);
    if (known !== undefined) return await known;
    const making = read().then((picture) => picture && painter.thumbnail(picture));
    small.set(read, making);
    const made = await making.catch(() => undefined);
    if (made === undefined || made.length > keptBytes) small.delete(read);
    return made;
  }

  async function pictureOf(read: ReadPicture | undefined, size: string | undefined) {
    if (read === undefined) return undefined;
    if (size === 'small') return await smallOf(read);
    const picture = await read();
    return picture && (barePicture(picture) ?? picture);
  }

  return async (context: Context, { characterId, size, mood }: Wanted): Promise<Response | undefined> => {
    const character = characterIn(cast, server, characterId);
    const bytes =
      (await pictureOf(moodPicture(character, mood), size)) ?? (await pictureOf(character?.portrait, size));
    if (bytes === undefined) return undefined;
    const headers = {
      etag: etagOf(bytes),
      'cache-control': 'no-cache',
      'content-type': `image/${pictureKind(bytes) ?? 'png'}`,
    };
    if (context.req.header('if-none-match') === headers.etag)
      return new Response(undefined, { status: 304, headers });
    return bytesResponse(bytes, headers);
  };
}

function moodPicture(character: Character | undefined, mood: string | undefined): ReadPicture | undefined {
  const face = character && faceFor(character, mood);
  return face && facesOf(character).get(face)?.picture;
}
