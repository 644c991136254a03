import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { conceptEmbedder } from '../test/support/concept-embedder.ts';
import { recordingLog } from '../test/support/storage.ts';
import { createTryout } from './tryout.ts';

const passage = (id: string, text: string) => ({ id, shelf: 'try', text, at: 0, alone: true });
const passages = [passage('pet', 'The kittens were born at night.'), passage('job', 'He drives a taxi.')];
const question = { text: 'when did the cat give birth to babies?', now: 0, timeZone: 'UTC', limit: 10 };
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('acore-try-')).length;

test('what is tried is found by its meaning at once, embedded once, and leaves nothing behind', async () => {
  const before = folders();
  const embedder = conceptEmbedder();
  {
    await using tryout = createTryout({ embedder, log: recordingLog(), clock: { now: Date.now } });
    assert.equal(tryout.embedder, 'here');
    const [best] = await tryout.search(passages, question);
    assert.equal(best?.id, 'pet');
    assert.ok((best?.similarity ?? 0) > 0.4, `${best?.similarity}`);
    const given = embedder.texts.length;
    await tryout.search([...passages, passage('sea', 'The soup was cooked.')], question);
    const anew = embedder.texts.slice(given);
    assert.ok(anew.some((text) => text.includes('soup')) && !anew.some((text) => text.includes('taxi')));
  }
  assert.equal(folders(), before);
});

test('an embedder elsewhere is told nothing, and without one words alone find', async () => {
  for (const embedder of [conceptEmbedder('far/1', { local: false }), undefined]) {
    await using tryout = createTryout({ embedder, log: recordingLog(), clock: { now: Date.now } });
    assert.equal(tryout.embedder, embedder === undefined ? 'none' : 'elsewhere');
    const words = { ...question, text: 'who drives a taxi?' };
    const [best] = await tryout.search(passages, words);
    assert.equal(best?.id, 'job');
    assert.equal(best?.similarity, undefined);
    assert.deepEqual(embedder?.texts ?? [], []);
  }
});
