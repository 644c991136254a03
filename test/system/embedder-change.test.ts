import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { createEmbedder } from '../../src/adapters/embeddings/index.ts';
import { openStorage, recallMigrations } from '../../src/adapters/storage/index.ts';
import { databaseFile, openRecall } from '../../src/app.ts';
import { loadSettings } from '../../src/config/index.ts';
import type { Consents } from '../../src/core/consent.ts';
import type { Embedder } from '../../src/core/ports/embedder.ts';
import type { Log } from '../../src/core/ports/log.ts';
import type { Passage } from '../../src/core/ports/recall.ts';
import { type FakeOllama, startFakeOllama } from '../fakes/ollama/index.ts';
import { conceptVector } from '../support/concept-embedder.ts';
import { placeModel, potionFiles, potionModel } from '../support/potion.ts';
import { temporaryFolder } from './harness.ts';

const quiet: Log = { debug() {}, info() {}, warn() {}, error() {} };
const clock = { now: () => Date.UTC(2026, 4, 20, 12) };
const consents: Consents = { of: async () => ({ tier: 'full', paused: false }) };
const files = potionFiles('WordPiece');
const potion = potionModel('potion/retrieval-32M', files);
const kittens = 'The kittens are hungry.';

/** The search as an installation with this embedder has it; its passages are embedded when the gate opens. */
async function openWith(
  use: string,
  { base }: FakeOllama,
  dataFolder: string,
  gate?: PromiseWithResolvers<void>,
) {
  await using undo = new AsyncDisposableStack();
  const config = `embeddings: { use: ${use}, url: "${base}" }`;
  const readFile = (path: string) => (path.endsWith('config.yaml') ? config : undefined);
  const loaded = await loadSettings({ env: {}, dataFolder, readFile });
  const { settings } = loaded;
  const file = databaseFile(loaded);
  const opened = undo.use(await openStorage({ file, migrations: [recallMigrations], log: quiet, clock }));
  const made = undo.use(
    createEmbedder({
      settings: settings.embeddings,
      servers: settings.model,
      models: dataFolder,
      catalogue: [potion],
      log: quiet,
      clock,
    }),
  );
  const embeddings = { known: made.known, embedder: made.embedder && waiting(made.embedder, gate?.promise) };
  const recall = undo.use(openRecall({ loaded, opened, embeddings, consents, log: quiet, clock }));
  const owned = undo.move();
  async function ask(text: string) {
    const mayLeave = async () => true;
    const asked = { text, shelves: ['hall'], now: clock.now(), timeZone: 'UTC', limit: 10, mayLeave };
    return (await recall.search(asked)).find(({ id }) => id === 'kittens');
  }
  return {
    shelve: (...passages: Passage[]) =>
      opened.storage.transaction((transaction) => recall.shelve(transaction, passages)),
    settled: () => recall.settled(),
    health: () => recall.health(),
    ask,
    /** On a busy machine a thread may take longer to start than a question waits. */
    async askPatiently(text: string) {
      for (let tries = 0; tries < 20; tries += 1) {
        const found = await ask(text);
        if (found?.similarity !== undefined) return found;
      }
      return undefined;
    },
    async [Symbol.asyncDispose]() {
      gate?.resolve();
      await owned.disposeAsync();
    },
  };
}

function waiting(embedder: Embedder, gate: Promise<void> | undefined): Embedder {
  return {
    ...embedder,
    async embed(texts, signal) {
      if (texts.includes(kittens)) await gate;
      return embedder.embed(texts, signal);
    },
  };
}

function said(id: string, text: string): Passage {
  return { id, shelf: 'hall', text, at: clock.now() };
}

/** Which questions the server was asked to embed. */
function heard({ requests }: FakeOllama, text: string): boolean {
  return requests.some(({ body }) => [body['input']].flat().includes(text));
}

test('questions are answered by the vectors of the embedder before until those of another are there, and back', async () => {
  using folder = temporaryFolder();
  const server = await startFakeOllama({ models: ['concepts:latest'] });
  await using _closing = { [Symbol.asyncDispose]: () => server.close() };
  server.embed = (text) => [...conceptVector(text, 'concepts')];
  {
    await using memory = await openWith('use-lite', server, folder.path);
    await memory.shelve(said('kittens', kittens), said('car', 'My car is sold.'));
    await memory.settled();
    assert.ok((await memory.askPatiently('Does she own a pet?'))?.similarity !== undefined);
    assert.equal(server.requests.length, 0);
  }
  {
    const gate = Promise.withResolvers<void>();
    await using memory = await openWith('ollama/concepts', server, folder.path, gate);
    assert.ok((await memory.askPatiently('Which pet is it?'))?.similarity !== undefined, 'use-lite serves');
    assert.ok(!heard(server, 'Which pet is it?'));
    gate.resolve();
    await memory.settled();
    assert.ok((await memory.askPatiently('Whose pet is it?'))?.similarity !== undefined);
    assert.ok(heard(server, 'Whose pet is it?'), 'the server serves, now that all is embedded');
  }
  const gate = Promise.withResolvers<void>();
  await using memory = await openWith('use-lite', server, folder.path, gate);
  assert.ok((await memory.askPatiently('Where is a pet?'))?.similarity !== undefined);
  assert.ok(heard(server, 'Where is a pet?'), 'the server serves until all is embedded anew');
  gate.resolve();
  await memory.settled();
  assert.ok((await memory.askPatiently('When was a pet here?'))?.similarity !== undefined);
  assert.ok(!heard(server, 'When was a pet here?'));
});

test('a model that is not fetched leaves the search to the vectors before, or to words, until it is', async () => {
  using folder = temporaryFolder();
  const server = await startFakeOllama({ models: [] });
  await using _closing = { [Symbol.asyncDispose]: () => server.close() };
  {
    await using memory = await openWith('use-lite', server, folder.path);
    await memory.shelve(said('kittens', kittens));
    await memory.settled();
  }
  {
    await using memory = await openWith(potion.name, server, folder.path);
    await memory.settled();
    assert.match((await memory.health()).says, /not here yet/);
    assert.ok((await memory.askPatiently('Which pet is it?'))?.similarity !== undefined, 'use-lite serves');
  }
  placeModel(folder.path, potion, files);
  const gate = Promise.withResolvers<void>();
  await using memory = await openWith(potion.name, server, folder.path, gate);
  assert.ok(
    (await memory.askPatiently('Which pet was it?'))?.similarity !== undefined,
    'use-lite still serves',
  );
  gate.resolve();
  await memory.settled();
  assert.equal((await memory.health()).says, `Memories are found by words and by ${potion.id}.`);
  assert.ok(((await memory.askPatiently('Whose pet is it?'))?.similarity ?? 0) > 0.5);
  await rm(join(folder.path, 'potion'), { recursive: true });
  const lost = await memory.ask('Whose kittens are hungry?');
  assert.ok(lost !== undefined && lost.similarity === undefined, 'found by its words');
});
