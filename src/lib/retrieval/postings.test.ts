import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from '../random.ts';
import { countIn, createPostings, lineIn } from './postings.ts';

test('postings tell of each term the lines that have it and how often, whatever stands between', () => {
  const random = seededRandom('postings');
  const postings = createPostings();
  const wanted = new Map<string, Map<number, number>>();
  for (let line = 0; line < 1_500; line += 1) {
    for (let word = 0; word < 6; word += 1) {
      const term = `t${Math.floor(40 * random() ** 3)}`;
      const lines = wanted.get(term) ?? new Map<number, number>();
      wanted.set(term, lines.set(line, (lines.get(line) ?? 0) + 1));
      postings.post(line, term);
    }
  }
  for (const [term, lines] of wanted) {
    const found = new Map<number, number>();
    postings.each(term, (entries, from, to) => {
      for (const entry of entries.subarray(from, to)) found.set(lineIn(entry), countIn(entry));
    });
    assert.deepEqual([...found], [...lines], term);
    assert.equal(postings.countOf(term), lines.size);
  }
  assert.ok([...wanted.values()].some(({ size }) => size > 700));
  postings.each('never', () => assert.fail('There is no such term.'));
});

test('a word that is repeated without end is counted up to fifteen', () => {
  const postings = createPostings();
  for (let times = 0; times < 40; times += 1) postings.post(3, 'la');
  postings.each('la', (entries, from) => assert.equal(countIn(entries[from] ?? 0), 15));
  assert.equal(postings.countOf('la'), 1);
});
