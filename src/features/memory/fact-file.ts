import { z } from 'zod';
import { firstMoment, lastMoment } from '../../lib/calendar.ts';
import { type Fact, factKinds } from './fact.ts';

const mostFacts = 2_000;

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
 * Facts as such a file. What a character said of itself may hold words of whom it answered: it stays with its message,
 * and goes with it.
 */
export function factFileOf(facts: readonly Fact[]) {
  const wanted = facts.filter(({ wordsOf }) => wordsOf === undefined);
  return { acore: 'memory' as const, version: 1 as const, facts: wanted.map(withoutPlace) };
}

/** What goes out says nothing of channels and messages that the file's readers may not know of. */
function withoutPlace({ lane: _lane, sources: _sources, endedBy: _endedBy, id: _id, ...fact }: Fact) {
  return fact;
}
