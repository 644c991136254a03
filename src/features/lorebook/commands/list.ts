import { z } from 'zod';
import { type Command, command } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import { homeOf, type Place } from '../../../core/message.ts';
import type { BookEntry } from '../book.ts';
import type { BookHead } from '../book-store.ts';
import { titleOf } from '../grounds.ts';
import { texts } from '../texts.ts';
import { bindingText } from './bindings.ts';
import { bookNamed, type Desk, managed, suggestBooks } from './desk.ts';

const mostShown = 25;

/** `/lore list`: which books there are and for whom they count, or what is in one of them. */
export function listCommand(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore list',
    description: 'Shows the lorebooks here and for whom they count, or the entries of one.',
    permission: 'everyone',
    input: z.object({
      book: z
        .string()
        .max(100)
        .optional()
        .describe('Shows what is in this one, to those who manage the server.'),
    }),
    suggest: { book: suggestBooks(desk) },
    async run({ input, place, caller }) {
      if (input.book === undefined) return { text: await booksText(desk, place), visible: 'only-you' };
      if (!caller.mayManage) throw new UserError(texts.onlyManagers);
      const book = await bookNamed(desk, place, input.book);
      return { text: await entriesText(desk, book), visible: 'only-you' };
    },
  });
}

async function booksText(desk: Desk, place: Place): Promise<string> {
  const books = await desk.store.in(homeOf(place));
  const shared = desk.folder.books();
  if (books.length + shared.length === 0) return texts.noBooks;
  const lines = await Promise.all(books.slice(0, mostShown).map((book) => bookLine(desk, place, book)));
  return [
    ...lines,
    ...moreThan(books.length),
    ...(shared.length === 0 ? [] : [texts.inFolder]),
    ...shared
      .slice(0, mostShown)
      .map(
        ({ book: { name, profile, entries } }) => `- **${name}** – ${counted(entries.length)}, ${profile}`,
      ),
    ...moreThan(shared.length),
  ].join('\n');
}

async function bookLine(desk: Desk, place: Place, head: BookHead): Promise<string> {
  const book = await desk.library.bookOf(head);
  const bound = head.bindings.map((binding) => bindingText(binding, place, desk.cast));
  const where = bound.length === 0 ? 'bound to nothing' : `counts for ${bound.join(', ')}`;
  return `- **${head.name}** – ${counted(book?.entries.length ?? 0)}, ${head.profile}, ${where}`;
}

async function entriesText(desk: Desk, head: BookHead): Promise<string> {
  const entries = (await desk.library.bookOf(head))?.entries ?? [];
  return [
    `**${head.name}**, ${counted(entries.length)}, ${head.profile}:`,
    ...entries.slice(0, mostShown).map(entryLine),
    ...moreThan(entries.length),
  ].join('\n');
}

function entryLine(entry: BookEntry): string {
  const keys = entry.constant ? 'always' : entry.keys.slice(0, 6).join(', ').slice(0, 120);
  return `- #${entry.uid} ${titleOf(entry).slice(0, 80)}${entry.enabled ? '' : ' *(off)*'} – ${keys}`;
}

function counted(count: number): string {
  return count === 1 ? 'one entry' : `${count} entries`;
}

function moreThan(count: number): string[] {
  return count > mostShown ? [texts.more(count - mostShown)] : [];
}
