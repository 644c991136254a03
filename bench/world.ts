/**
 * The outside, in a process of its own: the fake Discord and a model that answers at once. People speak here too, so
 * that what is measured is seen from where they stand: from the event that leaves to the post that arrives.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Account, startFakes } from '../test/fakes/index.ts';
import type { LoadPlan, LoadResult, TalkPlan, TalkResult, WorldFacts, WorldRequest } from './protocol.ts';

const answer = 'A short answer, of the length that people give each other in a tavern.';
const memberCount = 40;
const replyWithinMs = 30_000;

const { discord, openai, ollama, close } = await startFakes();
const members = Array.from({ length: memberCount }, (_, index) => discord.addMember(`member${index}`));
const channels = [discord.channels.text];
const waiting = new Map<string, (at: number) => void>();
let modelMs = 0;
let sessions = 0;
let spoken = 0;

openai.respondWith(() => {
  const startedAt = performance.now();
  // Everything is written in the same tick, so this runs when the model has finished.
  queueMicrotask(() => {
    modelMs = performance.now() - startedAt;
  });
  return answer;
});

discord.signals.on('session', () => {
  if (discord.gateway.counts.identifies === sessions) return;
  sessions = discord.gateway.counts.identifies;
  process.send?.({ kind: 'ready', at: performance.timeOrigin + performance.now() });
});

discord.signals.on('message', ({ authorId, webhookId, channelId }) => {
  if (webhookId === undefined && authorId !== discord.bot.id) return;
  waiting.get(channelId)?.(performance.now());
});

/** Says something in a channel and waits for the answer. */
async function exchange(channelId: string): Promise<{ ms: number; modelMs: number }> {
  const answered = Promise.withResolvers<number>();
  const timer = setTimeout(() => answered.reject(new Error('No answer came.')), replyWithinMs);
  waiting.set(channelId, answered.resolve);
  modelMs = 0;
  const startedAt = performance.now();
  nextMember().say(channelId, `${discord.bot.mention} what do you say to number ${spoken}?`);
  const at = await answered.promise;
  clearTimeout(timer);
  waiting.delete(channelId);
  return { ms: at - startedAt, modelMs };
}

function nextMember(): Account {
  spoken += 1;
  return members[spoken % members.length] ?? discord.alice;
}

async function talk({ messages, channelCount, gapMs }: TalkPlan): Promise<TalkResult> {
  openChannels(channelCount);
  const result: TalkResult = { ms: [], modelMs: [] };
  for (let index = 0; index < messages; index += 1) {
    const one = await exchange(channels[index % channelCount] ?? discord.channels.text);
    result.ms.push(one.ms);
    result.modelMs.push(one.modelMs);
    await sleep(gapMs);
  }
  return result;
}

/** Many channels at once; in each the next message follows the answer to the one before. */
async function load({ messages, channelCount, chatter }: LoadPlan): Promise<LoadResult> {
  openChannels(channelCount);
  const startedAt = performance.now();
  let left = messages;
  let replies = 0;
  const inChannel = async (channelId: string) => {
    while (left > 0) {
      left -= 1 + chatter;
      for (let aside = 0; aside < chatter; aside += 1) nextMember().say(channelId, `Just talk, ${spoken}.`);
      await exchange(channelId);
      replies += 1;
    }
  };
  await Promise.all(channels.slice(0, channelCount).map(inChannel));
  return { replies, ms: performance.now() - startedAt };
}

function openChannels(count: number): void {
  while (channels.length < count) channels.push(discord.addChannel(`room-${channels.length}`));
}

process.on('message', ({ id, ...request }: WorldRequest) => {
  const work = request.kind === 'talk' ? talk(request) : load(request);
  void work.then(
    (result) => process.send?.({ kind: 'done', id, result }),
    (error: unknown) => process.send?.({ kind: 'failed', id, message: String(error) }),
  );
});

const facts: WorldFacts = {
  kind: 'facts',
  env: {
    DISCORD_API_URL: discord.api,
    DISCORD_TOKEN: discord.bot.token,
    OPENAI_BASE_URL: openai.base,
    OLLAMA_HOST: ollama.base,
    ACORE_MODEL: 'openai/test-model',
  },
};
process.send?.(facts);
process.once('disconnect', () => void close().then(() => process.exit(0)));
