import { z } from 'zod';
import { factKinds } from '../fact.ts';

/** Who reads facts with a language model. */
export const modelExtractor = 'model/1';

/** What a model's claim looks like. */
export const proposalShape = z.object({
  line: z.number().int(),
  quote: z.string(),
  about: z.string(),
  statement: z.string(),
  place: z.string().nullish(),
  kind: z.enum(factKinds),
  slot: z.string().nullish(),
  value: z.string().nullish(),
  ended: z.boolean().nullish(),
});

/** Whom a claim is about when it is about a place. */
export const aboutPlace = 'place';

/** What a model claims to have read. */
export type Proposal = z.infer<typeof proposalShape>;
