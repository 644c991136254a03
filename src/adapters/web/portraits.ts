import type { Context } from 'hono';
import { characterIn } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import type { Painter } from '../../core/painter.ts';
import type { Cast } from '../../core/ports.ts';
import { barePicture, pictureKind } from '../../lib/picture.ts';
import { bytesResponse, etagOf } from './assets.ts';
import { server } from './places.ts';

/** Answers with a character's portrait: whole, or small enough that a shelf of them loads at once. */
export function createPortraits(cast: Pick<Cast, 'knownIn'>, painter: Painter) {
  const small = new WeakMap<Character, Promise<Uint8Array>>();

  function smallOf(character: Character, portrait: Uint8Array): Promise<Uint8Array> {
    const known = small.get(character);
    if (known !== undefined) return known;
    const making = painter.thumbnail(portrait);
    small.set(character, making);
    return making;
  }

  return async (
    context: Context,
    characterId: string,
    size: string | undefined,
  ): Promise<Response | undefined> => {
    const character = characterIn(cast, server, characterId);
    const portrait = await character?.portrait?.();
    if (character === undefined || portrait === undefined) return undefined;
    const bytes = size === 'small' ? await smallOf(character, portrait) : (barePicture(portrait) ?? portrait);
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
