import type { Character } from '../../core/character.ts';
import type { Caller } from '../../core/commands/command.ts';
import type { Consents } from '../../core/consent.ts';
import { UserError } from '../../core/errors.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { Transaction } from '../../lib/sql.ts';
import type { BookNeeds, FactBook } from './book.ts';
import type { NewChange } from './ledger.ts';
import { texts } from './texts.ts';
import { toldFacts } from './told.ts';

export interface TakingDownNeeds extends BookNeeds {
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
  return await keep(needs, dictation, async (transaction) => {
    const known = await needs.facts.known(transaction, character.id, laneOf(place));
    const { newId, timeZone, clock } = needs;
    return toldFacts({ id, text, at: clock.now(), caller, confined }, known, {
      character,
      place,
      newId,
      timeZone,
    });
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
