import { CardError } from '../card-error.ts';
import { type CardFile, isObject } from '../files/card-file.ts';
import { readCardFile } from '../files/read.ts';
import type { CardVersion, ImportedStore } from './store.ts';

/** The card of a version. Throws a CardError when what is kept is no card any more. */
export function cardIn({ card }: Pick<CardVersion, 'card'>): CardFile['card'] {
  const value = parsed(card);
  if (!isObject(value) || !isObject(value['data']))
    throw new CardError('its text in the database is damaged');
  return { ...value, data: value['data'] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A version with everything that its file held; undefined when the file is gone. */
export async function openVersion(
  store: Pick<ImportedStore, 'file'>,
  version: CardVersion,
): Promise<CardFile | undefined> {
  const bytes = await store.file(version.digest);
  if (bytes === undefined) return undefined;
  return { ...readCardFile(bytes, version.stem), card: cardIn(version), name: version.name };
}
