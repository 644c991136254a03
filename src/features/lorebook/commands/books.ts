import { z } from 'zod';
import { type Command, type CommandReply, command, type ReplyFile } from '../../../core/commands/command.ts';
import { fileInput } from '../../../core/commands/file.ts';
import { UserError } from '../../../core/errors.ts';
import { homeOf } from '../../../core/message.ts';
import { fold } from '../../../lib/fold.ts';
import type { BookHead } from '../book-store.ts';
import type { ImportedBook } from '../formats/index.ts';
import { type ExportFormat, exportFormats, handedOut } from '../handing-out.ts';
import { longestName, type TakenIn, takeIn } from '../intake.ts';
import { importReport } from '../report.ts';
import { texts } from '../texts.ts';
import { bookInput, bookNamed, type Desk, documentOf, managed, suggestBooks, undoOf } from './desk.ts';

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
    async run({ input: { file, name, replace = false }, place }) {
      const bytes = await file.bytes();
      const taken = await takeIn(desk.store, homeOf(place), { fileName: file.name, bytes, name, replace });
      return reply(taken);
    },
  });
}

function reply({ head, read, change }: TakenIn): CommandReply {
  const { says, lines } = told(read);
  if (change !== undefined)
    return {
      text: [texts.replaced(head.name, says), ...lines, texts.read(head.profile)].join('\n'),
      visible: 'only-you',
      buttons: [undoOf(head.id, change)],
    };
  return {
    text: [texts.imported(head.name, says), ...lines, texts.read(head.profile), texts.unbound].join('\n'),
    visible: 'only-you',
    buttons: [
      { label: texts.bindChannel, command: 'lore bind', input: { book: head.id, to: 'channel' } },
      { label: texts.bindHere, command: 'lore bind', input: { book: head.id, to: 'server' } },
    ],
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
        .enum(exportFormats)
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

async function exported(desk: Desk, head: BookHead, format: ExportFormat) {
  const { json, lost } = handedOut(await documentOf(desk, head), await desk.library.bookOf(head), format);
  return { file: asFile(head.name, json), lost };
}

function asFile(name: string, json: string): ReplyFile {
  return { name: `${name}.json`, contentType: 'application/json', bytes: new TextEncoder().encode(json) };
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
