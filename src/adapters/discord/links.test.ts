import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linkTo } from './links.ts';

test('a message of a server or of a direct talk is linked to; a line that came in from a file is not', () => {
  const place = { host: 'discord', channelId: '22', kind: 'text' } as const;
  assert.equal(linkTo({ ...place, guildId: '11' }, '33'), 'https://discord.com/channels/11/22/33');
  assert.equal(linkTo({ ...place, kind: 'direct' }, '33'), 'https://discord.com/channels/@me/22/33');
  assert.equal(linkTo(place, 'imported-abc-0'), undefined);
});
