import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DocumentBlock } from '../../core/document.ts';
import { cut as cutInBreaths } from './cutting.ts';

const cut = (blocks: DocumentBlock[]) => cutInBreaths(blocks, () => undefined);

const sentence = (number: number) =>
  `Sentence number ${number} tells of apples, pears and a few of the old plums.`;

test('pieces end with sentences, and each begins with the one that ended the last', async () => {
  const text = Array.from({ length: 20 }, (_, index) => sentence(index)).join(' ');
  const pieces = await cut([{ text, page: 2 }]);
  assert.ok(pieces.length >= 3);
  for (const [index, piece] of pieces.entries()) {
    assert.ok(piece.text.length <= 520, `${piece.text.length}`);
    assert.match(piece.text, /^Sentence .*\.$/s);
    assert.equal(piece.page, 2);
    assert.ok(text.slice(piece.start).startsWith(piece.text.slice(0, 40)));
    const before = pieces[index - 1];
    if (before !== undefined) assert.equal(piece.text.split('.')[0], before.text.split('.').at(-2)?.trim());
  }
});

test('a piece stands under its headings, and none crosses one', async () => {
  const pieces = await cut([
    { text: 'Guide', heading: 1 },
    { text: 'All of it.' },
    { text: 'Apples', heading: 2, page: 1 },
    { text: 'Red ones.', page: 1 },
    { text: 'Green ones.', page: 2 },
    { text: 'Cider', heading: 3 },
    { text: 'Pressed.' },
    { text: 'Pears', heading: 2 },
    { text: 'Later.' },
  ]);
  assert.deepEqual(
    pieces.map(({ headings, text, page }) => [headings.join(' › '), text, page]),
    [
      ['Guide', 'All of it.', undefined],
      ['Guide › Apples', 'Red ones.', 1],
      ['Guide › Apples', 'Green ones.', 2],
      ['Guide › Apples › Cider', 'Pressed.', undefined],
      ['Guide › Pears', 'Later.', undefined],
    ],
  );
});

test('a piece that is long enough ends with its paragraph when the next does not fit', async () => {
  const paragraph = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => sentence(from + index)).join(' ');
  const pieces = await cut([{ text: paragraph(0, 5) }, { text: paragraph(5, 4) }]);
  assert.equal(pieces[0]?.text, paragraph(0, 5));
  assert.equal(pieces[1]?.text, `${sentence(4)}\n${paragraph(5, 4)}`);
});

test('a piece is of one page', async () => {
  const long = Array.from({ length: 5 }, (_, index) => sentence(index)).join(' ');
  const pieces = await cut([
    { text: long, page: 1 },
    { text: long, page: 2 },
  ]);
  assert.deepEqual(
    pieces.map(({ page }) => page),
    [1, 2],
  );
});

test('nothing but headings is still something, and nothing is nothing', async () => {
  assert.deepEqual(
    (
      await cut([
        { text: 'One', heading: 1 },
        { text: 'Two', heading: 1 },
      ])
    ).map(({ text }) => text),
    ['One\nTwo'],
  );
  assert.deepEqual(await cut([]), []);
});

test('whatever is cut, every word is in a piece, and no piece is long', async () => {
  const words = fc.array(fc.string({ unit: 'binary', maxLength: 700 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(words, async (texts) => {
      const written = texts.map((text) => text.trim()).filter((text) => text !== '');
      const pieces = await cut(written.map((text) => ({ text })));
      for (const { text } of pieces) assert.ok(text.length <= 720, `${text.length}`);
      const all = pieces.map(({ text }) => text).join(' ');
      for (const word of written
        .flatMap((text) => text.split(/\s+/))
        .filter((one) => one.length < 100 && /^\w+$/.test(one)))
        assert.ok(all.includes(word), word);
    }),
    { numRuns: 40 },
  );
});

test('a paragraph without end is cut in parts, and others get their turn', async () => {
  const text = `${sentence(1)} `.repeat(2_000).trim();
  let breaths = 0;
  const pieces = await cutInBreaths([{ text }], async () => {
    breaths += 1;
  });
  assert.ok(breaths >= 7, `${breaths}`);
  assert.ok(pieces.length > 250 && pieces.every((piece) => piece.text.length <= 600), `${pieces.length}`);
});
