import { asV3 } from '../files/as-version.ts';
import type { CardFile } from '../files/card-file.ts';

/** The card of a character of whom nothing is known yet. */
export function newCard(now: number): CardFile {
  const data = { name: '', creation_date: Math.floor(now / 1000) };
  return {
    container: 'json',
    spec: 'chara_card_v3',
    specVersion: '3.0',
    name: '',
    card: asV3({ data }),
    files: new Map(),
    picture: undefined,
    warnings: [],
  };
}
