import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aCharacter, aMessage } from '../../../test/support/characters.ts';
import { openMemory } from '../../../test/support/memory.ts';

type Memory = Awaited<ReturnType<typeof openMemory>>;

const colour = "Ada's favourite colour is teal.";

/** What Ada is told of what she said of herself, when this person says something. */
async function ownSection({ slice, time }: Memory, who = 'bo') {
  const author = { id: who, name: 'Somebody', kind: 'person' as const };
  const message = aMessage('How was your day?', { id: 'now', at: time.now, author });
  const signal = new AbortController().signal;
  const sections = await slice.context?.({ message, character: aCharacter(), talk: [], signal });
  return (sections ?? []).filter(({ title }) => title === 'What the character said of itself');
}

describe('what a character said of itself', () => {
  test('is told to it again, rests on its message, and is less sure than what people say of themselves', async (context) => {
    const memory = await openMemory(context);
    const asked = memory.say('bo', 'What do you like, Ada?');
    const line = await memory.answer(asked, '*thinks* My favourite colour is teal, Bo.');
    const [fact] = await memory.facts();
    assert.deepEqual(
      [fact?.statement, fact?.about, fact?.saidBy.id, fact?.sources, fact?.wordsOf],
      [colour, [{ id: 'ada', name: 'Ada' }], 'ada', [line.messageId], ['bo']],
    );
    assert.ok((fact?.confidence ?? 1) < 0.75);
    const [section] = await ownSection(memory, 'cy');
    assert.match(section?.text ?? '', /favourite colour is teal/);
    assert.deepEqual(section?.wordsOf, ['bo']);
  });

  test('goes with its message, and may be forgotten by whom it was said to, and brought back', async (context) => {
    const memory = await openMemory(context);
    const line = await memory.answer(memory.say('bo', 'And your family?'), 'I have a sister called Wren.');
    assert.deepEqual(await memory.known(), ['Ada has a sister called Wren.']);
    const listed = await memory.use('memory list', { person: 'Ada' });
    assert.match(listed.text ?? '', /sister called Wren/);
    await assert.rejects(memory.use('memory forget', { fact: 'Wren' }, { who: 'cy' }), /neither about you/);
    await memory.use('memory forget', { fact: 'Wren' });
    assert.deepEqual(await memory.known(), []);
    await memory.use('memory undo');
    assert.deepEqual(await memory.known(), ['Ada has a sister called Wren.']);
    await memory.delete(line.messageId);
    assert.deepEqual(await memory.known(), []);
  });

  test('is told with its reason, as many as the settings say, what was said to the one who asks first', async (context) => {
    const memory = await openMemory(context, { ownFacts: 1 });
    await memory.answer(memory.say('bo', 'Who are you?'), 'I have a sister called Wren.');
    await memory.answer(memory.say('cy', 'What do you like?'), 'My favourite colour is teal.');
    const texts = async (who: string) => (await ownSection(memory, who)).map(({ text }) => text).join();
    assert.match(await texts('bo'), /Wren/);
    assert.doesNotMatch(await texts('bo'), /teal/);
    assert.match(await texts('cy'), /teal/);
    const message = aMessage('Hm.', { id: 'now', at: memory.time.now });
    const signal = new AbortController().signal;
    const sections = await memory.slice.context?.({ message, character: aCharacter(), talk: [], signal });
    const grounds = JSON.stringify(sections?.find((section) => section.grounds !== undefined)?.grounds);
    assert.match(grounds, /the character said so of itself: \w+, \d+ % sure/);
  });

  test('is not learned where the settings want none of it', async (context) => {
    const memory = await openMemory(context, { ownFacts: 0 });
    await memory.answer(memory.say('bo', 'What do you like?'), 'My favourite colour is teal.');
    assert.deepEqual(await memory.facts(), []);
  });

  test('is in no file of facts, since it goes with its message', async (context) => {
    const memory = await openMemory(context);
    await memory.answer(memory.say('bo', 'Ahoy!'), "I'll call you Captain from now on, Bo.");
    memory.say('bo', 'I live in Oslo.');
    await memory.learn();
    const { files = [] } = await memory.use('memory export', { all: true }, { mayManage: true });
    const text = new TextDecoder().decode(await files[0]?.bytes);
    assert.match(text, /Oslo/);
    assert.doesNotMatch(text, /Captain/);
  });

  test('is no part of what is known of the one it was said to', async (context) => {
    const memory = await openMemory(context);
    await memory.answer(memory.say('bo', 'Ahoy!'), "I'll call you Captain from now on, Bo.");
    assert.deepEqual(await memory.known(), ['Ada calls Bo Captain.']);
    assert.match((await memory.use('profile')).text ?? '', /does not know anything/);
    assert.match((await memory.use('memory list')).text ?? '', /Nothing is remembered about/);
  });

  test('is nothing where it was told so, by its card, by lore or by what was recalled', async (context) => {
    const memory = await openMemory(context);
    const asked = memory.say('bo', 'Tell me more.');
    const lore = { text: 'Teal is the favourite colour of the harbour folk.', wordsOf: [] };
    await memory.answer(asked, 'My favourite colour is teal.', [lore]);
    const recalled = { text: '- Cy has a sister called Wren.', wordsOf: ['cy'] };
    await memory.answer(asked, 'I have a sister called Wren.', [recalled]);
    assert.deepEqual(await memory.known(), []);
  });

  test('is nothing about people, however sure the character is', async (context) => {
    const memory = await openMemory(context);
    const asked = memory.say('bo', 'Do you know us?');
    memory.say('cy', 'Hello!');
    await memory.answer(
      asked,
      'You live in Oslo, Bo. Cy is allergic to nuts. Cy and I are married. I know Cy from school.',
    );
    assert.deepEqual(await memory.known(), []);
  });

  test('is not learned from an answer to somebody who is off the record or has paused', async (context) => {
    const memory = await openMemory(context);
    memory.consents.set('bo', { tier: 'off-the-record', paused: false });
    memory.consents.set('cy', { tier: 'full', paused: true });
    for (const who of ['bo', 'cy'])
      await memory.answer(memory.say(who, 'What do you like?'), 'My favourite colour is teal.');
    assert.deepEqual(await memory.facts(), []);
  });

  test('stays on this machine where it answers somebody whose words do', async (context) => {
    const memory = await openMemory(context);
    memory.consents.set('bo', { tier: 'local-only', paused: false });
    await memory.answer(memory.say('bo', 'What do you like?'), 'My favourite colour is teal.');
    await memory.answer(memory.say('cy', 'And your family?'), 'I have a sister called Wren.');
    const [fact] = await memory.facts();
    assert.deepEqual([fact?.statement, fact?.confined], [colour, true]);
    const sections = await ownSection(memory, 'cy');
    assert.deepEqual(
      sections.map(({ wordsOf, text }) => [wordsOf, /teal/.test(text), /Wren/.test(text)]),
      [
        [['cy'], false, true],
        [['bo'], true, false],
      ],
    );
  });

  test('is neither learned where learning is off nor read out of lines of which nobody knows what was told', async (context) => {
    const memory = await openMemory(context);
    const asked = memory.say('bo', 'What do you like?');
    const own = { authorId: 'ada', authorName: 'Ada', kind: 'character' as const, characterId: 'ada' };
    memory.time.now += 1_000;
    memory.transcript.say('My favourite colour is teal.', { ...own, at: memory.time.now, wordsOf: ['bo'] });
    await memory.learn();
    assert.deepEqual(await memory.facts(), []);
    await memory.use('memory learning', { state: 'off' }, { mayManage: true });
    await memory.answer(asked, 'My favourite colour is teal.');
    assert.deepEqual(await memory.facts(), []);
  });
});

describe('what people say of places', () => {
  test('is told when the place is named, with or without its article', async (context) => {
    const memory = await openMemory(context);
    memory.say('bo', 'The Broken Drum opens at noon.');
    await memory.learn();
    assert.deepEqual(await memory.known(), ['The Broken Drum opens at noon.']);
    for (const text of ['shall we go to the Broken Drum?', 'is Broken Drum any good?']) {
      const message = aMessage(text, { id: 'now', at: memory.time.now });
      const signal = new AbortController().signal;
      const sections = await memory.slice.context?.({ message, character: aCharacter(), talk: [], signal });
      const told = (sections ?? []).map((section) => section.text).join('\n');
      assert.match(told, /The Broken Drum opens at noon\. \(Bo said so\)/);
    }
    assert.match((await memory.use('memory list', { person: 'broken drum' })).text ?? '', /opens at noon/);
  });
});
