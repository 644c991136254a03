import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from './core/errors.ts';
import { CardError, type CardFile, cardText, inspectCard, openCard } from './features/characters/index.ts';

/** Looks at a card in a file. Throws a UserError that says why it is none. */
export function inspectFile(file: string) {
  const card = openedCard(file);
  const { lorebookEntries, ...report } = inspectCard(card);
  return {
    json: { ...report, lorebookEntries: lorebookEntries ?? null },
    text: cardText(card, { ...report, lorebookEntries }),
  };
}

function openedCard(file: string): CardFile {
  if (!existsSync(file)) throw new UserError(`There is no file ${file}.`);
  if (statSync(file).isDirectory()) throw new UserError(`${file} is a folder and not a card.`);
  try {
    return openCard(file);
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    throw new UserError(`${basename(file)} is not a card that can be read: ${error.message}.`);
  }
}
