import { z } from 'zod';
import { type Caller, type Command, type CommandReply, command } from '../../core/commands/command.ts';
import { fileInput } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';
import { homeOf, type Place } from '../../core/message.ts';
import { within } from '../../lib/deadline.ts';
import { fold } from '../../lib/fold.ts';
import { isCalledOtherwise } from './category.ts';
import type { DocumentDesk } from './desk.ts';
import type { FolderWatch } from './folder-watch.ts';
import type { Indexing } from './indexing.ts';
import type { DocumentHead, DocumentStore } from './store.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  desk: DocumentDesk;
  store: Pick<DocumentStore, 'find'>;
  indexing: Pick<Indexing, 'progress' | 'settled'>;
  folder: Pick<FolderWatch, 'look'>;
}

const mostShown = 25;
const longestSuggestion = 100;
/** So long somebody waits to hear what became of a file. */
const patienceMs = 10_000;

const everywhereUsed = { kind: 'slash', contexts: ['guild', 'direct'], cooldownMs: 0 } as const;
/** A direct talk is managed by whoever writes there, and is no place to fill the owner's disk from. */
const managed = { kind: 'slash', contexts: ['guild'], cooldownMs: 0, permission: 'manage' } as const;

/** The commands with which people keep documents. */
export function documentCommands(needs: CommandNeeds): Command[] {
  return [adding(needs), listing(needs), removing(needs), restoring(needs), readingAgain(needs)];
}

function adding({ desk, store, indexing }: CommandNeeds): Command {
  return command({
    ...managed,
    name: 'documents add',
    description: 'Takes a document in that characters here may know: text, Markdown, HTML, PDF or Word.',
    input: z.object({
      file: fileInput('The document.'),
      category: z
        .string()
        .min(1)
        .max(60)
        .optional()
        .describe(
          'What it is about: characters know the categories that their cards name; left out: general.',
        ),
    }),
    suggest: { category: suggestCategories(desk) },
    example: '/documents add category:rules',
    async run({ input: { file, category }, place }) {
      const bytes = await file.bytes();
      const { id, as } = await desk.bring({ home: homeOf(place), fileName: file.name, category, bytes });
      await within(patienceMs, indexing.settled(id)).catch(() => {});
      const head = await store.find(id);
      if (head === undefined) throw new UserError(texts.gone);
      const said = becameOf(head, as);
      const isOther = category !== undefined && isCalledOtherwise(category);
      return onlyYou(isOther ? `${said} ${texts.calledOtherwise(category, head.category)}` : said);
    },
  });
}

function becameOf(
  { name, category, state, problem = '', pieces, pages }: DocumentHead,
  as: 'new' | 'replaced',
) {
  if (state === 'waiting') return texts.beingRead(name);
  if (state === 'failed') throw new UserError(texts.couldNotRead(name, problem));
  return as === 'new'
    ? texts.known(name, category, texts.ready(pieces, pages))
    : texts.replaced(name, category, texts.ready(pieces, pages));
}

function listing({ desk, indexing }: CommandNeeds): Command {
  return command({
    ...everywhereUsed,
    name: 'documents list',
    description: 'Shows the documents that characters here may know, and how they were read.',
    permission: 'everyone',
    input: z.object({}),
    async run({ place }) {
      const all = await desk.in(homeOf(place));
      if (all.length === 0) return onlyYou(texts.none);
      const own = all.filter(({ home }) => home === homeOf(place));
      const shared = all.filter(({ home }) => home !== homeOf(place));
      const progress = indexing.progress();
      return onlyYou(
        [
          ...(progress === undefined ? [] : [texts.reading(progress.done, progress.total)]),
          ...listed(texts.here, own),
          ...listed(texts.everywhere, shared),
        ].join('\n'),
      );
    },
  });
}

function listed(title: string, documents: readonly DocumentHead[]): string[] {
  if (documents.length === 0) return [];
  const more = documents.length - mostShown;
  return [title, ...documents.slice(0, mostShown).map(lineOf), ...(more > 0 ? [texts.more(more)] : [])];
}

function lineOf(head: DocumentHead): string {
  return `- ${named(head)} – ${stateOf(head)}`;
}

function stateOf({ state, problem = '', pieces, pages }: DocumentHead): string {
  if (state === 'waiting') return texts.waiting;
  return state === 'failed' ? texts.failed(problem) : texts.ready(pieces, pages);
}

function removing({ desk }: CommandNeeds): Command {
  return command({
    ...managed,
    name: 'documents remove',
    description: 'Takes a document of this server away; for 30 days it can be brought back.',
    input: z.object({ document: documentInput() }),
    suggest: { document: suggestDocuments(desk) },
    async run({ input, place }) {
      const head = await documentNamed(desk, place, input.document);
      if (head.home !== homeOf(place)) throw new UserError(texts.inFolder(head.name));
      await desk.remove(head);
      const undo = { label: texts.undo, command: 'documents restore', input: { document: head.id } };
      return { ...onlyYou(texts.removed(head.name)), buttons: [undo] };
    },
  });
}

function restoring({ desk }: CommandNeeds): Command {
  return command({
    ...managed,
    name: 'documents restore',
    description: 'Brings a document back that was taken away; the button under that does this.',
    input: z.object({ document: documentInput() }),
    suggest: {
      document: async (partial, { place, caller }) =>
        caller.mayManage ? fitting(await desk.removedIn(homeOf(place)), partial) : [],
    },
    async run({ input, place }) {
      const removed = await desk.removedIn(homeOf(place));
      const head = removed.find(({ id }) => id === input.document) ?? nameAmong(removed, input.document);
      if (head === undefined) throw new UserError(texts.notBroughtBack);
      return onlyYou(texts.broughtBack((await desk.bringBack(homeOf(place), head.id)).name));
    },
  });
}

function readingAgain({ desk, folder }: CommandNeeds): Command {
  return command({
    ...managed,
    name: 'documents reindex',
    description: 'Reads one document again, or all of this server and whatever could not be read.',
    cooldownMs: 10_000,
    input: z.object({ document: documentInput().optional() }),
    suggest: { document: suggestDocuments(desk) },
    async run({ input, place }) {
      if (input.document !== undefined) {
        const head = await documentNamed(desk, place, input.document);
        await desk.readAgain([head]);
        return onlyYou(texts.readAgain(head.name));
      }
      await folder.look();
      const all = await desk.in(homeOf(place));
      const again = all.filter(({ home, state }) => home === homeOf(place) || state === 'failed');
      if (again.length === 0) return onlyYou(texts.nothingAgain);
      await desk.readAgain(again);
      return onlyYou(texts.allAgain(again.length));
    },
  });
}

function onlyYou(text: string): CommandReply {
  return { text, visible: 'only-you' };
}

function documentInput() {
  return z.string().min(1).max(200).describe('Which document: its name, or category/name.');
}

function named({ category, name }: Pick<DocumentHead, 'category' | 'name'>): string {
  return `${category}/${name}`;
}

/** The document of this place that somebody means. Throws UserError when there is none, or several. */
async function documentNamed(desk: DocumentDesk, place: Place, typed: string): Promise<DocumentHead> {
  const all = await desk.in(homeOf(place));
  const head = all.find(({ id }) => id === typed) ?? nameAmong(all, typed, homeOf(place));
  if (head === undefined) throw new UserError(texts.noDocument(typed));
  return head;
}

/** What belongs to a home goes before what is known everywhere. */
function nameAmong(all: readonly DocumentHead[], typed: string, first?: string): DocumentHead | undefined {
  const wanted = fold(typed.trim());
  const whole = all.filter((head) => fold(named(head)) === wanted);
  const found = whole.length > 0 ? whole : all.filter(({ name }) => fold(name) === wanted);
  const own = found.filter(({ home }) => home === first);
  const [only, another] = own.length > 0 ? own : found;
  if (another !== undefined) throw new UserError(texts.several(typed));
  return only;
}

function suggestDocuments(desk: DocumentDesk) {
  return async (partial: string, { place, caller }: { place: Place; caller: Caller }) =>
    caller.mayManage ? fitting(await desk.in(homeOf(place)), partial) : [];
}

function suggestCategories(desk: DocumentDesk) {
  return async (partial: string, { place, caller }: { place: Place; caller: Caller }) => {
    if (!caller.mayManage) return [];
    const categories = new Set((await desk.in(homeOf(place))).map(({ category }) => category));
    return [...categories].filter((one) => one.includes(fold(partial.trim()))).slice(0, mostShown);
  };
}

function fitting(documents: readonly DocumentHead[], partial: string): string[] {
  const wanted = fold(partial.trim());
  const names = documents.map(named).filter((one) => fold(one).includes(wanted));
  return names.filter((one) => one.length <= longestSuggestion).slice(0, mostShown);
}
