import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generalChecks, settingsChecks } from './adapters/cli/index.ts';
import { createDocumentReader } from './adapters/documents/index.ts';
import { createEmbedder } from './adapters/embeddings/index.ts';
import { createModels } from './adapters/models/index.ts';
import { createPainter } from './adapters/pictures/index.ts';
import { checkDatabase, isInUse, type OpenStorage, openStorage } from './adapters/storage/index.ts';
import { checkPage } from './adapters/web/index.ts';
import { allChecks, databaseFile } from './app.ts';
import { environment, type LoadedSettings, loadSettings } from './config/index.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Check } from './core/ports/health.ts';
import type { Log } from './core/ports/log.ts';
import type { LanguageModel } from './core/ports/model.ts';
import type { Recall } from './core/ports/recall.ts';
import type { Receipt } from './core/receipt.ts';
import { discordEntrance } from './entrances.ts';
import { createReceiptStore } from './features/receipts/index.ts';
import { modelsFolder } from './folders.ts';
import { buildSlices, migrations, type Slices } from './slices.ts';
import { createSurroundings } from './surroundings.ts';

/** What it takes to look at an installation beside a running Acore: nothing is locked, nothing is changed. */
export interface LookNeeds {
  loaded: LoadedSettings;
  log: Log;
  clock: Clock;
  version: string;
}

/** How a message ended, as the database tells it. */
export async function findReceipt(needs: LookNeeds, messageId: string): Promise<Receipt | undefined> {
  await using opened = await openToLook(needs);
  return await createReceiptStore(opened.database()).find(messageId);
}

/** Every line of `acore doctor`. */
export async function examine(
  needs: Omit<LookNeeds, 'loaded' | 'log'> & { logFor(loaded: LoadedSettings): Log },
): Promise<Check[]> {
  const load = () => loadSettings({ env: environment(), onlyLook: true });
  const settings = await settingsChecks(async () => (await load()).warnings);
  if (settings.some(({ state }) => state === 'failed')) return settings;
  const loaded = await load();
  return [...settings, ...(await examineParts({ ...needs, loaded, log: needs.logFor(loaded) }))];
}

async function examineParts(needs: LookNeeds): Promise<Check[]> {
  const { dataFolder, settings } = needs.loaded;
  const { token, apiUrl } = settings.discord;
  const file = databaseFile(needs.loaded);
  const database = await checkDatabase({ file, migrations });
  const machine = await generalChecks({
    dataFolder,
    clock: needs.clock,
    timeFrom: token === undefined ? undefined : `${apiUrl}/v10/gateway`,
  });
  const broken = database.some(({ state }) => state === 'failed');
  await using opened = broken ? await openEmpty(needs) : await openToLook(needs);
  await using model = createModels({ settings: settings.model, log: needs.log, clock: needs.clock });
  await using embeddings = createEmbedder({
    ...needs,
    settings: settings.embeddings,
    servers: settings.model,
    models: modelsFolder(needs.loaded),
  });
  const slices = slicesToLookAt(needs, opened, model, nobodyAsks);
  const discord = await discordEntrance({ ...needs, slices, painter: createPainter() });
  return [
    ...machine,
    ...database,
    await checkPage(settings.web, isInUse(file)),
    ...(await allChecks([model, embeddings, ...slices.all, ...(discord === undefined ? [] : [discord])])),
  ];
}

/** The slices of an installation whose conversation does not run. */
export function slicesToLookAt(
  needs: LookNeeds,
  opened: OpenStorage,
  model: LanguageModel,
  recall: Recall,
): Slices {
  return buildSlices({
    ...needs,
    ...opened,
    database: () => opened.database(),
    recall,
    documentReader: createDocumentReader(),
    around: createSurroundings(new Map()),
    status: { model, parts: () => [], load: () => ({ lanes: 0, waiting: 0 }) },
  });
}

/** Looking recalls nothing, and would start a thread for it. */
export const nobodyAsks: Recall = { shelve: inVain, remove: inVain, search: inVain };

function inVain(): never {
  throw new Error('Nothing is recalled while an installation is looked at.');
}

/** The installation's database, or an empty one where there is none yet. */
export function openToLook(needs: LookNeeds): Promise<OpenStorage> {
  const file = databaseFile(needs.loaded);
  const isThere = existsSync(file) && statSync(file).size > 0;
  return isThere ? openStorage({ ...needs, file, migrations, readOnly: true }) : openEmpty(needs);
}

async function openEmpty(needs: LookNeeds): Promise<OpenStorage> {
  const folder = mkdtempSync(join(tmpdir(), 'acore-look-'));
  const opened = await openStorage({ ...needs, file: join(folder, 'empty.db'), migrations });
  return {
    ...opened,
    async [Symbol.asyncDispose]() {
      await opened[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
