import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import { aLorebook } from '../../../test/support/lorebook.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import type { Section, TurnView } from '../../core/feature.ts';
import type { Message } from '../../core/message.ts';
import type { Storage } from '../../core/ports/storage.ts';
import { entryOf } from '../../core/prompt/talk.ts';
import type { LoreSettings } from './config.ts';
import { migrations } from './index.ts';
import type { LorebookTables } from './store.ts';

/** An entry as a card has it. */
interface CardEntry {
  keys: string[];
  content?: string;
  [field: string]: unknown;
}

async function reader(
  context: TestContext,
  windowTokens = 8_000,
  settings: Partial<LoreSettings> = { placement: 'as-written' },
) {
  const { database, storage } = await openTestStorage<LorebookTables>(context, [migrations]);
  const again = (needs: Partial<Pick<Parameters<typeof aLorebook>[0], 'storage'>> = {}) =>
    aLorebook({ database, windowTokens: async () => windowTokens, settings, ...needs });

  async function sections(book: unknown, said: readonly string[], slice = again()): Promise<Section[]> {
    const message = { ...aMessage(said.at(-1) ?? ''), id: `m${said.length}` };
    const talk = said.map((text, index) => ({
      messageId: `m${index + 1}`,
      place: message.place,
      authorId: 'alice',
      authorName: 'Alice',
      kind: 'person' as const,
      text,
      at: index + 1,
      attachments: [],
    }));
    const turn = { message, character: aCharacter({ book }), talk, signal: new AbortController().signal };
    return ((await slice.context?.(turn)) ?? []).filter(
      ({ text, silences }) => text !== '' || silences !== undefined,
    );
  }

  return {
    again,
    storage,
    sections,
    told: async (book: unknown, ...said: string[]) =>
      (await sections(book, said)).flatMap(({ text }) => text.split('\n')),
  };
}

function bookOf(entries: readonly CardEntry[], profile = 'strict', more: object = {}) {
  return {
    entries: entries.map((entry, index) => ({
      id: index,
      content: `About ${entry.keys}.`,
      enabled: true,
      insertion_order: index,
      ...entry,
    })),
    extensions: { acore: { profile } },
    ...more,
  };
}

/** The turn of somebody who asks with `/ask`. */
function outsideTheTalk(message: Message, book: unknown): TurnView {
  const { signal } = new AbortController();
  return { message, character: aCharacter({ book }), talk: [entryOf(message)], fleeting: true, signal };
}

const bees = { keys: ['bees', 'honey'] };

test('an entry is told when the talk touches one of its keys as a whole word', async (context) => {
  const { told } = await reader(context);
  assert.deepEqual(await told(bookOf([bees]), 'How are your Bees?'), ['About bees,honey.']);
  assert.deepEqual(await told(bookOf([bees]), 'honeycomb'), []);
});

test('only the last four messages count, unless a strict book says otherwise', async (context) => {
  const { told } = await reader(context);
  assert.equal((await told(bookOf([bees]), 'bees', 'b', 'c', 'd')).length, 1);
  assert.equal((await told(bookOf([bees]), 'bees', 'b', 'c', 'd', 'e')).length, 0);
  assert.equal(
    (await told(bookOf([bees], 'strict', { scan_depth: 6 }), 'bees', 'b', 'c', 'd', 'e')).length,
    1,
  );
});

test('capitals count where a strict card says so', async (context) => {
  const { told } = await reader(context);
  const may = bookOf([{ keys: ['May'], case_sensitive: true }]);
  assert.deepEqual([await told(may, 'may I?'), await told(may, 'in May')], [[], ['About May.']]);
});

test('lore stands where its book says', async (context) => {
  const { sections } = await reader(context);
  const entries = [
    { keys: ['x'], content: 'before', position: 'before_char' },
    { keys: ['x'], content: 'after', position: 'after_char' },
    { keys: ['x'], content: '@@depth 2\n@@role user\nlater' },
    { keys: ['x'], content: 'note', extensions: { position: 3 } },
    { keys: ['x'], content: 'example', extensions: { position: 5 } },
    { keys: ['x'], content: '@@reverse_depth 1\nearly' },
  ];
  const found = await sections(bookOf(entries), ['a', 'b', 'x']);
  assert.deepEqual(
    found.map(({ text, place }) => [text, place]),
    [
      ['before', 'before-character'],
      ['after', 'after-character'],
      ['example', 'before-examples'],
      ['early', { depth: 2, role: 'system' }],
      ['later', { depth: 2, role: 'user' }],
      ['note', 'note'],
    ],
  );
});

test('macros in entries are expanded', async (context) => {
  const { told } = await reader(context);
  const entries = [{ keys: ['{{char}}'], content: '{{char}} likes {{user}}.' }];
  assert.deepEqual(await told(bookOf(entries), 'dear Ada'), ['Ada likes Alice.']);
});

test('lore takes a quarter of the window at most', async (context) => {
  const { told } = await reader(context, 400);
  const entries = Array.from({ length: 50 }, () => ({ keys: ['x'], content: 'word '.repeat(20) }));
  const lines = await told(bookOf(entries), 'x');
  assert.ok(lines.length > 0 && lines.length < 6, String(lines.length));
});

test('what lasts is remembered for each channel, also by the next Acore', async (context) => {
  const { sections } = await reader(context);
  const book = bookOf([{ keys: ['x'], extensions: { sticky: 2 } }], 'st-compat');
  const told = async (...said: string[]) => (await sections(book, said)).length;
  assert.equal(await told('x'), 1);
  assert.equal(await told('x', 'a', 'b', 'c', 'd'), 0);
  assert.equal(await told('x', 'a', 'b', 'c', 'd', 'x'), 1);
  assert.equal(await told('x', 'a', 'b', 'c', 'd', 'x', 'e'), 1);
  assert.equal(await told('b', 'c', 'd', 'x', 'e', 'f', 'g', 'h', 'i', 'j'), 0);
});

test('a question outside the talk makes nothing last, and ends nothing that lasts', async (context) => {
  const { sections, again } = await reader(context);
  const book = bookOf([{ keys: ['x'], extensions: { sticky: 6 } }, bees], 'st-compat');
  const told = async (...said: string[]) => (await sections(book, said)).length;
  const aside = (text: string) => again().context?.(outsideTheTalk(aMessage(text), book));
  assert.equal(await told('hello'), 0);
  assert.equal((await aside('x'))?.filter(({ text }) => text !== '').length, 1);
  assert.equal(await told('hello', 'a'), 0);
  assert.equal(await told('hello', 'a', 'x'), 1);
  for (let asked = 0; asked < 5; asked += 1) await aside('bees');
  assert.equal(await told('hello', 'a', 'x', 'b', 'c', 'd', 'e'), 1);
});

test('no book, and anything that is none, brings nothing', async (context) => {
  const { sections } = await reader(context);
  for (const odd of [undefined, null, 7, 'book', [], {}, { entries: 'x' }, { entries: [null, 3, []] }]) {
    assert.deepEqual(await sections(odd, ['x']), []);
  }
});

test('how talks are searched is set by the owner, each setting with its effect', async (context) => {
  const x = (more: object = {}) => ({ keys: ['x'], content: 'told', ...more });
  const long = 'word '.repeat(60);
  const effects: [Partial<LoreSettings>, CardEntry[], string[], number, number][] = [
    [{ scanDepth: 1 }, [x()], ['x', 'b'], 1, 0],
    [{ budgetPercent: 1 }, [x({ content: long }), x({ content: long })], ['x'], 2, 1],
    [{ budgetCap: 90 }, [x({ content: long }), x({ content: long })], ['x'], 2, 1],
    [{ recursive: false }, [x({ content: 'y' }), { keys: ['y'] }], ['x'], 2, 1],
    [{ maxPasses: 1 }, [x({ content: 'y' }), { keys: ['y'] }], ['x'], 2, 1],
    [{ minActivations: 1 }, [x()], ['x', 'b', 'c', 'd', 'e'], 0, 1],
    [{ minActivations: 1, minActivationsDepth: 5 }, [x()], ['x', 'b', 'c', 'd', 'e', 'f', 'g'], 0, 0],
    [{ caseSensitive: true }, [x()], ['X'], 1, 0],
    [{ wholeWords: false }, [x()], ['box'], 0, 1],
    [{ names: false }, [{ keys: ['Alice'] }], ['hm'], 1, 0],
  ];
  const { told } = await reader(context, 8_000);
  for (const [settings, entries, said, usually, then] of effects) {
    const other = await reader(context, 8_000, settings);
    const names = [await told(bookOf(entries), ...said), await other.told(bookOf(entries), ...said)];
    assert.deepEqual(
      names.map(({ length }) => length),
      [usually, then],
      JSON.stringify(settings),
    );
  }
});

test('those with more matching keys win their group where scoring is on', async (context) => {
  const entries = [
    { keys: ['x', 'z'], content: 'much', extensions: { group: 'g', group_weight: 0 } },
    { keys: ['x'], content: 'little', extensions: { group: 'g', group_weight: 1_000 } },
  ];
  const [off, on] = [await reader(context), await reader(context, 8_000, { groupScoring: true })];
  assert.deepEqual(await off.told(bookOf(entries), 'x z'), ['little']);
  assert.deepEqual(await on.told(bookOf(entries), 'x z'), ['much']);
});

test('frozen lore stays below the message that called it, also for the next Acore; a question outside the talk changes nothing', async (context) => {
  const { sections, again } = await reader(context, 8_000, { placement: 'frozen' });
  const book = bookOf([bees, { keys: ['x'], extensions: { sticky: 3 } }], 'st-compat');
  const places = async (...said: string[]) =>
    (await sections(book, said)).map(({ text, place }) => [text, place]);
  const below = { after: 'm1', role: 'system' };
  assert.deepEqual(await places('bees and x'), [['About bees,honey.\nAbout x.', below]]);
  const talk = ['bees and x', 'a', 'b', 'c', 'd', 'e'];
  const aside = { ...aMessage('bees?'), id: 'q' };
  await again().context?.(outsideTheTalk(aside, book));
  assert.deepEqual(await places(...talk), [['About bees,honey.\nAbout x.', below]]);
});

test('a turn waits until what stays is written and not until it lies on the disk; it is written when it changed', async (context) => {
  const { sections, again, storage } = await reader(context, 8_000, { placement: 'frozen' });
  let written = 0;
  const slowDisk: Pick<Storage, 'transaction'> = {
    async transaction(work, committed) {
      written += 1;
      await storage.transaction(work, committed);
      return new Promise(() => {});
    },
  };
  const slice = again({ storage: slowDisk });
  const writtenAfter = async (...said: string[]) => {
    await sections(bookOf([bees]), said, slice);
    return written;
  };
  assert.equal(await writtenAfter('a'), 0);
  assert.equal(await writtenAfter('a', 'bees'), 1);
  assert.equal(await writtenAfter('a', 'bees', 'b'), 1);
  assert.equal((await sections(bookOf([bees]), ['a', 'bees', 'b'])).length, 1, 'it was written');
});

test('an entry of a strict book silences the card’s instructions while it is told', async (context) => {
  const { sections } = await reader(context);
  const quiet = { keys: ['x'], content: '@@disable_ui_prompt system_prompt\nQuiet.' };
  const found = async (said: string, profile: string) =>
    (await sections(bookOf([quiet], profile), [said])).flatMap(({ silences = [] }) => silences);
  assert.deepEqual(await found('x', 'strict'), ['instructions']);
  assert.deepEqual(await found('y', 'strict'), []);
  assert.deepEqual(await found('x', 'st-compat'), []);
});

test('what goes into an outlet is told there alone', async (context) => {
  const { sections } = await reader(context);
  const entry = { keys: ['x'], content: 'W', extensions: { position: 7, outlet_name: 'World' } };
  const found = await sections(bookOf([entry]), ['x']);
  assert.deepEqual(
    found.map(({ text, place }) => [text, place]),
    [['W', { outlet: 'World' }]],
  );
});
