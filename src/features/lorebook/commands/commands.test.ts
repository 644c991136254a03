import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aCast, aCharacter, aMessage, aPlace } from '../../../../test/support/characters.ts';
import { aLorebook, runLine } from '../../../../test/support/lorebook.ts';
import { openTestStorage } from '../../../../test/support/storage.ts';
import { buttonProblem, lineOf } from '../../../core/commands/buttons.ts';
import type { CommandReply } from '../../../core/commands/command.ts';
import type { Place } from '../../../core/message.ts';
import { migrations } from '../index.ts';
import type { LorebookTables } from '../store.ts';
import { keysIn } from './entries.ts';

const world = {
  name: 'World',
  odd: { kept: true },
  entries: {
    0: { uid: 0, key: ['dragon'], comment: 'Dragons', content: 'Dragons sleep under the hill.', odd: [1] },
    1: { uid: 1, key: ['tower'], content: 'The tower leans.', position: 7, outletName: 'Towers' },
  },
};

async function library(context: TestContext, needs: Partial<Parameters<typeof aLorebook>[0]> = {}) {
  const { database } = await openTestStorage<LorebookTables>(context, [migrations]);
  const ada = aCharacter();
  const slice = aLorebook({ database, cast: aCast([ada]), ...needs });
  const commands = slice.commands ?? [];
  const run = async (line: string, options: Parameters<typeof runLine>[2] = {}) => {
    const reply = await runLine(commands, line, options);
    for (const button of reply.buttons ?? []) assert.equal(buttonProblem(commands, button), undefined);
    return reply;
  };
  return {
    commands,
    run,
    press: async (reply: CommandReply, label: string, place?: Place) => {
      const button = reply.buttons?.find((one) => one.label === label);
      assert.ok(button, `There is no button ${label} under “${reply.text}”.`);
      return await run(lineOf(button), place && { place });
    },
    /** The texts that a message brings up. */
    async told(text: string, place: Place = aPlace(), personId = 'alice'): Promise<string[]> {
      const message = aMessage(text, { place, author: { id: personId, name: 'Alice', kind: 'person' } });
      const entry = { ...message, messageId: message.id, authorId: personId, authorName: 'Alice' };
      const talk = [{ ...entry, kind: 'person' as const, replyTo: undefined }];
      const turn = { message, character: ada, talk, signal: new AbortController().signal };
      const sections = (await slice.context?.(turn)) ?? [];
      return sections.map((section) => section.text).filter((one) => one !== '');
    },
  };
}

const dragons = ['Dragons sleep under the hill.'];

test('a book is taken in, bound to a channel, used there, and let go again', async (context) => {
  const { run, press, told } = await library(context);
  const taken = await run('/lore import world.json', { book: world });
  assert.match(taken.text, /\*\*World\*\* came in: a SillyTavern book with 2 entries/);
  assert.match(taken.text, /1 for an outlet/);
  assert.match(taken.text, /profile \*\*st-compat\*\*/);
  assert.deepEqual(await told('A dragon!'), []);
  const bound = await press(taken, 'Bind to this channel');
  assert.match(bound.text, /now counts for the channel tavern/);
  assert.deepEqual(await told('A dragon!'), dragons);
  assert.deepEqual(await told('A dragon!', aPlace({ channelId: 'other' })), []);
  assert.deepEqual(
    await told('A dragon!', aPlace({ channelId: 't', kind: 'thread', parentId: 'tavern' })),
    dragons,
  );
  await press(bound, 'Undo');
  assert.deepEqual(await told('A dragon!'), []);
});

test('a book counts for a character, a person, a thread, or all of its server', async (context) => {
  const { run, told } = await library(context);
  await run('/lore import world.json', { book: world });
  const thread = aPlace({ channelId: 't', kind: 'thread', parentId: 'tavern' });
  for (const [to, place, person] of [
    ['character who:Ada', aPlace({ channelId: 'any' }), 'bo'],
    ['person', aPlace({ channelId: 'any' }), 'alice'],
    ['person who:<@77>', aPlace(), '77'],
    ['thread who:t', thread, 'bo'],
    ['server', aPlace({ channelId: 'any' }), 'bo'],
  ] as const) {
    assert.deepEqual(await told('dragon', place, person), [], to);
    await run(`/lore bind World ${to}`);
    assert.deepEqual(await told('dragon', place, person), dragons, to);
    await run(`/lore unbind World ${to}`);
  }
  await assert.rejects(run('/lore bind World thread'), /Only in a thread/);
  await assert.rejects(run('/lore bind World character'), /which character/);
  await assert.rejects(run('/lore bind World character who:Nobody'), /no character called/);
  await assert.rejects(run('/lore bind World person who:"no one"'), /neither an id nor a mention/);
});

test('what one server has, another neither sees nor uses', async (context) => {
  const { run, told, commands } = await library(context);
  const elsewhere = aPlace({ guildId: 'other' });
  const taken = await run('/lore import world.json', { book: world });
  await run('/lore bind World server');
  assert.deepEqual(await told('dragon'), dragons);
  assert.deepEqual(await told('dragon', elsewhere), []);
  assert.match((await run('/lore list', { place: elsewhere })).text, /no lorebooks here/);
  const bookId = String(taken.buttons?.[0]?.input['book']);
  for (const line of [
    '/lore export World',
    `/lore export ${bookId}`,
    `/lore bind ${bookId} server`,
    `/lore profile ${bookId} strict`,
    `/lore remove book:${bookId}`,
    `/lore undo ${bookId} 1`,
    '/lore edit "World #0" content:Stolen.',
  ])
    await assert.rejects(
      run(line, { place: elsewhere }),
      /no lorebook|no entry|no longer be taken back/,
      line,
    );
  const suggest = commands.find(({ name }) => name === 'lore export')?.suggest?.['book'];
  const caller = { id: 'alice', name: 'Alice', mayManage: true };
  assert.deepEqual(await suggest?.('', { place: elsewhere, caller }), []);
  assert.deepEqual(await suggest?.('wor', { place: aPlace(), caller }), ['World']);
  assert.deepEqual(await suggest?.('', { place: aPlace(), caller: { ...caller, mayManage: false } }), []);
  await run('/lore import world.json', { place: elsewhere, book: world });
});

test('entries are added, changed, switched and taken out, and each change is taken back', async (context) => {
  const { run, press, told } = await library(context);
  const added = await run('/lore add "bees, /hon(e|i)y/i" Bees live on the roof.');
  assert.match(added.text, /House lore.*is begun/s);
  assert.deepEqual(await told('such Honiy'), ['Bees live on the roof.']);
  const edited = await run('/lore edit bees content:Bees live in the cellar. keys:wasps');
  assert.deepEqual([await told('bees'), await told('wasps')], [[], ['Bees live in the cellar.']]);
  await press(edited, 'Undo');
  assert.deepEqual(await told('bees'), ['Bees live on the roof.']);
  await assert.rejects(press(edited, 'Undo'), /no longer be taken back/);
  const off = await run('/lore toggle "House lore #0"');
  assert.match(off.text, /is off now/);
  assert.deepEqual(await told('bees'), []);
  await press(off, 'Undo');
  const out = await run('/lore remove entry:"House lore #0 bees"');
  assert.deepEqual(await told('bees'), []);
  await press(out, 'Undo');
  const gone = await run('/lore remove book:"House lore"');
  assert.deepEqual(await told('bees'), []);
  assert.match((await run('/lore list')).text, /no lorebooks here/);
  await press(gone, 'Undo');
  assert.deepEqual(await told('bees'), ['Bees live on the roof.']);
  await assert.rejects(run('/lore add "" Nothing.'), /at least one key/);
  await assert.rejects(run('/lore edit bees'), /Nothing was given/);
  await assert.rejects(run('/lore remove'), /Name the entry or the book/);
});

test('a book is handed out as it came in, with its changes, or in another format', async (context) => {
  const { run } = await library(context);
  await run('/lore import world.json', { book: world });
  const fileOf = ({ files }: CommandReply) => JSON.parse(new TextDecoder().decode(files?.[0]?.bytes));
  assert.deepEqual(fileOf(await run('/lore export World')), JSON.parse(JSON.stringify(world)));
  await run('/lore edit Dragons content:Gone.');
  const changed = fileOf(await run('/lore export World format:original'));
  assert.deepEqual(
    [changed.entries[0].content, changed.entries[0].odd, changed.odd],
    ['Gone.', [1], { kept: true }],
  );
  const v3 = fileOf(await run('/lore export World format:lorebook_v3'));
  assert.equal(v3.spec, 'lorebook_v3');
  assert.equal(v3.data.entries[0].content, 'Gone.');
  const again = await run('/lore import other.json name:Again', { book: v3 });
  assert.match(again.text, /a lorebook_v3 file with 2 entries/);
});

test('by which rules a book is read is the owner’s to change', async (context) => {
  const { run, press, told } = await library(context);
  const book = { entries: { 0: { uid: 0, key: ['ber'], content: 'Bear.' } } };
  await run('/lore import ber.json', { book });
  await run('/lore bind ber server');
  assert.deepEqual(await told('Über'), ['Bear.']);
  const strict = await run('/lore profile ber strict');
  assert.match(strict.text, /strict/);
  assert.deepEqual(await told('Über'), []);
  await press(strict, 'Undo');
  assert.deepEqual(await told('Über'), ['Bear.']);
  assert.match((await run('/lore list')).text, /st-compat/);
});

test('a second book of one name is refused, or replaces the first', async (context) => {
  const { run, press, told } = await library(context);
  await run('/lore import world.json', { book: world });
  await run('/lore bind World server');
  await assert.rejects(run('/lore import world.json', { book: world }), /already/);
  const other = { name: 'world', entries: { 0: { uid: 0, key: ['dragon'], content: 'None are left.' } } };
  const replaced = await run('/lore import w.json replace:yes', { book: other });
  assert.deepEqual(await told('dragon'), ['None are left.']);
  await press(replaced, 'Undo');
  assert.deepEqual(await told('dragon'), dragons);
});

test('what is no lorebook is refused in a sentence', async (context) => {
  const { run } = await library(context);
  for (const book of ['', 'hello', '[]', '{"a":', '{"entries":3}', '['.repeat(500)])
    await assert.rejects(run('/lore import odd.json', { book }), /“odd” is no lorebook/, book.slice(0, 9));
});

test('books of the lorebooks folder count everywhere and are changed there', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'acore-lore-'));
  context.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'World.json'), JSON.stringify({ ...world, name: '' }));
  writeFileSync(join(folder, 'bad.json'), '{');
  const { run, told } = await library(context, { folder });
  assert.deepEqual(await told('dragon'), dragons);
  assert.deepEqual(await told('dragon', aPlace({ guildId: 'other' })), dragons);
  assert.match((await run('/lore list')).text, /lorebooks folder.*\*\*World\*\*/s);
  await assert.rejects(run('/lore remove book:World'), /is changed there/);
});

test('books of the channel come first, then the person’s; the owner says whose come next', async (context) => {
  const orders = ['evenly', 'character-first', 'global-first'] as const;
  const wanted = [
    ['channel', 'person', 'server', 'character'],
    ['channel', 'person', 'character', 'server'],
    ['channel', 'person', 'server', 'character'],
  ];
  for (const [index, strategy] of orders.entries()) {
    const { run, told } = await library(context, { settings: { strategy, budgetCap: 14 } });
    const firsts: string[] = [];
    const kinds = ['server', 'character who:Ada', 'person', 'channel'];
    for (const [order, to] of kinds.entries()) {
      const name = to.split(' ')[0];
      const content = `${name} ${'word '.repeat(8)}`;
      const entry = { uid: 0, key: ['x'], content, order: 100 - order };
      await run(`/lore import ${name}.json`, { book: { entries: { 0: entry } } });
      await run(`/lore bind ${name} ${to}`);
    }
    for (const _ of kinds) {
      const [text = ''] = await told('x');
      const first = text.split(' ')[0] ?? '';
      firsts.push(first);
      await run(`/lore remove book:${first}`);
    }
    assert.deepEqual(firsts, wanted[index], strategy);
  }
});

test('keys are typed with commas, which a regular expression may hold as well', () => {
  assert.deepEqual(keysIn(' bees , /a{1,2}/i,, c/d '), ['bees', '/a{1,2}/i', 'c/d']);
});
