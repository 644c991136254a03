import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { openaiErrors, type Post } from '../fakes/index.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith(() => 'Hm.');
});
after(() => talk[Symbol.asyncDispose]());

const commandNames = [
  'Why?',
  'ask',
  'channel',
  'character',
  'characters',
  'chat',
  'context',
  'documents',
  'framework',
  'help',
  'history',
  'lore',
  'memory',
  'mute',
  'privacy',
  'profile',
  'recall',
  'status',
  'summarize',
  'unmute',
  'why',
];

function shown(post: Post): string {
  return `${post.text} ${JSON.stringify(post.components)}`;
}

describe('the commands', () => {
  test('are all registered', () => {
    const listed = [...(talk.discord.app.commands.get('global')?.values() ?? [])].map(({ name }) => name);
    assert.deepEqual(listed.sort(), commandNames);
  });

  test('/chat says something to a character for everybody to hear', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    const handle = cy.command(
      'chat',
      { message: 'Good day to you', character: 'Odrun' },
      { channelId: room },
    );
    const quote = await handle.reply();
    assert.deepEqual([quote.text, quote.onlyFor], ['> Good day to you', undefined]);
    const receipt = await talk.receiptOf(handle.id);
    assert.equal(receipt.outcome, 'answered');
    assert.equal(receipt.answers[0]?.because, 'summoned');
    assert.ok(talk.answers(room).some(({ author, text }) => author === 'Odrun' && text === 'Hm.'));
    await talk.say(cy, room, 'what did I say?');
    assert.match(talk.prompt('what did I say?'), /cy: Good day to you/);
  });

  test('/ask is answered in the open, knows nothing and leaves nothing', async () => {
    const room = talk.room();
    const cy = talk.person('cy');
    await talk.say(cy, room, 'Ilde, the word is heron');
    talk.openai.script('A riddle: kestrel.');
    const handle = cy.command('ask', { question: 'Which word?', character: 'Ilde' }, { channelId: room });
    const reply = await handle.reply();
    assert.equal(reply.onlyFor, undefined);
    assert.match(shown(reply), /Which word\?.*Ilde.*A riddle: kestrel\./);
    assert.doesNotMatch(talk.prompt('Which word?'), /heron/);
    await talk.say(cy, room, 'Ilde, good night');
    assert.doesNotMatch(talk.prompt('good night'), /Which word|kestrel/);
    assert.equal((await talk.receiptOf(handle.id)).outcome, 'answered');
  });

  test('/characters lists who is here, for the asker alone', async () => {
    const bob = talk.person('bobby');
    const reply = await bob.command('characters').reply();
    assert.equal(reply.onlyFor, bob.id);
    for (const name of ['Évariste', 'Ilde', 'Zdeňka'])
      assert.match(shown(reply), new RegExp(`\\*\\*${name}`));
  });

  test('/character show shows one, with suggestions that fold accents', async () => {
    const bob = talk.person('bobby');
    const offered = await bob.autocomplete('character show', 'name', { name: 'zden' });
    assert.deepEqual(offered, [{ name: 'Zdeňka', value: 'Zdeňka' }]);
    const reply = await bob.command('character show', { name: 'Zdeňka' }).reply();
    assert.equal(reply.onlyFor, bob.id);
    assert.match(shown(reply), /Zdeňka/);
    const none = await bob.command('character show', { name: 'Nobody' }).reply();
    assert.match(none.text, /There is no character called “Nobody”/);
  });

  test('/character use and off decide who is here', async () => {
    const { alice, bot } = talk.discord;
    const place = { channelId: talk.room() };
    const used = await alice.command('character use', { name: 'Temur' }, place).reply();
    assert.equal(used.onlyFor, undefined);
    const cy = talk.person('cy');
    const said = await talk.say(cy, place.channelId, 'hello', { mentions: [bot.id] });
    assert.equal(said.receipt.answers[0]?.characterName, 'Temur');
    await alice.command('character off', { name: 'Temur' }, place).reply();
    const away = await talk.say(talk.person('dee'), place.channelId, 'Temur?');
    assert.equal(away.receipt.outcome, 'not-addressed');
    const offered = await alice.autocomplete('character off', 'name', { name: 'tem' }, place);
    assert.deepEqual(offered, []);
  });

  test('/mute and /unmute', async () => {
    const { alice } = talk.discord;
    const place = { channelId: talk.room() };
    const cy = talk.person('cy');
    await alice.command('mute', { minutes: 5 }, place).reply();
    const muted = (await talk.say(cy, place.channelId, 'Ilde?')).receipt;
    assert.equal(muted.outcome, 'muted');
    assert.match(muted.remedy?.how ?? '', /\/unmute/);
    await alice.command('unmute', {}, place).reply();
    assert.equal((await talk.say(cy, place.channelId, 'Ilde?')).receipt.outcome, 'answered');
  });

  test('/status tells how Acore is doing', async () => {
    const reply = await talk.person('cy').command('status').reply();
    assert.match(reply.text, /Model: \*\*openai\/test-model\*\*/);
    assert.match(reply.text, /✓ discord: Connected to Discord\./);
    assert.ok(reply.onlyFor);
  });

  test('/help shows what this member may use, and only that', async () => {
    const forBob = await talk.person('bobby').command('help').reply();
    const asked = talk.discord.alice.command('help');
    const beginning = await asked.reply();
    const forAlice = await until('the rest of it', () => {
      const text = [beginning, ...asked.followUps()].map((post) => post.text).join('\n');
      return /\/unmute/.test(text) && text;
    });
    assert.match(forBob.text, /\/chat/);
    assert.doesNotMatch(forBob.text, /\/mute|\/channel mode|\/character use/);
    assert.match(forAlice, /\/mute/);
    assert.match(forAlice, /\/channel mode/);
    assert.match((await talk.discord.alice.command('help', { command: 'mute' }).reply()).text, /minutes/);
  });

  test('work in direct messages', async () => {
    const cy = talk.person('cy');
    const channelId = cy.openDm(talk.discord.bot.id);
    const handle = cy.command('chat', { message: 'psst' }, { channelId });
    assert.equal((await talk.receiptOf(handle.id)).outcome, 'answered');
    assert.match((await cy.command('help', {}, { channelId }).reply()).text, /\/ask/);
    assert.match(shown(await cy.command('why', {}, { channelId }).reply()), /Answered/);
  });
});

describe('who may', () => {
  test('ordinary members may not change the server', async () => {
    const bob = talk.person('bobby');
    const place = { channelId: talk.room() };
    for (const [name, options] of [
      ['channel mode', { mode: 'off' }],
      ['mute', {}],
      ['unmute', {}],
    ] as const) {
      assert.throws(() => bob.command(name, options, place), /Missing Permissions/, name);
    }
    for (const name of ['character use', 'character off']) {
      const reply = await bob.command(name, { name: 'Ilde' }, place).reply();
      assert.match(reply.text, /needs “Manage Server”/);
      assert.equal(reply.onlyFor, bob.id);
    }
    const { receipt } = await talk.say(bob, place.channelId, 'Ilde?');
    assert.equal(receipt.outcome, 'answered');
  });

  test('Manage Server may, and so may the role that was named', async () => {
    const { discord } = talk;
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    discord.giveRole(cy.id, discord.addRole('Wardens', ['MANAGE_GUILD']));
    const place = { channelId: talk.room() };
    assert.match((await cy.command('mute', {}, place).reply()).text, /silent/);
    await talk.stop();
    await talk.start({ discord: { managerRole: 'Keepers' } });
    const listed = () => [...(discord.app.commands.get('global')?.values() ?? [])];
    await until(
      'the commands are shown to all',
      () => listed().find(({ name }) => name === 'mute')?.body['default_member_permissions'] === null,
    );
    assert.match((await dee.command('mute', {}, place).reply()).text, /needs “Manage Server” or the role/);
    discord.giveRole(dee.id, discord.addRole('Keepers', []));
    assert.match((await dee.command('mute', {}, place).reply()).text, /silent/);
    await talk.stop();
    await talk.start();
  });
});

describe('slow and failing commands', () => {
  test('a slow model: the answer is announced well before three seconds, and comes', async () => {
    talk.openai.script({ text: 'At last.', firstDelayMs: 1_200 });
    const room = talk.room();
    const asked = Date.now();
    const handle = talk
      .person('cy')
      .command('ask', { question: 'Well?', character: 'Ilde' }, { channelId: room });
    assert.equal(await handle.answered(), 5);
    assert.ok(Date.now() - asked < 2_500);
    assert.match(shown(await handle.reply()), /At last\./);
  });

  test('a command may be used again only after its pause', async () => {
    const cy = talk.person('cy');
    await cy.command('ask', { question: 'one?' }).reply();
    const again = await cy.command('ask', { question: 'again?' }).reply();
    assert.match(again.text, /You can use this again in \d+ s/);
    assert.equal(again.onlyFor, cy.id);
    assert.equal(talk.asked('again?').length, 0);
    await talk.person('dee').command('ask', { question: 'and I?' }).reply();
    assert.equal(talk.asked('and I?').length, 1);
  });

  test('a model that is down: the asker is told why, in a sentence', async () => {
    await talk.stop();
    await talk.start({ model: { understudyWhenDown: false } });
    talk.openai.script({ error: openaiErrors.auth() });
    const cy = talk.person('cy');
    const reply = await cy.command('ask', { question: 'Well?' }).reply();
    assert.match(reply.text, /does not accept the key; set OPENAI_API_KEY/);
    assert.equal(reply.onlyFor, cy.id);
    assert.doesNotMatch(shown(reply), /sk-wrong|platform\.openai\.com/);
    await talk.stop();
    await talk.start();
  });
});
