import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { aCast, aCharacter, aMessage } from '../../../test/support/characters.ts';
import { aLorebook, runLine } from '../../../test/support/lorebook.ts';
import { openTestStorage } from '../../../test/support/storage.ts';
import type { Answer, Receipt } from '../../core/receipt.ts';
import { receiptOf } from '../../core/receipt.ts';
import { migrations } from './index.ts';
import type { LorebookTables } from './store.ts';
import type { LoreView } from './view.ts';

type Entries = Record<string, Record<string, unknown>>;

/** Answers one talk with a book, and tells what `/lore why` and the page say about it. */
async function asked(
  context: TestContext,
  entries: Entries,
  said: readonly string[],
  profile = '',
  needs: Partial<Parameters<typeof aLorebook>[0]> = {},
) {
  const { database } = await openTestStorage<LorebookTables>(context, [migrations]);
  const ada = aCharacter();
  const kept = new Map<string, Receipt>();
  const receipts = {
    find: async (id: string) => kept.get(id),
    recent: async () => [...kept.values()],
  };
  const slice = aLorebook({ ...needs, database, cast: aCast([ada]), receipts });
  const commands = slice.commands ?? [];
  const withIds = Object.entries(entries).map(([uid, entry]) => [uid, { uid: Number(uid), ...entry }]);
  await runLine(commands, '/lore import World.json', { book: { entries: Object.fromEntries(withIds) } });
  await runLine(commands, '/lore bind World server');
  if (profile !== '') await runLine(commands, `/lore profile World ${profile}`);
  const message = aMessage(said.at(-1) ?? '');
  const talk = said.map((text, index) => ({
    messageId: `m${index}`,
    place: message.place,
    authorId: 'alice',
    authorName: 'Alice',
    kind: 'person' as const,
    text,
    at: index + 1,
    attachments: [],
  }));
  const turn = { message, character: ada, talk, signal: new AbortController().signal };
  const sections = (await slice.context?.(turn)) ?? [];
  const grounds = sections.find((section) => section.grounds !== undefined)?.grounds;
  const answer = { characterId: 'ada', characterName: 'Ada', grounds: { lorebook: grounds } };
  // As it comes back from the disk.
  const answers = JSON.parse(JSON.stringify([answer])) as Answer[];
  kept.set('m1', { ...receiptOf(message, { outcome: 'answered', why: '' }, 1), answers });
  return {
    run: (line: string) => runLine(commands, line),
    kept,
    async view(): Promise<LoreView | undefined> {
      const route = slice.routes?.find(({ path }) => path.startsWith('/lore/why'));
      const found = await route?.answer({ params: { messageId: 'm1' }, query: {}, body: undefined });
      return found !== undefined && 'json' in found ? (found.json as LoreView[])[0] : undefined;
    },
  };
}

test('what fired is told by key, message, pass and tokens; what nearly fired with what would make it', async (context) => {
  const { view, run } = await asked(
    context,
    {
      0: { key: ['wyrm', 'dragon'], comment: 'Dragons', content: 'They love gold.' },
      1: { key: ['gold'], content: 'Gold is heavy.' },
      2: { key: ['Hill'], content: 'A hill.', caseSensitive: true },
      3: { key: ['rag'], content: 'A rag.' },
      4: { key: ['old'], content: 'Old.' },
      5: { key: ['dragon'], content: 'Never.', disable: true },
      6: { key: ['dragon'], content: 'Lost.', group: 'weather', groupWeight: 0 },
      7: { key: ['dragon'], content: 'Won.', group: 'weather', groupWeight: 3 },
      8: { key: ['dragon'], content: 'Unlucky.', probability: 0 },
      9: { key: ['nothing at all'], content: 'Far.' },
    },
    ['so old', 'b', 'c', 'd', 'A dragon on the hill'],
  );
  const found = await view();
  const says = (lines: LoreView['fired'] = []) =>
    Object.fromEntries(lines.map((one) => [one.entry, one.says]));
  assert.deepEqual(says(found?.fired), {
    Dragons: 'key “dragon” in the newest message (Alice: “A dragon on the hill”), pass 1, 5 tokens',
    gold: 'key “gold” in what other entries say, pass 2, 5 tokens',
    dragon: says(found?.fired)['dragon'],
  });
  const near = says(found?.nearMisses);
  assert.equal(near['Hill'], 'would fire without case');
  assert.equal(near['rag'], 'would fire if a key might be a part of a word');
  assert.equal(near['old'], 'would fire with a scan depth of 5');
  const all = (found?.nearMisses ?? []).map((one) => one.says).join('\n');
  assert.match(all, /is switched off/);
  assert.match(all, /lost group weather 3:0/);
  assert.match(all, /rolled [\d.]+, needed at most 0/);
  assert.ok(!('nothing at all' in near));
  assert.equal(found?.changed, false);
  const { text } = await run('/lore why');
  assert.match(text, /\*\*Lore of Ada\*\* from World \(st-compat\)/);
  assert.match(text, /- \*\*Hill\*\* \(World, st-compat\) – would fire without case/);
});

test('how much too much an entry was is told', async (context) => {
  const { view } = await asked(
    context,
    {
      0: { key: ['x'], content: 'word '.repeat(3_000), order: 2 },
      1: { key: ['x'], content: 'Fits.', order: 9 },
    },
    ['x'],
  );
  const found = await view();
  assert.match(found?.nearMisses[0]?.says ?? '', /^\d+ tokens over the budget$/);
  assert.equal(found?.budget.overflowed, true);
});

test('where ASCII word borders made or lost a match is told, and only in st-compat', async (context) => {
  const entries = { 0: { key: ['ber'], content: 'Bear.' }, 1: { key: ['東京'], content: 'Tokyo.' } };
  const compat = await (await asked(context, entries, ['Über 東京tower'])).view();
  assert.deepEqual(
    compat?.borders.map(({ entry, says }) => [entry, /would not fire|would fire/.exec(says)?.[0]]),
    [
      ['ber', 'would not fire'],
      ['東京', 'would fire'],
    ],
  );
  const strict = await (await asked(context, entries, ['Über 東京tower'], 'strict')).view();
  assert.deepEqual([strict?.fired.map(({ entry }) => entry), strict?.borders], [['東京'], []]);
});

test('after a change the turn is told as it was, and what nearly fired no longer', async (context) => {
  const entries = {
    0: { key: ['x'], content: 'Told.' },
    1: { key: ['Y'], content: 'Near.', caseSensitive: true },
  };
  const { view, run, kept } = await asked(context, entries, ['x y']);
  assert.equal((await view())?.nearMisses.length, 1);
  await run('/lore edit "World #0" content:Other. keys:z');
  const after = await view();
  assert.deepEqual([after?.fired.length, after?.nearMisses.length, after?.changed], [1, 0, true]);
  assert.match((await run('/lore why')).text, /key “x” in the newest message/);
  const [receipt] = [...kept.values()];
  if (receipt !== undefined)
    kept.set('m1', { ...receipt, answers: receipt.answers.map(({ grounds: _, ...answer }) => answer) });
  assert.match((await run('/lore why')).text, /forgotten by now/);
});

test('an entry that was told by its meaning says so, and how much of what was asked it holds', async (context) => {
  const { view } = await asked(
    context,
    { 0: { key: ['zzz'], comment: 'Orchard', content: 'Apples are picked in October.', vectorized: true } },
    ['When are apples picked in October?'],
  );
  assert.match(
    (await view())?.fired[0]?.says ?? '',
    /^by its meaning, as far as words tell it: \d+ % of what was asked stands in it, pass 1, \d+ tokens$/,
  );
  assert.equal((await view())?.changed, false);
});

test('what was one too many by its meaning, or nearly near enough, is told as a near miss', async (context) => {
  const found = (similarity: number) => ({ shelf: '', at: 0, score: similarity, coverage: 0, similarity });
  const shelved: string[] = [];
  const recall = {
    async shelve(_: unknown, passages: readonly { id: string }[]) {
      shelved.push(...passages.map(({ id }) => id));
    },
    remove: async () => {},
    search: async () => [0.6, 0.55, 0.43, 0.2].map((near, at) => ({ ...found(near), id: shelved[at] ?? '' })),
  };
  const entry = { key: ['zzz'], content: 'x', vectorized: true };
  const told = {
    0: { ...entry, comment: 'Near' },
    1: { ...entry, comment: 'One too many' },
    2: { ...entry, comment: 'Nearly' },
    3: entry,
  };
  const settings = { meaning: { entries: 1, coverage: 0.5, similarity: 0.49 } };
  const { view } = await asked(context, told, ['How do you do this evening?'], '', { recall, settings });
  const lore = await view();
  assert.deepEqual(
    lore?.fired.map(({ entry, says }) => [entry, says.split(',')[0]]),
    [['Near', 'by its meaning']],
  );
  assert.deepEqual(
    lore?.nearMisses.map(({ entry, says }) => [entry, says]),
    [
      ['One too many', 'nearly by its meaning: nearness 0.55 (lore.meaning)'],
      ['Nearly', 'nearly by its meaning: nearness 0.43 (lore.meaning)'],
    ],
  );
});
