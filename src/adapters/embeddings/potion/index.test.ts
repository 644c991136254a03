import assert from 'node:assert/strict';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { cosine, embedderContract } from '../../../../test/contracts/embedder.ts';
import { keptLog } from '../../../../test/contracts/model-provider.ts';
import { placeModel, potionFiles, potionModel } from '../../../../test/support/potion.ts';
import { temporaryFolder } from '../../../../test/system/harness.ts';
import { ServiceError } from '../../../core/errors.ts';
import { embeddingsConfig } from '../config.ts';
import { createEmbedder } from '../index.ts';
import type { PotionModel } from './models.ts';

const english = potionFiles('WordPiece');
const other = potionFiles('Unigram', 'F16');
const catalogue = [
  potionModel('potion/retrieval-32M', english),
  potionModel('potion/multilingual-128M', other),
];
const folder = temporaryFolder();
after(() => folder[Symbol.dispose]());
const [first, second] = catalogue as [PotionModel, PotionModel];
placeModel(folder.path, first, english);
placeModel(folder.path, second, other);

function made(use: string, models = folder.path) {
  const settings = embeddingsConfig.parse({ use });
  const servers = { ollama: {}, openai: {} };
  return createEmbedder({ settings, servers, models, catalogue, log: keptLog(), clock: Date });
}

for (const { name, isEnglishOnly } of catalogue) {
  embedderContract(name, async () => {
    const { embedder, [Symbol.asyncDispose]: close } = made(name);
    assert.ok(embedder);
    return { embedder, [Symbol.asyncDispose]: close };
  });

  test(`${name} knows what means the same, and is known again by its id`, async () => {
    await using embeddings = made(name);
    const { embedder } = embeddings;
    const [said, asked, not] =
      (await embedder?.embed([
        'Our cat had five kittens.',
        'The pet gave birth to several babies!',
        'The streets are white and icy.',
      ])) ?? [];
    assert.ok(cosine(said, asked) > cosine(said, not) + 0.3);
    assert.deepEqual([embedder?.id, embedder?.local, said?.length], [`${name}@1`, true, 64]);
    assert.equal(embedder?.isEnglishOnly, isEnglishOnly);
    await using later = made('use-lite');
    const [again] = (await later.known(`${name}@1`)?.embed(['Our cat had five kittens.'])) ?? [];
    assert.ok(cosine(said, again) > 0.999);
    assert.equal(later.known('potion/other@1'), undefined);
  });
}

test('one that is not fetched says how it is fetched, and is not asked for what it once made', async () => {
  await using embeddings = made('potion/multilingual-128M', '/nowhere');
  await assert.rejects(embeddings.embedder?.embed(['Hello']) ?? Promise.resolve(), (error) => {
    assert.ok(error instanceof ServiceError);
    assert.equal(error.failure, 'model-missing');
    assert.match(error.message, /not here yet; run: acore embeddings get potion\/multilingual-128M\.$/);
    return true;
  });
  const [check] = await embeddings.checks();
  assert.equal(check?.state, 'failed');
  assert.equal(check?.fix, 'Run: acore embeddings get potion/multilingual-128M.');
  assert.match(check?.says ?? '', /not here yet\. .*by their words/);
  assert.equal((await embeddings.embedder?.health())?.ok, false);
  assert.equal(embeddings.known('potion/retrieval-32M@1'), undefined);
});

test('one whose files are broken says so, and reads once they are mended', async () => {
  using own = temporaryFolder();
  const file = join(own.path, first.name, 'model.safetensors');
  await using embeddings = made(first.name, own.path);
  const { embedder } = embeddings;
  assert.ok(embedder);
  const refused = () =>
    assert.rejects(embedder.embed(['A cat.']), /not as they should be; run: acore embeddings get/);

  placeModel(own.path, first, english);
  truncateSync(file, 100);
  await refused();
  assert.equal((await embedder.health()).ok, false);

  const whole = english['model.safetensors'] ?? Buffer.alloc(0);
  writeFileSync(file, Buffer.alloc(whole.length, 255));
  await refused();

  writeFileSync(file, Buffer.from(whole).fill(255, whole.length >> 1));
  await refused();

  rmSync(join(own.path, first.name), { recursive: true });
  await assert.rejects(embedder.embed(['A cat.']), /not here yet/);
  placeModel(own.path, first, english);
  assert.equal((await embedder.embed(['A cat.'])).length, 1);
});
