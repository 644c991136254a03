import { UserError } from '../../../core/errors.ts';
import { homeOf, laneOf, type Place } from '../../../core/message.ts';
import { playground } from '../../../core/playground.ts';
import { fold } from '../../../lib/fold.ts';
import { type Rule, switches } from '../commands/rules.ts';
import { isKeepable } from '../extract/index.ts';
import type { Fact, Subject } from '../fact.ts';
import { handwritten } from '../handwriting.ts';
import { type NewChange, partOf } from '../ledger.ts';
import { isConfined, keep, putRight, takeDown } from '../taking-down.ts';
import { texts as said } from '../texts.ts';
import { statementOf } from '../told.ts';
import type { PageDesk, Visitor } from './desk.ts';
import { texts } from './texts.ts';

const shortest = 3;

/** Corrects a fact in place, for all who remember it alike: whose it was it stays. */
export async function editFact(
  desk: PageDesk,
  { id, text, person }: { id: string; text: string; person: Visitor },
) {
  if (statementOf(text).length < shortest) throw new UserError(texts.tooShort);
  const facts = await alikeOf(desk, id);
  const [fact] = facts;
  const place = (await desk.browser.lanes()).find(({ lane }) => lane === fact?.lane)?.place ?? playground;
  const author = fact?.saidBy ?? person;
  const confined = await isConfined(desk, playground, person.id);
  const { batch } = await putRight(desk, { facts, text, author, place, by: person, confined });
  return { batch };
}

/** Takes a fact out of the memory of all who remember it alike. */
export async function forgetFact(desk: PageDesk, asked: { id: string; person: Visitor }) {
  return await changeAll(desk, asked, (before) => ({ kind: 'forgotten', before, after: undefined }));
}

/** Gives the batch by which it is taken back. */
async function changeAll(
  desk: PageDesk,
  { id, person }: { id: string; person: Visitor },
  make: (fact: Fact) => NewChange,
): Promise<{ batch: string }> {
  const alike = await alikeOf(desk, id);
  return { batch: await desk.book.write(alike.map(make), { by: person }) };
}

async function alikeOf({ facts, browser }: PageDesk, id: string): Promise<Fact[]> {
  const [fact] = await facts.find([id]);
  if (fact === undefined) throw new UserError(texts.noFact);
  return await browser.twinsOf(fact);
}

/** Takes back what of a batch nobody has taken back yet, and whose words are still there. */
export async function undoBatch(
  { facts, ledger, book }: PageDesk,
  { batch, person }: { batch: string; person: Visitor },
) {
  const changes = await facts.batch(batch);
  if (changes.length === 0) throw new UserError(texts.noChange);
  const undone = await ledger.undoneAmong([batch]);
  const left = changes.filter(({ factId }) => !undone.has(partOf(batch, factId)));
  if (left.length === 0) throw new UserError(said.alreadyUndone);
  const worded = left.filter(({ before, after }) => before !== undefined || after !== undefined);
  if (worded.length === 0) throw new UserError(texts.wordsGone);
  await book.undo(worded, { ...person, mayManage: true });
  return { taken: worded.length };
}

interface HandwrittenFact {
  text: string;
  characterId: string;
  person: Visitor;
  /** About whom, when it is not the one who writes. */
  about?: Subject | undefined;
  /** The talk where it is known; the playground when nothing is said. */
  lane?: string | undefined;
}

/** Lets a character remember what somebody writes down: of themselves as in a talk, of others as it stands there. */
export async function rememberByHand(desk: PageDesk, asked: HandwrittenFact) {
  const { text, person: caller, about } = asked;
  const character = desk.cast.get(asked.characterId);
  if (character === undefined) throw new UserError(texts.noCharacter);
  const place = await placeFor(desk, asked.lane);
  const dictation = { character, place, caller };
  if (about === undefined || about.id === caller.id)
    return await takeDown(desk, { ...dictation, id: desk.newId(), text });
  const statement = statementOf(text);
  if (statement.length < shortest) throw new UserError(texts.tooShort);
  if (!isKeepable(statement)) throw new UserError(said.notToBeKept);
  const { tier } = await desk.consents.of(place.host, about.id);
  if (tier === 'off-the-record') throw new UserError(texts.offTheRecord(about.name));
  const confined = (await isConfined(desk, playground, caller.id)) || tier === 'local-only';
  return await keep(desk, dictation, async (transaction) => {
    const lane = laneOf(place);
    const known = await desk.facts.stating(transaction, character.id, lane, [statement]);
    if (known.length > 0) throw new UserError(texts.known);
    const after: Fact = {
      id: desk.newId(),
      characterId: character.id,
      lane,
      statement,
      kind: 'fact',
      about: [about],
      saidBy: { id: caller.id, name: caller.name },
      saidAt: desk.clock.now(),
      sources: [],
      confidence: 1,
      value: fold(statement),
      extractor: handwritten,
      ...(confined && { confined }),
    };
    return [{ kind: 'told', before: undefined, after }];
  });
}

/** What is written down without a place is known in all of the playground. */
async function placeFor({ browser }: PageDesk, lane: string | undefined): Promise<Place> {
  if (lane === undefined) return playground;
  const found = (await browser.lanes()).find((one) => one.lane === lane);
  if (found === undefined) throw new UserError(texts.noTalk);
  return found.place;
}

/** Says whether is learned, shared or told in a home. */
export async function setRule(
  { lanes, browser, clock }: PageDesk,
  { home, rule, on }: { home: string; rule: Rule; on: boolean },
) {
  const known = new Set([
    homeOf(playground),
    ...(await browser.homes()),
    ...(await browser.lanes()).map((lane) => lane.home),
  ]);
  if (!known.has(home)) throw new UserError(texts.noHome);
  const { set, says } = switches[rule];
  await lanes.setRules(home, set(await lanes.rules(home), on, clock.now()));
  return { says: says(on) };
}
