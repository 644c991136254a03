import { anyOf, phrases } from '../phrases.ts';

/** After these "to" and the like belong to the verb: "going to see", "used to live". */
const wantsMore = phrases`
  going, plan, planning, want, wants, like, love, hate, have, hope, need, decided, about, off, set, intend, used
  learn, learning, try, trying, got, able, promised, supposed, prefer, started, here
`;

/** What for, from whom and with whom. */
const circumstances = phrases`
  to (?:see|visit|meet|help|be|study|work|look after|take care of|care for|celebrate|attend|stay with|live|get|relieve|make)
  from (?:my|the|our), with (?:my|our|her|his|their|some|a few|an?), for (?:my|our|the|work|school|uni|college)
  (?:right )?next to, near, during, called, named, before, after, around, at (?:my|our), by (?:the|my), thanks to
  instead of, together
`;

/** Ends a clause without changing what it says. */
export const englishTails = new RegExp(
  `(?<=^\\S+ \\S+.*)(?<!\\b${anyOf(wantsMore)}) ${anyOf(circumstances)}\\b.*$`,
  'iu',
);

/** "Tea, not coffee": what is not so, in few words, unless it is the verb that is denied. */
const denials = phrases`
  (?<!\b(?:am|do|does|did|have|has|had|is|are|was|were|can|could|will|would|should|may|might|why|if|or|and|but) )not (?=(?:an? |the |my |in |from |just |only )?[\p{L}\d]+(?: [\p{L}\d]+){0,2}$)
`;

/** A clause of its own that says more of the thing. */
const relatives = phrases`
  that (?!(?:fast|much|many|often|long|early|late|well|good|hard|loud)\b|(?:is|was) (?:called|named)\b|(?:is|are|was) not (?:mine|ours|real)\b)
  which, who, whom, whose, where, when, whenever
`;

/** Reasons, conditions, and what else is told. */
const moreTold = phrases`
  til I, till I, because, cause, cuz, bc, since (?:I|we|it|my|that), but, so(?: that| I| no| yes)?
  now (?:there|it|that|we|I), while, although, though, even, unless, until I, in case, thanks to, if, except, especially
  as (?:long|soon|much|a kid|a child|a result), during (?:lockdown|covid|the pandemic|quarantine), or (?:something|so|whatever)
  and (?:I|we|it|that|he|she|they|you|my|this), and (?:not|never|always|still|now|also|besides)
  and (?:am|is|was|has|have|will|would|can)
`;

/** How much something is liked. */
const degrees = phrases`
  to death, to bits, with (?:all my heart|a passion), more than (?:anything|words), like (?:crazy|mad|hell)
`;

/** When and how often something is done. */
const days = phrases`mon, tues, wednes, thurs, fri, satur, sun`;
const times = phrases`
  on a daily basis, every single day, (?:on |every |each )(?:other )?${anyOf(days)}days
  (?:every|each) (?:other )?(?:${anyOf(days)}day|day|week|weekend|month|year|morning|evening|night|summer|winter)
  (?:once|twice|thrice|\w+ times) (?:an?|every|per) (?:day|week|month|year), (?:at |on )(?:the )?weekends
  on my days off, in the evenings, after work, for breakfast, for a change, these days
`;

/** Ends what belongs to an object. */
export const englishObjectEnds = new RegExp(
  `\\s+${anyOf(denials, relatives, moreTold, degrees, times)}\\b.*$|\\s*[([].*$`,
  'iu',
);
