import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aCard } from '../../../../test/support/card-files.ts';
import { openTestStorage, recordingLog } from '../../../../test/support/storage.ts';
import { readCardFile } from '../files/read.ts';
import { characters, migrations } from '../index.ts';
import type { CharacterTables } from '../store.ts';
import { examineImported } from './examine.ts';
import { createImported } from './index.ts';
import { createImportedStore } from './store.ts';

const server = 'discord:g';

async function set(context: TestContext) {
  const opened = await openTestStorage<CharacterTables>(context, [migrations]);
  const store = createImportedStore(opened.database, opened.storage, () => 0);
  const log = recordingLog();
  const again = () => createImported({ store, now: () => 0, log });
  const imported = again();
  const take = async (name: string) => {
    const bytes = Buffer.from(JSON.stringify(aCard({ name })));
    const { character } = await imported.take(
      server,
      { file: readCardFile(bytes, name), bytes, stem: name },
      { id: 'ann', name: 'Ann' },
    );
    return character.id;
  };
  return { ...opened, log, imported, again, take };
}

/** What `acore doctor` says of an installation with this database. */
async function doctor(context: TestContext, opened: Awaited<ReturnType<typeof set>>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'acore-examine-'));
  context.after(() => rm(folder, { recursive: true }));
  const model = {
    describe: async () => ({ model: 'test', standIn: false, contextTokens: 1_000 }),
    estimateTokens: () => 0,
  };
  const moods = { at: async () => 'neutral' as const };
  const needs = { ...opened, folders: [folder], clock: { now: () => 0 }, timeZone: 'UTC', model, moods };
  const checks = (await characters(needs).checks?.()) ?? [];
  return checks
    .filter(({ name }) => name.startsWith('Imported'))
    .map(({ state, says }) => `${state}: ${says}`);
}

test('doctor counts who was imported, without those that were deleted', async (context) => {
  const opened = await set(context);
  assert.deepEqual(await doctor(context, opened), []);
  await opened.take('Zara');
  await opened.take('Bea');
  await opened.imported.remove(await opened.take('Cat'));
  assert.deepEqual(await doctor(context, opened), ['ok: 2 imported cards can be read.']);
});

test('cards that can no longer be read are named, and keep nobody else away', async (context) => {
  const opened = await set(context);
  const [ann, bea] = [await opened.take('Ann'), await opened.take('Bea')];
  await opened.take('Cat');
  const versions = opened.database.updateTable('character_versions');
  await versions.set({ card: '{"data":' }).where('character_id', '=', ann).execute();
  await versions.set({ file_digest: 'x' }).where('character_id', '=', bea).execute();
  const lost = `The imported card of Ann (${ann}, of ${server}) can no longer be read because its text in the database is damaged.`;
  assert.deepEqual(await doctor(context, opened), [
    'ok: One imported card can be read.',
    `warning: ${lost}`,
    `warning: The imported card of Bea (${bea}, of ${server}) can no longer be read because the file that it came in is gone.`,
  ]);
  const after = opened.again();
  await after.ready();
  assert.deepEqual(
    after.of(server).map(({ name }) => name),
    ['Bea', 'Cat'],
  );
  assert.deepEqual(opened.log.lines, [lost]);
});

test('a database without tables for them holds none', async (context) => {
  const { database, storage } = await openTestStorage<CharacterTables>(context, []);
  const store = createImportedStore(database, storage, () => 0);
  assert.deepEqual(await examineImported(store), { readable: 0, lost: [] });
});
