import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import { homeOf } from '../../../core/message.ts';
import { postedRoute } from '../../../core/posted-route.ts';
import type { Route } from '../../../core/route.ts';
import { fromBase64 } from '../../../lib/base64.ts';
import { bindingText, targetOf } from '../commands/bindings.ts';
import { exportFormats, handedOut } from '../handing-out.ts';
import { longestName } from '../intake.ts';
import { bindingKinds } from '../store.ts';
import { type BookDesk, draftShape, editedBook, openFor, saveBook } from './desk.ts';
import { sheetOf } from './form.ts';
import { beginBook, importBook, removeBook, shelfOf, undoChange } from './shelf.ts';
import { texts } from './texts.ts';
import { type TrialNeeds, trialShape, tryBook } from './trial.ts';

/** A file of 20 MB in base64, and what goes with it. */
const mostBytes = 28 * 1024 * 1024;

const ref = z.string().min(1).max(300);
const name = z.string().trim().min(1).max(longestName);
const newShape = z.object({ name, everywhere: z.boolean().default(false) });
const importShape = z.object({
  fileName: z.string().max(300),
  base64: z.string(),
  name: name.optional(),
  replace: z.boolean().default(false),
  everywhere: z.boolean().default(false),
});
const exportShape = draftShape.extend({ format: z.enum(exportFormats) });
const undoShape = z.object({ ref, change: z.int().min(0) });
const bindingShape = z.object({
  ref,
  kind: z.enum(bindingKinds),
  target: z.string().max(200).optional(),
  person: z.object({ id: z.string().max(100), name: z.string().max(100) }),
});

/** What the lorebook pages ask for: the books there are, one of them as a form, and to change them. */
export function bookRoutes(needs: TrialNeeds): Route[] {
  return [
    { method: 'GET', path: '/lore/books', answer: async () => ({ json: await shelfOf(needs) }) },
    {
      method: 'GET',
      path: '/lore/books/:ref',
      async answer({ params }) {
        const json = await opened(params['ref'] ?? '', needs);
        return json && { json };
      },
    },
    posted('/lore/new', newShape, (asked) => beginBook(asked, needs)),
    posted('/lore/import', importShape, ({ base64, ...asked }) => {
      const bytes = fromBase64(base64);
      if (bytes === undefined) throw new UserError(texts.unreadable('it did not arrive whole.'));
      return importBook({ ...asked, bytes, name: asked.name }, needs);
    }),
    posted('/lore/save', draftShape, (draft) => saveBook(draft, needs)),
    posted('/lore/export', exportShape, ({ format, ...draft }) => exported(draft, format, needs)),
    posted('/lore/try', trialShape, (asked) => tryBook(asked, needs)),
    posted('/lore/remove', z.object({ ref }), (asked) => removeBook(asked.ref, needs)),
    posted('/lore/undo', undoShape, (asked) => undoChange(asked, needs)),
    posted('/lore/bind', bindingShape, (asked) => bound(asked, 'bind', needs)),
    posted('/lore/unbind', bindingShape, (asked) => bound(asked, 'unbind', needs)),
  ];
}

function posted<Schema extends z.ZodType>(
  path: string,
  shape: Schema,
  answer: (asked: z.output<Schema>) => Promise<unknown>,
): Route {
  return postedRoute(path, mostBytes, shape, async (asked) => ({ json: await answer(asked) }));
}

async function opened(wanted: string, needs: BookDesk) {
  const open = await openFor(needs, wanted);
  if (open === undefined) return undefined;
  return {
    ...sheetOf(open.raw, open),
    ref: open.ref,
    stamp: open.stamp,
    file: open.file,
    bindings: bindingsOf(open.head?.bindings ?? [], needs),
  };
}

type Bindings = Parameters<typeof bindingText>[0][];

function bindingsOf(bindings: Readonly<Bindings>, { place, cast }: BookDesk) {
  return bindings.map((binding) => ({ ...binding, says: bindingText(binding, place, cast) }));
}

async function exported(
  draft: z.output<typeof draftShape>,
  format: (typeof exportFormats)[number],
  needs: BookDesk,
) {
  const edited = await editedBook(draft, needs);
  if ('problems' in edited) return edited;
  const { json, lost } = handedOut(edited.raw, edited.book, format);
  return { fileName: `${edited.name}.json`, json, lost };
}

async function bound(
  { ref: bookId, kind, target, person }: z.output<typeof bindingShape>,
  deed: 'bind' | 'unbind',
  needs: BookDesk,
) {
  const { store, place, cast } = needs;
  const caller = { ...person, mayManage: true };
  const binding = targetOf(kind, { place, caller, who: target, cast });
  const find = async () => (await store.in(homeOf(place))).find(({ id }) => id === bookId);
  if ((await find()) === undefined) throw new UserError(texts.gone);
  await store[deed](homeOf(place), bookId, binding);
  return { bindings: bindingsOf((await find())?.bindings ?? [], needs) };
}
