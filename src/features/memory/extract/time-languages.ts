import { englishTimes } from './english/times.ts';
import { germanTimes } from './german/times.ts';
import type { TimeWords } from './time-words.ts';

/** By the code of the language. */
export const timeWords: Readonly<Record<string, TimeWords>> = { en: englishTimes, de: germanTimes };
