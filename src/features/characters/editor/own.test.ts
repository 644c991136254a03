import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { aCard } from '../../../../test/support/card-files.ts';
import { characterOf } from '../card.ts';
import type { CardFile } from '../files/card-file.ts';
import { readCardFile } from '../files/read.ts';
import { withChanges } from './apply.ts';
import { readChanges } from './changes.ts';
import { formOf, keptOf } from './form.ts';

const own = {
  aliases: ['A'],
  mood: 'good',
  pronouns: { subject: 'she', object: 'her', possessive: 'her', reflexive: 'herself' },
  topics: { loves: ['bees', 7], avoids: ['wasps'], hates: ['smoke'] },
  voice: { description: 'low', pitch: '0.9', gender: 'female' },
  relationships: [
    { character: 'Maren Vale', kind: 'friend', feeling: 'Likes her.', since: 1990 },
    'odd',
    { character: 'rufus', kind: '' },
  ],
  framework: 'caring',
};
const beside = {
  framework: 'neuro',
  framework_blending: {
    enabled: true,
    note: 'mine',
    blend_rules: [{ context: 'support', framework: 'caring', weight: 0.6, why: 'kind' }],
  },
};

function cardWith(extensions: object): CardFile {
  return readCardFile(Buffer.from(JSON.stringify(aCard({ extensions }))), 'card');
}

function edited(file: CardFile, given: object): CardFile {
  const judged = readChanges({ own: given });
  assert.ok('changes' in judged, JSON.stringify(judged));
  return withChanges(file, judged.changes, 5_000);
}

function problems(given: object): [string, string][] {
  const judged = readChanges({ own: given });
  return 'problems' in judged ? judged.problems.map(({ field, says }) => [field, says]) : [];
}

const extensionsOf = (file: CardFile) => file.card.data['extensions'];
/** Without an empty extension of ours, which is as good as none. */
function said(file: CardFile): unknown {
  const { acore = {}, ...others } = Object(extensionsOf(file));
  return { ...others, acore };
}
const full = () => cardWith({ ...beside, fav: true, acore: own });

describe('what only Acore reads', () => {
  test('is shown, and what has no field is named', () => {
    const file = full();
    const form = formOf(file).own;
    assert.deepEqual(form.pronouns, { subject: 'she', object: 'her', possessive: 'her' });
    assert.deepEqual([form.loves, form.avoids], [['bees'], ['wasps']]);
    assert.deepEqual(form.voice, { description: 'low', pitch: 0.9, speed: null });
    assert.deepEqual(form.relationships, [
      { was: 0, character: 'maren-vale', kind: 'friend', feeling: 'Likes her.' },
      { was: 2, character: 'rufus', kind: '', feeling: '' },
    ]);
    assert.equal(form.framework, 'caring');
    const rule = { was: 0, about: 'support', with: 'caring', weight: 0.6 };
    assert.deepEqual(form.blending, { mode: 'own', rules: [rule] });
    assert.deepEqual(keptOf(file), [
      'extensions.fav',
      'extensions.acore.mood',
      'extensions.acore.pronouns.reflexive',
      'extensions.acore.topics.hates',
      'extensions.acore.voice.gender',
      'extensions.acore.relationships.0.since',
      'extensions.acore.relationships.1',
      'extensions.framework_blending.note',
      'extensions.framework_blending.blend_rules.0.why',
    ]);
  });

  test('loses nothing when the editor sends all of it back as it is', () => {
    for (const file of [full(), cardWith({}), cardWith({ acore: {} }), cardWith({ framework: 'chaos' })]) {
      const { framework, ...rest } = formOf(file).own;
      const all = { ...rest, ...(framework !== '' && { framework }) };
      assert.deepEqual(said(edited(file, all)), said(file));
    }
  });

  test('changes in one member and keeps everything around it', () => {
    const { relationships, voice, blending } = formOf(full()).own;
    const [maren, rufus] = relationships;
    const moved = [
      { ...rufus, kind: 'rival' },
      { ...maren },
      { character: 'ida~7k2mq', kind: 'x', feeling: '' },
    ];
    const after = edited(full(), {
      relationships: moved,
      loves: ['honey'],
      voice: { ...voice, speed: 1.5 },
      pronouns: { subject: 'they', object: 'them', possessive: 'their' },
      framework: 'chaotic',
      blending: { ...blending, rules: [{ ...blending.rules[0], weight: 0.25 }] },
    });
    assert.deepEqual(extensionsOf(after), {
      fav: true,
      framework: 'neuro',
      framework_blending: {
        enabled: true,
        note: 'mine',
        blend_rules: [{ context: 'support', framework: 'caring', weight: 0.25, why: 'kind' }],
      },
      acore: {
        ...own,
        pronouns: { subject: 'they', object: 'them', possessive: 'their', reflexive: 'herself' },
        topics: { loves: ['honey', 7], avoids: ['wasps'], hates: ['smoke'] },
        voice: { description: 'low', pitch: '0.9', speed: 1.5, gender: 'female' },
        relationships: [
          { character: 'rufus', kind: 'rival' },
          'odd',
          own.relationships[0],
          { character: 'ida~7k2mq', kind: 'x', feeling: '' },
        ],
        framework: 'chaotic',
      },
    });
    const character = characterOf(after, 'ada');
    assert.deepEqual(
      character.relationships.map(({ characterId }) => characterId),
      ['rufus', 'maren-vale', 'ida~7k2mq'],
    );
    assert.deepEqual(character.framework, {
      name: 'chaotic',
      blends: [{ about: 'support', with: 'caring', weight: 0.25 }],
    });
  });

  test('is taken away by what is emptied', () => {
    const empty = {
      pronouns: { subject: '', object: '', possessive: '' },
      loves: [],
      avoids: [],
      voice: { description: '', pitch: null, speed: null },
      relationships: [],
      framework: '',
      blending: { mode: 'framework', rules: [] },
    };
    const plain = cardWith({
      acore: { pronouns: own.pronouns, voice: { description: 'low' }, framework: 'caring' },
    });
    assert.deepEqual(extensionsOf(edited(plain, empty)), {
      acore: { pronouns: { reflexive: 'herself' } },
    });
    const after = characterOf(edited(full(), empty), 'ada');
    assert.deepEqual(
      [after.pronouns, after.topics, after.relationships, after.framework],
      [undefined, { loves: [], avoids: [] }, [], undefined],
    );
  });

  test('names its framework where it was named, and mixes nothing in when that is switched off', () => {
    const old = cardWith({ framework: 'chaos' });
    assert.deepEqual(extensionsOf(edited(old, { framework: 'caring' })), { framework: 'caring' });
    const off = edited(full(), { blending: { ...formOf(full()).own.blending, mode: 'off' } });
    assert.deepEqual(characterOf(off, 'ada').framework, { name: 'caring', blends: [] });
    assert.equal(formOf(off).own.blending.rules.length, 1);
    const on = edited(off, { blending: { ...formOf(off).own.blending, mode: 'own' } });
    assert.deepEqual(extensionsOf(on), extensionsOf(full()));
  });

  test('is refused field by field', () => {
    const row = { character: 'rufus', kind: '', feeling: '' };
    const rule = { about: 'support', with: 'caring', weight: 0.5 };
    assert.deepEqual(
      problems({
        pronouns: { subject: 'she', object: '', possessive: 'her' },
        loves: ['x'.repeat(201)],
        voice: { description: '', pitch: 9, speed: '' },
        relationships: [row, { ...row, character: ' ' }],
        blending: { mode: 'own', rules: [{ ...rule, weight: 1.5 }] },
      }),
      [
        ['own.pronouns', 'fill in all three words, or none'],
        ['own.loves.0', 'is too long'],
        ['own.voice.pitch', 'must be between 0.25 and 4'],
        ['own.voice.speed', 'must be a number'],
        ['own.relationships.1.character', 'must name somebody'],
        ['own.blending.rules.0.weight', 'must be between 0 and 100 per cent'],
      ],
    );
    assert.deepEqual(problems({ relationships: [row, row] }), [
      ['own.relationships.1.character', 'is there already, further up'],
    ]);
    assert.equal(
      problems({ blending: { mode: 'own', rules: [rule, rule] } })[0]?.[0],
      'own.blending.rules.1.about',
    );
  });

  test('of a shipped character comes back whole', () => {
    const bytes = readFileSync(new URL('../../../../characters/ruxa.png', import.meta.url));
    const file = readCardFile(bytes, 'ruxa');
    const { own: form } = formOf(file);
    assert.equal(form.relationships.length, 2);
    assert.deepEqual(extensionsOf(edited(file, form)), extensionsOf(file));
  });
});
