import { setTimeout as sleep } from 'node:timers/promises';
import type { Outside } from './outside.ts';
import { type ProgramName, programs, startProgram } from './program.ts';
import { median } from './statistics.ts';

/** One value for each program. */
export type Both<Value> = Record<ProgramName, Value>;

const megabyte = 1_048_576;
/** What is done after READY, such as registering commands and keeping portraits, is over by then. */
const settledAfterMs = 4_000;
const warmUp = 20;
/** So that fewer than 50 messages come in a second, and neither program has to wait for its rate limit. */
const gapMs = 30;
const talkChannels = 5;
const loadChannels = 100;

/** Starts both in turn, again and again. The first start of each fills the disk's cache and is not counted. */
export async function measureStarts(
  outside: Outside,
  times: number,
): Promise<{ startMs: Both<number[]>; rssMb: Both<number[]> }> {
  const startMs: Both<number[]> = { bare: [], acore: [] };
  const rssMb: Both<number[]> = { bare: [], acore: [] };
  for (let time = 0; time <= times; time += 1) {
    for (const name of programs) {
      await using program = await startProgram(name, outside);
      await sleep(settledAfterMs);
      if (time === 0) continue;
      startMs[name].push(program.startMs);
      rssMb[name].push(program.rssBytes() / megabyte);
    }
  }
  return { startMs, rssMb };
}

/** How long an answer takes, without the model's own time, in rounds that alternate. */
export async function measureLatency(
  outside: Outside,
  rounds: number,
  messages: number,
): Promise<Both<number[]>> {
  const ms: Both<number[]> = { bare: [], acore: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of programs) {
      await using _program = await startProgram(name, outside);
      await sleep(settledAfterMs);
      await outside.talk({ messages: warmUp, channelCount: talkChannels, gapMs });
      const result = await outside.talk({ messages, channelCount: talkChannels, gapMs });
      ms[name].push(...result.ms.map((each, index) => each - (result.modelMs[index] ?? 0)));
    }
  }
  return ms;
}

/** The longest time the event loop stood still: from READY through settling, a first answer, talk and many channels. */
export async function measureBlock(
  outside: Outside,
  rounds: number,
): Promise<Both<{ blockMs: number; cpuMs: number }[]>> {
  const worst: Both<{ blockMs: number; cpuMs: number }[]> = { bare: [], acore: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const name of programs) {
      await using program = await startProgram(name, outside, { probed: true });
      await sleep(settledAfterMs);
      await outside.talk({ messages: 100, channelCount: talkChannels, gapMs });
      await outside.load({ messages: 200, channelCount: 20, chatter: 1 });
      worst[name].push(await program.longestBlock());
    }
  }
  return worst;
}

/** Answers in a second with many channels at once. */
export async function measureThroughput(outside: Outside, messages: number): Promise<Both<number>> {
  const perSecond: Both<number> = { bare: 0, acore: 0 };
  for (const name of programs) {
    await using _program = await startProgram(name, outside, { unlimited: true });
    await outside.load({ messages: loadChannels, channelCount: loadChannels, chatter: 0 });
    const { replies, ms } = await outside.load({ messages, channelCount: loadChannels, chatter: 0 });
    perSecond[name] = replies / (ms / 1_000);
  }
  return perSecond;
}

/** Memory after this many messages ÷ after the first fifth of them; every second one is answered. */
export async function measureGrowth(outside: Outside, messages: number): Promise<Both<number>> {
  const growth: Both<number> = { bare: 0, acore: 0 };
  for (const name of programs) {
    await using program = await startProgram(name, outside, { unlimited: true });
    const say = (count: number) => outside.load({ messages: count, channelCount: 50, chatter: 1 });
    await say(messages / 5);
    const early = await settledRss(() => program.rssBytes());
    await say(messages - messages / 5);
    growth[name] = (await settledRss(() => program.rssBytes())) / early;
  }
  return growth;
}

async function settledRss(rssBytes: () => number): Promise<number> {
  const values: number[] = [];
  await sleep(settledAfterMs);
  for (let look = 0; look < 5; look += 1) {
    values.push(rssBytes());
    await sleep(500);
  }
  return median(values);
}
