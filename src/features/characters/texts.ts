import type { Character } from '../../core/character.ts';

/** Every sentence of this slice. */
export const texts = {
  nobodyAtAll: 'There are no characters yet; put character cards into the characters folder.',
  nobodyHere: 'No character is here; bring one back with /character use.',
  unknown: (typed: string) => `There is no character called “${typed}”; /characters lists them all.`,
  notOwn: (name: string) =>
    `${name} belongs to this whole installation, so it is not changed here. /character export gives its card; a changed copy can be imported.`,
  starting: 'I am just starting or stopping; ask me again in a minute.',
  onlyInServers: 'This works only in a server.',
  leads: (name: string, everywhere = false) =>
    `${name} now answers ${everywhere ? 'in all channels' : 'here'} when nobody is named.`,
  broughtBack: (name: string, everywhere = false) =>
    `${name} may speak ${everywhere ? 'in all channels' : 'here'} again.`,
  undo: 'Undo',
  sentAway: (name: string, everywhere = false) =>
    everywhere
      ? `${name} no longer speaks in this server, except in channels where they were chosen.`
      : `${name} no longer speaks here; /character use ${name} brings them back.`,
  castHere: 'Here now:',
  leadMark: 'answers when nobody is named',
  castAway: (names: string[]) => `Not here: ${names.join(', ')}.`,
  mood: (name: string, word: string) => `${name} is ${word} here at the moment.`,
  aliases: (names: string[]) => `Also called: ${names.join(', ')}.`,
  loves: (topics: string[]) => `Loves: ${topics.join(', ')}.`,
  avoids: (topics: string[]) => `Avoids: ${topics.join(', ')}.`,
  voice: (description: string) => `Voice: ${description}`,
  byline: ({ creator, version = '' }: Character) =>
    [
      `A character`,
      ...(creator === '' ? [] : [`by ${creator}`]),
      ...(version === '' ? [] : [`(version ${version})`]),
    ].join(' '),
  tags: (tags: readonly string[]) => `Tags: ${tags.join(', ')}.`,
  luggage: (parts: readonly string[]) => `Comes with ${parts.join(' and ')}.`,
  bookSize: (entries: number) =>
    entries === 1 ? 'a lorebook of one entry' : `a lorebook of ${entries} entries`,
  assetCount: (kinds: readonly string[]) => `pictures and files (${kinds.join(', ')})`,
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

const ofVersion = (version: number) => (version > 1 ? ` (version ${version})` : '');

/** The sentences of /character import. */
export const importTexts = {
  took: (name: string, as: 'new' | 'changed' | 'known', version: number) =>
    ({
      new: `**${name}** now lives in this server.`,
      changed: `**${name}** is now as this file says${ofVersion(version)}.`,
      known: `**${name}** was here already, exactly like this.`,
    })[as],
  understood: (sentence: string) => `Understood: ${sentence}.`,
  warning: (warning: string) => `⚠ ${warning}`,
  moreWarnings: (count: number) => `⚠ There are ${count} more such notes; \`acore card inspect\` tells all.`,
  shared: (name: string) =>
    `There is another ${name} here, so nobody knows who is meant; /character alias gives one of them another name.`,
  several: (count: number) =>
    count === 0
      ? 'No card could be imported.'
      : count === 1
        ? 'One card is imported:'
        : `${count} cards are imported:`,
  line: (name: string, as: 'new' | 'changed' | 'known', understood: string) =>
    `- **${name}** (${{ new: 'new', changed: 'changed', known: 'was here already' }[as]}): ${understood}`,
  more: (count: number) => `- and ${count} more`,
  refused: (file: string, reason: string) => `“${file}” cannot be imported because ${reason}.`,
  tooMany: (most: number) => `it is more than the ${most} cards that are imported at once`,
  tooLong: 'the cards before it took too long; import it by itself',
  full: (most: number) => `this server has ${most} characters of its own already`,
  useHere: 'Use here',
  greet: 'Greet',
  undo: 'Undo',
};

/** The sentences of the commands that look after cards. */
export const keepingTexts = {
  page: 'the page',
  readable: (count: number) =>
    count === 1 ? 'One imported card can be read.' : `${count} imported cards can be read.`,
  lost: ({ id, name, server, reason }: { id: string; name: string; server: string; reason: string }) =>
    `The imported card of ${name} (${id}, of ${server}) can no longer be read because ${reason}.`,
  importAgain: 'Import its file again with /character import, or put a backup of the database in its place.',
  editedOnPage: 'edited on the page',
  noCard: (name: string) => `The card of ${name} cannot be read at the moment.`,
  exported: (name: string) => `The card of ${name}:`,
  undo: 'Undo',
  edited: (name: string, field: string, version: number) =>
    `The ${field} of ${name} is changed (version ${version}).`,
  changedField: (field: string) => `changed the ${field}`,
  nameNeeded: 'A character needs a name.',
  shareNeeded: 'talkativeness is a number from 0 to 1.',
  colourNeeded: 'A colour is written like #8a4b2f.',
  versions: (name: string) => `The card of ${name}, newest first:`,
  version: (
    version: number,
    { at, by, change, isCurrent }: { at: number; by: string; change: string; isCurrent: boolean },
  ) => {
    const day = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
    return `- **${version}**${isCurrent ? ' (now)' : ''}: ${change}, by ${by}, ${day} UTC`;
  },
  wentBack: (version: number) => `went back to version ${version}`,
  isBack: (name: string, wanted: number, version: number) =>
    `${name} is again as in version ${wanted}; that makes version ${version}.`,
  noVersion: (name: string, version: number) =>
    `The card of ${name} has no version ${version}; /character versions lists them.`,
  sure: (name: string) =>
    `Shall ${name} leave this server? For 30 days /character restore brings them back, with every version of their card.`,
  deleteNow: 'Delete',
  deleted: (name: string) => `${name} is gone from this server.`,
  notDeleted: (typed: string) => `Nobody called “${typed}” was deleted here lately.`,
  restored: (name: string) => `${name} is back.`,
  renamed: (before: string, now: string) =>
    before === now ? `${now} is called ${now} here.` : `${before} is called ${now} here from now on.`,
  nameTaken: (name: string) => `Somebody here is called “${name}” already.`,
  reloaded: (count: number) => `Read again: ${count} characters are in the folders, and nothing has changed.`,
};

/** The sentences of /character greet. */
export const greetTexts = {
  none: (name: string) => `The card of ${name} has no greeting.`,
  noSuch: (name: string, count: number) =>
    count === 1 ? `${name} has one greeting.` : `${name} has ${count} greetings here.`,
  said: (name: string, which: number, count: number) =>
    count === 1 ? `${name} says hello.` : `${name} says hello (${which} of ${count}).`,
  another: 'Another greeting',
};
