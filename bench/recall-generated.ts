/** Run as a program of its own, so that what it takes is not counted: shelves generated passages in a folder. */
import { DatabaseSync } from 'node:sqlite';
import type { Passage } from '../src/core/ports/recall.ts';
import { seededRandom } from '../src/lib/random.ts';
import { packed, sentencesOf } from '../src/lib/retrieval/index.ts';
import { openMemory } from './recall-memory.ts';

const dimensions = 512;

/** What the generated passages are asked as of. */
export const generatedNow = Date.UTC(2026, 0, 1);
export const generatedShelf = 'hall';

/** Lines of made-up words that are as often rare and common as words of a language are. */
export function generated(count: number, seed = 'passages'): Passage[] {
  const random = seededRandom(seed);
  const word = () => `w${Math.floor(20_000 * random() ** 3).toString(36)}`;
  // A capital letter is what a sentence is known by, and each sentence has a vector.
  const sentence = () =>
    `W${Array.from({ length: 5 + Math.floor(8 * random()) }, word)
      .join(' ')
      .slice(1)}.`;
  const speakers = ['Ada', 'Bo', 'Cleo', 'Dov'].map((name) => ({ id: name, name }));
  return Array.from({ length: count }, (_, place) => ({
    id: `${seed}-${place}`,
    shelf: generatedShelf,
    text: Array.from({ length: 1 + Math.floor(3 * random()) }, sentence).join(' '),
    speaker: speakers[place % speakers.length],
    at: generatedNow - (count - place) * 300_000,
  }));
}

/** Shelves before anything is embedded, so that the embedder finds its work done. */
async function shelveAll(keep: string, count: number): Promise<string> {
  await using memory = await openMemory({ embedder: 'none', without: [], keep });
  const passages = generated(count);
  for (let from = 0; from < count; from += 1_000)
    await memory.storage.transaction((transaction) =>
      memory.recall.shelve(transaction, passages.slice(from, from + 1_000)),
    );
  return memory.file;
}

/** Writes vectors by chance, since to embed so many takes an hour; what a search does with them is the same. */
function giveVectors(file: string, embedder: string): void {
  using db = new DatabaseSync(file, { timeout: 60_000 });
  const random = seededRandom('vectors');
  const rows = db.prepare('select seq, text from recall_passages').all() as unknown as {
    seq: number;
    text: string;
  }[];
  const put = db.prepare('insert into recall_vectors (seq, embedder, vectors) values (?, ?, ?)');
  db.exec('begin');
  for (const { seq, text } of rows) {
    const sentences = sentencesOf(text).length;
    const vectors = Array.from({ length: sentences > 1 ? sentences + 1 : 1 }, () =>
      Float32Array.from({ length: dimensions }, () => random() - 0.5),
    );
    put.run(seq, embedder, new Uint8Array(packed(vectors).buffer));
  }
  db.exec('commit');
}

/** The embedder is tested at its first start alone, which is not what is measured. */
async function letTest(keep: string): Promise<void> {
  await using memory = await openMemory({ embedder: 'use-lite', without: [], keep });
  await memory.recall.settled();
}

if (import.meta.main) {
  const [folder = '', count = '', embedder = ''] = process.argv.slice(2);
  const file = await shelveAll(folder, Number(count));
  if (embedder === 'use-lite') {
    giveVectors(file, 'use-lite/1');
    await letTest(folder);
  }
}
