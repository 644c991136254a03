import type { Rule } from '../language.ts';
import { germanLifeRules } from './life.ts';
import { germanTasteRules } from './tastes.ts';
import { germanTieRules } from './ties.ts';

/** In the order in which they are tried: the first that fits a clause is what it says. */
export const germanRules: readonly Rule[] = [...germanLifeRules, ...germanTieRules, ...germanTasteRules];
