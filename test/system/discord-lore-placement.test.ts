import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messagesOf, textOf } from '../fakes/model-script.ts';
import { linesOf, startTalk, type Talk } from './discord-talk.ts';

const entry = (keys: string[], content: string, more: object = {}) => ({
  ...{ keys, content, enabled: true, insertion_order: 1, extensions: {}, position: 'before_char' },
  ...more,
});

const card = {
  name: 'Mira',
  description: 'Mira keeps the tavern.',
  system_prompt: 'Be Mira. {{outlet::World}}',
  first_mes: 'Sit down.',
  character_book: {
    extensions: {},
    entries: [
      entry(['lighthouse'], 'The lighthouse is dark.'),
      entry(['harbour'], 'The harbour is closed.', { position: 'after_char' }),
      entry(['mayor'], 'The mayor is away.', { extensions: { position: 4, depth: 1, role: 0 } }),
      entry(['storm'], 'A storm is near.', { extensions: { position: 7, outlet_name: 'World' } }),
      entry(['owl'], 'The owl watches.', { extensions: { position: 0, sticky: 6, scan_depth: 1 } }),
    ],
  },
};

/** The system text and the talk of the last prompt that holds a text. */
function promptWith(talk: Talk, text: string): { system: string; lines: string[] } {
  const request = talk.asked(text).at(-1);
  assert.ok(request !== undefined, text);
  const system = messagesOf(request.body).find(({ role }) => role === 'system');
  return { system: textOf(system?.['content']), lines: linesOf(request) };
}

test('speaking a key puts what a card’s book says where the book says, in the prompt that the model gets', async () => {
  await using talk = await startTalk({
    cards: { mira: card },
    settings: { lore: { placement: 'as-written' } },
  });
  const room = talk.room();
  const bo = talk.person('bo');
  const { receipt } = await talk.say(bo, room, 'Mira, is the lighthouse by the harbour lit?');
  assert.equal(receipt.outcome, 'answered');
  const first = promptWith(talk, 'lighthouse by').system;
  assert.match(first, /The lighthouse is dark\.\s+Mira keeps the tavern\.\s+The harbour is closed\./);
  await talk.say(bo, room, 'Mira, will the mayor come through the storm?');
  const { system, lines } = promptWith(talk, 'will the mayor');
  assert.match(system, /Be Mira\. A storm is near\./);
  assert.match(lines.join('\n'), /\[The mayor is away\.\]\s+(user: )?bo: Mira, will the mayor/);
  assert.ok(!`${system}${lines.join('\n')}`.includes('The owl'));
});

test('frozen lore stays below the message that called it, over a restart, and leaves when that is deleted', async () => {
  await using talk = await startTalk({ cards: { mira: card } });
  talk.openai.respondWith(() => 'Hm.');
  const room = talk.room();
  const bo = talk.person('bo');
  const told = (text: string) => {
    const { system, lines } = promptWith(talk, text);
    assert.ok(!system.includes('The owl'));
    return lines.join('\n').split('The owl watches.').length - 1;
  };
  const { post } = await talk.say(bo, room, 'Mira, do you see the owl?');
  assert.match(promptWith(talk, 'see the owl').lines[0] ?? '', /see the owl\?\s+\[The owl watches\.\]/);
  await talk.stop();
  await talk.start();
  for (const said of ['And now?', 'And later?', 'And then?', 'And in the end?']) {
    await talk.say(bo, room, `Mira, ${said}`);
    assert.equal(told(said), 1, said);
  }
  const last = promptWith(talk, 'in the end');
  assert.match(last.lines[0] ?? '', /see the owl\?\s+\[The owl watches\.\]$/);
  bo.delete(post.id);
  await talk.say(bo, room, 'Mira, what did I ask?');
  assert.equal(told('what did I ask'), 0);
});

test('a sticky entry of a card goes on over a restart', async () => {
  await using talk = await startTalk({
    cards: { mira: card },
    settings: { lore: { placement: 'as-written' } },
  });
  const room = talk.room();
  const bo = talk.person('bo');
  await talk.say(bo, room, 'Mira, do you see the owl?');
  await talk.stop();
  await talk.start({ lore: { placement: 'as-written' } });
  await talk.say(bo, room, 'Mira, and now?');
  assert.match(promptWith(talk, 'and now').system, /The owl watches\./);
  for (const said of ['one', 'two', 'three']) await talk.say(bo, room, `Mira, ${said}`);
  assert.doesNotMatch(promptWith(talk, 'Mira, three').system, /The owl watches\./);
});
