import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import type { Embedder } from '../../src/core/ports/embedder.ts';
import type { Found, Passage, Recall, RecallQuestion } from '../../src/core/ports/recall.ts';
import type { Storage } from '../../src/core/ports/storage.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { conceptEmbedder, randomEmbedder } from '../support/concept-embedder.ts';

/** A search as the contract needs it. */
export interface MemoryUnderTest {
  recall: Recall;
  storage: Pick<Storage, 'transaction'>;
  /** Resolves when everything is embedded that can be. */
  settled(): Promise<void>;
  /** Ends and opens it anew over what it kept, with this embedder. */
  restart(embedder: Embedder | undefined, former?: Embedder): Promise<MemoryUnderTest>;
  /** Everything that lies on the disk, after what was deleted has been cleaned away. */
  bytes(): Promise<Buffer>;
}

export type OpenMemory = (t: TestContext, embedder: Embedder | undefined) => Promise<MemoryUnderTest>;

const noon = Date.UTC(2026, 4, 20, 12);
const minuteMs = 60_000;

/** A line that Ada said, unless it says otherwise. */
export function line(id: string, text: string, given: Partial<Passage> = {}): Passage {
  return { id, shelf: 'hall', text, speaker: { id: 'ada', name: 'Ada' }, at: noon, ...given };
}

function asked(text: string, given: Partial<RecallQuestion> = {}): RecallQuestion {
  return { text, shelves: ['hall'], now: noon + 60 * minuteMs, timeZone: 'UTC', limit: 10, ...given };
}

function ids(found: readonly Found[]): string[] {
  return found.map(({ id }) => id);
}

async function shelve({ recall, storage }: MemoryUnderTest, ...passages: Passage[]): Promise<void> {
  await storage.transaction((transaction) => recall.shelve(transaction, passages));
}

async function remove({ recall, storage }: MemoryUnderTest, ...gone: string[]): Promise<void> {
  await storage.transaction((transaction) => recall.remove(transaction, gone));
}

/** What every search promises. */
export function recallContract(name: string, open: OpenMemory): void {
  describe(`${name} keeps the contract of a search`, () => {
    test('what was shelved is found at once, best first', async (t) => {
      const memory = await open(t, undefined);
      await shelve(
        memory,
        line('1', 'I adopted a puppy.'),
        line('2', 'The weather is fine.', { at: noon + 1 }),
      );
      const found = await memory.recall.search(asked('Which puppies were adopted?'));
      assert.deepEqual(ids(found), ['1', '2']);
      assert.ok((found[0]?.coverage ?? 0) > 0.9);
      assert.equal(found[0]?.shelf, 'hall');
      await shelve(
        memory,
        line('3', 'My puppy, which was adopted too, chews on everything.', { alone: true }),
      );
      assert.ok(ids(await memory.recall.search(asked('Whose puppy chews?')))[0] === '3');
    });

    test('what a transaction takes back was never shelved', async (t) => {
      const memory = await open(t, undefined);
      await shelve(memory, line('1', 'First word.'));
      await memory.recall.search(asked('word'));
      const failed = memory.storage.transaction(async (transaction) => {
        await memory.recall.shelve(transaction, [line('2', 'Second word.')]);
        throw new Error('taken back');
      });
      await assert.rejects(failed, /taken back/);
      await shelve(memory, line('3', 'Third word.'));
      assert.deepEqual(ids(await memory.recall.search(asked('word'))).sort(), ['1', '3']);
    });

    test('the same id replaces, and may change its shelf', async (t) => {
      const memory = await open(t, undefined);
      await shelve(memory, line('1', 'I live in Oslo.'), line('2', 'Something else.'));
      await memory.recall.search(asked('Oslo', { shelves: ['hall', 'attic'] }));
      await shelve(memory, line('1', 'I live in Bergen.', { shelf: 'attic' }));
      const both = await memory.recall.search(asked('Where do you live?', { shelves: ['hall', 'attic'] }));
      assert.deepEqual(ids(both).sort(), ['1', '2']);
      assert.deepEqual(ids(await memory.recall.search(asked('live'))), ['2']);
    });

    test('what was removed is gone, with its words and its vectors', async (t) => {
      const embedder = conceptEmbedder();
      const memory = await open(t, embedder);
      const secret = 'The xylographic kittens sleep in the cellar. They are five.';
      await shelve(memory, line('1', secret), line('2', 'My car is sold.'));
      await memory.settled();
      assert.ok(ids(await memory.recall.search(asked('pets'))).includes('1'));
      const [whole] = await embedder.embed([secret]);
      const trace = Buffer.from(Int8Array.from(scaled(whole ?? new Float32Array())).buffer).subarray(0, 24);
      assert.ok((await memory.bytes()).includes(trace), 'the vector is kept as it is looked for');
      await remove(memory, '1');
      assert.deepEqual(ids(await memory.recall.search(asked('xylographic pets'))), ['2']);
      await memory.settled();
      const bytes = await memory.bytes();
      assert.ok(!bytes.includes('xylographic'));
      assert.ok(!bytes.includes(trace));
      assert.ok(bytes.includes('My car is sold.'));
    });

    test('a restart finds all of it and embeds nothing again', async (t) => {
      const before = await open(t, conceptEmbedder());
      await shelve(before, line('1', 'The kittens are hungry.'), line('2', 'My car is sold.'));
      await before.settled();
      const found = await before.recall.search(asked('Who owns a pet?'));
      const embedder = conceptEmbedder();
      const after = await before.restart(embedder);
      assert.deepEqual(await after.recall.search(asked('Who owns a pet?')), found);
      await after.settled();
      assert.ok(!embedder.texts.some((text) => text.includes('kittens')), embedder.texts.join('\n'));
    });

    test('the order is the same every time', async (t) => {
      const memory = await open(t, undefined);
      const alike = Array.from({ length: 30 }, (_, place) => line(`${place}`, 'All the same.', { at: noon }));
      await shelve(memory, ...alike);
      const first = await memory.recall.search(asked('the same'));
      assert.equal(first.length, 10);
      assert.deepEqual(await memory.recall.search(asked('the same')), first);
      assert.deepEqual(await (await memory.restart(undefined)).recall.search(asked('the same')), first);
    });

    test('known ids are left out, and others come in their place', async (t) => {
      const memory = await open(t, undefined);
      await shelve(
        memory,
        ...Array.from({ length: 5 }, (_, place) => line(`${place}`, `Word number ${place}.`)),
      );
      const found = await memory.recall.search(asked('word', { except: ['0', '1'], limit: 3 }));
      assert.deepEqual(ids(found).sort(), ['2', '3', '4']);
    });

    test('what means the same is found by meaning', async (t) => {
      const memory = await open(t, conceptEmbedder());
      const others = ['Nothing happened.', 'Hello again.', 'See you there.', 'What a thing.'];
      await shelve(
        memory,
        line('1', 'The kittens are hungry.'),
        ...others.map((text, place) => line(`o${place}`, text)),
      );
      await memory.settled();
      const [best] = await memory.recall.search(asked('Does she own a pet?'));
      assert.equal(best?.id, '1');
      assert.ok((best?.similarity ?? 0) > 0.5);
    });

    test('confined words are given to no embedder elsewhere', async (t) => {
      const embedder = conceptEmbedder('remote/1', { local: false });
      const memory = await open(t, embedder);
      await shelve(memory, line('1', 'My hidden kittens.', { confined: true }), line('2', 'My open car.'));
      await memory.settled();
      assert.ok(embedder.texts.includes('My open car.'));
      const found = await memory.recall.search(asked('the hidden pet', { mayLeave: async () => false }));
      assert.equal(found[0]?.id, '1');
      await memory.recall.search(asked('the secret pet'));
      await memory.recall.search(asked('the open vehicle', { mayLeave: async () => true }));
      assert.ok(!embedder.texts.some((text) => text.includes('hidden') || text.includes('secret')));
      assert.ok(embedder.texts.some((text) => text.includes('open vehicle')));
    });

    test('an embedder that means nothing changes nothing', async (t) => {
      const texts = [
        'The kittens are hungry.',
        'I sold my car.',
        'A marathon is long.',
        'Snow everywhere today.',
      ];
      const passages = texts.map((text, place) => line(`${place}`, text, { at: noon + place * minuteMs }));
      const byWords = await open(t, undefined);
      const fused = await open(t, randomEmbedder());
      await shelve(byWords, ...passages);
      await shelve(fused, ...passages);
      await fused.settled();
      for (const question of ['Who sold a car?', 'What about the kittens?', 'Is there snow?'])
        assert.deepEqual(
          await fused.recall.search(asked(question)),
          await byWords.recall.search(asked(question)),
        );
    });

    test('another embedder takes over when it has seen everything', async (t) => {
      const first = conceptEmbedder('concepts/1');
      const before = await open(t, first);
      await shelve(before, line('1', 'The kittens are hungry.'), line('2', 'Hello.'), line('3', 'Good day.'));
      await before.settled();
      const gate = Promise.withResolvers<void>();
      const plain = conceptEmbedder('concepts/2');
      const second = {
        ...plain,
        async embed(texts: readonly string[], signal?: AbortSignal) {
          if (texts.some((text) => text.includes('hungry'))) await gate.promise;
          return plain.embed(texts, signal);
        },
      };
      const after = await before.restart(second, first);
      const asking = asked('Does she own a pet?');
      const [served] = await after.recall.search(asking);
      assert.equal(served?.id, '1');
      assert.ok((served?.similarity ?? 0) > 0.5, 'the old vectors serve meanwhile');
      gate.resolve();
      await after.settled();
      first.texts.length = 0;
      const [taken] = await after.recall.search(asking);
      assert.equal(taken?.id, '1');
      assert.ok((taken?.similarity ?? 0) > 0.5);
      assert.deepEqual(first.texts, [], 'the former embedder is not asked any more');
    });

    test('what comes and goes while a question is being embedded counts', async (t) => {
      const plain = conceptEmbedder();
      let meanwhile: (() => Promise<void>) | undefined;
      const embedder = conceptEmbedder('concepts/1', {
        async embed(texts) {
          const work = texts.some((text) => text.includes('pet')) ? meanwhile : undefined;
          meanwhile = undefined;
          await work?.();
          return await plain.embed(texts);
        },
      });
      const memory = await open(t, embedder);
      await shelve(memory, line('1', 'The kittens are hungry.'), line('2', 'My car is sold.'));
      await memory.settled();
      meanwhile = async () => {
        await remove(memory, '1');
        await shelve(memory, line('3', 'A pet is what I want.', { at: noon + 1 }));
      };
      const found = await memory.recall.search(asked('Who owns a pet?'));
      assert.equal(meanwhile, undefined);
      assert.deepEqual(ids(found), ['3', '2']);
      await memory.settled();
      meanwhile = () => remove(memory, '2');
      assert.deepEqual(ids(await memory.recall.search(asked('Who owns a pet?'))), ['3']);
    });

    test('questions that are asked at once are answered as they are one by one', async (t) => {
      const memory = await open(t, conceptEmbedder());
      const texts = ['The kittens are hungry.', 'My car is sold.', 'There is water in the cellar.'];
      await shelve(memory, ...texts.map((text, place) => line(`${place}`, text, { at: noon + place })));
      await memory.settled();
      const questions = ['Whose kittens?', 'Is the car gone?', 'Are you hungry?', 'Is it in the cellar?'];
      const search = (text: string, place: number) => memory.recall.search(asked(text, { limit: 1 + place }));
      const atOnce = await Promise.all(questions.map(search));
      for (const [place, text] of questions.entries())
        assert.deepEqual(atOnce[place], await search(text, place));
      assert.deepEqual(
        atOnce.map((found) => found[0]?.id),
        ['0', '1', '0', '2'],
      );
    });

    test('shelves are borders: what is on others is not found and changes no score', async (t) => {
      const random = seededRandom('borders');
      const words = 'cat dog car train snow soup novel lake music doctor'.split(' ');
      const some = (count: number) =>
        Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(' ');
      for (let round = 0; round < 5; round += 1) {
        const alone = await open(t, undefined);
        const among = await open(t, undefined);
        const mine = Array.from({ length: 12 }, (_, place) =>
          line(`m${place}`, some(5), { shelf: `s${place % 3}`, at: noon + place * minuteMs }),
        );
        const theirs = Array.from({ length: 30 }, (_, place) =>
          line(`t${place}`, some(5), { shelf: `x${place % 2}`, at: noon + place * minuteMs }),
        );
        await shelve(alone, ...mine);
        await shelve(among, ...theirs.slice(0, 15), ...mine, ...theirs.slice(15));
        for (let question = 0; question < 5; question += 1) {
          const asking = asked(some(3), { shelves: ['s0', 's2'] });
          const found = await among.recall.search(asking);
          assert.deepEqual(found, await alone.recall.search(asking));
          assert.ok(found.every(({ shelf }) => asking.shelves.includes(shelf)));
        }
      }
    });

    test('a question can be given up', async (t) => {
      const memory = await open(t, undefined);
      await shelve(memory, line('1', 'A word.'));
      const signal = AbortSignal.abort(new Error('given up'));
      await assert.rejects(memory.recall.search(asked('word'), signal), /given up/);
      assert.deepEqual(await memory.recall.search(asked('word', { shelves: [] })), []);
    });
  });
}

/** A vector as bytes, the largest number as 127. */
function scaled(vector: Float32Array): number[] {
  const largest = Math.max(...Array.from(vector, Math.abs));
  return Array.from(vector, (value) => Math.round((value / largest) * 127));
}
