import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCard, slug } from './card.ts';
import { CardError } from './card-error.ts';

function v3(data: Record<string, unknown>): string {
  return JSON.stringify({ spec: 'chara_card_v3', spec_version: '3.0', data: { name: 'Ada Quill', ...data } });
}

describe('the framework of a card', () => {
  const read = (extensions: object) => readCard(v3({ extensions }), 'ada').framework;

  test('is named under acore, or where the predecessor had it', () => {
    assert.equal(read({ acore: { framework: ' caring ' }, framework: 'neuro' })?.name, 'caring');
    assert.equal(read({ framework: 'neuro' })?.name, 'neuro');
    for (const odd of [{}, { acore: {} }, { framework: 7 }, { acore: { framework: '' } }])
      assert.equal(read(odd), undefined);
  });

  test('may say what is mixed in, or that nothing is', () => {
    const rule = { context: 'debate', framework: 'assistant', weight: 0.4 };
    const rules = { enabled: true, blend_rules: [rule, { context: 3 }, { ...rule, weight: 'much' }] };
    assert.deepEqual(read({ framework_blending: rules })?.blends, [
      { about: 'debate', with: 'assistant', weight: 0.4 },
      { about: 'debate', with: 'assistant', weight: 0.5 },
    ]);
    assert.deepEqual(read({ framework_blending: { ...rules, enabled: false } })?.blends, []);
    assert.equal(read({ framework: 'caring', framework_blending: {} })?.blends, undefined);
    assert.equal(read({ framework_blending: 'on' }), undefined);
  });
});

test('the categories of documents that a character knows are read in their order', () => {
  const read = (extensions: object) => readCard(v3({ extensions }), 'ada').documentCategories;
  assert.deepEqual(read({ knowledge_domain: { rag_categories: ['Lore', ' ', 7, 'rules'] } }), [
    'Lore',
    'rules',
  ]);
  for (const odd of [{}, { knowledge_domain: null }, { knowledge_domain: { rag_categories: 'lore' } }])
    assert.equal(read(odd), undefined);
});

describe('a card', () => {
  test('of version 3 fills a character', () => {
    const character = readCard(
      v3({
        nickname: 'Ada',
        description: 'Keeps bees.',
        first_mes: 'Hello {{user}}',
        mes_example: '<START>\n{{user}}: hi\n{{char}}: hm\n<start>\nsecond\n',
        alternate_greetings: ['Good morning.'],
        group_only_greetings: ['All of you!'],
        tags: ['bees'],
        creator_notes: 'Talk of honey.',
        extensions: {
          talkativeness: 0.8,
          acore: {
            aliases: ['Mistress Quill'],
            pronouns: { subject: 'she', object: 'her', possessive: 'her' },
            topics: { loves: ['bees'], avoids: ['wasps'] },
            voice: { description: 'low', pitch: 0.9, speed: 1.1, gender: 'female' },
            relationships: [{ character: 'Élise Vane', kind: 'friend', feeling: 'trusts her' }],
            colour: '#AA7700',
          },
        },
      }),
      'ada',
    );
    assert.equal(character.id, 'ada');
    assert.equal(character.name, 'Ada Quill');
    assert.equal(character.displayName, 'Ada');
    assert.equal(character.firstMessage, 'Hello {{user}}');
    assert.deepEqual(character.examples, ['{{user}}: hi\n{{char}}: hm', 'second']);
    assert.deepEqual(character.aliases, ['Mistress Quill']);
    assert.deepEqual(character.topics, { loves: ['bees'], avoids: ['wasps'] });
    assert.deepEqual(character.voice, { description: 'low', pitch: 0.9, speed: 1.1 });
    assert.deepEqual(character.relationships, [
      { characterId: 'elise-vane', kind: 'friend', feeling: 'trusts her' },
    ]);
    assert.equal(character.talkativeness, 0.8);
    assert.equal(character.colour, '#aa7700');
  });

  test('that says only a name is given the rest', () => {
    const character = readCard(v3({}), 'ada');
    assert.equal(character.displayName, 'Ada Quill');
    assert.equal(character.talkativeness, 0.5);
    assert.equal(character.description, '');
    assert.match(character.colour, /^#[0-9a-f]{6}$/);
    assert.notEqual(character.colour, readCard(v3({}), 'other').colour);
  });

  test('of version 2 is read from its data, not from the mirror beside it', () => {
    const card = { spec: 'chara_card_v2', name: 'Stale', data: { name: 'Fresh', description: 'new' } };
    assert.equal(readCard(JSON.stringify(card), 'x').name, 'Fresh');
  });

  test('of version 1 is flat', () => {
    assert.equal(readCard('\uFEFF{"name":"Old","first_mes":"Hm."}', 'old').firstMessage, 'Hm.');
  });

  test('with wrong kinds of values loses those values only', () => {
    const character = readCard(
      v3({
        nickname: 7,
        description: null,
        tags: ['good', 3, null],
        alternate_greetings: 'no list',
        extensions: { talkativeness: '0.25', acore: { aliases: ['A', {}], voice: 'deep', colour: 'red' } },
      }),
      'ada',
    );
    assert.equal(character.displayName, 'Ada Quill');
    assert.equal(character.description, '');
    assert.deepEqual(character.tags, ['good']);
    assert.deepEqual(character.alternateGreetings, []);
    assert.equal(character.talkativeness, 0.25);
    assert.deepEqual(character.aliases, ['A']);
    assert.equal(character.voice, undefined);
  });

  test('without a name has that of its file', () => {
    assert.equal(readCard('{"spec":"chara_card_v3","data":{}}', 'x').name, 'x');
    assert.equal(readCard('{"name":" \\n ","first_mes":"Hm."}', 'x').name, 'x');
  });

  test('with notes in several languages shows the English ones', () => {
    const notes = (data: Record<string, unknown>) => readCard(v3(data), 'ada').creatorNotes;
    assert.equal(notes({ creator_notes: 'a', creator_notes_multilingual: { de: 'b', en: 'c' } }), 'c');
    assert.equal(notes({ creator_notes: 'a', creator_notes_multilingual: { de: 'b' } }), 'a');
    assert.equal(notes({ creator_notes: '', creator_notes_multilingual: { de: 'b' } }), 'b');
    assert.equal(notes({ creator_notes: 'a', creator_notes_multilingual: 'no' }), 'a');
  });

  test('may bring an instruction for the middle of the talk', () => {
    const depthPrompt = (value: unknown) =>
      readCard(v3({ extensions: { depth_prompt: value } }), 'ada').depthPrompt;
    assert.deepEqual(depthPrompt({ prompt: 'Calm.' }), { text: 'Calm.', depth: 4, role: 'system' });
    assert.deepEqual(depthPrompt({ prompt: 'x', depth: '2', role: 'user' }), {
      text: 'x',
      depth: 2,
      role: 'user',
    });
    assert.equal(depthPrompt({ prompt: ' ', depth: 2 }), undefined);
    assert.equal(depthPrompt('x'), undefined);
  });

  test('may not bring line breaks or endless text in a name', () => {
    const character = readCard(v3({ name: 'A\nB\u2028\u0000C', nickname: 'x'.repeat(500) }), 'ada');
    assert.equal(character.name, 'A B C');
    assert.equal(character.displayName.length, 80);
  });

  test('may not reach into prototypes', () => {
    readCard('{"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}', 'x');
    assert.equal(Reflect.get({}, 'polluted'), undefined);
  });

  for (const [title, json, reason] of [
    ['not JSON', '{', /not readable as JSON/],
    ['a list', '[]', /not a character card/],
    ['without its data', '{"spec":"chara_card_v3","name":"x"}', /no data/],
  ] as const) {
    test(`that is ${title} is refused with a reason`, () => {
      assert.throws(
        () => readCard(json, 'x'),
        (error) => error instanceof CardError && reason.test(error.message),
      );
    });
  }
});

test('the book of a card becomes lore', () => {
  const entries = [
    {
      keys: ['bees', ' '],
      content: '@@depth 4\n@@@role user\nBees dance.',
      insertion_order: '5',
      id: 9,
    },
    { keys: [], content: 'Always.', constant: true, case_sensitive: true },
    { keys: ['off'], content: 'never', enabled: false },
    { keys: [], content: 'no key' },
    { keys: ['empty'], content: '@@dont_activate' },
    'nonsense',
  ];
  assert.deepEqual(readCard(v3({ character_book: { entries } }), 'ada').lore, [
    { id: '9', keys: ['bees'], content: 'Bees dance.', order: 5, constant: false, caseSensitive: false },
    { id: '1', keys: [], content: 'Always.', order: 100, constant: true, caseSensitive: true },
  ]);
});

test('the book of a card is kept as it was written', () => {
  const book = { name: 'Bees', entries: { 0: { keys: 'bees', extensions: { odd: [1] } } }, unknown: null };
  assert.deepEqual(readCard(v3({ character_book: book }), 'ada').book, book);
  assert.equal(readCard(v3({}), 'ada').book, undefined);
});

test('a slug is an id in small letters', () => {
  assert.equal(slug('Élise de la Tour!'), 'elise-de-la-tour');
  assert.equal(slug('猫 さん'), '猫-さん');
  assert.equal(slug('--__--'), '');
});
