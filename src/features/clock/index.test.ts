import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import { clock } from './index.ts';

const now = Date.UTC(2026, 10, 22, 21, 40);
const turn = {
  message: aMessage('hi'),
  character: aCharacter(),
  talk: [],
  signal: new AbortController().signal,
};

async function says(timeZone: string): Promise<string | undefined> {
  const sections = await clock({ clock: { now: () => now }, timeZone }).context?.(turn);
  return sections?.[0]?.text;
}

test('a character knows the time', async () => {
  assert.equal(await says('UTC'), 'It is Sunday evening, 22 November 2026, 21:40 (UTC).');
  assert.equal(await says('Asia/Tokyo'), 'It is Monday morning, 23 November 2026, 06:40 (Asia/Tokyo).');
});

test('the time is told last in a prompt', async () => {
  const sections = await clock({ clock: { now: () => now }, timeZone: 'UTC' }).context?.(turn);
  assert.equal(sections?.[0]?.volatility, 'now');
});

test('a time zone that does not exist is named, and UTC is used', async () => {
  const slice = clock({ clock: { now: () => now }, timeZone: 'Europe/Atlantis' });
  assert.match((await slice.context?.(turn))?.[0]?.text ?? '', /21:40 \(UTC\)/);
  const check = (await slice.checks?.())?.[0];
  assert.equal(check?.state, 'failed');
  assert.match(check?.says ?? '', /Europe\/Atlantis/);
  assert.match(check?.fix ?? '', /conversation\.timeZone/);
});
