import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aMessage } from '../../test/support/characters.ts';
import { createProxyWatch } from './proxies.ts';

const person = aMessage('luna: hello Ada', { id: 'own' });
const copy = aMessage('hello Ada', {
  id: 'copy',
  author: { id: 'w', name: 'Luna', kind: 'proxied' },
  at: person.at + 700,
});

test('the copy of a proxy finds the message of the person, whichever comes first', () => {
  for (const [first, second] of [
    [person, copy],
    [copy, person],
  ] as const) {
    const watch = createProxyWatch();
    assert.equal(watch.twinOf(first), undefined);
    assert.equal(watch.twinOf(second), first);
  }
});

test('each message is one copy only', () => {
  const watch = createProxyWatch();
  watch.twinOf(person);
  assert.equal(watch.twinOf(copy), person);
  assert.equal(watch.twinOf({ ...copy, id: 'again' }), undefined);
});

test('other words, a piece of a word, another channel, another time or two people are no copies', () => {
  const others = [
    { ...copy, text: 'goodbye' },
    { ...copy, text: 'lo' },
    { ...copy, place: { ...copy.place, channelId: 'cellar' } },
    { ...copy, at: person.at + 60_000 },
    { ...person, id: 'other', author: { ...person.author, id: 'cy' } },
  ];
  for (const other of others) {
    const watch = createProxyWatch();
    watch.twinOf(person);
    assert.equal(watch.twinOf(other), undefined);
  }
});

test('a picture without words is told by being a picture', () => {
  const attachments = [{ id: '1', name: 'cat.png', url: 'https://x', size: 1 }];
  const watch = createProxyWatch();
  watch.twinOf({ ...person, attachments });
  assert.equal(watch.twinOf({ ...copy, text: '', attachments })?.id, 'own');
});
