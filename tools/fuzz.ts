/** `npm run fuzz`: random input for every parser, for an hour; `npm run fuzz -- macros --minutes 2` for one and shorter. */
import { parseArgs } from 'node:util';
import { targets } from '../test/fuzz/index.ts';
import type { FuzzTarget } from '../test/fuzz/target.ts';

const usage = `npm run fuzz -- [NAME …] [--minutes N]

  NAME       one of: ${targets.map(({ name }) => name).join(', ')}; without a name all of them
  --minutes  how long all of it takes (60)`;

/** Each target has many short turns, so that whoever stops early has tried all of them. */
const turnMs = 20_000;

interface Asked {
  chosen: readonly FuzzTarget[];
  minutes: number;
}

function read(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { minutes: { type: 'string', default: '60' } },
      allowPositionals: true,
    });
    const chosen = targets.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
    const minutes = Number(values.minutes);
    const known = positionals.every((name) => targets.some((target) => target.name === name));
    return known && minutes > 0 ? { chosen, minutes } : undefined;
  } catch {
    return undefined;
  }
}

async function fuzz({ chosen, minutes }: Asked): Promise<void> {
  const until = performance.now() + minutes * 60_000;
  const cases = new Map<string, number>();
  const broken = new Set<FuzzTarget>();
  while (performance.now() < until && broken.size < chosen.length) {
    const left = chosen.filter((target) => !broken.has(target));
    const share = Math.max(50, Math.min(turnMs, (until - performance.now()) / left.length));
    for (const target of left) {
      const tried = await turn(target, share);
      if (tried === undefined) broken.add(target);
      else cases.set(target.name, (cases.get(target.name) ?? 0) + tried);
    }
  }
  for (const [name, count] of cases) console.log(`${name}: ${count} cases`);
  console.log(`${chosen.length - broken.size} of ${chosen.length} targets held for ${minutes} minutes.`);
  if (broken.size > 0) process.exitCode = 1;
}

/** How many cases were tried; nothing where one broke the target, which is then told. */
async function turn(target: FuzzTarget, ms: number): Promise<number | undefined> {
  try {
    const { cases } = await target.run({
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: ms,
      markInterruptAsFailure: false,
    });
    return cases;
  } catch (error) {
    console.log(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

const asked = read(process.argv.slice(2));
if (asked === undefined) {
  console.error(usage);
  process.exitCode = 2;
} else {
  await fuzz(asked);
}
