import { english } from './english/english.ts';
import { german } from './german/german.ts';
import type { Language } from './language.ts';

/** The languages that patterns exist for; another one is another file of data. */
export const languages: readonly Language[] = [english, german];
