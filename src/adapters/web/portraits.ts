import type { Context } from 'hono';
import type { Cast } from '../../core/ports.ts';
import { withPngTexts } from '../../lib/png-text.ts';
import { bytesResponse, etagOf } from './assets.ts';
import { createPainter } from './painter.ts';

/** Answers with a character's portrait: whole, or small enough that a shelf of them loads at once. */
export function createPortraits(cast: Pick<Cast, 'get'>) {
  const painter = createPainter();
  const small = new WeakMap<Uint8Array, Promise<Uint8Array>>();

  function smallOf(portrait: Uint8Array): Promise<Uint8Array> {
    const known = small.get(portrait);
    if (known !== undefined) return known;
    const making = painter.shrink(portrait);
    small.set(portrait, making);
    return making;
  }

  return async (
    context: Context,
    characterId: string,
    size: string | undefined,
  ): Promise<Response | undefined> => {
    const portrait = cast.get(characterId)?.portrait;
    if (portrait === undefined) return undefined;
    const bytes = size === 'small' ? await smallOf(portrait) : withPngTexts(portrait, []);
    const headers = { etag: etagOf(bytes), 'cache-control': 'no-cache', 'content-type': 'image/png' };
    if (context.req.header('if-none-match') === headers.etag)
      return new Response(undefined, { status: 304, headers });
    return bytesResponse(bytes, headers);
  };
}
