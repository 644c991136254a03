import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Command } from './command.ts';
import { mayUse, refuseUnlessAllowed } from './command-access.ts';

const inServer = { kind: 'text' } as const;
const alone = { kind: 'direct' } as const;
const member = { mayManage: false };
const manager = { mayManage: true };

type Declared = Pick<Command, 'permission' | 'contexts'>;
const open: Declared = { permission: 'everyone', contexts: ['guild', 'direct'] };
const managed: Declared = { permission: 'manage', contexts: ['guild', 'direct'] };
const serverOnly: Declared = { permission: 'everyone', contexts: ['guild'] };
const directOnly: Declared = { permission: 'manage', contexts: ['direct'] };

describe('a command', () => {
  test('is for those who may use it, where it makes sense', () => {
    refuseUnlessAllowed(open, member, inServer);
    refuseUnlessAllowed(managed, manager, alone);
    assert.equal(mayUse(serverOnly, member, inServer), true);
    assert.equal(mayUse(serverOnly, manager, alone), false);
    assert.equal(mayUse(managed, member, inServer), false);
  });

  test('is refused with the reason', () => {
    assert.throws(() => refuseUnlessAllowed(managed, member, inServer), /needs “Manage Server” or the role/);
    assert.throws(() => refuseUnlessAllowed(serverOnly, manager, alone), /only in a server/);
    assert.throws(() => refuseUnlessAllowed(directOnly, member, inServer), /only in direct messages/);
  });
});
