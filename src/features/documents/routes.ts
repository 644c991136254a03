import { z } from 'zod';
import { largestFileBytes } from '../../core/commands/file.ts';
import { documentEndings } from '../../core/document.ts';
import { UserError } from '../../core/errors.ts';
import { homeOf } from '../../core/message.ts';
import { playground } from '../../core/playground.ts';
import { postedRoute } from '../../core/posted-route.ts';
import type { Route } from '../../core/route.ts';
import { fromBase64 } from '../../lib/base64.ts';
import type { DocumentDesk } from './desk.ts';
import type { Indexing } from './indexing.ts';
import { type DocumentHead, everywhere } from './store.ts';
import { texts } from './texts.ts';

interface RouteNeeds {
  desk: DocumentDesk;
  indexing: Pick<Indexing, 'progress'>;
}

/** A file of 20 MB in base64, and what goes with it. */
const mostBytes = 28 * 1024 * 1024;

const uploadShape = z.object({
  fileName: z.string().max(300),
  base64: z.string(),
  category: z.string().trim().max(60).default(''),
  everywhere: z.boolean().default(false),
});
const idShape = z.object({ id: z.string().min(1).max(100) });

/** What the page of documents asks for: those there are, how far reading has come, and to change them. */
export function documentRoutes({ desk, indexing }: RouteNeeds): Route[] {
  const home = homeOf(playground);

  async function headOf(id: string): Promise<DocumentHead> {
    const head = (await desk.in(home)).find((one) => one.id === id);
    if (head === undefined) throw new UserError(texts.noDocument(id));
    return head;
  }

  return [
    {
      method: 'GET',
      path: '/documents',
      async answer() {
        const removed = [...(await desk.removedIn(home)), ...(await desk.removedIn(everywhere))];
        return {
          json: {
            documents: (await desk.in(home)).map(shown),
            removed: removed.map(shown),
            progress: indexing.progress(),
            endings: documentEndings,
          },
        };
      },
    },
    postedRoute('/documents/add', mostBytes, uploadShape, async ({ base64, category, ...asked }) => {
      const bytes = base64 === '' ? new Uint8Array() : fromBase64(base64);
      if (bytes === undefined || bytes.length > largestFileBytes) throw new UserError(texts.notWhole);
      return {
        json: await desk.bring({
          home: asked.everywhere ? everywhere : home,
          fileName: asked.fileName,
          category: category === '' ? undefined : category,
          bytes,
        }),
      };
    }),
    posted('/documents/remove', async (id) => await desk.remove(await headOf(id))),
    posted('/documents/read-again', async (id) => await desk.readAgain([await headOf(id)])),
    posted('/documents/restore', async (id) => {
      const own = (await desk.removedIn(home)).some((one) => one.id === id);
      await desk.bringBack(own ? home : everywhere, id);
    }),
  ];
}

function posted(path: string, work: (id: string) => Promise<void>): Route {
  return postedRoute(path, 1_000, idShape, async ({ id }) => {
    await work(id);
    return { json: {} };
  });
}

function shown({ id, name, category, home, path, state, problem, pieces, pages, size }: DocumentHead) {
  return {
    ...{ id, name, category, state, problem, pieces, pages, size },
    everywhere: home === everywhere,
    inFolder: path !== undefined,
  };
}
