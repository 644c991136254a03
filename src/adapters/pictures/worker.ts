import { parentPort } from 'node:worker_threads';
import { fittingPicture } from './fit.ts';
import { createThumbnail } from './thumbnail.ts';

/** What the worker is asked: a thumbnail, or the picture in at most so many bytes. */
export interface Wish {
  id: number;
  picture: Uint8Array;
  mostBytes?: number | undefined;
}

/** Makes pictures smaller away from the thread that everything else runs on. */
parentPort?.on('message', async ({ id, picture, mostBytes }: Wish) => {
  const made = await (mostBytes === undefined
    ? createThumbnail(picture).catch(() => picture)
    : fittingPicture(picture, mostBytes).catch(() => undefined));
  parentPort?.postMessage({ id, made });
});
