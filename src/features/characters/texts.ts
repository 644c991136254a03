import type { Character } from '../../core/character.ts';

/** Every sentence of this slice. */
export const texts = {
  nobodyAtAll: 'There are no characters yet; put character cards into the characters folder.',
  nobodyHere: 'No character is here; bring one back with /character use.',
  unknown: (typed: string) => `There is no character called “${typed}”; /characters lists them all.`,
  leads: (name: string) => `${name} now answers here when nobody is named.`,
  broughtBack: (name: string) => `${name} may speak here again.`,
  undo: 'Undo',
  sentAway: (name: string) => `${name} no longer speaks here; /character use ${name} brings them back.`,
  castHere: 'Here now:',
  leadMark: 'answers when nobody is named',
  castAway: (names: string[]) => `Not here: ${names.join(', ')}.`,
  aliases: (names: string[]) => `Also called: ${names.join(', ')}.`,
  loves: (topics: string[]) => `Loves: ${topics.join(', ')}.`,
  avoids: (topics: string[]) => `Avoids: ${topics.join(', ')}.`,
  byline: ({ creator }: Character) => `A character by ${creator}.`,
  loaded: (count: number) => (count === 1 ? 'One character is loaded.' : `${count} characters are loaded.`),
  badCard: (file: string, reason: string) => `The card ${file} is left out because ${reason}.`,
  folderUnreadable: 'The characters folder cannot be read, so everybody stays as they were.',
  castChanged: (came: string[], went: string[]) =>
    [
      came.length === 0 ? '' : `New or changed characters: ${came.join(', ')}.`,
      went.length === 0 ? '' : `Gone: ${went.join(', ')}.`,
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
  mendCard: 'Replace the file with a V2 or V3 character card, or remove it.',
  noFolder: (folder: string) => `There is no folder ${folder}, which characters.folder names.`,
  makeFolder: 'Make it, or change characters.folder in config.yaml.',
  sharedName: (name: string, ids: string[]) =>
    `“${name}” is a name of ${ids.join(' and ')}, so nobody knows who is meant.`,
  rename: (ids: string[]) => `Take the name out of the card of ${ids.join(' or ')}.`,
  addCard: 'Put a character card (PNG or JSON) into the characters folder in the data folder.',
};
