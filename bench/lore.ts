import { fastMatcher } from '../src/features/lorebook/engine/fast-matcher.ts';
import type { ScanInput } from '../src/features/lorebook/engine/input.ts';
import type { Key } from '../src/features/lorebook/engine/key.ts';
import { isIn, type KeyMatcher } from '../src/features/lorebook/engine/key-matcher.ts';
import { type Prepared, prepare } from '../src/features/lorebook/engine/prepare.ts';
import { scan } from '../src/features/lorebook/engine/scan.ts';
import { pieceMark } from '../src/features/lorebook/engine/scan-text.ts';
import { defaultScanSettings } from '../src/features/lorebook/engine/settings.ts';
import { hasWord } from '../src/features/lorebook/engine/words.ts';
import { anInput } from '../test/support/lore.ts';
import { createLoreWorld, type LoreWorld } from './lore-world.ts';
import { machine } from './machine.ts';
import { median, rounded } from './statistics.ts';

export interface LoreOptions {
  json: boolean;
  /** Fewer turns: for a look, not for the record. */
  quick: boolean;
}

const entryCount = 10_000;
const depth = 20;

/** Measures scans of a large book in a running talk, beside testing each key against each message in turn. */
export async function benchLore({ json, quick }: LoreOptions): Promise<void> {
  const turns = quick ? 10 : 60;
  const world = createLoreWorld(entryCount, depth + turns, 'lore');
  const baseline = open(world, baselineMatcher);
  const fast = open(world, fastMatcher);
  const cold = { baseline: take(baseline, world, depth), fast: take(fast, world, depth) };
  // In turn, so that both have the same weather.
  const warm = Array.from({ length: turns }, (_, turn) => ({
    baseline: take(baseline, world, depth + turn + 1),
    fast: take(fast, world, depth + turn + 1),
  }));
  const all = [cold, ...warm];
  const isSame = all.every(({ baseline, fast }) => baseline.fired === fast.fired);
  const baselineMs = median(warm.map(({ baseline }) => baseline.ms));
  const fastMs = median(warm.map(({ fast }) => fast.ms));
  const summary = {
    baselineScanMs: rounded(baselineMs),
    fastScanMs: rounded(fastMs),
    timesFaster: rounded(baselineMs / fastMs),
    coldBaselineScanMs: rounded(cold.baseline.ms),
    coldFastScanMs: rounded(cold.fast.ms),
    coldTimesFaster: rounded(cold.baseline.ms / cold.fast.ms),
    baselineLearnMs: rounded(baseline.learnMs),
    fastLearnMs: rounded(fast.learnMs),
    firedPerScan: rounded(median(all.map(({ fast }) => fast.fired.split(' ').filter(Boolean).length))),
    identicalActivations: isSame,
  };
  if (!isSame) process.exitCode = 1;
  const about = { entries: entryCount, messages: depth, turns, goals: { timesFaster: 50 } };
  if (json) console.log(JSON.stringify({ ...summary, ...about, node: process.version, machine: machine() }));
  else console.log(`${tell(summary)}\n\n${machine()}`);
}

interface Opened {
  prepared: Prepared;
  learnMs: number;
}

function open({ book }: LoreWorld, matcher: KeyMatcher): Opened {
  const settings = { ...defaultScanSettings, depth, recursive: false, budgetPercent: 100 };
  let learnMs = 0;
  const timed: KeyMatcher = {
    learn(keys) {
      const began = performance.now();
      const reader = matcher.learn(keys);
      learnMs = performance.now() - began;
      return reader;
    },
  };
  const prepared = prepare([{ book, scope: 'character' }], settings, timed);
  return { prepared, learnMs };
}

/** One scan of the talk as it stands after so many messages. */
function take({ prepared }: Opened, world: LoreWorld, spoken: number): { ms: number; fired: string } {
  const input = inputOf(world, spoken);
  const began = performance.now();
  const { fired } = scan(prepared, input);
  const ms = performance.now() - began;
  return { ms, fired: fired.map(({ candidate }) => candidate.id).join(' ') };
}

function inputOf({ messages }: LoreWorld, spoken: number): ScanInput {
  return anInput(messages.slice(0, spoken), {
    expand: (text) => text,
    countTokens: (text) => Math.ceil(text.length / 4),
  });
}

/** What one would write first: every key against every message, with patterns and small letters made beforehand. */
const baselineMatcher: KeyMatcher = {
  learn(keys) {
    const tests = keys.map(testOf);
    const places = new Map(keys.map((key, place) => [key, place]));
    const lowered = new Map<string, string>();

    function lower(text: string): string {
      const known = lowered.get(text) ?? text.toLowerCase();
      lowered.set(text, known);
      return known;
    }

    return {
      read(text) {
        const { pieces } = text;
        const texts = pieces.map((piece) => ({
          text: pieceMark + piece.text,
          lowered: lower(pieceMark + piece.text),
        }));
        const hits = tests.map((test) => texts.some(({ text, lowered }) => test(text, lowered)));
        return { has: (key) => hits[places.get(key) ?? -1] ?? isIn(text, key) };
      },
    };
  },
};

function testOf({
  written,
  text,
  pattern,
  wholeWords,
  borders,
}: Key): (text: string, lowered: string) => boolean {
  const [, source = '', flags = ''] = /^\/(.+)\/(\w*)$/s.exec(written) ?? [];
  if (pattern !== undefined) {
    const native = new RegExp(source, flags);
    return (said) => native.test(said);
  }
  return (_, lowered) => lowered.includes(text) && (!wholeWords || hasWord(lowered, text, borders));
}

function tell(summary: Record<string, number | boolean>): string {
  return Object.entries(summary)
    .map(([name, value]) => `${name.padEnd(22)} ${value}`)
    .join('\n');
}
