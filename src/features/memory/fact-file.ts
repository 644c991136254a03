import { z } from 'zod';
import { firstMoment, lastMoment } from '../../lib/calendar.ts';
import { factKinds } from './fact.ts';

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
