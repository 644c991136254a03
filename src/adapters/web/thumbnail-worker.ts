import { parentPort } from 'node:worker_threads';
import { createThumbnail } from './thumbnail.ts';

/** Makes thumbnails away from the thread that everything else runs on. */
parentPort?.on('message', async ({ id, png }: { id: number; png: Uint8Array }) => {
  const small = await createThumbnail(png).catch(() => png);
  parentPort?.postMessage({ id, small });
});
