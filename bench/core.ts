import { machine } from './machine.ts';
import { measureBlock, measureGrowth, measureLatency, measureStarts, measureThroughput } from './measures.ts';
import { type Outside, startOutside } from './outside.ts';
import { type Figure, goals, table } from './report.ts';
import { median, quantile, rounded } from './statistics.ts';

export interface CoreOptions {
  json: boolean;
  /** Fewer rounds: for a look, not for the record. */
  quick: boolean;
}

/** How much is measured. */
const plans = {
  full: { starts: 9, rounds: 4, messages: 100, blocks: 3, throughput: 2_000, growth: 10_000 },
  quick: { starts: 3, rounds: 2, messages: 40, blocks: 1, throughput: 400, growth: 10_000 },
};

/** Measures Acore beside the bare bot, and prints what came out. */
export async function benchCore({ json, quick }: CoreOptions): Promise<void> {
  const say = json ? () => {} : (line: string) => console.log(line);
  using outside = await startOutside();
  const figures = await measureAll(outside, quick ? plans.quick : plans.full, say);
  if (json) console.log(JSON.stringify(summaryOf(figures)));
  else console.log(`\n${table(figures)}\n\n${machine()}`);
}

async function measureAll(
  outside: Outside,
  plan: typeof plans.full,
  say: (line: string) => void,
): Promise<Figure[]> {
  say(`Starting each program ${plan.starts} times, in turn …`);
  const starts = await measureStarts(outside, plan.starts);
  say('Talking, one message after the other …');
  const latency = await measureLatency(outside, plan.rounds, plan.messages);
  say('Watching the event loop …');
  const block = await measureBlock(outside, plan.blocks);
  say('Many channels at once (requestsPerSecond raised to 10,000) …');
  const throughput = await measureThroughput(outside, plan.throughput);
  say(`${plan.growth} messages (requestsPerSecond raised to 10,000) …`);
  const growth = await measureGrowth(outside, plan.growth);
  const [bareP50, acoreP50] = both(latency, (ms) => quantile(ms, 0.5));
  const [bareP99, acoreP99] = both(latency, (ms) => quantile(ms, 0.99));
  const [bareStart, acoreStart] = both(starts.startMs, median);
  const [bareRss, acoreRss] = both(starts.rssMb, median);
  return [
    { name: 'startMs', title: 'process → READY, ms', bare: bareStart, acore: acoreStart },
    { name: 'startRatio', title: 'start, Acore ÷ bare bot', acore: acoreStart / bareStart },
    { name: 'rssMb', title: 'memory after READY, MB', bare: bareRss, acore: acoreRss },
    { name: 'rssRatio', title: 'memory, Acore ÷ bare bot', acore: acoreRss / bareRss },
    { name: 'latencyP50Ms', title: 'event in → posted, p50, ms', bare: bareP50, acore: acoreP50 },
    { name: 'addedLatencyP50Ms', title: 'added by Acore, p50, ms', acore: acoreP50 - bareP50 },
    { name: 'latencyP99Ms', title: 'event in → posted, p99, ms', bare: bareP99, acore: acoreP99 },
    { name: 'addedLatencyP99Ms', title: 'added by Acore, p99, ms', acore: acoreP99 - bareP99 },
    {
      name: 'longestBlockMs',
      title: 'longest block of the event loop, ms',
      bare: median(block.bare.map(({ blockMs }) => blockMs)),
      acore: median(block.acore.map(({ blockMs }) => blockMs)),
    },
    {
      name: 'longestBlockCpuMs',
      title: '… of which the thread worked, ms',
      bare: median(block.bare.map(({ cpuMs }) => cpuMs)),
      acore: median(block.acore.map(({ cpuMs }) => cpuMs)),
    },
    { name: 'rssGrowth', title: 'memory after 10,000 ÷ after 2,000 messages', ...growth },
    { name: 'repliesPerSecond', title: 'replies in a second', ...throughput },
  ];
}

function both<Value>(of: { bare: Value; acore: Value }, figure: (value: Value) => number): [number, number] {
  return [figure(of.bare), figure(of.acore)];
}

function summaryOf(figures: readonly Figure[]): Record<string, unknown> {
  const acore = figures.map(({ name, acore }) => [name, rounded(acore)]);
  const bare = figures.flatMap(({ name, bare }) => (bare === undefined ? [] : [[name, rounded(bare)]]));
  return {
    ...Object.fromEntries(acore),
    bare: Object.fromEntries(bare),
    goals,
    raised:
      'discord.requestsPerSecond is 10,000 and conversation.perPersonPerMinute 1,000,000 for rssGrowth and repliesPerSecond only',
    node: process.version,
    machine: machine(),
  };
}
