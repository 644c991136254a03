import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aCast, aCharacter, aMessage, aPlace } from '../../../test/support/characters.ts';
import { openTestStorage, recordingLog } from '../../../test/support/storage.ts';
import { readYaml } from '../../config/index.ts';
import type { Character } from '../../core/character.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { type FrameworksSettings, frameworksConfig } from './config.ts';
import { frameworks, migrations } from './index.ts';
import type { FrameworkTables } from './store.ts';

const ada = aCharacter({ framework: { name: 'chaotic' } });
const bert = aCharacter({ id: 'bert', name: 'Bert', displayName: 'Bert' });
const thread = aPlace({ kind: 'thread', channelId: 't', parentId: 'tavern' });

interface Options {
  settings?: Partial<FrameworksSettings>;
  files?: Record<string, string>;
  cast?: Character[];
}

async function set(context: TestContext, { settings, files = {}, cast = [ada, bert] }: Options = {}) {
  const { database } = await openTestStorage<FrameworkTables>(context, [migrations]);
  const folder = mkdtempSync(join(tmpdir(), 'acore-frameworks-'));
  context.after(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const log = recordingLog();
  const again = () =>
    frameworks({
      database,
      cast: aCast(cast),
      settings: { ...frameworksConfig.parse({}), ...settings },
      replyTokens: 500,
      folder,
      readYaml,
      log,
    });
  return { slice: again(), again, log };
}

type Slice = Awaited<ReturnType<typeof set>>['slice'];

async function run(slice: Slice, name: string, input: object = {}, place = aPlace()): Promise<string> {
  const found = slice.commands?.find((each) => each.name === `framework ${name}`);
  assert.ok(found, name);
  const caller = { id: 'alice', name: 'Alice', mayManage: true };
  const signal = new AbortController().signal;
  return (await found.run({ id: 'c', caller, place, signal, input: found.input.parse(input) })).text;
}

/** The frameworks that a character speaks by, with their shares and reasons. */
async function mix(slice: Slice, character: Character, text = 'hello', place = aPlace()): Promise<string> {
  const message = aMessage(text, { place });
  const { id: messageId, author, at, attachments } = message;
  const line = { messageId, place, authorId: author.id, authorName: author.name, text, at, attachments };
  const talk = [{ ...line, kind: author.kind }];
  const manner = await slice.manner?.({ message, character, talk, signal: new AbortController().signal });
  return (manner?.mix ?? []).map(({ name, share, because }) => `${name} ${share} ${because}`).join(', ');
}

test('a card names a framework; who names none has none', async (context) => {
  const { slice } = await set(context);
  assert.equal(await mix(slice, ada), 'chaotic 1 the card names it');
  assert.equal(await mix(slice, bert), '');
});

test('what the talk is about mixes in a second one', async (context) => {
  const { slice } = await set(context);
  assert.equal(
    await mix(slice, ada, 'I am so lonely'),
    'chaotic 0.3 the card names it, caring 0.7 the talk is about support',
  );
});

test('every setting changes something', async (context) => {
  const off = await set(context, { settings: { enabled: false } });
  assert.equal(await mix(off.slice, ada), '');
  const otherwise = await set(context, { settings: { default: 'caring' } });
  assert.equal(await mix(otherwise.slice, bert), 'caring 1 it is the default');
  const half = await set(context, { settings: { blending: 0.5 } });
  assert.match(await mix(half.slice, ada, 'I am so lonely'), /caring 0\.35/);
  const none = await set(context, { settings: { blending: 0 } });
  assert.equal(await mix(none.slice, ada, 'I am so lonely'), 'chaotic 1 the card names it');
});

test('a channel chooses for everybody or for one, threads follow, and it lasts', async (context) => {
  const { slice, again } = await set(context);
  assert.match(await run(slice, 'use', { name: 'assistant' }), /everybody uses the framework \*\*assistant/);
  await run(slice, 'use', { name: 'Caring', character: 'bert' });
  for (const one of [slice, again()]) {
    assert.equal(await mix(one, ada), 'assistant 1 it was chosen here');
    assert.equal(await mix(one, bert), 'caring 1 it was chosen here');
    assert.equal(await mix(one, bert, 'hello', thread), 'caring 1 it was chosen here');
    assert.equal(await mix(one, ada, 'hello', aPlace({ channelId: 'other' })), 'chaotic 1 the card names it');
  }
  await run(slice, 'use', { name: 'none', character: 'Bert' }, thread);
  assert.equal(await mix(slice, bert, 'hello', thread), '');
  assert.equal(await mix(slice, bert), 'caring 1 it was chosen here');
  await run(slice, 'clear', { character: 'Bert' });
  assert.equal(await mix(slice, bert), 'assistant 1 it was chosen here');
  await run(slice, 'clear');
  assert.equal(await mix(slice, ada), 'chaotic 1 the card names it');
});

test('the commands show what there is, and say when something is not there', async (context) => {
  const own = 'purpose: Rhymes.\nprompt: Rhyme.\nlength: short\ntemperature: 1\nrequiresTools: [search_web]';
  const { slice } = await set(context, { files: { 'bard.yaml': own } });
  const list = await run(slice, 'list');
  assert.match(list, /\*\*bard\*\* \*\(own\)\* – Rhymes\./);
  assert.match(list, /Ada: \*\*chaotic\*\* \(the card names it\)\n- Bert: none/);
  const shown = await run(slice, 'show', { name: 'bard' });
  assert.match(shown, /requires tools that Acore does not have: search_web/);
  assert.match(await run(slice, 'show', { name: 'neuro' }), /\*\*entertainer\*\*/);
  await assert.rejects(run(slice, 'show', { name: 'x' }), /no framework called “x”\. There are assistant/);
  await assert.rejects(run(slice, 'use', { name: 'bard', character: 'Zoe' }), /Nobody here is called “Zoe”/);
  assert.deepEqual(
    slice.commands?.map(({ name, permission }) => `${name}: ${permission}`),
    [
      'framework list: everyone',
      'framework show: everyone',
      'framework use: manage',
      'framework clear: manage',
    ],
  );
});

test('doctor and log tell every mistake: files, default, tools, cards', async (context) => {
  const odd = aCharacter({
    framework: { name: 'gone', blends: [{ about: 'weather', with: 'caring', weight: 1 }] },
  });
  const { slice, log } = await set(context, {
    settings: { default: 'nothing' },
    files: {
      'a.yaml': 'length: vast',
      'b.yaml': 'purpose: B.\nprompt: B.\nlength: short\ntemperature: 1\nrequiresTools: [play_music]',
    },
    cast: [odd],
  });
  const checks = (await slice.checks?.()) ?? [];
  const told = checks.map(({ state, says }) => `${state} ${says}`).join('\n');
  for (const part of [
    /ok assistant, b, caring, chaotic, entertainer; 1 of them from data\/frameworks/,
    /warning .*a\.yaml, length: it must be one of/,
    /warning .*a\.yaml, purpose: it is missing/,
    /failed There is no framework called "nothing"/,
    /warning b requires tools that Acore does not have: play_music/,
    /warning The card of Ada names the framework "gone"/,
    /warning The card of Ada mixes in by "weather"/,
  ])
    assert.match(told, part);
  await slice.start?.({} as Conversation);
  assert.match(log.lines[0] ?? '', /cannot be used:\n.*a\.yaml[\s\S]*a\.yaml/);
  assert.ok(log.lines.some((line) => line.includes('"gone"')));
});

test('the page is told what a card can name', async (context) => {
  const { slice } = await set(context, {
    files: {
      'sailor.json': JSON.stringify({ purpose: 'Sails.', prompt: 'Sail.', length: 'short', temperature: 1 }),
    },
    settings: { default: 'caring' },
  });
  const answer = await slice.routes?.[0]?.answer({ params: {}, query: {}, body: undefined });
  assert.ok(answer && 'json' in answer);
  const { enabled, default: byDefault, frameworks: all, topics, formerNames } = Object(answer.json);
  assert.deepEqual([enabled, byDefault, formerNames.neuro], [true, 'caring', 'entertainer']);
  assert.deepEqual(
    all.map(({ name }: { name: string }) => name),
    ['assistant', 'caring', 'chaotic', 'entertainer', 'sailor'],
  );
  assert.equal(all.at(-1).purpose, 'Sails.');
  assert.ok(topics.includes('support'));
});
