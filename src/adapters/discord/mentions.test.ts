import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressed } from './mentions.ts';

const alice = { id: '111111111111111111', name: 'Al' };
const alan = { id: '222222222222222222', name: 'Al Capo (he)' };

test('people in the talk are really mentioned, others are not', () => {
  assert.deepEqual(addressed('@Al and @al capo (he)! @Alfred, @Bob', [alice, alan], 2_000), {
    content: '<@111111111111111111> and <@222222222222222222>! @Alfred, @Bob',
    allowedMentions: { parse: [], users: ['111111111111111111', '222222222222222222'], replied_user: false },
  });
});

test('nothing else can ping', () => {
  const text = '@everyone @here <@333333333333333333> <@&444444444444444444> mail@Al';
  assert.deepEqual(addressed(text, [alice], 2_000), {
    content: text,
    allowedMentions: { parse: [], users: [], replied_user: false },
  });
});

test('code stays as it was written, since Discord shows no mention there', () => {
  const text = '`@Al` and ``a ` @Al`` and\n```\n@Al\n``` done';
  assert.equal(addressed(text, [alice], 2_000).content, text);
  assert.equal(addressed('`@Al` @Al `', [alice], 2_000).content, '`@Al` <@111111111111111111> `');
});

test('a name such as “everyone” pings that person at most', () => {
  const { content, allowedMentions } = addressed('@everyone', [{ id: '5', name: 'everyone' }], 2_000);
  assert.equal(content, '<@5>');
  assert.deepEqual(allowedMentions.parse, []);
});

test('a mention is left out where it would make the text too long', () => {
  const { content, allowedMentions } = addressed('@Al @Al', [alice], 28);
  assert.equal(content, '<@111111111111111111> @Al');
  assert.deepEqual(allowedMentions.users, [alice.id]);
});
