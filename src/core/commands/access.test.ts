import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { aPlace } from '../../../test/support/characters.ts';
import { guarded, mayUse } from './access.ts';
import { type Command, command } from './command.ts';

const inServer = aPlace();
const alone = aPlace({ kind: 'direct' });
const member = { id: 'bo', name: 'Bo', mayManage: false };
const manager = { id: 'alice', name: 'Alice', mayManage: true };

let now = 0;

function made(change: Partial<Command>): Command {
  const declared = command({
    name: 'do',
    kind: 'slash',
    description: 'Does it.',
    input: z.object({}),
    permission: 'everyone',
    contexts: ['guild', 'direct'],
    cooldownMs: 0,
    run: async () => ({ text: 'done', visible: 'only-you' }),
    ...change,
  });
  return guarded(declared, { now: () => now });
}

async function use(used: Command, caller: typeof member, place = inServer): Promise<string> {
  const call = { id: 'x', caller, place, input: {}, signal: new AbortController().signal };
  return (await used.run(call)).text;
}

const serverOnly = made({ contexts: ['guild'] });
const managed = made({ permission: 'manage' });
const directOnly = made({ contexts: ['direct'] });

describe('a command', () => {
  test('is for those who may use it, where it makes sense', async () => {
    assert.equal(await use(made({}), member), 'done');
    assert.equal(await use(managed, manager, alone), 'done');
    assert.equal(mayUse(serverOnly, member, inServer), true);
    assert.equal(mayUse(serverOnly, manager, alone), false);
    assert.equal(mayUse(managed, member, inServer), false);
  });

  test('is refused with the reason', async () => {
    await assert.rejects(use(managed, member), /needs “Manage Server” or the role/);
    await assert.rejects(use(serverOnly, manager, alone), /only in a server/);
    await assert.rejects(use(directOnly, member), /only in direct messages/);
  });

  test('may be used again by the same person only after its pause', async () => {
    const rare = made({ cooldownMs: 10_000 });
    await use(rare, member);
    now += 4_000;
    await assert.rejects(use(rare, member), /again in 6 s/);
    assert.equal(await use(rare, manager), 'done');
    now += 6_000;
    assert.equal(await use(rare, member), 'done');
  });
});
