import { z } from 'zod';
import { type Command, type CommandReply, command } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import { homeOf, type Place } from '../../../core/message.ts';
import { fold } from '../../../lib/fold.ts';
import type { BookHead } from '../book-store.ts';
import { addEntry, changeEntry, type EntryChange, emptyBook, removeEntry } from '../formats/pen.ts';
import { longestName } from '../intake.ts';
import { texts } from '../texts.ts';
import {
  bookInput,
  bookNamed,
  type Desk,
  documentOf,
  entryNamed,
  managed,
  rewrite,
  suggestBooks,
  suggestEntries,
  undoOf,
} from './desk.ts';

/** Where an entry goes for which no book was named. */
const usualBook = 'House lore';

const fields = {
  name: z.string().max(100).optional().describe('A title for people.'),
  constant: z.boolean().optional().describe('Yes: it is always told, whatever is said.'),
  order: z
    .int()
    .min(-100_000)
    .max(100_000)
    .optional()
    .describe('Higher stands later and goes first for the budget.'),
};

/** The commands about single entries of books. */
export function entryCommands(desk: Desk): Command[] {
  return [add(desk), edit(desk), toggle(desk), remove(desk)];
}

function add(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore add',
    description: 'Adds an entry to a lorebook; the first one begins a book.',
    input: z.object({
      keys: z.string().max(1_000).describe('Words that call it, with commas between them.'),
      content: z.string().min(1).max(6_000).describe('What the characters are told.'),
      book: z.string().min(1).max(longestName).optional().describe(`Which book; left out: ${usualBook}.`),
      ...fields,
    }),
    suggest: { book: suggestBooks(desk) },
    example: '/lore add "dragon, wyrm" Dragons sleep under the hill.',
    async run({ input: { keys, book: typed, ...rest }, place }) {
      const change = { ...rest, keys: keysIn(keys) };
      if (change.keys.length === 0 && change.constant !== true) throw new UserError(texts.noKeys);
      const { book, isNew } = await bookFor(desk, place, typed ?? usualBook);
      const { raw, uid } = addEntry(await documentOf(desk, book), change);
      const buttons = await rewrite(desk, place, book, raw);
      const lines = [texts.added(book.name, uid), ...(isNew ? [texts.begun(book.name)] : [])];
      return { text: lines.join('\n'), visible: 'only-you', buttons };
    },
  });
}

/** The book of this name, begun and bound to everything here when it is not there. */
async function bookFor(desk: Desk, place: Place, typed: string): Promise<{ book: BookHead; isNew: boolean }> {
  const home = homeOf(place);
  const known = (await desk.store.in(home)).find(
    ({ id, name }) => id === typed || fold(name) === fold(typed.trim()),
  );
  if (known !== undefined) return { book: known, isNew: false };
  const name = typed.trim();
  const document = JSON.stringify(emptyBook(name));
  const book = await desk.store.add(home, { name, profile: 'strict', document });
  await desk.store.bind(home, book.id, { kind: 'server', target: home });
  return { book, isNew: true };
}

function edit(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore edit',
    description: 'Changes an entry of a lorebook; what is left out stays.',
    input: z.object({
      entry: bookInput('Which entry.'),
      keys: z.string().max(1_000).optional().describe('Words that call it, with commas between them.'),
      content: z.string().min(1).max(6_000).optional().describe('What the characters are told.'),
      ...fields,
    }),
    suggest: { entry: suggestEntries(desk) },
    async run({ input: { entry: typed, keys, ...rest }, place }) {
      const change = { ...rest, ...(keys !== undefined && { keys: keysIn(keys) }) };
      if (Object.values(change).every((value) => value === undefined)) throw new UserError(texts.nothing);
      return await changed(desk, place, typed, change, texts.edited);
    },
  });
}

function toggle(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore toggle',
    description: 'Switches an entry of a lorebook on or off.',
    input: z.object({
      entry: bookInput('Which entry.'),
      on: z.boolean().optional().describe('Left out: the other way round.'),
    }),
    suggest: { entry: suggestEntries(desk) },
    async run({ input, place }) {
      const { entry } = await entryNamed(desk, place, input.entry);
      const enabled = input.on ?? !entry.enabled;
      return await changed(desk, place, input.entry, { enabled }, (title) => texts.switched(title, enabled));
    },
  });
}

async function changed(
  desk: Desk,
  place: Place,
  typed: string,
  change: EntryChange,
  says: (title: string) => string,
): Promise<CommandReply> {
  const { book, entry, title } = await entryNamed(desk, place, typed);
  const raw = changeEntry(await documentOf(desk, book), entry.uid, change);
  return { text: says(title), visible: 'only-you', buttons: await rewrite(desk, place, book, raw) };
}

function remove(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore remove',
    description: 'Takes an entry out of a lorebook, or a whole book away.',
    input: z.object({
      entry: z.string().max(100).optional().describe('Which entry.'),
      book: z.string().max(100).optional().describe('Which book, with all that is in it.'),
    }),
    suggest: { entry: suggestEntries(desk), book: suggestBooks(desk) },
    async run({ input, place }) {
      if ((input.entry === undefined) === (input.book === undefined)) throw new UserError(texts.eitherOr);
      if (input.entry !== undefined) return await withoutEntry(desk, place, input.entry);
      return await withoutBook(desk, place, input.book ?? '');
    },
  });
}

async function withoutEntry(desk: Desk, place: Place, typed: string): Promise<CommandReply> {
  const { book, entry, title } = await entryNamed(desk, place, typed);
  const raw = removeEntry(await documentOf(desk, book), entry.uid);
  const text = texts.removedEntry(title, book.name);
  return { text, visible: 'only-you', buttons: await rewrite(desk, place, book, raw) };
}

async function withoutBook(desk: Desk, place: Place, typed: string): Promise<CommandReply> {
  const book = await bookNamed(desk, place, typed);
  const revision = await desk.store.change(homeOf(place), book, { removed: true });
  return { text: texts.removedBook(book.name), visible: 'only-you', buttons: [undoOf(book.id, revision)] };
}

const oneKey = /\s*(\/(?:\\.|[^/\\\n])+\/[gimsuy]*(?=\s*(?:,|$))|[^,]*)\s*(?:,|$)/gy;

/** Keys as people type them: with commas between them, which a regular expression may hold as well. */
export function keysIn(typed: string): string[] {
  return [...typed.matchAll(oneKey)].map(([, key = '']) => key.trim()).filter((key) => key !== '');
}
