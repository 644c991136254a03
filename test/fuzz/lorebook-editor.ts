import assert from 'node:assert/strict';
import { withBookChanges } from '../../src/features/lorebook/editor/apply.ts';
import { readBookChanges } from '../../src/features/lorebook/editor/changes.ts';
import { sheetOf } from '../../src/features/lorebook/editor/form.ts';
import { locateBook, readBook } from '../../src/features/lorebook/formats/index.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { oddBookFiles } from './lorebook-formats.ts';
import { fuzzTarget } from './target.ts';

const naming = { id: 'b', name: 'b', profile: 'strict' } as const;

/** Any book can be edited: what was not touched is as it was, and what was written is there. */
export const lorebookEditorTarget = fuzzTarget('lorebook-editor', oddBookFiles, (raw) => {
  const located = locateBook(raw);
  if (located === undefined) return;
  const { form } = sheetOf(raw, naming);
  const untouched = form.entries.map(({ was }) => ({ was }));
  assert.equal(canonicalJson(edited(raw, untouched)), canonicalJson(asJson(raw)));
  const added = edited(raw, [{ set: { content: 'Added.', keys: ['key'] } }, ...untouched]);
  const after = sheetOf(added, naming).form.entries;
  assert.equal(after[0]?.fields['content'], 'Added.');
  assert.equal(after.length, form.entries.length + 1);
  assert.ok(readBook(added, naming)?.book.entries.some(({ content }) => content === 'Added.'));
  const written = untouched.map(({ was }) => ({ was, set: { content: `Written ${was}.` } }));
  assert.deepEqual(
    sheetOf(edited(raw, written), naming).form.entries.map(({ fields }) => fields['content']),
    form.entries.map(({ was }) => `Written ${was}.`),
  );

  function edited(from: unknown, entries: object[]): unknown {
    const judged = readBookChanges({ book: { entries } }, located?.format ?? 'sillytavern');
    assert.ok('changes' in judged, JSON.stringify(judged));
    return asJson(withBookChanges(from, judged.changes, { saysItself: false }));
  }
});

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
