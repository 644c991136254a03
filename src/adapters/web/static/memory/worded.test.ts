import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Words {
  directionOf(text: string, names?: string[]): string;
  partsOf(text: string, names: string[]): { words: string; isName: boolean }[];
}

const { directionOf, partsOf }: Words = await import(new URL('worded.js', import.meta.url).href);

test('a sentence runs as its own words do, whatever script the names in it have', () => {
  const [noam, layla] = ['נועם בן־דוד', 'ليلى المنصوري'];
  assert.equal(directionOf(`${noam} works as a baker.`), 'ltr');
  assert.equal(directionOf(`${layla} is ${noam}’s aunt.`), 'rtl');
  assert.equal(directionOf(`${layla} is ${noam}’s aunt.`, [layla, noam]), 'ltr');
  assert.equal(directionOf('Bo גר בתל אביב.', ['Bo']), 'rtl');
  assert.equal(directionOf(noam, [noam]), 'rtl');
  assert.equal(directionOf('🦊 12'), 'ltr');
});

test('a text is cut at the longest names in it, whatever stands in them', () => {
  assert.deepEqual(
    partsOf('Bo (x) met Bo.', ['Bo', 'Bo (x)', ' ']).map(({ words, isName }) =>
      isName ? `<${words}>` : words,
    ),
    ['<Bo (x)>', ' met ', '<Bo>', '.'],
  );
  assert.deepEqual(partsOf('nobody', []), [{ words: 'nobody', isName: false }]);
});
