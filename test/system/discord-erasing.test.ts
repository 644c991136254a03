import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Account } from '../fakes/index.ts';
import { lastUserText } from '../fakes/model-script.ts';
import { lyingIn, textsIn } from '../support/data-folder.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  // What a character says to somebody may hold their words; to others it says nothing of them.
  talk.openai.respondWith((request) => {
    const asked =
      lastUserText(request.body)
        .split('\n')
        .findLast((line) => line.includes('zq')) ?? '';
    return `Did you say ${asked.match(/zq\w+qz/g)?.join(', ') ?? 'nothing'}?`;
  });
});
after(() => talk[Symbol.asyncDispose]());

/** Which of these words lie in which file of the data folder. */
const lying = (words: readonly string[]) => lyingIn(textsIn(talk.app.dataFolder), words);

async function privacy(
  who: Account,
  name: string,
  input: Record<string, string | boolean>,
  channelId: string,
): Promise<string> {
  const post = await who.command(`privacy ${name}`, input, { channelId }).reply();
  return `${post.text} ${JSON.stringify(post.components)}`;
}

async function toTheLastByte(who: Account, channelId: string): Promise<void> {
  await until('the database is rewritten', async () => {
    const told = await privacy(who, 'show', {}, channelId);
    return /Your words/.test(told) && !/still being rewritten/.test(told);
  });
}

/** Says something on every way there is; each has a word of its own. */
async function saysEverywhere(who: Account, room: string): Promise<string[]> {
  const { discord, app } = talk;
  const word = (way: string) => `zq${way}${who.username}qz`;
  const { post } = await talk.say(who, room, `Ilde, my word is ${word('said')}`);
  who.edit(post.id, `Ilde, my word was ${word('edited')}`);
  await talk.say(who, room, 'Ilde, look', {
    files: [{ name: `${word('file')}.png`, content: 'x' }],
  });
  await talk.say(who, room, `Ilde, I live in Zq${word('fact')} and I love ${word('like')}`);
  const thread = who.startThread(room, `my word was ${word('title')}`, { messageId: post.id });
  await talk.say(who, thread, `Ilde, in here it is ${word('thread')}`);
  // Others speak in a thread of theirs, and of it.
  await talk.say(discord.alice, thread, 'Ilde, what is this about?');
  await talk.say(discord.alice, room, `Ilde, look at <#${thread}>`);
  const direct = who.dm(discord.app.id, `this is ${word('direct')}`);
  await talk.receiptOf(direct.id);
  await who.command('chat', { message: `Ilde, ${word('chat')}` }, { channelId: room }).reply();
  await who.command('ask', { question: `What is ${word('ask')}?` }, { channelId: room }).reply();
  await app.app.conversation.idle();
  return ['said', 'edited', 'file', 'fact', 'like', 'thread', 'direct', 'chat', 'ask'].map(word);
}

describe('erasing everything of a person', () => {
  test('leaves no byte of it in any file, and all of everybody else', async () => {
    const { alice } = talk.discord;
    const room = talk.room();
    await alice.command('memory learning', { state: 'on' }, { channelId: room }).reply();
    const bo = talk.person('bo', 'zqnickbo');
    const cy = talk.person('cy', 'zqnickcy');
    const [his, hers] = [await saysEverywhere(bo, room), await saysEverywhere(cy, room)];
    // An answer to somebody else, with all of this in its prompt.
    await talk.say(alice, room, 'Ilde, what do you think?');
    assert.match(talk.prompt('what do you think?'), /zqeditedboqz/);
    const kept = lying([...his, 'zqnickbo']);
    for (const word of [
      'zqeditedboqz',
      'zqfileboqz',
      'zqthreadboqz',
      'zqdirectboqz',
      'zqaskboqz',
      'zqnickbo',
    ])
      assert.ok(
        kept.some((one) => one.endsWith(word)),
        `${word} is kept at first`,
      );

    assert.match(await privacy(bo, 'show', {}, room), /lines of talk/);
    assert.match(await privacy(bo, 'erase', {}, room), /cannot be taken back/);
    assert.deepEqual(lying(his).toSorted(), kept.filter((one) => !one.endsWith('zqnickbo')).toSorted());
    const told = await privacy(bo, 'erase', { sure: true }, room);
    assert.match(told, /lines of talk: [5-9]/);
    await toTheLastByte(bo, room);
    assert.deepEqual(lying([...his, 'zqnickbo', 'zqtitleboqz']), []);
    const left = lying([...hers, 'zqnickcy']);
    for (const word of ['zqeditedcyqz', 'zqthreadcyqz', 'zqdirectcyqz', 'zqnickcy'])
      assert.ok(
        left.some((one) => one.endsWith(word)),
        `${word} of somebody else stays`,
      );
    assert.match(await privacy(bo, 'show', {}, room), /- nothing/);
  });

  test('what is said afterwards is a new beginning', async () => {
    const room = talk.room();
    const dee = talk.person('dee');
    await talk.say(dee, room, 'Ilde, zqoldqz');
    await privacy(dee, 'erase', { sure: true }, room);
    await toTheLastByte(dee, room);
    await talk.say(dee, room, 'Ilde, zqnewqz');
    assert.doesNotMatch(talk.prompt('zqnewqz'), /zqoldqz/);
    assert.deepEqual(lying(['zqoldqz']), []);
    assert.notDeepEqual(lying(['zqnewqz']), []);
  });
});

describe('off the record', () => {
  test('one is answered and understood, and nothing of it is in any file', async () => {
    const room = talk.room();
    const eli = talk.person('eli', 'zqnickeli');
    await privacy(eli, 'consent', { tier: 'off-the-record' }, room);
    const { post } = await talk.say(eli, room, 'Ilde, zqsecretqz is my word');
    const { receipt } = await talk.say(eli, room, 'Ilde, what was it? zqagainqz');
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.answers[0]?.consent?.offTheRecord, true);
    assert.match(talk.prompt('zqagainqz'), /zqsecretqz/);
    const fay = talk.person('fay');
    await talk.say(fay, room, 'Ilde, did you hear?', {});
    assert.match(talk.prompt('did you hear?'), /zqagainqz/);
    const words = ['zqsecretqz', 'zqagainqz', 'zqnickeli'];
    assert.deepEqual(lying(words), []);
    await talk.stop();
    assert.deepEqual(lying(words), []);
    await talk.start();
    await talk.say(fay, room, 'Ilde, and now?');
    assert.doesNotMatch(talk.prompt('and now?'), /zqsecretqz/);
    // Also when they are on the record again, nobody's reply brings back what was said off it.
    await privacy(eli, 'consent', { tier: 'full' }, room);
    await talk.say(fay, room, 'Ilde, what is this?', { replyTo: post.id });
    assert.doesNotMatch(talk.prompt('what is this?'), /zqsecretqz/);
    assert.deepEqual(lying(['zqsecretqz', 'zqagainqz']), []);
  });

  test('an answer that takes up such a word is not kept, and what others said before it is learned all the same', async () => {
    const room = talk.room();
    const [hal, ida] = [talk.person('hal'), talk.person('ida')];
    await privacy(hal, 'consent', { tier: 'off-the-record' }, room);
    await talk.say(hal, room, 'Ilde, a zqquaggaqz roams here');
    talk.openai.respondWith(() => 'The zqquaggaqz says so.');
    for (const text of ['I have a dog called Rex', 'I live in Oslo'])
      await talk.say(ida, room, `Ilde, ${text}`);
    await talk.app.app.conversation.idle();
    const known = await ida.command('memory list', {}, { channelId: room }).reply();
    assert.match(
      `${known.text} ${JSON.stringify(known.components)}`,
      /dog called Rex.*lives in Oslo|lives in Oslo.*dog called Rex/s,
    );
    assert.deepEqual(lying(['zqquaggaqz']), []);
  });
});
