import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isJson, type Json } from '../../http.ts';
import { type FakeDiscord, startFakeDiscord } from '../index.ts';
import { chat, command, long, newHook, say } from './case.ts';
import { commandCases } from './commands.ts';
import { messageCases } from './messages.ts';
import { placeCases } from './places.ts';
import { webhookCases } from './webhooks.ts';

describe('the fake Discord refuses what Discord refuses', () => {
  let world: FakeDiscord;
  before(async () => {
    world = await startFakeDiscord();
  });
  after(() => world.close());

  for (const { name, ask, status, code, at, by } of [
    ...messageCases,
    ...webhookCases,
    ...commandCases,
    ...placeCases,
  ]) {
    test(name, async () => {
      const [method, path, body] = ask(world);
      const answer = await request(world, method, path, body, by ? by(world) : `Bot ${world.bot.token}`);
      assert.deepEqual([answer.status, answer.body['code']], [status, code], JSON.stringify(answer.body));
      if (at) assert.equal(errorAt(answer.body, at[0]), at[1], JSON.stringify(answer.body));
    });
  }

  test('the sixteenth webhook of a channel', async () => {
    const path = `/channels/${world.addChannel('busy')}/webhooks`;
    const statuses: number[] = [];
    for (let count = 1; count <= 16; count += 1) {
      const answer = await request(world, 'POST', path, { name: `Hook ${count}` }, `Bot ${world.bot.token}`);
      statuses.push(answer.status);
      if (count === 16) assert.equal(answer.body['code'], 30007);
    }
    assert.deepEqual(statuses, [...Array(15).fill(200), 400]);
  });

  test('what is fine is not refused', async () => {
    const token = `Bot ${world.bot.token}`;
    for (const good of [
      say({ content: long(2000) }),
      say({ embeds: [{ description: long(4096) }] }),
      newHook({ name: 'Dis-cord' }),
      command(chat({ name: 'élise' }), { name: 'Why?', type: 3 }, { name: 'chat', type: 3 }, chat()),
    ]) {
      const [method, path, body] = good(world);
      const answer = await request(world, method, path, body, token);
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    }
  });
});

async function request(
  world: FakeDiscord,
  method: string,
  path: string,
  body: unknown,
  authorization: string | undefined,
): Promise<{ status: number; body: Json }> {
  const response = await fetch(`${world.api}/v10${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const parsed: unknown = response.status === 204 ? {} : await response.json();
  return { status: response.status, body: isJson(parsed) ? parsed : {} };
}

function errorAt(body: Json, path: string): unknown {
  let node: unknown = body['errors'];
  for (const key of path.split('.')) node = isJson(node) ? node[key] : undefined;
  const errors = isJson(node) ? node['_errors'] : undefined;
  const [first] = Array.isArray(errors) ? errors : [];
  return isJson(first) ? first['code'] : undefined;
}
