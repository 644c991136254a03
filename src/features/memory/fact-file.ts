import { z } from 'zod';
import { firstMoment, lastMoment } from '../../lib/calendar.ts';
import { type Fact, factKinds } from './fact.ts';

const mostFacts = 2_000;
/** The largest file of facts that is taken in. */
export const mostBytes = 2 * 1024 * 1024;

const moment = z.int().min(firstMoment).max(lastMoment);

const subject = z.object({ id: z.string().min(1).max(100), name: z.string().min(1).max(100) });

const givenFact = z.object({
  statement: z.string().min(3).max(300),
  kind: z.enum(factKinds),
  about: z.array(subject).min(1).max(10),
  saidBy: subject,
  saidAt: moment.min(0),
  confidence: z.number().min(0).max(1).default(0.8),
  value: z.string().max(300).optional(),
  slot: z.string().max(100).optional(),
  from: moment.optional(),
  until: moment.optional(),
  over: z.literal(true).optional(),
});

/** One fact of a file. */
export type GivenFact = z.infer<typeof givenFact>;

/** A file of facts, as `/memory export` gives it. */
export const factFile = z.object({
  acore: z.literal('memory'),
  version: z.literal(1),
  facts: z.array(givenFact).max(mostFacts),
});

/**
 * Facts as such files, each small enough to be taken in again. What a character said of itself may hold words of whom it
 * answered: it stays with its message, and goes with it.
 */
export function factFilesOf(facts: readonly Fact[]) {
  const wanted = facts.filter(({ wordsOf }) => wordsOf === undefined).map(withoutPlace);
  return portionsOf(wanted).map((some) => ({ acore: 'memory' as const, version: 1 as const, facts: some }));
}

/** A file as it is written. */
export function writtenFile(file: ReturnType<typeof factFilesOf>[number]): string {
  return `${JSON.stringify(file, undefined, 2)}\n`;
}

/** What it is called, where there are several. */
export function fileName(at: number, of: number): string {
  return of === 1 ? 'memory.json' : `memory-${at + 1}-of-${of}.json`;
}

/** What stands around the facts of a file, and before each line of them. */
const frameBytes = 200;
const indent = 4;

function portionsOf<Given extends object>(facts: readonly Given[]): Given[][] {
  const portions: Given[][] = [[]];
  let bytes = frameBytes;
  for (const fact of facts) {
    const written = JSON.stringify(fact, undefined, 2);
    const size = Buffer.byteLength(written) + indent * (written.split('\n').length + 1);
    if ((portions.at(-1)?.length ?? 0) >= mostFacts || bytes + size > mostBytes) {
      portions.push([]);
      bytes = frameBytes;
    }
    portions.at(-1)?.push(fact);
    bytes += size;
  }
  return portions;
}

/** What goes out says nothing of channels and messages that the file's readers may not know of. */
function withoutPlace({ lane: _lane, sources: _sources, endedBy: _endedBy, id: _id, ...fact }: Fact) {
  return fact;
}
