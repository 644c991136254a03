import type { Language } from '../language.ts';
import { englishAdverbs } from './adverbs.ts';
import { englishAsides, englishClauses, englishThirdPerson } from './clause-marks.ts';
import { englishDoubts, englishHedges } from './doubts.ts';
import { ellipticTelling } from './elliptic.ts';
import { englishObjectEnds, englishTails } from './ends.ts';
import { englishFillers } from './fillers.ts';
import { englishLeadIns } from './lead-ins.ts';
import { englishDropped } from './left-out.ts';
import {
  englishAsks,
  englishConditions,
  englishCorrects,
  englishJokes,
  englishRetracts,
  englishTakesBack,
  englishWishes,
} from './not-meant.ts';
import { englishRewrites } from './orders.ts';
import { englishPretence } from './pretence.ts';
import { englishRefers } from './refers.ts';
import { englishRemember } from './remember.ts';
import { englishRules } from './rules.ts';
import { englishSpellings } from './spellings.ts';
import { spelledSpans } from './times.ts';
import { firstPerson, noLonger, noMore } from './verbs.ts';
import { englishLists } from './words.ts';

/** English, as data. */
export const english: Language = {
  code: 'en',

  // Before anything is read.
  spellings: [...spelledSpans, ...englishSpellings],
  elliptic: ellipticTelling,
  rewrites: englishRewrites,

  // Whom a clause is about.
  self: /^(?:I|we(?! all))\b\s*/i,
  own: /^(?:my|our)\b\s*/i,
  other: /^(?:he|she|they)\b\s*/i,
  otherOwn: /^(?:his|her|their)\b\s*/i,
  you: /^(?:you|u|ya)\b\s*/i,
  yourOwn: /^your\b\s*/i,
  possessive: /^['’]s?\s+/,
  thirdPerson: englishThirdPerson,
  dropped: englishDropped,

  // Where something begins and ends.
  leadIns: englishLeadIns,
  clauses: englishClauses,
  asides: englishAsides,
  adverbs: englishAdverbs,
  tails: englishTails,
  objectEnds: englishObjectEnds,
  fillers: englishFillers,
  listed: /\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+/i,

  // What is not meant, or does not hold.
  refers: englishRefers,
  pretends: englishPretence,
  asks: englishAsks,
  doubts: englishDoubts,
  hedges: englishHedges,
  retracts: englishRetracts,
  conditions: englishConditions,
  wishes: englishWishes,
  jokes: englishJokes,
  takesBack: englishTakesBack,
  corrects: englishCorrects,
  noLonger,

  // How facts are told.
  remember: englishRemember,
  firstPerson,
  noMore,
  shown(place, read) {
    if (place === 'lang' || place === 'languages' || place === 'nationalities')
      return { [place]: read.replace(/(?<=^|[ -])\p{Ll}/gu, (letter) => letter.toUpperCase()) };
    return englishLists[place] === undefined ? {} : { [place]: read.toLowerCase() };
  },
  keyOf: (_, read) => read,
  lists: englishLists,
  rules: englishRules,
};
