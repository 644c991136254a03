import type { Consents } from '../../core/consent.ts';
import type { DocumentReader } from '../../core/document.ts';
import type { Feature } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { createCache } from '../../lib/cache.ts';
import type { Database } from '../../lib/sql.ts';
import { checksOf } from './checks.ts';
import { documentCommands } from './commands.ts';
import type { DocumentsSettings } from './config.ts';
import { cutVersion } from './cutting.ts';
import { createDesk } from './desk.ts';
import { createFolder } from './folder.ts';
import { createFolderWatch } from './folder-watch.ts';
import { createIndexing } from './indexing.ts';
import { known } from './knowing.ts';
import { documentRoutes } from './routes.ts';
import { createDocumentStore, type DocumentHead, type DocumentTables, everywhere } from './store.ts';
import { texts } from './texts.ts';

export { migrations } from './tables.ts';

interface DocumentsNeeds {
  database: Database<DocumentTables>;
  storage: Pick<Storage, 'transaction'>;
  recall: Recall;
  reader: DocumentReader;
  consents: Pick<Consents, 'of'>;
  model: Pick<LanguageModel, 'estimateTokens'>;
  settings: DocumentsSettings;
  /** Where the owner's documents lie. */
  folder: string;
  timeZone: string;
  clock: Clock;
  log: Log;
}

const hourMs = 3_600_000;
const keepRemovedMs = 30 * 24 * hourMs;
const keptHomes = 1_000;

/** Lets characters know what stands in documents, and people bring them. */
export function documents(needs: DocumentsNeeds): Feature {
  const { clock, log, model } = needs;
  const store = createDocumentStore(needs.database);
  let edition = 0;
  const heads = createCache<readonly DocumentHead[]>(keptHomes, (key) =>
    store.in([key.slice(key.indexOf(' ') + 1)]),
  );
  /** What is known everywhere would change the answer of every home, so the edition is a part of its key. */
  const headsOf = (home: string) => heads.get(`${edition} ${home}`);
  const changed = () => {
    edition += 1;
  };
  const folder = createFolder(needs.folder);
  const indexing = createIndexing({ ...needs, store, folder, changed });
  const desk = createDesk({ ...needs, store, indexing, changed });
  const failed = (error: unknown) => log.error(texts.indexingFailed, { error });
  const watch = createFolderWatch({ store, folder, desk, indexing, clock, failed });
  return {
    name: 'documents',
    context: (turn) =>
      known(
        {
          ...needs,
          store,
          documentsIn: async (home) => [...(await headsOf(home)), ...(await headsOf(everywhere))],
          estimateTokens: (text) => model.estimateTokens([{ role: 'user', content: text }]),
        },
        turn,
      ),
    commands: documentCommands({ desk, store, indexing, folder: watch }),
    routes: documentRoutes({ desk, indexing }),
    checks: () => checksOf(store),
    jobs: [
      {
        name: 'removed documents',
        everyMs: hourMs,
        run: async () => ({ documents: await desk.forgetRemoved(clock.now() - keepRemovedMs) }),
      },
    ],
    async start() {
      await store.waitUnlessCut(cutVersion);
      const stopWatching = watch.begin();
      return async () => {
        await stopWatching();
        await indexing.stop();
      };
    },
  };
}
