import type { Profile } from './book.ts';

/** Every sentence of this slice's commands. */
export const texts = {
  loaded: (count: number) =>
    count === 1 ? 'One lorebook counts everywhere.' : `${count} lorebooks count everywhere.`,
  badFile: (file: string, reason: string) => `The lorebook ${file} is left out: ${reason}`,
  mendFile: 'Replace the file with a lorebook, or take it out of the lorebooks folder.',
  tooLarge: 'it is larger than 20 MB.',
  meanwhile: 'The book was changed at the same moment; look at it and try again.',
  undo: 'Undo',
  undone: (name: string) => `The last change of **${name}** is taken back.`,
  notUndone: 'That can no longer be taken back: the book was changed since, or forgotten.',
  noBook: (typed: string) => `There is no lorebook called “${typed}” here; /lore list shows them.`,
  noBooks: 'There are no lorebooks here yet; /lore import takes one in, /lore add begins one.',
  notEditable: (name: string) =>
    `**${name}** lies in the lorebooks folder of this installation and is changed there.`,
  noEntry: (typed: string) => `There is no entry “${typed}”; take one of those that are offered.`,
  ambiguous: (typed: string) => `Several entries are called “${typed}”; name the book as well: Book #number.`,
  sameName: (name: string) =>
    `There is a lorebook called “${name}” already; give another name, or say replace:yes.`,
  tooMany: (most: number) => `There are ${most} lorebooks already, and more are not kept.`,
  imported: (name: string, says: string) => `**${name}** came in: ${says}.`,
  replaced: (name: string, says: string) => `**${name}** is replaced: ${says}.`,
  without: (what: readonly string[]) => `Without effect here: ${what.join('; ')}.`,
  asIs: 'All of it is applied.',
  unbound: 'It is bound to nothing yet, so it is not used: /lore bind.',
  read: (profile: Profile) => `It is read by the profile **${profile}**.`,
  exported: (name: string) => `**${name}**, as it is now.`,
  notCarried: (what: readonly string[]) => `This format cannot hold everything: ${what.join('; ')}.`,
  bound: (name: string, where: string) => `**${name}** now counts for ${where}.`,
  boundAlready: (name: string, where: string) => `**${name}** counts for ${where} already.`,
  released: (name: string, where: string) => `**${name}** no longer counts for ${where}.`,
  notBound: (name: string, where: string) => `**${name}** was not bound to ${where}.`,
  here: 'everything here',
  thread: 'Only in a thread can a book be bound to “thread”; say which one otherwise.',
  whichCharacter: 'Say which character the book is for.',
  noCharacter: (typed: string) => `There is no character called “${typed}”; /characters lists them all.`,
  noTarget: (typed: string) => `“${typed}” is neither an id nor a mention.`,
  bindChannel: 'Bind to this channel',
  bindHere: 'Bind to everything here',
  added: (book: string, uid: string) => `Entry #${uid} is in **${book}** now.`,
  begun: (book: string) => `The lorebook **${book}** is begun, and counts for everything here.`,
  noKeys: 'Give at least one key, or constant:yes for an entry that is always told.',
  edited: (title: string) => `“${title}” is changed.`,
  nothing: 'Nothing was given that would change it.',
  switched: (title: string, on: boolean) => `“${title}” is ${on ? 'on' : 'off'} now.`,
  removedEntry: (title: string, book: string) => `“${title}” is taken out of **${book}**.`,
  removedBook: (name: string) =>
    `**${name}** is taken away; for 30 days it can be brought back by the button.`,
  eitherOr: 'Name the entry or the book that is to be taken away.',
  profileIs: (name: string, profile: Profile) =>
    `**${name}** is read by the profile **${profile}**: ${profiles[profile]}.`,
  inFolder: 'From the lorebooks folder, everywhere:',
  onlyManagers: 'What is in a book is for those who manage the server.',
  more: (count: number) => `… and ${count} more.`,
};

const profiles: Record<Profile, string> = {
  'st-compat': 'as SillyTavern would, oddities included',
  strict: 'whole words in every script, decorators of the V3 specification, and the budget counts everything',
};
