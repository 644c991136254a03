import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readBook } from './index.ts';
import { addEntry, changeEntry, emptyBook, removeEntry } from './pen.ts';

const files: Record<string, unknown> = {
  sillytavern: { entries: { 0: { uid: 0, key: ['old'], content: 'Old.', odd: 1 } }, odd: 2 },
  'card-book': { entries: [{ id: 5, keys: ['old'], content: 'Old.', enabled: true, odd: 1 }], odd: 2 },
  'lorebook-v3': {
    spec: 'lorebook_v3',
    odd: 2,
    data: { entries: [{ keys: ['old'], content: 'Old.', enabled: true, odd: 1 }] },
  },
  novelai: { lorebookVersion: 5, entries: [{ keys: ['old'], text: 'Old.', odd: 1 }], odd: 2 },
  agnai: { kind: 'memory', entries: [{ keywords: ['old'], entry: 'Old.', odd: 1 }], odd: 2 },
  risu: { type: 'risu', data: [{ key: 'old', content: 'Old.', odd: 1 }], odd: 2 },
};

function entriesOf(raw: unknown) {
  return readBook(raw, { id: 'b', name: 'b' })?.book.entries ?? [];
}

describe('a book’s file', () => {
  for (const [format, raw] of Object.entries(files)) {
    test(`of ${format} is changed and keeps what nobody knows`, () => {
      const before = structuredClone(raw);
      const { raw: longer, uid } = addEntry(raw, { keys: ['new', 'fresh'], content: 'New.', name: 'Newest' });
      const added = entriesOf(longer).find((entry) => entry.uid === uid);
      assert.deepEqual([added?.keys, added?.content, added?.name], [['new', 'fresh'], 'New.', 'Newest']);
      assert.equal(added?.enabled, true);
      const [first] = entriesOf(raw);
      const edited = changeEntry(longer, first?.uid ?? '', { keys: ['other'], content: 'Other.' });
      assert.deepEqual(entriesOf(edited).find((entry) => entry.uid === first?.uid)?.keys, ['other']);
      assert.match(JSON.stringify(edited), /"odd":1/);
      assert.match(JSON.stringify(edited), /"odd":2/);
      assert.equal(entriesOf(removeEntry(edited, uid)).length, 1);
      assert.deepEqual(raw, before);
      assert.equal(readBook(edited, { id: 'b', name: 'b' })?.format, format);
    });
  }

  test('an entry is switched off, where its format can say so', () => {
    for (const [format, raw] of Object.entries(files)) {
      const [entry] = entriesOf(raw);
      const off = () => entriesOf(changeEntry(raw, entry?.uid ?? '', { enabled: false }))[0]?.enabled;
      if (format === 'risu') assert.throws(off, /RisuAI/);
      else assert.equal(off(), false, format);
    }
  });

  test('a new book is strict and empty', () => {
    const book = readBook(emptyBook('House'), { id: 'b', name: 'b' })?.book;
    assert.deepEqual([book?.name, book?.profile, book?.entries], ['House', 'strict', []]);
  });

  test('what is not there, or no book, is refused in words', () => {
    assert.throws(() => changeEntry(files['sillytavern'], '9', {}), /no entry #9/);
    assert.throws(() => addEntry({ odd: 1 }, {}), /cannot be changed/);
  });
});
