import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import type { Account } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { conversation: { historyMessages: 4 } } });
  talk.openai.respondWith(() => 'As you say.');
});
after(() => talk[Symbol.asyncDispose]());

async function use(who: Account, name: string, input: Record<string, string>, channelId: string) {
  await who.command(name, input, { channelId }).reply();
}

async function say(who: Account, channelId: string, text: string): Promise<void> {
  await talk.say(who, channelId, text);
  await talk.app.app.conversation.idle();
}

/** Everything that slices made of what was said. */
function derived(): string {
  const database = new DatabaseSync(join(talk.app.dataFolder, 'acore.db'), { readOnly: true });
  try {
    const tables = ['memory_facts', 'memory_changes', 'memory_lines', 'recall_passages', 'summaries'];
    return JSON.stringify(tables.map((table) => database.prepare(`select * from ${table}`).all()));
  } finally {
    database.close();
  }
}

test('what is said in a pause that ends a moment later is learned, found and summed up by nobody', async () => {
  const room = talk.room();
  const [bo, cy] = [talk.person('bo'), talk.person('cy')];
  await use(talk.discord.alice, 'memory learning', { state: 'on' }, room);
  await say(cy, room, 'Ilde, I have a dog called Zqrexqz');
  await use(bo, 'privacy pause', { state: 'on' }, room);
  await say(bo, room, 'Ilde, I live in Zqmadridqz and collect zqstampsqz');
  // Nobody answers, so that learning comes to it only when the pause is over.
  await bo.say(room, 'my tortoise is called Zqtortoiseqz');
  await use(bo, 'privacy pause', { state: 'off' }, room);
  for (let index = 0; index < 45; index += 1) await say(cy, room, `Ilde, today it is stone number ${index}`);
  const { alice } = talk.discord;
  await say(alice, room, 'Ilde, where does bo live, what is collected, and what is the tortoise called?');
  const kept = derived().toLowerCase();
  for (const word of ['zqrexqz', 'excerpts']) assert.ok(kept.includes(word), word);
  const words = ['zqmadridqz', 'zqstampsqz', 'zqtortoiseqz'];
  assert.deepEqual(
    words.filter((word) => kept.includes(word)),
    [],
  );
  const asked = talk.asked('where does bo live').at(-1);
  assert.doesNotMatch(promptText(asked?.body ?? {}), /zqmadridqz|zqtortoiseqz/i);
});
