import { z } from 'zod';
import { type Caller, type Command, command } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { Place } from '../../../core/message.ts';
import { parseDuration } from '../../../lib/duration.ts';
import { naiveMoment } from '../../../lib/naive-time.ts';
import { timesIn } from '../../../lib/retrieval/index.ts';
import { isAllowed, type Visible } from '../book.ts';
import type { Fact, Subject } from '../fact.ts';
import { type Change, type NewChange, partOf } from '../ledger.ts';
import { isConfined, putRight, takeDown } from '../taking-down.ts';
import { texts } from '../texts.ts';
import {
  characterHere,
  characterInput,
  common,
  type Desk,
  factInput,
  factTeller,
  mustLearn,
  suggestFacts,
  suggestPresent,
} from './desk.ts';
import { pageInput, pageOf, pageSize } from './pages.ts';

/** The commands that put facts in, change them, take them out, and take that back. */
export function changingCommands(desk: Desk): Command[] {
  return [remember(desk), forget(desk), edit(desk), undo(desk), changes(desk)];
}

function remember(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory remember',
    description: 'Tells a character something about yourself that it is to remember.',
    input: z.object({
      text: z
        .string()
        .min(3)
        .max(300)
        .describe('What to remember, as you would say it: I am allergic to nuts.'),
      character: characterInput('Who is to remember it; leave it out for the one that answered you last.'),
    }),
    permission: 'everyone',
    suggest: { character: suggestPresent(desk) },
    example: '/memory remember I am allergic to nuts',
    async run({ id, input, place, caller }) {
      await mustLearn(desk, place);
      const character = await characterHere(desk, place, caller, input.character);
      const { statements } = await takeDown(desk, { id, text: input.text, caller, character, place });
      return { text: texts.remembered(character.displayName, statements), visible: 'only-you' };
    },
  });
}

function forget(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory forget',
    description: 'Makes the characters forget a fact about you, or one that you told them.',
    input: z.object({ fact: factInput('Its id, or some of its words.') }),
    permission: 'everyone',
    suggest: { fact: suggestFacts(desk) },
    example: '/memory forget allergic to nuts',
    async run({ input, place, caller }) {
      const facts = await changeable(desk, caller, place, input.fact);
      const changes = facts.map((before): NewChange => ({ kind: 'forgotten', before, after: undefined }));
      await desk.book.write(changes, { by: { id: caller.id, name: caller.name } });
      return {
        text: texts.forgotten(facts[0]?.statement ?? ''),
        visible: 'only-you',
        buttons: [{ label: texts.undoLabel, command: 'memory undo', input: {} }],
      };
    },
  });
}

function edit(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory edit',
    description: 'Corrects a fact about you, or one that you told the characters.',
    input: z.object({
      fact: factInput('Its id, or some of its words.'),
      text: z.string().min(3).max(200).describe('How it should read: Bo lives in Rome.'),
    }),
    permission: 'everyone',
    suggest: { fact: suggestFacts(desk) },
    example: '/memory edit fact:lives in Oslo text:Bo lives in Rome.',
    async run({ input, place, caller }) {
      const facts = await changeable(desk, caller, place, input.fact);
      const { statements } = await putRight(desk, {
        ...{ facts, place, text: input.text, by: caller },
        author: authorOf(facts, caller),
        confined: await isConfined(desk, place, caller.id),
      });
      return {
        text: texts.edited(facts[0]?.statement ?? '', statements),
        visible: 'only-you',
        buttons: [{ label: texts.undoLabel, command: 'memory undo', input: {} }],
      };
    },
  });
}

/** Who puts something right says it themself from then on. What a character said of itself is not theirs to say. */
function authorOf([fact]: readonly Fact[], caller: Caller): Subject {
  const isOfCharacter = fact !== undefined && fact.saidBy.id === fact.characterId;
  if (isOfCharacter && !caller.mayManage) throw new UserError(texts.ownOfCharacter);
  return isOfCharacter ? fact.saidBy : { id: caller.id, name: caller.name };
}

async function changeable({ book }: Desk, caller: Caller, place: Place, typed: string) {
  const visible = await book.visibleTo(caller, place);
  const facts = book.named(visible, typed);
  for (const fact of facts) book.mayChange(caller, place, visible, fact);
  return facts;
}

function undo(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory undo',
    description: 'Takes a change of the memory back, so that everything is found again as before.',
    input: z.object({
      change: z
        .int()
        .min(1)
        .optional()
        .describe('The number that /memory changes shows; leave it out for the last one.'),
    }),
    permission: 'everyone',
    example: '/memory undo',
    async run({ input, place, caller }) {
      const visible = await desk.book.visibleTo(caller, place);
      const may = (change: Change) => mayUndo(desk, change, caller, place, visible);
      const batch = await (input.change === undefined
        ? lastBatch(desk, visible, may)
        : batchOf(desk, visible, input.change, may));
      await desk.book.undo(batch, caller);
      return { text: texts.undone(batch), visible: 'only-you' };
    },
  });
}

/** What of a change's batch is somebody's to take back: a talk is learned from in batches, with what several people said. */
async function batchOf(
  { facts, book }: Desk,
  visible: Visible,
  position: number,
  may: (change: Change) => boolean,
): Promise<Change[]> {
  const { change, undone } = await find(book.changes(visible), (one) => one.position <= position);
  if (change?.position !== position) throw new UserError(texts.noChange(position));
  const own = (await facts.batch(change.batch)).filter(may);
  if (own.length === 0) throw new UserError(change.by === undefined ? texts.notYours : texts.notYoursToUndo);
  const left = own.filter(({ batch, factId }) => !undone.has(partOf(batch, factId)));
  if (left.length === 0) throw new UserError(texts.alreadyUndone);
  return left;
}

/** What is left of the last batch of which somebody may take something back and nobody has, however long ago it was. */
async function lastBatch(
  { facts, book }: Desk,
  visible: Visible,
  may: (change: Change) => boolean,
): Promise<Change[]> {
  const isLeft = ({ batch, factId }: Change, undone: ReadonlySet<string>) =>
    !undone.has(partOf(batch, factId));
  const { change, undone } = await find(
    book.changes(visible),
    (one, gone) => one.kind !== 'undone' && isLeft(one, gone) && may(one),
  );
  if (change === undefined) throw new UserError(texts.noChange(undefined));
  return (await facts.batch(change.batch)).filter((one) => may(one) && isLeft(one, undone));
}

/** The first change, from the newest back, that fits; and what later ones have taken back. */
async function find(
  changes: AsyncIterable<Change>,
  fits: (change: Change, undone: ReadonlySet<string>) => boolean,
): Promise<{ change?: Change; undone: ReadonlySet<string> }> {
  const undone = new Set<string>();
  for await (const change of changes) {
    if (fits(change, undone)) return { change, undone };
    if (change.undoes !== undefined) undone.add(partOf(change.undoes, change.factId));
  }
  return { undone };
}

function mayUndo({ book }: Desk, change: Change, caller: Caller, place: Place, visible: Visible): boolean {
  const fact = change.after ?? change.before;
  if (fact === undefined) return false;
  if (change.by?.id === caller.id) return true;
  // What somebody took out or put right of what was said of them is not for whoever said it to bring back.
  const isByHand = change.by !== undefined;
  if (isByHand && !caller.mayManage && fact.about.every(({ id }) => id !== caller.id)) return false;
  return isAllowed(() => book.mayChange(caller, place, visible, fact));
}

function changes(desk: Desk): Command {
  return command({
    ...common,
    name: 'memory changes',
    description: 'Shows what was lately learned, changed and forgotten, or what was known at a time.',
    input: z.object({
      as_of: z
        .string()
        .max(40)
        .optional()
        .describe('What was known then: a day such as 2026-05-01 or yesterday, or how long ago, such as 3d.'),
      page: pageInput,
    }),
    permission: 'everyone',
    example: '/memory changes',
    async run({ input, place, caller }) {
      const visible = await desk.book.visibleTo(caller, place);
      const { page = 1, as_of: asOf } = input;
      const past = asOf === undefined ? undefined : momentMeant(asOf, desk);
      const lines =
        past === undefined
          ? (await taken(desk.book.changes(visible), page * pageSize + 1)).map(texts.change)
          : (await desk.book.asOf(visible, past)).toReversed().map(await factTeller(desk, place));
      const isAll = past !== undefined;
      const asked = { page, command: 'memory changes', input: { as_of: asOf } };
      const { shown, more, buttons } = pageOf(lines, asked, isAll);
      const nothing = past === undefined ? texts.noChanges : texts.nothingThen;
      return {
        text: [
          ...(past === undefined ? [] : [texts.asOf(past)]),
          ...(shown.length === 0 ? [nothing] : shown),
          ...more,
        ].join('\n'),
        buttons,
        visible: 'only-you',
      };
    },
  });
}

async function taken<Item>(items: AsyncIterable<Item>, most: number): Promise<Item[]> {
  const some: Item[] = [];
  for await (const item of items) {
    some.push(item);
    if (some.length >= most) break;
  }
  return some;
}

/** Throws UserError for what is no moment, and for one that has not come yet. A day is meant with all of it. */
function momentMeant(typed: string, { clock, timeZone }: Pick<Desk, 'clock' | 'timeZone'>): number {
  const now = clock.now();
  const said = typed.trim();
  const ago = parseDuration(said);
  if (ago !== undefined) return now - ago;
  const span = onlyTimeIn(said, now, timeZone);
  const exact = naiveMoment(said, timeZone);
  const isDay = span !== undefined && (exact === undefined || /^\d{4}-\d{2}-\d{2}$/.test(said));
  const from = isDay ? span.from : exact;
  if (from === undefined) throw new UserError(texts.noMoment(typed));
  if (from > now) throw new UserError(texts.notYet(typed));
  return isDay ? Math.min(span.to - 1, now) : from;
}

/** A time in words, unless numbers are left that were not understood: `12/05/2026` is not the whole of 2026. */
function onlyTimeIn(said: string, now: number, timeZone: string) {
  const [span] = timesIn(said, now, timeZone);
  return span === undefined || /\d/.test(said.replace(span.said, '')) ? undefined : span;
}
