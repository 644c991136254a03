import { largestFile } from '../../core/commands/file.ts';
import type { Profile } from './book.ts';
import type { Because } from './engine/decision.ts';
import type { Nearness } from './engine/input.ts';

/** Every sentence of this slice's commands. */
export const texts = {
  meaningOff: 'No entry is looked for by its meaning: lore.meaning.entries is 0.',
  triedBy: {
    here: undefined,
    elsewhere:
      'The embedder (embeddings.use) is not on this machine, and a trial sends it nothing: entries were found by their words alone.',
    none: 'No embedder is set (embeddings.use: none): entries were found by their words alone, as in a talk.',
  },
  notMeant: 'Lore was not looked for by its meaning in a turn; it was told by its keys alone.',
  notShelved: 'Lore could not be made ready to be found by its meaning.',
  toldNow: 'A lorebook tells it in this turn; /lore why says what called it.',
  lasts: 'A lorebook told it here, and it stays in the talk; /lore why says more.',
  loaded: (count: number) =>
    count === 1 ? 'One lorebook counts everywhere.' : `${count} lorebooks count everywhere.`,
  badFile: (file: string, reason: string) => `The lorebook ${file} is left out: ${reason}`,
  mendFile: 'Replace the file with a lorebook, or take it out of the lorebooks folder.',
  tooLarge: `it is larger than ${largestFile}.`,
  meanwhile: 'The book was changed at the same moment; look at it and try again.',
  undo: 'Undo',
  undone: (name: string) => `The last change of **${name}** is taken back.`,
  notUndone: 'That can no longer be taken back: the book was changed since, or forgotten.',
  noBook: (typed: string) => `There is no lorebook called “${typed}” here; /lore list shows them.`,
  noBooks: 'There are no lorebooks here yet; /lore import takes one in, /lore add begins one.',
  notEditable: (name: string) =>
    `**${name}** lies in the lorebooks folder of this installation and is changed there, or on the page.`,
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

/** The sentences of `/lore why` and of the page's X-ray. */
export const whyTexts = {
  fired: (why: string, pass: number, tokens: number) => `${why}, pass ${pass}, ${tokens} tokens`,
  because: {
    key: '',
    constant: 'it is always told',
    decorator: '@@activate',
    sticky: 'it lasts from earlier',
    'fired-before': 'it fired before, and is told ever since',
    meaning: 'by its meaning',
  } satisfies Record<Because, string>,
  meant: ({ coverage, similarity }: Nearness = { coverage: 0 }) =>
    similarity === undefined
      ? `by its meaning, as far as words tell it: ${Math.round(coverage * 100)} % of what was asked stands in it`
      : `by its meaning, nearness ${similarity.toFixed(2)}`,
  nearlyMeant: ({ coverage, similarity }: Nearness) =>
    `nearly by its meaning: ${similarity === undefined ? `${Math.round(coverage * 100)} % of what was asked stands in it` : `nearness ${similarity.toFixed(2)}`} (lore.meaning)`,
  someKey: 'a key was found',
  keyAcross: (key: string) => `key “${key}” across several messages`,
  keyInEntries: (key: string) => `key “${key}” in what other entries say`,
  keyElsewhere: (key: string, source: string) => `key “${key}” in ${source || 'another part of the prompt'}`,
  keyInMessage: (key: string, name: string, text: string, back: number) =>
    `key “${key}” in ${back === 0 ? 'the newest message' : `message ${back} before it`} (${name}: “${text}”)`,
  deeper: (depth: number) => `would fire with a scan depth of ${depth}`,
  partOfWord: 'would fire if a key might be a part of a word',
  withoutCase: 'would fire without case',
  withoutCaseAndWords: 'would fire without case and as a part of a word',
  borderMade: (key: string) =>
    `key “${key}” is a word of its own only because ASCII word borders end it at other letters; a strict book would not fire`,
  borderLost: (key: string) =>
    `key “${key}” is no word of its own only because of ASCII word borders; a strict book would fire`,
  title: (name: string, books: readonly { name: string; profile: Profile }[]) =>
    `**Lore of ${name}** from ${books.map((book) => `${book.name} (${book.profile})`).join(', ')}.`,
  budget: (
    { used, budget, overflowed }: { used: number; budget: number; overflowed: boolean },
    passes: number,
  ) =>
    `${used} of ${budget} tokens${overflowed ? ', and more was wanted' : ''}, ${passes === 1 ? 'one pass' : `${passes} passes`}.`,
  told: 'Told:',
  nothing: 'Nothing was told.',
  nearly: 'Nearly:',
  borders: 'Word borders:',
  changed:
    'The books, the card or the settings have changed since, so not everything that nearly fired is known.',
  more: (count: number) => `- … and ${count} more.`,
  noReceipt: 'I have no receipt for that message: I never saw it, or it is not finished yet.',
  noneHere: 'Nothing has been answered here yet that I could explain.',
  elsewhere: 'That message is from another place, so I may not speak about it here.',
  notAnswered: (why: string) => `No lore was looked for: ${why}`,
  notKept:
    'No book counted for that answer, or what was kept of it is forgotten by now (receipts.keepPrompts).',
};
