import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { Account } from '../fakes/index.ts';
import { type ModelRequest, promptText } from '../fakes/model-script.ts';
import { startTalk, type Talk, until } from './discord-talk.ts';

let talk: Talk;

before(async () => {
  talk = await startTalk();
  await command('memory learning', { state: 'on' }, talk.room());
});
beforeEach(() => {
  talk.openai.reset();
  talk.openai.respondWith((request) => (isMinutes(request) ? minutesOf(request) : 'As you say.'));
});
after(() => talk[Symbol.asyncDispose]());

function isMinutes({ body }: ModelRequest): boolean {
  return promptText(body).includes('You keep the minutes of a chat');
}

/** A summary that names every gem of the lines. */
function minutesOf({ body }: ModelRequest): string {
  const gems = [...new Set(promptText(body).match(/\bgem\d+\b/g))];
  return `cy and dee talked about stones and laid them out: ${gems.join(', ')}.`;
}

function minutesAsked(): number {
  return talk.openai.requests.filter(isMinutes).length;
}

/** What a command shows, in whatever parts of it, and the files that it gives. */
async function command(
  name: string,
  input: Record<string, string | boolean>,
  channelId: string,
  who: Account = talk.discord.alice,
) {
  const post = await who.command(name, input, { channelId }).reply();
  return `${post.text} ${JSON.stringify(post.components)}`;
}

/** Everything the model was told when it was last asked about this. */
function promptFor(text: string): string {
  const request = talk.asked(text).findLast((one) => !isMinutes(one));
  assert.ok(request, `The model was never asked about “${text}”.`);
  return promptText(request.body);
}

/** The part of a prompt before the talk. */
function earlierIn(prompt: string): string {
  return /What was said (?:here )?before[\s\S]*?(?=\nuser: |\nassistant: |$)/.exec(prompt)?.[0] ?? '';
}

function gemsIn(text: string): number[] {
  return [...new Set(text.match(/\bgem\d+\b/g))].map((gem) => Number(gem.slice(3))).sort((a, b) => a - b);
}

/** Says so many lines, each about a gem of its own; now and then a character answers. */
async function chat(people: readonly Account[], channelId: string, from: number, to: number) {
  const posts = [];
  for (let number = from; number < to; number += 1) {
    const who = people[number % people.length];
    assert.ok(who);
    const isAsked = number % 8 === 7;
    const text = `${isAsked ? 'Ilde, ' : ''}look here, this must be gem${number} from the old quarry`;
    posts.push((await talk.say(who, channelId, text)).post);
    if (isAsked) await talk.app.app.conversation.idle();
  }
  return posts;
}

async function ask(who: Account, channelId: string, text: string): Promise<string> {
  await talk.say(who, channelId, text);
  await talk.app.app.conversation.idle();
  return promptFor(text);
}

describe('a long talk', () => {
  test('is told in short before its newest lines; what is taken back is gone from there; a restart keeps it', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const posts = await chat([cy, dee], room, 0, 200);
    const prompt = await ask(cy, room, 'Ilde, which stone was first?');
    const told = prompt.slice(prompt.indexOf(earlierIn(prompt)) + earlierIn(prompt).length);
    const [oldest = 0] = gemsIn(told);
    assert.ok(oldest > 130, `the talk begins at ${oldest}`);
    assert.equal(gemsIn(told).length, 200 - oldest, 'the newest lines are there word for word');
    assert.deepEqual(
      gemsIn(earlierIn(prompt)).filter((gem) => gem < oldest),
      Array.from({ length: oldest }, (_, index) => index),
    );
    assert.ok(minutesAsked() >= 5);

    cy.delete(posts[40]?.id ?? '');
    await until('it is gone', async () => !(await ask(dee, room, 'Ilde, and now?')).includes('gem40 '));
    const after = await ask(dee, room, 'Ilde, what is left?');
    assert.doesNotMatch(after, /gem40\b/);
    assert.match(after, /gem39, gem41/);

    await talk.stop();
    const before = minutesAsked();
    await talk.start();
    const again = await ask(dee, room, 'Ilde, still there?');
    assert.equal(earlierIn(again), earlierIn(after));
    assert.equal(minutesAsked(), before, 'nothing was summed up anew');
  });

  test('is known in a thread up to when that began, and in no other channel', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    await chat([cy, dee], room, 300, 380);
    const thread = cy.startThread(room, 'Stones');
    const inThread = await ask(cy, thread, 'Ilde, what was this about?');
    assert.match(inThread, /What was said in #room-\d+ before this thread began/);
    assert.match(inThread, /gem300\b/);
    await chat([cy, dee], room, 400, 460);
    assert.doesNotMatch(await ask(cy, thread, 'Ilde, and since then?'), /gem4\d\d\b/);
    assert.doesNotMatch(await ask(cy, talk.room(), 'Ilde, what was this about here?'), /gem\d/);
  });

  test('is summed up for who asks, with links, taken along as a file, and forgotten as a whole', async () => {
    const room = talk.room();
    const [cy, dee] = [talk.person('cy'), talk.person('dee')];
    const posts = await chat([cy, dee], room, 500, 580);
    const short = await command('summarize', { since: '1h' }, room, cy);
    assert.match(short, /cy and dee talked about stones/);
    const links = short.match(/https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+/g) ?? [];
    assert.ok(links.length > 0);
    for (const link of links)
      assert.ok(
        posts.some(({ id }) => link.endsWith(`/${room}/${id}`)),
        link,
      );
    assert.match(await command('history export', { all: true }, room), /\d+ lines of this channel/);
    assert.match(await command('history clear', {}, room), /This takes \d+ lines .*Forget \d+ lines/);
    assert.match(await command('history clear', { confirm: true }, room), /\d+ lines .*are forgotten/);
    assert.doesNotMatch(await ask(cy, room, 'Ilde, what was it about?'), /gem\d/);
  });
});
