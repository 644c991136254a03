import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocumentReader } from '../src/adapters/documents/index.ts';
import { openStorage } from '../src/adapters/storage/index.ts';
import { loadSettings } from '../src/config/index.ts';
import { buildSlices, migrations, type Slices } from '../src/slices.ts';
import { createSurroundings } from '../src/surroundings.ts';

/** The slices as they are in a fresh installation, for tools that look at what they declare; none is started. */
export async function freshSlices(): Promise<Slices> {
  const folder = mkdtempSync(join(tmpdir(), 'acore-slices-'));
  try {
    return await slicesIn(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function slicesIn(folder: string): Promise<Slices> {
  const nothing = () => {};
  const needs = {
    loaded: await loadSettings({ env: {}, dataFolder: folder, readFile: () => undefined }),
    clock: Date,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
  };
  await using opened = await openStorage({ ...needs, file: join(folder, 'acore.db'), migrations });
  const describe = async () => ({ model: 'none', standIn: true, contextTokens: 0 });
  const status = {
    model: { describe, estimateTokens: () => 0, generate: inVain, health: inVain },
    parts: () => [],
    load: () => ({ lanes: 0, waiting: 0 }),
  };
  return buildSlices({
    ...needs,
    status,
    storage: opened.storage,
    database: () => opened.database(),
    documentReader: createDocumentReader(),
    recall: { shelve: inVain, remove: inVain, search: inVain },
    around: createSurroundings(new Map()),
  });
}

function inVain(): never {
  throw new Error('No slice is started here.');
}
