import { z } from 'zod';
import { fitsButton, lineOf } from '../../../core/commands/buttons.ts';
import type { CommandButton } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import { texts } from '../texts.ts';

/** The page that a command is to show, as everybody who types it says it. */
export const pageInput = z.int().min(1).max(1_000).optional().describe('Which page; left out: the first.');

/** How much stands on one page. */
export const pageSize = 15;

interface PageAsked {
  page: number | undefined;
  /** The command that shows the next page, with what else it was given. */
  command: string;
  input: Record<string, string | undefined>;
}

/** What stands on one page. */
interface PageOf<Item> {
  shown: Item[];
  /** How much more there is, and how to see it; nothing on the last page. */
  more: string[];
  buttons: CommandButton[];
}

/**
 * One page of what a command shows. `items` are all there are, or so many that the first of the next page is among them;
 * `isAll` says which. Throws UserError for a page that is not there.
 */
export function pageOf<Item>(
  items: readonly Item[],
  { page = 1, command, input }: PageAsked,
  isAll = true,
): PageOf<Item> {
  const last = Math.max(1, Math.ceil(items.length / pageSize));
  if (page > last) throw new UserError(texts.noPage(page, last));
  const shown = items.slice((page - 1) * pageSize, page * pageSize);
  const left = items.length - page * pageSize;
  if (left <= 0) return { shown, more: [], buttons: [] };
  const given = Object.entries(input).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const next = { command, input: { ...Object.fromEntries(given), page: page + 1 } };
  return {
    shown,
    more: [texts.nextPage(lineOf(next), isAll ? left : undefined)],
    buttons: fitsButton(next) ? [{ label: texts.moreLabel, ...next }] : [],
  };
}
