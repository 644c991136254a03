import type { Rule } from '../language.ts';
import { natureRules } from './nature.ts';
import { pastimeRules } from './pastimes.ts';
import { planRules } from './plans.ts';
import { selfRules } from './self.ts';
import { tasteRules } from './tastes.ts';
import { thingRules } from './things.ts';
import { tieRules } from './ties.ts';
import { workRules } from './work.ts';

/** In the order in which they are tried: the first that fits a clause is what it says. */
export const englishRules: readonly Rule[] = [
  ...selfRules,
  ...tieRules,
  ...tasteRules,
  ...natureRules,
  ...workRules,
  ...pastimeRules,
  ...thingRules,
  ...planRules,
];
