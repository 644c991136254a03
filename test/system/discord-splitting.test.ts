import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { conversation: { replyTokens: 4_000 } } });
});
after(() => talk[Symbol.asyncDispose]());

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `word${index + 1}`).join(' ');
const family = '👩‍👩‍👧‍👦';

/** What is left when the marks of code fences that were closed and opened again are taken away. */
function wordsOf(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    text
      .replaceAll(/^```\w*$/gm, '')
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}

async function postsFor(answer: string, allowWebhooks = true): Promise<string[]> {
  const { discord, openai } = talk;
  const room = talk.room();
  discord.setPermissions(room, discord.bot.id, { MANAGE_WEBHOOKS: allowWebhooks });
  openai.script({ text: answer, chunkSize: 400 });
  const { receipt } = await talk.say(talk.person('cy'), room, 'Ilde, tell me everything');
  const answers = talk.answers(room);
  assert.equal(receipt.outcome, 'answered');
  assert.deepEqual(
    receipt.answers[0]?.messageIds,
    answers.map(({ id }) => id),
  );
  for (const { text, author } of answers) {
    assert.ok(text.length <= 2_000, `${text.length} characters`);
    assert.equal(author, allowWebhooks ? 'Ilde' : 'Acore');
  }
  return answers.map(({ text }) => text);
}

describe('a long answer', () => {
  test('is posted in parts, in order, with every word whole', async () => {
    const answer = numbered(1_500);
    const parts = await postsFor(answer);
    assert.ok(parts.length >= 6);
    assert.deepEqual(wordsOf(parts), answer.split(' '));
  });

  test('where there is no webhook leaves room for the name', async () => {
    const answer = numbered(800);
    const parts = await postsFor(answer, false);
    for (const part of parts) assert.ok(part.startsWith('**Ilde**: '));
    assert.deepEqual(wordsOf(parts.map((part) => part.slice('**Ilde**: '.length))), answer.split(' '));
  });

  test('keeps code in fences', async () => {
    const lines = Array.from({ length: 200 }, (_, index) => `print("line ${index + 1} of the program")`);
    const answer = `Here it is:\n\`\`\`python\n${lines.join('\n')}\n\`\`\`\nGood luck.`;
    const parts = await postsFor(answer);
    assert.ok(parts.length > 3);
    for (const part of parts) assert.equal((part.match(/^```/gm) ?? []).length % 2, 0, part.slice(0, 80));
    for (const part of parts.slice(1, -1)) assert.match(part, /^```python\n/);
    assert.deepEqual(wordsOf(parts), wordsOf([answer]));
  });

  test('breaks neither emoji nor those of a server', async () => {
    const custom = '<:lighthouse:123456789012345678>';
    const answer = [family.repeat(300), custom.repeat(150), '😀'.repeat(1_500)].join('\n');
    const parts = await postsFor(answer);
    assert.equal(parts.join('').replaceAll('\n', ''), answer.replaceAll('\n', ''));
    for (const part of parts) {
      assert.ok(part.isWellFormed());
      assert.equal(part.replaceAll(custom, '').replaceAll(family, '').replaceAll('😀', '').trim(), '');
    }
  });

  test('of one endless word is cut, and nothing of it lost', async () => {
    const answer = 'a'.repeat(20_000);
    const parts = await postsFor(answer);
    assert.equal(parts.join(''), answer);
  });

  test('of several characters does not mix', async () => {
    const room = talk.room();
    talk.openai.script({ text: numbered(600), chunkSize: 400 }, { text: 'Short.' });
    await talk.say(talk.person('cy'), room, 'Ilde and Rufus, go on');
    const authors = talk.answers(room).map(({ author }) => author);
    assert.deepEqual(authors, [...authors.slice(0, -1).map(() => 'Ilde'), 'Rufus']);
    assert.ok(authors.length >= 3);
  });
});
