import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { hashOf } from '../../lib/random.ts';
import type { Role } from './book.ts';
import type { Candidate } from './engine/candidate.ts';
import { lowestFirst } from './engine/render.ts';
import type { Fired, ScanResult } from './engine/scan.ts';

/** What an entry said, kept in the talk where it was first told. */
export interface FrozenNote {
  /** Of the entry. */
  id: string;
  /** Of the entry as it was, and by whose rules: a changed entry is told anew. */
  hash: string;
  text: string;
  role: Role;
  /** The message it stands below. */
  after: string;
  /** The message that called it last, and a hash of what that said. */
  calledBy: string;
  heard: number;
}

/** What is told in a turn: some of it where the book says, the rest in the talk. */
export interface Placed {
  asWritten: readonly Fired[];
  notes: readonly FrozenNote[];
}

/** A message of the talk. */
type Line = Pick<TranscriptEntry, 'messageId' | 'text'>;

interface FreezeNeeds {
  /** The notes of the turn before. */
  before: readonly FrozenNote[];
  result: Pick<ScanResult, 'fired' | 'budget'>;
  byId: ReadonlyMap<string, Candidate>;
  /** Oldest first. */
  talk: readonly Line[];
  countTokens(text: string): number;
}

/**
 * Puts what fired below the newest message and leaves it there as the talk goes on, so that the beginning of a prompt
 * stays as it was. What no longer fires stays as long as its message does, what called it was not taken back, nothing
 * speaks against it and lore keeps to its budget. Activations are none of its business.
 */
export function freeze(needs: FreezeNeeds): Placed {
  const { fired } = needs.result;
  const asWritten = fired.filter(({ candidate }) => standsStill(candidate));
  const calls = new Map(
    fired.filter((one) => !asWritten.includes(one)).map((one) => [one.candidate.id, callOf(one, needs.talk)]),
  );
  const kept = needs.before
    .filter((note) => isInPlace(note, needs))
    .flatMap((note) => goneOn(note, calls, needs));
  const known = new Set(kept.map(({ id }) => id));
  const fresh = lowestFirst(fired).flatMap((one) => {
    const call = known.has(one.candidate.id) ? undefined : calls.get(one.candidate.id);
    return call === undefined || one.text.trim() === '' ? [] : [noteOf(one, call, needs.talk)];
  });
  return { asWritten, notes: [...withinBudget(kept, calls, needs), ...fresh] };
}

/** Who called an entry, and what that message said. */
type Call = Pick<FrozenNote, 'calledBy' | 'heard'>;

/** What is there in every turn, at the end of the prompt or in an outlet would not move anything by staying. */
function standsStill({ entry, groups }: Candidate): boolean {
  const isAtEnd = entry.position === 'note-top' || entry.position === 'note-bottom';
  if (isAtEnd || entry.position === 'outlet' || entry.position === 'nowhere') return true;
  const isByChance = entry.useProbability && entry.probability < 100;
  return entry.constant && !isByChance && groups.length === 0;
}

function callOf({ key }: Fired, talk: readonly Line[]): Call {
  const found = key?.where?.kind === 'message' ? talk[key.where.index] : undefined;
  const caller = found ?? talk.at(-1);
  return { calledBy: caller?.messageId ?? '', heard: hashOf(caller?.text ?? '') };
}

function noteOf({ candidate, text }: Fired, call: Call, talk: readonly Line[]): FrozenNote {
  const { id, entry } = candidate;
  const role = entry.position === 'at-depth' ? entry.role : 'system';
  return { id, hash: hashIn(candidate), text, role, after: talk.at(-1)?.messageId ?? '', ...call };
}

/** Whether the message is still there, and the entry is as it was. */
function isInPlace({ id, hash, after }: FrozenNote, { byId, talk }: FreezeNeeds): boolean {
  const candidate = byId.get(id);
  const isSame = candidate !== undefined && hashIn(candidate) === hash;
  return isSame && talk.some(({ messageId }) => messageId === after);
}

function hashIn({ hash, book: { profile } }: Candidate): string {
  return `${hash} ${profile}`;
}

/** A note that fires again stays where it is; another only while nothing has happened to its reason. */
function goneOn(note: FrozenNote, calls: ReadonlyMap<string, Call>, needs: FreezeNeeds): FrozenNote[] {
  const call = calls.get(note.id);
  if (call !== undefined) return [{ ...note, ...call }];
  const caller = needs.talk.find(({ messageId }) => messageId === note.calledBy);
  const isUnchanged = caller !== undefined && hashOf(caller.text) === note.heard;
  return isUnchanged && !hasRival(note, needs) ? [note] : [];
}

/** Of an inclusion group one alone is told at a time. */
function hasRival({ id }: FrozenNote, { result, byId }: FreezeNeeds): boolean {
  const groups = byId.get(id)?.groups ?? [];
  return result.fired.some(({ candidate }) => candidate.groups.some((group) => groups.includes(group)));
}

/** What no longer fires may have what is left of the budget, the latest first. */
function withinBudget(
  notes: readonly FrozenNote[],
  calls: ReadonlyMap<string, Call>,
  { result, countTokens }: FreezeNeeds,
): FrozenNote[] {
  let left = result.budget.budget - result.budget.used;
  const stays = notes.toReversed().filter(({ id, text }) => {
    if (calls.has(id)) return true;
    left -= countTokens(text);
    return left >= 0;
  });
  return stays.reverse();
}
