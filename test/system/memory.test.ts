import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Account } from '../fakes/index.ts';
import { openaiErrors } from '../fakes/index.ts';
import { promptText } from '../fakes/model-script.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk({ settings: { conversation: { historyMessages: 4 } } });
  await command('memory learning', { state: 'on' }, talk.room());
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'As you say.');
});
after(() => talk[Symbol.asyncDispose]());

/** What a command shows, in whatever parts of it. */
async function command(name: string, input: Record<string, string>, channelId: string, who?: Account) {
  const post = await (who ?? talk.discord.alice).command(name, input, { channelId }).reply();
  return `${post.text} ${JSON.stringify(post.components)}`;
}

/** Everything the model was told when it was asked about this. */
function promptFor(text: string): string {
  const request = talk.asked(text).at(-1);
  if (request === undefined) throw new Error(`The model was never asked about “${text}”.`);
  return promptText(request.body);
}

/** Says which part of a prompt is missing, without showing all of it. */
function assertTold(prompt: string, what: RegExp): void {
  assert.ok(what.test(prompt), `Not told: ${what}. The end of the prompt: ${prompt.slice(-1_500)}`);
}

function assertNotTold(prompt: string, what: RegExp): void {
  assert.ok(!what.test(prompt), `Told: ${what}`);
}

/** Says something and waits until it was learned from. */
async function tell(who: Account, channelId: string, text: string): Promise<void> {
  await talk.say(who, channelId, text);
  await talk.app.app.conversation.idle();
}

/** Fills the talk, so that what was said before is no longer in the prompt. */
async function chatter(who: Account, channelId: string): Promise<void> {
  for (const text of ['Ilde, nice weather', 'Ilde, quite windy though', 'Ilde, and the sea is calm'])
    await tell(who, channelId, text);
}

describe('while no model can be reached', () => {
  test('what is remembered is told to whoever told it, and to nobody else as theirs', async () => {
    const [room, other] = [talk.room(), talk.room()];
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    await tell(cy, room, 'Ilde, I live in Tampere');
    talk.openai.respondWith(() => ({ error: openaiErrors.auth() }));
    await tell(cy, other, 'Ilde, where do I live?');
    assert.match(talk.answers(other).at(-1)?.text ?? '', /^You told me you live in Tampere\.$/i);
    await tell(dee, other, 'Ilde, where do I live?');
    assert.doesNotMatch(talk.answers(other).at(-1)?.text ?? '', /Tampere/);
  });
});

describe('what a character said of itself', () => {
  test('is told to it in a later session, and not where an outsider would read it', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const closed = talk.closedRoom(cy);
    talk.openai.respondWith(() => '*smiles* My favourite colour is teal, if you must know.');
    await tell(cy, room, 'Ilde, what do you like?');
    talk.openai.respondWith(() => 'I have a sister called Wren.');
    await tell(cy, closed, 'Ilde, and who is your family?');
    talk.openai.respondWith(() => 'As you say.');
    await talk.stop();
    await talk.start();
    await tell(dee, talk.room(), 'Ilde, how are you today?');
    assertTold(promptFor('how are you today?'), /favourite colour is teal/);
    assertNotTold(promptFor('how are you today?'), /Wren/);
    assert.match(await command('memory list', { person: 'Ilde' }, room, dee), /favourite colour is teal/);
  });

  test('is forgotten when its message is deleted', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    talk.openai.respondWith(() => 'I have a parrot called Tolliver.');
    await talk.say(cy, room, 'Ilde, do you keep animals?');
    await talk.app.app.conversation.idle();
    assert.match(await command('memory list', { person: 'Ilde' }, room, cy), /Tolliver/);
    const [answer] = talk.answers(room);
    talk.discord.alice.delete(answer?.id ?? '');
    await until('the parrot is forgotten', async () => {
      return !(await command('memory search', { query: 'parrot Tolliver' }, room, cy)).includes('Tolliver');
    });
  });
});

describe('what somebody tells a character', () => {
  test('is known in a later session, also in another channel that everybody reads', async () => {
    const [room, other] = [talk.room(), talk.room()];
    const cy = talk.person('cy');
    await tell(cy, room, 'Ilde, I am allergic to peanuts');
    await chatter(cy, room);
    await talk.stop();
    await talk.start();
    await tell(cy, other, 'Ilde, could you plan a dinner for me?');
    assertTold(promptFor('plan a dinner'), /allergic to peanuts/);
  });

  test('is not told where an outsider would read it', async () => {
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const closed = talk.closedRoom(cy);
    const open = talk.room();
    await tell(cy, closed, 'Ilde, my secret hobby is taxidermy');
    await chatter(cy, closed);
    await tell(cy, open, 'Ilde, what is my secret hobby?');
    assertNotTold(promptFor('what is my secret hobby?'), /taxidermy/);
    await tell(dee, open, 'Ilde, what hobby does cy have?');
    assertNotTold(promptFor('what hobby does cy have?'), /taxidermy/);
    await tell(cy, closed, 'Ilde, do you know my hobby?');
    assertTold(promptFor('do you know my hobby?'), /taxidermy/);
  });

  test('in a direct talk stays there', async () => {
    const cy = talk.person('cy');
    const direct = cy.openDm(talk.discord.bot.id);
    await command('memory learning', { state: 'on' }, direct, cy);
    await tell(cy, direct, 'Ilde, I live in Reykjavik');
    await tell(cy, talk.room(), 'Ilde, where do I live?');
    assertNotTold(promptFor('where do I live?'), /Reykjavik/);
  });

  test('is forgotten when the message is deleted, and what it replaced stands again', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await tell(cy, room, 'Ilde, I live in Oslo');
    const moved = await talk.say(cy, room, 'Ilde, I live in Lisbon now');
    await talk.app.app.conversation.idle();
    assert.match(await command('profile', {}, room, cy), /Lisbon/);
    cy.delete(moved.post.id);
    await until('Lisbon is forgotten', async () => {
      const text = await command('profile', {}, room, cy);
      return !text.includes('Lisbon') && text.includes('Oslo');
    });
  });

  test('is found again by what it was about, with a link', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const { post } = await talk.say(cy, room, 'Ilde, we saw a wonderful lighthouse on the cape');
    await talk.app.app.conversation.idle();
    const text = await command('recall', { query: 'the lighthouse' }, room, cy);
    assert.match(text, /wonderful lighthouse/);
    assert.ok(text.includes(post.id), text);
  });

  test('can be forgotten and brought back', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await tell(cy, room, 'Ilde, I play the cello');
    assert.match(await command('memory list', {}, room, cy), /cello/);
    await command('memory forget', { fact: 'cello' }, room, cy);
    assert.doesNotMatch(await command('memory list', {}, room, cy), /cello/);
    await command('memory undo', {}, room, cy);
    assert.match(await command('memory list', {}, room, cy), /cello/);
  });

  test('is not learned where nobody allowed it', async () => {
    const guild = talk.discord.addGuild('Elsewhere');
    talk.discord.invite(talk.discord.bot.id, guild.id);
    const room = talk.discord.addChannel('quiet', { guildId: guild.id });
    const { alice } = talk.discord;
    await tell(alice, room, 'Ilde, I am allergic to pollen');
    assert.match(await command('memory list', {}, room), /Nothing is remembered/);
  });

  test('of others is only changed by those who manage the server', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    await tell(cy, room, 'Ilde, I collect stamps');
    assert.match(await command('memory forget', { fact: 'stamps' }, room, dee), /neither about you/);
    await command('memory forget', { fact: 'stamps' }, room);
    assert.doesNotMatch(await command('memory list', {}, room, cy), /stamps/);
  });

  test('is about the one who is mentioned, of two who have the same name', async () => {
    const [room, other] = [talk.room(), talk.room()];
    const [one, two, dee] = [talk.person('sam1', 'Sam'), talk.person('sam2', 'Sam'), talk.person('dee')];
    await tell(one, other, 'Ilde, hello');
    await tell(two, room, 'Ilde, hello');
    await tell(dee, room, 'Ilde, Sam works as a plumber.');
    await talk.say(dee, room, `Ilde, <@${one.id}> lives in Turku.`, { mentions: [one.id] });
    await talk.app.app.conversation.idle();
    assert.match(await command('memory list', {}, room, one), /lives in Turku/);
    for (const sam of [one, two]) assert.doesNotMatch(await command('memory list', {}, room, sam), /plumber/);
    assert.doesNotMatch(await command('memory list', {}, room, two), /Turku/);
  });
});
