import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { aCard, charxOf, pictureWith, pixel } from '../../../../test/support/card-files.ts';
import { canonicalJson } from '../../../lib/canonical-json.ts';
import { asV3 } from '../files/as-version.ts';
import type { CardFile, JsonObject } from '../files/card-file.ts';
import { readCardFile } from '../files/read.ts';
import { writeCard } from '../files/write.ts';
import { portraitIn } from '../pictures.ts';
import { withChanges } from './apply.ts';
import { type Changes, readChanges } from './changes.ts';
import { formOf, keptOf } from './form.ts';

const fixtures = new URL('../../../../test/fixtures/cards/', import.meta.url);

function cardOf(value: unknown): CardFile {
  return readCardFile(Buffer.from(JSON.stringify(value)), 'card');
}

function changesOf(given: object): Changes {
  const judged = readChanges(given);
  assert.ok('changes' in judged, JSON.stringify(judged));
  return judged.changes;
}

function edited(file: CardFile, given: object): CardFile {
  return withChanges(file, changesOf(given), 5_000);
}

/** A card without what every save sets. */
function said({ card }: CardFile): unknown {
  const { modification_date: _, ...data } = asV3(card).data;
  return JSON.parse(canonicalJson({ ...asV3(card), data }));
}

/** What the editor would send if it took every entry for changed in nothing. */
function untouched(file: CardFile): object {
  const entries = formOf(file).book?.entries;
  return entries === undefined ? {} : { book: { entries: entries.map(({ was }) => ({ was })) } };
}

describe('an edited card', () => {
  for (const name of readdirSync(fixtures)) {
    const file = readCardFile(readFileSync(new URL(name, fixtures)), name);

    test(`loses nothing when nothing was edited: ${name}`, () => {
      assert.deepEqual(said(edited(file, {})), said(file));
      assert.deepEqual(said(edited(file, untouched(file))), said(file));
    });

    test(`keeps everything but the one text that was edited: ${name}`, () => {
      const after = edited(file, { texts: { scenario: 'A new place.' } });
      const format = file.container === 'charx' ? 'charx' : 'png';
      const again = readCardFile(writeCard(after, format).bytes, 'again');
      assert.equal(again.card.data['scenario'], 'A new place.');
      const back = edited(again, { texts: { scenario: formOf(file).texts.scenario } });
      if (typeof asV3(file.card).data['scenario'] === 'string') assert.deepEqual(said(back), said(file));
      assert.equal(again.files.size, file.files.size);
    });
  }

  test('shows texts, lists, notes, the depth prompt and what only Acore knows', () => {
    const file = cardOf(
      aCard({
        name: 'Ada',
        alternate_greetings: ['one', 2, 'three'],
        creator_notes_multilingual: { de: 'Hallo' },
        extensions: {
          talkativeness: '0.7',
          depth_prompt: { prompt: 'p', depth: 2, role: 'user' },
          x: 1,
          acore: { aliases: ['A'], colour: '#AABBCC' },
        },
        strange: true,
      }),
    );
    const form = formOf(file);
    assert.deepEqual(form.lists.alternate_greetings, ['one', 'three']);
    assert.deepEqual(form.notes, [{ language: 'de', text: 'Hallo' }]);
    assert.equal(form.talkativeness, 0.7);
    assert.deepEqual(form.depthPrompt, { prompt: 'p', depth: 2, role: 'user' });
    assert.deepEqual([form.aliases, form.colour], [['A'], '#aabbcc']);
    assert.deepEqual(keptOf(file), ['strange', 'extensions.x']);
    const after = edited(file, { lists: { alternate_greetings: ['three'] } });
    assert.deepEqual(after.card.data['alternate_greetings'], ['three', 2]);
  });

  test('writes extensions in the spelling that is there, and takes a field away', () => {
    const entry = {
      keys: ['a'],
      content: 'A',
      enabled: true,
      extensions: { scanDepth: 3, group_weight: 7, own: 1 },
      x: 2,
    };
    const file = cardOf(aCard({ character_book: { entries: [entry], extra: 1 } }));
    const set = { scanDepth: null, groupWeight: 9, cooldown: 2, place: 'at-depth' };
    const after = edited(file, { book: { set: { scanDepth: 5 }, entries: [{ was: 0, set }] } });
    assert.deepEqual(after.card.data['character_book'], {
      extra: 1,
      scan_depth: 5,
      entries: [
        {
          ...entry,
          position: 'after_char',
          extensions: { group_weight: 9, own: 1, cooldown: 2, position: 4 },
        },
      ],
    });
  });

  test('has entries added, copied, moved and removed', () => {
    const entries = { 3: { keys: ['a'], content: 'A', x: 1 }, 5: { keys: ['b'], content: 'B' } };
    const file = cardOf(aCard({ character_book: { entries } }));
    const book = (changes: object[]) =>
      (edited(file, { book: { entries: changes } }).card.data['character_book'] as JsonObject)['entries'];
    assert.deepEqual(book([{ was: 1 }]), { 5: entries[5] });
    const moved = book([
      { was: 1 },
      { was: 0 },
      { was: 0, copy: true, set: { content: 'C' } },
      { set: { content: 'new' } },
    ]);
    assert.ok(Array.isArray(moved));
    assert.deepEqual(moved.slice(0, 3), [
      { ...entries[5], id: '5' },
      { ...entries[3], id: '3' },
      { ...entries[3], content: 'C', id: 2 },
    ]);
    assert.equal(moved[3].content, 'new');
    assert.equal(moved[3].enabled, true);
  });

  test('changes what stands beside the data for readers of V1, where it was the same', () => {
    const mirrored = { ...aCard({ name: 'Ada', description: 'old' }), name: 'Ada', description: 'other' };
    const { card } = edited(cardOf(mirrored), { texts: { name: 'Bea', description: 'new' } });
    assert.deepEqual([card['name'], card['description']], ['Bea', 'other']);
  });

  test('gets a new face in every container', () => {
    const portrait = Buffer.from(pictureWith(['note', 'secret'])).toString('base64');
    const assets = [{ type: 'icon', name: 'main', uri: 'embeded://i.png', ext: 'png' }];
    const bare = cardOf(aCard());
    const packed = readCardFile(charxOf(aCard({ assets }), { 'i.png': pixel, 'other.txt': 'x' }), 'c');
    for (const file of [bare, packed]) {
      const after = edited(file, { portrait });
      const again = readCardFile(writeCard(after, file === packed ? 'charx' : 'png').bytes, 'again');
      assert.deepEqual(portraitIn(again), portraitIn(after));
      assert.ok(portraitIn(after)?.length);
    }
    assert.deepEqual([...edited(packed, { portrait }).files.keys()], ['other.txt']);
  });

  test('is refused field by field', () => {
    const judged = readChanges({
      texts: { name: ' ' },
      talkativeness: 3,
      depthPrompt: { prompt: 'x', depth: -1, role: 'system' },
      book: { entries: [{ set: { probability: 101 } }] },
    });
    assert.ok('problems' in judged);
    assert.deepEqual(
      judged.problems.map(({ field }) => field),
      ['texts.name', 'talkativeness', 'depthPrompt.depth', 'book.entries.0.set.probability'],
    );
  });
});
