import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { InteractionHandle } from '../fakes/index.ts';
import { startTalk, type Talk } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

async function told(handle: InteractionHandle): Promise<string> {
  const post = await handle.reply();
  assert.ok(post.onlyFor, 'only the asker sees it');
  return post.text === '' ? JSON.stringify(post.components) : post.text;
}

describe('why', () => {
  test('a message was answered: by whom, for what reason, with which model, prompt and time', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post, receipt } = await talk.say(cy, room, 'Ilde, hello');
    const answer = receipt.answers[0];
    assert.ok(answer);
    const by = [
      cy.contextMenu('Why?', post.id),
      cy.contextMenu('Why?', answer.messageIds[0] ?? ''),
      cy.command('why', {}, { channelId: room }),
      cy.command('why', { message: post.id }, { channelId: room }),
      cy.command(
        'why',
        { message: `https://discord.com/channels/${talk.discord.guild}/${room}/${post.id}` },
        { channelId: room },
      ),
    ];
    for (const handle of by) {
      const text = await told(handle);
      assert.match(text, /Answered\./);
      assert.match(text, /Ilde\*\* answered: named/);
      assert.match(text, /openai\/test-model/);
      assert.match(
        text,
        new RegExp(`Tokens: ${answer.usage.promptTokens} in, ${answer.usage.completionTokens} out`),
      );
      for (const part of ['Description', 'Examples', 'The talk'])
        assert.match(text, new RegExp(`${part}.*: \\d+`));
    }
    assert.ok(answer.prompt.some(({ source, text }) => source === 'history' && text === 'cy: Ilde, hello'));
    assert.ok(answer.prompt.every(({ tokens, text }) => tokens > 0 && text !== ''));
  });

  test('what stood in a prompt is told with shares, reasons and how far the estimate was off; all of it to managers', async () => {
    const { alice } = talk.discord;
    const room = talk.room();
    const cy = talk.person('cy');
    const { receipt } = await talk.say(cy, room, 'Ilde, hello again');
    const [answer] = receipt.answers;
    const said = answer?.messageIds[0] ?? '';
    const text = await told(cy.command('context', {}, { channelId: room }));
    assert.match(text, /The prompt of Ilde\*\* for openai\/test-model/);
    assert.match(text, new RegExp(`${answer?.usage.promptTokens} tokens as the provider counted them`));
    assert.match(text, /estimated \d+ before, (which is right|\d+\.\d % too (many|few))/);
    assert.match(text, /\*\*Time\*\*, clock, \d+ – Characters know what time it is\./);
    assert.match(text, /\*\*The talk\*\*, history, \d+ – It is the message to be answered\./);
    const shares = [...text.matchAll(/ (\d+) %`/g)].map(([, share]) => Number(share));
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 100) <= shares.length);
    assert.doesNotMatch(text, /hello again/);
    const refused = await told(cy.command('context', { message: said, full: true }, { channelId: room }));
    assert.match(refused, /for those who manage/);
    const whole = alice.command('context', { message: said, full: true }, { channelId: room });
    const [file] = (await whole.reply()).files;
    assert.match(new TextDecoder().decode(file?.bytes), /^cy: Ilde, hello again$/m);
  });

  test('a message was not answered: and what would change it', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post } = await talk.say(cy, room, 'a fine evening');
    const text = await told(cy.contextMenu('Why?', post.id));
    assert.match(text, /Not addressed\./);
    assert.match(text, /Use \/channel mode always here/);
  });

  test('what was said by /chat, and what /ask showed, can be asked about too', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const chat = cy.command('chat', { message: 'hello', character: 'Ilde' }, { channelId: room });
    const quote = await chat.reply();
    await talk.receiptOf(chat.id);
    assert.match(await told(cy.contextMenu('Why?', quote.id)), /asked for by command/);
    const ask = cy.command('ask', { question: 'hello?', character: 'Odrun' }, { channelId: room });
    const shown = await ask.reply();
    assert.match(await told(cy.contextMenu('Why?', shown.id)), /Odrun/);
  });

  test('a message that was never heard has no receipt', async () => {
    const text = await told(talk.person('cy').command('why', { message: '123' }, { channelId: talk.room() }));
    assert.match(text, /no receipt for that message/);
  });

  test('nobody learns of what was said elsewhere, but whoever looks after the server', async () => {
    const room = talk.room();
    const { post } = await talk.say(talk.person('cy'), talk.room(), 'Ilde, a secret');
    const options = { message: post.id };
    const refused = await told(talk.person('dee').command('why', options, { channelId: room }));
    assert.match(refused, /from another place/);
    assert.doesNotMatch(refused, /Ilde/);
    assert.match(await told(talk.discord.alice.command('why', options, { channelId: room })), /Answered/);
    const direct = talk.person('zoe').dm(talk.discord.bot.id, 'Ilde, in private');
    await talk.receiptOf(direct.id);
    const asked = talk.discord.alice.command('why', { message: direct.id }, { channelId: room });
    assert.match(await told(asked), /from another place/);
  });
});
