import type { Rule } from '../language.ts';
import { natureRules } from './nature.ts';
import { pastimeRules } from './pastimes.ts';
import { personRules } from './person.ts';
import { planRules } from './plans.ts';
import { selfRules } from './self.ts';
import { studyRules } from './study.ts';
import { tasteRules } from './tastes.ts';
import { thingRules } from './things.ts';
import { tieRules } from './ties.ts';
import { workRules } from './work.ts';

/** In the order in which they are tried: the first that fits a clause is what it says. */
export const englishRules: readonly Rule[] = [
  ...selfRules,
  ...personRules,
  ...tieRules,
  ...tasteRules,
  ...natureRules,
  ...studyRules,
  ...workRules,
  ...pastimeRules,
  ...thingRules,
  ...planRules,
];
