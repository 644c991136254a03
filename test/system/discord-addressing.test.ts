import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { ChannelMode } from '../../src/core/ports/rooms.ts';
import type { AddressReason, Receipt } from '../../src/core/receipt.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({
    cards: {
      hal: { name: 'HAL', description: 'A voice in the wall.' },
      bot: { name: 'Bot', description: 'A small machine.' },
      elise: { name: 'Élise', description: 'Keeps the lighthouse.' },
      neko: { name: '猫', description: 'A cat.' },
    },
  });
  talk.openai.respondWith(() => 'As you say.');
});
after(() => talk[Symbol.asyncDispose]());

function assertAnswered(receipt: Receipt, character: string, because: AddressReason): void {
  assert.equal(receipt.outcome, 'answered', receipt.why);
  assert.deepEqual(
    receipt.answers.map((answer) => [answer.characterName, answer.because]),
    [[character, because]],
  );
}

async function assertSilent(
  said: Promise<{ receipt: Receipt }>,
  outcome: Receipt['outcome'],
): Promise<Receipt> {
  const { receipt } = await said;
  assert.equal(receipt.outcome, outcome, receipt.why);
  assert.deepEqual(talk.answers(receipt.place.channelId), []);
  return receipt;
}

describe('a message is answered', () => {
  test('when it mentions the bot, by whoever leads', async () => {
    const { discord } = talk;
    const room = talk.room();
    await discord.alice.command('character use', { name: 'Ruxa' }, { channelId: room }).reply();
    const { receipt } = await talk.say(discord.bob, room, 'who is there?', { mentions: [discord.bot.id] });
    assertAnswered(receipt, 'Ruxa', 'mentioned');
    const said = talk.answers(room).at(-1);
    assert.deepEqual([said?.author, said?.text], ['Ruxa', 'As you say.']);
  });

  test('when it mentions the role that Discord made for the bot, but not when it calls everyone', async () => {
    const { alice, bot, roleOfBot } = talk.discord;
    const role = await talk.say(talk.person('cy'), talk.room(), `<@&${roleOfBot(bot.id)}> hello`);
    assert.equal(role.receipt.answers[0]?.because, 'mentioned');
    await assertSilent(talk.say(alice, talk.room(), '@everyone @here hello'), 'not-addressed');
  });

  test('in the chat of a voice channel as anywhere else', async () => {
    const { channels } = talk.discord;
    const { receipt } = await talk.say(talk.person('cy'), channels.voice, 'Ilde, hello');
    assertAnswered(receipt, 'Ilde', 'named');
    assert.equal(talk.answers(channels.voice)[0]?.author, 'Ilde');
  });

  test('when it replies to something the bot itself said', async () => {
    const { alice, bob } = talk.discord;
    const room = talk.room();
    const led = await alice.command('character use', { name: 'Ruxa' }, { channelId: room }).reply();
    const { receipt } = await talk.say(bob, room, 'thank you', { replyTo: led.id });
    assertAnswered(receipt, 'Ruxa', 'replied-to');
  });

  test('when it replies to what a character said, also after a restart and in mode mentioned', async () => {
    const { discord } = talk;
    const room = talk.room();
    const bob = talk.person('bobby');
    const [first] = (await talk.say(bob, room, 'Odrun, are you there?')).receipt.answers;
    await mode(room, 'mentioned');
    const replyTo = first?.messageIds[0] ?? '';
    const before = await talk.say(discord.bob, room, 'and me?', { replyTo, pingReply: false });
    assertAnswered(before.receipt, 'Odrun', 'replied-to');
    await talk.stop();
    await talk.start();
    const { receipt } = await talk.say(discord.alice, room, 'and me too?', { replyTo, pingReply: false });
    assertAnswered(receipt, 'Odrun', 'replied-to');
    assert.equal(talk.answers(room).at(-1)?.author, 'Odrun');
  });

  const calls = [
    ['HAL, open the door.', 'HAL'],
    ['hal?', 'HAL'],
    ['Who is that Bot over there', 'Bot'],
    ['Élise!', 'Élise'],
    ['elise, come here', 'Élise'],
    ['猫さん、こんにちは', '猫'],
    ['“Évariste!” she cried', 'Évariste'],
    ['good evening, maître corbelin', 'Évariste'],
    ['ask Chief Grower Morwe about it', 'Thandeka'],
    ['inspector ZDENKA?', 'Zdeňka'],
  ];
  for (const [text = '', name = ''] of calls) {
    test(`when it calls somebody by name: ${text}`, async () => {
      const { receipt } = await talk.say(talk.person('caller'), talk.room(), text);
      assertAnswered(receipt, name, 'named');
    });
  }

  const noCalls = [
    'We shall see.',
    'robots and a bottle',
    'Elisea sings',
    'halting, rufusing',
    'what a chaleur',
  ];
  for (const text of noCalls) {
    test(`but not when a name only stands inside a word: ${text}`, async () => {
      await assertSilent(talk.say(talk.person('caller'), talk.room(), text), 'not-addressed');
    });
  }

  test('but not when somebody or something else with that name is mentioned', async () => {
    const { discord } = talk;
    const marks = [
      talk.person('hal9', 'HAL').mention,
      `<#${discord.addChannel('hal')}>`,
      `<@&${discord.addRole('HAL', [])}>`,
      '<:hal:123456789012345678>',
    ];
    for (const mark of marks) {
      const said = talk.say(talk.person('caller'), talk.room(), `what about ${mark} then?`);
      await assertSilent(said, 'not-addressed');
    }
    const both = talk.say(talk.person('caller'), talk.room(), `${marks[0]} and HAL`);
    assertAnswered((await both).receipt, 'HAL', 'named');
  });

  test('when it is said in private, and the answer carries the name in bold', async () => {
    const bob = talk.person('private');
    const post = bob.dm(talk.discord.bot.id, 'psst');
    const receipt = await talk.receiptOf(post.id);
    const lead = receipt.answers[0]?.characterName ?? '';
    assertAnswered(receipt, lead, 'direct');
    const other = bob.dm(talk.discord.bot.id, 'and you, Rufus?');
    assertAnswered(await talk.receiptOf(other.id), 'Rufus', 'direct');
    assert.deepEqual(
      talk.answers(post.channelId).map(({ text }) => text),
      [`**${lead}**: As you say.`, '**Rufus**: As you say.'],
    );
  });

  test('when the same person goes on, but not when somebody else speaks', async () => {
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const room = talk.room();
    await talk.say(cy, room, 'Temur, what is that smell?');
    const { receipt } = await talk.say(cy, room, 'it comes from the kitchen');
    assertAnswered(receipt, 'Temur', 'continuation');
    assert.equal((await talk.say(dee, room, 'I smell nothing')).receipt.outcome, 'not-addressed');
    const turned = await talk.say(cy, room, 'do you smell it?', { mentions: [dee.id] });
    assert.equal(turned.receipt.outcome, 'not-addressed');
  });
});

async function mode(room: string, chosen: ChannelMode): Promise<void> {
  const handle = talk.discord.alice.command('channel mode', { mode: chosen }, { channelId: room });
  assert.match((await handle.reply()).text, new RegExp(chosen));
}

describe('the mode of a channel', () => {
  const table: [ChannelMode, Record<'plain' | 'named' | 'mentioned' | 'continued', string>][] = [
    [
      'off',
      { plain: 'channel-off', named: 'channel-off', mentioned: 'channel-off', continued: 'channel-off' },
    ],
    [
      'mentioned',
      {
        plain: 'not-addressed',
        named: 'not-addressed',
        mentioned: 'answered',
        continued: 'not-addressed',
      },
    ],
    [
      'named',
      { plain: 'not-addressed', named: 'answered', mentioned: 'answered', continued: 'not-addressed' },
    ],
    [
      'conversational',
      { plain: 'not-addressed', named: 'answered', mentioned: 'answered', continued: 'answered' },
    ],
    ['always', { plain: 'answered', named: 'answered', mentioned: 'answered', continued: 'answered' }],
  ];
  for (const [chosen, expected] of table) {
    test(`${chosen} decides what is answered`, async () => {
      const { discord } = talk;
      const room = talk.room();
      await mode(room, chosen);
      const [cy, dee] = [talk.person('cy'), talk.person('dee')];
      const ask = async (who: typeof cy, text: string, mentions: string[] = []) =>
        (await talk.say(who, room, text, { mentions })).receipt.outcome;
      assert.deepEqual(
        {
          plain: await ask(dee, 'a fine evening'),
          named: await ask(cy, 'Ilde, a fine evening'),
          mentioned: await ask(cy, 'hello', [discord.bot.id]),
          continued: await ask(cy, 'is it not?'),
        },
        expected,
      );
      if (chosen === 'off') assert.deepEqual(talk.answers(room).slice(1), []);
    });
  }

  test('the receipt of silence names what would change it', async () => {
    const receipt = await assertSilent(talk.say(talk.person('cy'), talk.room(), 'nobody?'), 'not-addressed');
    assert.deepEqual(receipt.remedy, {
      setting: 'channel.mode',
      instead: 'always',
      how: 'Use /channel mode always here, or mention a character.',
    });
  });
});

describe('who is not a person', () => {
  test('another bot is not answered', async () => {
    const beep = talk.discord.addBot('Beep');
    const receipt = await assertSilent(talk.say(beep, talk.room(), 'Ilde, beep'), 'bot-author');
    assert.equal(receipt.remedy?.setting, 'conversation.answerBots');
  });

  test("a foreign webhook with a character's name and face is not taken for ours, nor answered", async () => {
    const { discord } = talk;
    const room = talk.room();
    const bob = talk.person('bobby');
    const real = (await talk.say(bob, room, 'Ilde, good day')).receipt;
    const said = talk.answers(room)[0];
    const hook = discord.alice.createWebhook(room, 'News');
    const forged = discord.alice.postByWebhook(hook, {
      username: 'Ilde',
      text: 'Rufus, I owe you a boat.',
      ...(said?.avatarUrl === undefined ? {} : { avatarUrl: said.avatarUrl }),
    });
    assert.equal((await talk.receiptOf(forged.id)).outcome, 'bot-author');
    const reply = await talk.say(talk.person('zoe'), room, 'really?', { replyTo: forged.id });
    assert.equal(reply.receipt.outcome, 'not-addressed');
    const next = await talk.say(bob, room, 'Ilde, what did you say?');
    assert.match(talk.prompt('what did you say?'), /Ilde \(a person\): Rufus, I owe you a boat\./);
    assert.equal(real.outcome, 'answered');
    assert.equal(next.receipt.outcome, 'answered');
  });

  test('what our own webhook posts is never answered', async () => {
    const room = talk.room();
    await mode(room, 'always');
    const asked = talk.openai.asked;
    talk.openai.script('Rufus, Odrun and I were just speaking of it.');
    const { receipt } = await talk.say(talk.person('cy'), room, 'hello there');
    assert.equal(receipt.outcome, 'answered');
    const next = await talk.say(talk.person('dee'), room, 'good evening');
    assert.equal(next.receipt.answers.length, 1);
    assert.equal(talk.openai.asked - asked, 2);
    const [posted = ''] = receipt.answers[0]?.messageIds ?? [];
    assert.equal((await talk.receiptOf(posted)).messageId, receipt.messageId);
  });
});
