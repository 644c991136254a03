import type { Book } from './book.ts';
import { writeBook, writtenFormats } from './formats/write.ts';

/** As what a book can be had: as it came in, or written for another program. */
export const exportFormats = ['original', ...writtenFormats] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A book as a file, and what the format has no field for. */
export function handedOut(raw: unknown, book: Book | undefined, format: ExportFormat) {
  if (book === undefined || format === 'original') return { json: jsonOf(raw), lost: [] };
  return { json: jsonOf(writeBook(book, format)), lost: lostIn(book, format) };
}

function jsonOf(raw: unknown): string {
  return `${JSON.stringify(raw, undefined, 2)}\n`;
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
