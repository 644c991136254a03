import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { linesOf, speakerOf, startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
});
beforeEach(() => talk.openai.reset());
after(() => talk[Symbol.asyncDispose]());

/** Every character has a line of its own. */
function eachItsOwn(lines: Record<string, string>): void {
  talk.openai.respondWith((request) => lines[speakerOf(request)] ?? 'Hm.');
}

function said(room: string): string[] {
  return talk.answers(room).map(({ author, text }) => `${author}: ${text}`);
}

describe('several are named in one message', () => {
  test('each answers in order of mention, and the second has heard the first', async () => {
    eachItsOwn({ Rufus: 'I hear the ferry.', Ilde: 'I see it.', Odrun: 'I smell it.' });
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Odrun, Rufus and Ilde: what is out there?');
    assert.deepEqual(said(room), ['Odrun: I smell it.', 'Rufus: I hear the ferry.', 'Ilde: I see it.']);
    assert.deepEqual(
      receipt.answers.map(({ characterName, because, messageIds }) => [
        characterName,
        because,
        messageIds.length,
      ]),
      [
        ['Odrun', 'named', 1],
        ['Rufus', 'named', 1],
        ['Ilde', 'named', 1],
      ],
    );
    assert.match(
      talk.prompt('what is out there?'),
      /what is out there\?\nOdrun: I smell it\.\nRufus: I hear the ferry\./,
    );
  });

  test('a character named twice answers once', async () => {
    const room = talk.room();
    await talk.say(talk.person('cy'), room, 'Rufus? Rufus of Plover? RUFUS!');
    assert.equal(said(room).length, 1);
  });

  test('own lines are the assistant’s, those of others carry their names', async () => {
    eachItsOwn({ Rufus: 'A heron.', Ilde: 'A kite.' });
    const room = talk.room();
    const cy = talk.person('cy', 'Captain Cy');
    await talk.say(cy, room, 'Rufus and Ilde, what bird was that?');
    await talk.say(cy, room, 'Ilde, are you sure?');
    const request = talk.asked('are you sure?')[0];
    assert.ok(request);
    const lines = linesOf(request);
    const own = lines.filter((line) => line.startsWith('assistant: '));
    assert.deepEqual(own, ['assistant: A kite.']);
    assert.ok(
      lines.some((line) =>
        /^user: .*Captain Cy: Rufus and Ilde, what bird was that\?\nRufus: A heron\.$/s.test(line),
      ),
    );
    assert.ok(lines.at(-1)?.startsWith('user: Captain Cy: Ilde, are you sure?'));
  });
});

describe('what a model says is what one character says', () => {
  const table: { what: string; made: string; shown: string; cut?: boolean }[] = [
    {
      what: 'a line for another character is cut',
      made: 'Bread, of course.\nRufus: And fish!\nBread and fish.',
      shown: 'Bread, of course.',
      cut: true,
    },
    {
      what: 'a line for the person is cut',
      made: 'Sit down.\n\nCaptain Cy: Thank you.',
      shown: 'Sit down.',
      cut: true,
    },
    { what: 'a line for "user" is cut', made: 'Good night.\nUser: bye', shown: 'Good night.', cut: true },
    {
      what: 'thoughts are not said',
      made: '<think>Rufus: I should\nlie here.</think>\n\nIt is noon.',
      shown: 'It is noon.',
    },
    { what: 'the own name in front is taken away', made: 'Ilde: It is noon.', shown: 'It is noon.' },
    { what: 'in bold too', made: '**Ilde:** It is noon.', shown: 'It is noon.' },
    { what: 'and so is a role', made: 'assistant: It is noon.', shown: 'It is noon.' },
    {
      what: 'a name followed by a colon inside a line stays',
      made: 'I told Rufus: never again.',
      shown: 'I told Rufus: never again.',
    },
  ];
  for (const { what, made, shown, cut = false } of table) {
    test(what, async () => {
      const room = talk.room();
      talk.openai.script({ text: made, chunkSize: 3 });
      const { receipt } = await talk.say(talk.person('cy', 'Captain Cy'), room, 'Ilde, what time is it?');
      assert.deepEqual(said(room), [`Ilde: ${shown}`]);
      assert.equal(receipt.answers[0]?.cut, cut ? 'spoke-for-others' : undefined);
    });
  }

  test('the model is stopped as soon as it speaks for somebody else', async () => {
    const room = talk.room();
    talk.openai.script({ text: `No.\nRufus: ${'yes '.repeat(200)}`, delayMs: 20 });
    const asked = talk.openai.requests.length;
    await talk.say(talk.person('cy'), room, 'Ilde?');
    const request = talk.openai.requests[asked];
    assert.equal(request?.aborted, true);
    assert.equal(request?.finished, false);
  });

  test('when nothing is left, nothing is posted and the receipt says so; the next one answers', async () => {
    eachItsOwn({ Rufus: '<think>nothing to say</think>', Ilde: 'I am here.' });
    const room = talk.room();
    const { receipt } = await talk.say(talk.person('cy'), room, 'Rufus and Ilde, anybody?');
    assert.deepEqual(said(room), ['Ilde: I am here.']);
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.answers[0]?.failure?.outcome, 'refused');
    const alone = await talk.say(talk.person('dee'), talk.room(), 'Rufus?');
    assert.equal(alone.receipt.outcome, 'refused');
  });
});
