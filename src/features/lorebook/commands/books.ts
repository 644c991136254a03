import { z } from 'zod';
import { type Command, type CommandReply, command, type ReplyFile } from '../../../core/command.ts';
import { fileInput } from '../../../core/command-file.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place } from '../../../core/message.ts';
import { fold } from '../../../lib/fold.ts';
import { oneLine } from '../../../lib/one-line.ts';
import type { Book } from '../book.ts';
import { openBookFile } from '../book-file.ts';
import type { BookHead } from '../book-store.ts';
import type { ImportedBook } from '../formats/index.ts';
import { writeBook, writtenFormats } from '../formats/write.ts';
import { homeOf } from '../home.ts';
import { importReport } from '../report.ts';
import { texts } from '../texts.ts';
import {
  bookInput,
  bookNamed,
  type Desk,
  documentOf,
  longestName,
  managed,
  suggestBooks,
  undoOf,
} from './desk.ts';

const mostBooks = 200;

/** The commands about whole books. */
export function bookCommands(desk: Desk): Command[] {
  return [importing(desk), exporting(desk), profile(desk), undo(desk)];
}

function importing(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore import',
    description:
      'Takes a lorebook in: SillyTavern, lorebook_v3, NovelAI, Agnai, RisuAI, or a card with a book.',
    input: z.object({
      file: fileInput('The book, a JSON file.'),
      name: z.string().min(1).max(longestName).optional().describe('What to call it here.'),
      replace: z.boolean().optional().describe('Yes: a book of this name is replaced.'),
    }),
    async run({ input, place }) {
      const fileName = oneLine(input.file.name).replace(/\.json$/i, '');
      const read = openBookFile(await input.file.bytes(), { id: 'new', name: fileName });
      const name = nameFor(input.name ?? (read.book.name || fileName));
      const books = await desk.store.in(homeOf(place));
      const known = books.find((one) => fold(one.name) === fold(name));
      if (known === undefined) return await takeIn(desk, place, read, name, books.length);
      if (input.replace !== true) throw new UserError(texts.sameName(known.name));
      return await replaced(desk, place, read, known);
    },
  });
}

function nameFor(given: string): string {
  return Array.from(oneLine(given).trim()).slice(0, longestName).join('') || 'Lorebook';
}

async function takeIn(
  { store }: Desk,
  place: Place,
  read: ImportedBook,
  name: string,
  count: number,
): Promise<CommandReply> {
  if (count >= mostBooks) throw new UserError(texts.tooMany(mostBooks));
  const { profile: by } = read.book;
  const book = await store.add(homeOf(place), { name, profile: by, document: JSON.stringify(read.raw) });
  const { says, lines } = told(read);
  return {
    text: [texts.imported(name, says), ...lines, texts.read(by), texts.unbound].join('\n'),
    visible: 'only-you',
    buttons: [
      { label: texts.bindChannel, command: 'lore bind', input: { book: book.id, to: 'channel' } },
      { label: texts.bindHere, command: 'lore bind', input: { book: book.id, to: 'server' } },
    ],
  };
}

async function replaced(
  { store }: Desk,
  place: Place,
  read: ImportedBook,
  book: BookHead,
): Promise<CommandReply> {
  const revision = await store.change(homeOf(place), book, { document: JSON.stringify(read.raw) });
  const { says, lines } = told(read);
  return {
    text: [texts.replaced(book.name, says), ...lines, texts.read(book.profile)].join('\n'),
    visible: 'only-you',
    buttons: [undoOf(book.id, revision)],
  };
}

function told(read: ImportedBook): { says: string; lines: string[] } {
  const { says, without } = importReport(read);
  return { says, lines: [without.length === 0 ? texts.asIs : texts.without(without)] };
}

function exporting(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore export',
    description: 'Gives a lorebook as a file.',
    input: z.object({
      book: bookInput('Which book.'),
      format: z
        .enum(['original', ...writtenFormats])
        .optional()
        .describe('original: the format that it came in, nothing lost.'),
    }),
    suggest: { book: suggestBooks(desk) },
    example: '/lore export World format:lorebook_v3',
    async run({ input, place }) {
      const book = await bookNamed(desk, place, input.book);
      const { file, lost } = await exported(desk, book, input.format ?? 'original');
      const lines = lost.length === 0 ? [] : [texts.notCarried(lost)];
      return { text: [texts.exported(book.name), ...lines].join('\n'), visible: 'only-you', files: [file] };
    },
  });
}

type ExportFormat = 'original' | (typeof writtenFormats)[number];

async function exported(desk: Desk, head: BookHead, format: ExportFormat) {
  const raw = await documentOf(desk, head);
  const book = await desk.library.bookOf(head);
  if (book === undefined || format === 'original') return { file: asFile(head.name, raw), lost: [] };
  return { file: asFile(head.name, writeBook(book, format)), lost: lostIn(book, format) };
}

/** What World Info has no field for. */
function lostIn(book: Book, format: ExportFormat): string[] {
  if (format !== 'sillytavern') return [];
  const withPriority = book.entries.filter(({ priority }) => priority !== undefined).length;
  const own = Object.values(book.settings).filter((value) => value !== undefined).length;
  return [
    ...(withPriority === 0 ? [] : [`the priority of ${withPriority} entries`]),
    ...(own === 0 ? [] : ["the book's own scan depth, budget and recursion"]),
  ];
}

function asFile(name: string, raw: unknown): ReplyFile {
  return {
    name: `${name}.json`,
    contentType: 'application/json',
    bytes: new TextEncoder().encode(`${JSON.stringify(raw, undefined, 2)}\n`),
  };
}

function profile(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore profile',
    description: 'Says by which rules a lorebook is read: as SillyTavern would, or strictly.',
    input: z.object({
      book: bookInput('Which book.'),
      profile: z.enum(['st-compat', 'strict']).describe('The rules.'),
    }),
    suggest: { book: suggestBooks(desk) },
    async run({ input, place }) {
      const book = await bookNamed(desk, place, input.book);
      const text = texts.profileIs(book.name, input.profile);
      if (input.profile === book.profile) return { text, visible: 'only-you' };
      const revision = await desk.store.change(homeOf(place), book, { profile: input.profile });
      return { text, visible: 'only-you', buttons: [undoOf(book.id, revision)] };
    },
  });
}

function undo(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore undo',
    description: 'Takes the last change of a lorebook back; the buttons under changes do this.',
    input: z.object({
      book: bookInput("The book's id, or its name."),
      change: z.int().min(1).describe('The number of the change.'),
    }),
    async run({ input, place }) {
      const home = homeOf(place);
      const books = await desk.store.in(home);
      const id = books.find(({ name }) => fold(name) === fold(input.book))?.id ?? input.book;
      if (!(await desk.store.undo(home, id, input.change))) throw new UserError(texts.notUndone);
      const book = (await desk.store.in(home)).find((one) => one.id === id);
      const buttons = book === undefined ? [] : [undoOf(book.id, book.revision)];
      return { text: texts.undone(book?.name ?? 'the book'), visible: 'only-you', buttons };
    },
  });
}
