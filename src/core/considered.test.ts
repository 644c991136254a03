import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AddressingView, address } from './addressing.ts';
import { conversationConfig } from './config.ts';
import { consideredIn, consideredTogether } from './considered.ts';
import type { Message } from './message.ts';

const names: Record<string, string> = { ada: 'Ada', finn: 'Finn', zoe: 'Zoe' };

function considered(change: Partial<AddressingView> & { mentionsSelf?: boolean }): string[] {
  const { mentionsSelf = false, ...rest } = change;
  const message: Message = {
    id: '1',
    place: { host: 'discord', guildId: '9', channelId: '5', kind: 'text' },
    author: { id: '7', name: 'Bo', kind: 'person' },
    text: 'hello there',
    at: 1_000_000,
    attachments: [],
    mentions: [],
    mentionsSelf,
  };
  const view: AddressingView = {
    message,
    rules: { mode: 'conversational', muted: false },
    present: ['ada', 'finn', 'zoe'],
    named: [],
    askedLately: 0,
    delayMs: 0,
    settings: conversationConfig.parse({}),
    ...rest,
  };
  return consideredIn(view, address(view), (id) => names[id] ?? id).map(
    ({ characterName, chosen, because }) => `${characterName} ${chosen ? '+' : '-'} ${because}`,
  );
}

test('those named are chosen, in their order, and the others were not named', () => {
  assert.deepEqual(considered({ named: ['zoe', 'ada'] }), ['Zoe + named', 'Ada + named', 'Finn - not-named']);
});

test('a mention of nobody in particular goes to the lead', () => {
  assert.deepEqual(considered({ mentionsSelf: true }), ['Ada + lead', 'Finn - not-named', 'Zoe - not-named']);
});

test('a conversation that goes on is told as such', () => {
  const lastAnswer = { characterId: 'finn', at: 990_000 };
  assert.deepEqual(considered({ lastAnswer }).slice(0, 2), ['Finn + continuation', 'Ada - not-named']);
});

test('a name that counts for nothing here is told apart from none', () => {
  const rules = { mode: 'mentioned' as const, muted: false };
  assert.deepEqual(considered({ rules, named: ['finn'] }), [
    'Ada - not-named',
    'Finn - names-not-heard',
    'Zoe - not-named',
  ]);
});

test('nobody is considered where the message is not looked at', () => {
  assert.deepEqual(considered({ rules: { mode: 'off', muted: false }, named: ['ada'] }), []);
});

test('a large cast does not make a large receipt', () => {
  const present = Array.from({ length: 200 }, (_, index) => `c${index}`);
  const told = considered({ present, named: ['c150'] });
  assert.equal(told.length, 25);
  assert.equal(told[0], 'c150 + named');
});

test('of two messages that are answered together, whoever was chosen for either is chosen', () => {
  const one = (characterId: string, chosen: boolean) =>
    ({ characterId, characterName: characterId, chosen, because: chosen ? 'named' : 'not-named' }) as const;
  const together = consideredTogether(
    [one('ada', true), one('finn', false)],
    [one('finn', true), one('ada', false)],
  );
  assert.deepEqual(together, [one('ada', true), one('finn', true)]);
});
