import type { Character } from '../../core/character.ts';
import type { Caller } from '../../core/commands/command.ts';
import type { Consents } from '../../core/consent.ts';
import { UserError } from '../../core/errors.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { Transaction } from '../../lib/sql.ts';
import { type AcquaintanceNeeds, acquaintances } from './acquaintances.ts';
import type { BookNeeds, FactBook } from './book.ts';
import type { Fact, Subject } from './fact.ts';
import { writtenDown } from './handwriting.ts';
import { aboutWillingIn } from './learning.ts';
import type { NewChange } from './ledger.ts';
import { texts } from './texts.ts';
import { draftsOf, editedFact, toldFacts } from './told.ts';

export interface TakingDownNeeds extends BookNeeds, Pick<AcquaintanceNeeds, 'transcript'> {
  book: Pick<FactBook, 'writeIn'>;
  consents: Consents;
  timeZone: string;
}

/** Who is to remember something, where, and who wants it. */
export interface Dictation {
  character: Pick<Character, 'id'>;
  place: Place;
  caller: Pick<Caller, 'id' | 'name'>;
}

/** Keeps what somebody says of themselves to a character, outside of the talk. Throws UserError for what is not to be kept. */
export async function takeDown(
  needs: TakingDownNeeds,
  { id, text, ...dictation }: Dictation & { id: string; text: string },
): Promise<{ statements: string[]; batch: string }> {
  const { caller, character, place } = dictation;
  const confined = await isConfined(needs, place, caller.id);
  const people = await acquaintances(needs, place, [caller.name, text]);
  const { newId, timeZone, clock } = needs;
  const at = clock.now();
  const drafts = draftsOf({ id, text, at, caller }, people, timeZone);
  return await keep(needs, dictation, async (transaction) => {
    const open = await aboutWillingIn(needs, place, drafts);
    const known = await needs.facts.beside(transaction, character.id, laneOf(place), open);
    return toldFacts(open, { at, confined }, known, { character, place, newId });
  });
}

/** Whether a person's words must stay on this machine. Throws UserError for one of whom nothing may be kept. */
export async function isConfined(
  { consents }: Pick<TakingDownNeeds, 'consents'>,
  { host }: Place,
  personId: string,
): Promise<boolean> {
  const { tier } = await consents.of(host, personId);
  if (tier === 'off-the-record') throw new UserError(texts.offTheRecord);
  return tier === 'local-only';
}

/** Writes what somebody wants to be remembered; the character remembers the talk from then on. */
export async function keep(
  { storage, lanes, book, clock }: TakingDownNeeds,
  { character, place, caller }: Dictation,
  make: (transaction: Transaction) => Promise<NewChange[]>,
): Promise<{ statements: string[]; batch: string }> {
  return await storage.transaction(async (transaction) => {
    const changes = await make(transaction);
    await lanes.begin(transaction, place, character.id, clock.now());
    const { id, name } = caller;
    const batch = await book.writeIn(transaction, changes, { by: { id, name } });
    const statements = changes.flatMap(({ kind, after }) =>
      kind === 'ended' || after === undefined ? [] : after.statement,
    );
    return { statements, batch };
  });
}

/** Corrects a fact, and the same as others remember it, by what somebody wrote. Throws UserError for what is not to be kept. */
export async function putRight(
  needs: TakingDownNeeds,
  { facts, text, author, place, by, confined }: Correction,
): Promise<{ statements: string[]; batch: string }> {
  const { storage, clock, newId, timeZone, book } = needs;
  const at = clock.now();
  const names = facts.flatMap(({ about, saidBy }) => [saidBy, ...about].map(({ name }) => name));
  const people = await acquaintances(needs, place, [author.name, text, ...names]);
  return await storage.transaction(async (transaction) => {
    const changes: NewChange[] = [];
    for (const fact of facts) {
      const drafts = await aboutWillingIn(
        needs,
        place,
        writtenDown({ text, author, fact, at }, { people, timeZone }),
      );
      const known = await needs.facts.beside(transaction, fact.characterId, fact.lane, drafts);
      changes.push(...editedFact(fact, drafts, known, { now: at, newId, isConfined: () => confined }));
    }
    const batch = await book.writeIn(transaction, changes, { by: { id: by.id, name: by.name } });
    const statements = changes.flatMap(({ kind, after }) =>
      (kind === 'edited' || kind === 'told') && after !== undefined ? after.statement : [],
    );
    return { statements: [...new Set(statements)], batch };
  });
}

/** What is to be corrected, as whose words it is read, and who wants it. */
interface Correction {
  facts: readonly Fact[];
  text: string;
  author: Subject;
  place: Place;
  by: Pick<Caller, 'id' | 'name'>;
  /** What they write must not leave this machine. */
  confined: boolean;
}
