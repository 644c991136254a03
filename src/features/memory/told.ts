import type { Character } from '../../core/character.ts';
import type { Caller } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import { laneOf, type Place } from '../../core/message.ts';
import { oneLine } from '../../lib/one-line.ts';
import { type Acquaintance, extractFacts, holdsMarks } from './extract/index.ts';
import { type Ending, endingAt, type Fact, type FactDraft, isOpenAt, whoseWordsIn } from './fact.ts';
import type { NewChange } from './ledger.ts';
import { type FactChange, type NewFact, reconcile } from './reconcile.ts';
import { texts } from './texts.ts';

const longestStatement = 200;

/** Where facts come to lie. */
export interface ChangeContext {
  characterId: string;
  lane: string;
  now: number;
  newId(): string;
  /** This person's words must not leave the machine. */
  isConfined(personId: string): boolean;
  /** When a message was said; undefined for one that is not at hand. */
  saidAt(messageId: string): number | undefined;
  /** The people whose words may stand in what a character said; undefined for what people say. */
  answered(messageId: string): readonly string[] | undefined;
}

/**
 * What drafts make of what is known, as lines of the ledger. What was taken out or put right by hand is not read out of
 * the same messages once more.
 */
export function changesOf(
  drafts: readonly FactDraft[],
  known: readonly Fact[],
  context: ChangeContext,
  withdrawn: readonly Fact[] = [],
): NewChange[] {
  const byId = new Map(known.map((fact) => [fact.id, fact]));
  const heard = [
    ...known.map((fact) => ({ ...fact, sources: [...fact.sources, ...(fact.endedBy ?? [])] })),
    ...withdrawn.map((fact) => ({ ...fact, id: '', until: 0 })),
  ];
  return reconcile(drafts, heard, context.now).flatMap((change) => {
    if (change.kind === 'add') return [learned(change.draft, context)];
    const fact = byId.get(change.fact);
    return fact === undefined ? [] : linesFor(fact, change, context);
  });
}

function linesFor(
  before: Fact,
  change: Exclude<FactChange, { kind: 'add' }>,
  context: ChangeContext,
): NewChange[] {
  switch (change.kind) {
    case 'confirm': {
      const { sources, confidence, saidBy = before.saidBy, from = before.from } = change;
      if (sources.length === 0) return [];
      if (before.endedBy !== undefined && !isOpenAt(before, context.now))
        return [{ kind: 'confirmed', before, after: ended(before, endingAt(before.until), sources) }];
      const after = {
        ...before,
        ...{ saidBy, confidence, sources: [...before.sources, ...sources] },
        ...(from !== undefined && { from }),
        ...(before.wordsOf !== undefined && wordsIn(before, sources, context)),
      };
      return [{ kind: 'confirmed', before, after }];
    }
    case 'end':
      return [{ kind: 'ended', before, after: ended(before, change.ending, change.sources) }];
    case 'supersede':
      return [
        { kind: 'replaced', before, after: ended(before, { until: change.until }, change.draft.sources) },
        learned(change.draft, context),
      ];
    case 'correct':
      return [{ kind: 'corrected', before, after: undefined }, learned(change.draft, context)];
    default:
      return change satisfies never;
  }
}

function ended({ over: _over, ...fact }: Fact, ending: Ending, sources: readonly string[]): Fact {
  return { ...fact, ...ending, endedBy: [...(fact.endedBy ?? []), ...sources] };
}

function learned(draft: NewFact, context: ChangeContext): NewChange {
  const { characterId, lane, now, newId, saidAt } = context;
  const times = draft.sources.flatMap((id) => saidAt(id) ?? []);
  const after: Fact = {
    ...draft,
    id: newId(),
    characterId,
    lane,
    saidAt: times.length === 0 ? now : Math.max(...times),
    ...wordsIn(draft, draft.sources, context),
  };
  return { kind: 'learned', before: undefined, after };
}

/** Whose words stand in a fact with what these messages add, and whether they must stay on this machine. */
function wordsIn(
  { saidBy, wordsOf = [] }: Pick<Fact, 'saidBy' | 'wordsOf'>,
  sources: readonly string[],
  { isConfined, answered }: ChangeContext,
): Pick<Fact, 'wordsOf' | 'confined'> {
  const heard = sources.map(answered).filter((people) => people !== undefined);
  const people = heard.length === 0 ? [] : [...new Set([...wordsOf, ...heard.flat()])];
  const confined = whoseWordsIn({ saidBy, ...(heard.length > 0 && { wordsOf: people }) }).some(isConfined);
  return { ...(heard.length > 0 && { wordsOf: people }), ...(confined && { confined }) };
}

/** Somebody tells a character something about themselves, outside of the talk. */
interface Telling {
  id: string;
  text: string;
  at: number;
  caller: Pick<Caller, 'id' | 'name'>;
  confined: boolean;
}

/** Who is to remember it, and where. */
interface Listening {
  character: Pick<Character, 'id'>;
  place: Place;
  newId(): string;
}

/**
 * What is kept of that, by what was read in it. Throws UserError for what is not to be kept and for what is known already.
 */
export function toldFacts(
  drafts: readonly FactDraft[],
  { at, confined }: Pick<Telling, 'at' | 'confined'>,
  known: readonly Fact[],
  { character, place, newId }: Listening,
): NewChange[] {
  if (drafts.length === 0) throw new UserError(texts.notToBeKept);
  const changes = changesOf(drafts, known, {
    characterId: character.id,
    lane: laneOf(place),
    now: at,
    newId,
    isConfined: () => confined,
    saidAt: () => at,
    answered: () => undefined,
  });
  if (changes.length === 0) throw new UserError(texts.knownAlready);
  return changes.map((change) => ({ ...change, kind: change.kind === 'learned' ? 'told' : change.kind }));
}

/** The facts that are read out of what somebody tells a character, or the sentence as it stands. */
export function draftsOf(
  { id, text, at, caller }: Omit<Telling, 'confined'>,
  people: readonly Acquaintance[],
  timeZone: string,
): FactDraft[] {
  if (holdsMarks(text)) return [];
  const author = { id: caller.id, name: caller.name, kind: 'person' as const };
  const read = (words: string) =>
    extractFacts([{ messageId: id, author, text: words, at, mentions: [] }], people, { timeZone });
  const plain = read(text);
  // There is no message behind it that could be deleted or looked at.
  return (plain.length > 0 ? plain : read(`remember that ${text}`)).map((draft) => ({
    ...draft,
    sources: [],
  }));
}

/**
 * A fact put right by hand, by what was read in what somebody wrote instead, and what that changes of what else they said
 * there. It keeps its messages while it is still theirs. Throws UserError for what is not to be kept.
 */
export function editedFact(
  before: Fact,
  drafts: readonly FactDraft[],
  known: readonly Fact[],
  context: Omit<ChangeContext, 'characterId' | 'lane' | 'saidAt' | 'answered'>,
): NewChange[] {
  if (drafts.length === 0) throw new UserError(texts.notToBeKept);
  const ids = [before.id];
  const changes = changesOf(
    drafts,
    known.filter(({ id }) => id !== before.id),
    {
      ...{ ...context, characterId: before.characterId, lane: before.lane },
      newId: () => ids.pop() ?? context.newId(),
      saidAt: () => undefined,
      answered: () => undefined,
    },
  );
  const edited = changes.map((change): NewChange => {
    if (change.kind !== 'learned' || change.after === undefined) return change;
    if (change.after.id !== before.id) return { ...change, kind: 'told' };
    return { kind: 'edited', before, after: inPlaceOf(before, change.after) };
  });
  const isThere = edited.some(({ kind }) => kind === 'edited');
  return isThere ? edited : [{ kind: 'forgotten', before, after: undefined }, ...edited];
}

function inPlaceOf(before: Fact, after: Fact): Fact {
  const { sources, wordsOf, confined } = before;
  return {
    ...after,
    ...(after.saidBy.id === before.saidBy.id && { sources, ...(wordsOf && { wordsOf }) }),
    ...(confined && { confined }),
  };
}

/** Words of a person as a statement: one line, not endless, with nothing in it that could pass for a note of the house. */
export function statementOf(text: string): string {
  return oneLine(text.replace(/[[\]]/g, ''), longestStatement);
}
