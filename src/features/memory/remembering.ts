import { type Consents, leaveOf, tiersOf } from '../../core/consent.ts';
import type { Section, TurnView } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Digest, Digests } from '../../core/ports/digests.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Found, Recall, RecallQuestion } from '../../core/ports/recall.ts';
import type { PlacedEntry, TranscriptReader } from '../../core/ports/transcript.ts';
import { questionIn } from '../../core/prompt/question.ts';
import { toThePoint } from '../../core/prompt/to-the-point.ts';
import { createDeadline, untilAborted } from '../../lib/deadline.ts';
import { fold } from '../../lib/fold.ts';
import { termsIn } from '../../lib/retrieval/index.ts';
import type { MemorySettings } from './config.ts';
import { type Fact, whoseWordsIn } from './fact.ts';
import type { FactStore } from './fact-store.ts';
import type { LaneStore } from './lane-store.ts';
import { factPassageId, linePassageId, passageSource } from './passages.ts';
import { ownProfile, profileOf } from './profile.ts';
import { learnsIn, recallShelves, type Scope, type ScopeNeeds, scopeOf } from './scope.ts';
import { type Memory, peopleIn, tell } from './telling.ts';
import { promptTexts } from './texts.ts';
import { beyondExcerpts, withoutRepetition } from './told-once.ts';

export interface RememberingNeeds extends ScopeNeeds {
  lanes: ScopeNeeds['lanes'] & Pick<LaneStore, 'keptAmong'>;
  facts: FactStore;
  recall: Recall;
  digests: Digests;
  transcript: TranscriptReader;
  consents: Consents;
  settings: MemorySettings;
  estimateTokens(text: string): number;
  clock: Clock;
  timeZone: string;
  log: Log;
  /** How long the search may take. */
  searchWithinMs?: number | undefined;
}

/** What a character is reminded of before it answers. */
export async function remembered(needs: RememberingNeeds, turn: TurnView): Promise<Section[]> {
  const { settings } = needs;
  if (!settings.enabled || settings.promptTokens === 0) return [];
  const reminder = await notRemembering(needs, turn);
  const scope = await scopeOf(needs, turn.message.place, turn.character);
  if (scope.lanes.length === 0) return reminder;
  const { character, message } = turn;
  const people = await peopleOf(turn, needs.facts);
  const known = await knownOf(needs, people, scope, character.id);
  const profile = profileOf(known, people, settings.facts);
  const said = await saidOfItself(needs, message.author.id, scope, character.id);
  const own = ownProfile(said, message.author.id, settings.ownFacts);
  const told = [...profile.facts, ...own.facts];
  const { found, remarks } = await search(needs, turn, scope, told);
  const memories = await stillTrue(needs.facts, found, people, scope);
  const isConfined = await confinement(needs.consents, message.place.host, told, memories);
  const names = namesIn(turn);
  const sections = tell(memories, {
    ...needs,
    ...{ scope, profile, own, isConfined, names, remarks },
    name: character.displayName,
    askerId: message.author.id,
  });
  return [...reminder, ...sections];
}

/** Of those who come first as much as may be told: what is known of those after them has its place behind that. */
async function knownOf(
  { facts, settings }: Pick<RememberingNeeds, 'facts' | 'settings'>,
  people: readonly string[],
  scope: Scope,
  characterId: string,
): Promise<Fact[]> {
  const known = new Map<string, Fact>();
  for (const id of people) {
    if (known.size >= settings.facts) break;
    const some = await facts.foremost(id, scope, settings.facts, characterId);
    for (const fact of some) known.set(fact.id, fact);
  }
  return [...known.values()];
}

/** What it said to whom it answers is among it, however much it said to others. */
async function saidOfItself(
  { facts, settings }: Pick<RememberingNeeds, 'facts' | 'settings'>,
  askerId: string,
  scope: Scope,
  characterId: string,
): Promise<Fact[]> {
  if (settings.ownFacts === 0) return [];
  const toThem = await facts.ownWords(characterId, scope, settings.ownFacts, askerId);
  const toAnybody = await facts.ownWords(characterId, scope, settings.ownFacts);
  return [...new Map([...toThem, ...toAnybody].map((fact) => [fact.id, fact])).values()];
}

/** Without what somebody here has said otherwise since. */
async function stillTrue(
  facts: FactStore,
  memories: readonly Memory[],
  people: readonly string[],
  scope: Scope,
): Promise<Memory[]> {
  const here = new Set(people);
  const found = memories.flatMap((memory) =>
    memory.kind === 'fact' && memory.fact.about.some(({ id }) => here.has(id)) ? [memory.fact] : [],
  );
  const replaced = await facts.replacedAmong(found, scope);
  return memories.filter((memory) => memory.kind !== 'fact' || !replaced.has(memory.fact.id));
}

const ofRemembering = /\b(?:remember|forget|recall|memor(?:y|ies|i[sz]e)|erinner\w*|merk\w*|vergiss)\b/i;

/** Nobody is promised what is not kept. */
async function notRemembering(
  { lanes }: RememberingNeeds,
  { message, character }: TurnView,
): Promise<Section[]> {
  if (!ofRemembering.test(message.text) || (await learnsIn(lanes, message.place))) return [];
  const { title, because, text } = promptTexts.notRemembering;
  return [{ title, because, text: text(character.displayName), volatility: 'now', priority: 1 }];
}

/** Those whom the turn is about, the one who is answered first. */
async function peopleOf(
  { message, talk, character }: TurnView,
  facts: Pick<FactStore, 'called'>,
): Promise<string[]> {
  const called = await facts.called(possibleNames(message.text));
  const recent = talk.slice(-peopleLookedAt).map(({ authorId }) => authorId);
  const named = [...message.mentions, ...called].map(({ id }) => id);
  return [...new Set([message.author.id, ...named, ...recent.toReversed(), character.id])];
}

/** What those who take part in the talk are called now. */
function namesIn({ message, talk }: TurnView): ReadonlyMap<string, string> {
  return new Map([
    ...talk.map(({ authorId, authorName }) => [authorId, authorName] as const),
    ...[...message.mentions, message.author].map(({ id, name }) => [id, name] as const),
  ]);
}

const peopleLookedAt = 12;

/** Whatever of a text could be the name of somebody or of a place that is not mentioned: its words, and some in a row. */
function possibleNames(text: string): string[] {
  const words =
    fold(text)
      .match(/[\p{L}\p{N}'._-]+/gu)
      ?.slice(0, wordsLookedAt) ?? [];
  const bare = words.map((word) => word.replace(/^['._-]+|(?:'s)?['._-]*$/g, ''));
  const rows = [1, 2, 3, 4, 5].flatMap((length) =>
    bare.map((_, at) => bare.slice(at, at + length).join(' ')),
  );
  return [...new Set(rows)].filter((name) => name.length > 1);
}

const wordsLookedAt = 100;

/** What was found, and what is to be said of how it was looked for. */
interface Search {
  found: Memory[];
  remarks: string[];
}

/** What is known of people is told in any case: a search that fails or takes too long costs what it would have found. */
async function search(
  needs: RememberingNeeds,
  turn: TurnView,
  scope: Scope,
  facts: readonly Fact[],
): Promise<Search> {
  const remarks: string[] = [];
  const { text, wordsOf } = questionIn(turn);
  if (text === '' || needs.settings.lines === 0) return { found: [], remarks };
  using deadline = createDeadline(needs.searchWithinMs ?? usualSearchMs, turn.signal);
  const { signal } = deadline;
  const byWordsAlone = (because: string) => remarks.push(promptTexts.byWordsAlone(because));
  try {
    const looked = look(needs, turn, scope, facts, { text, wordsOf, byWordsAlone, signal });
    return { found: await untilAborted(signal, looked), remarks };
  } catch (error) {
    turn.signal.throwIfAborted();
    if (!signal.aborted) needs.log.warn('What was said before could not be searched.', { error });
    return { found: [], remarks: [signal.aborted ? promptTexts.searchLate : promptTexts.searchFailed] };
  }
}

/** A slice has two seconds for all that it tells; what a search needs that begins with the first question. */
const usualSearchMs = 1_700;

/** What is looked for, and until when. */
type Looking = ReturnType<typeof questionIn> & Pick<RecallQuestion, 'byWordsAlone'> & { signal: AbortSignal };

async function look(
  needs: RememberingNeeds,
  turn: TurnView,
  scope: Scope,
  facts: readonly Fact[],
  { text, wordsOf, byWordsAlone, signal }: Looking,
): Promise<Memory[]> {
  const { consents, clock, timeZone, settings } = needs;
  const { message, talk } = turn;
  const told = await needs.digests.toldIn(turn);
  const known = [
    ...told.passageIds,
    ...talk.map(({ messageId }) => linePassageId(messageId)),
    ...facts.map(({ id }) => factPassageId(id)),
  ];
  const question = {
    text,
    shelves: recallShelves(scope, needs.digests),
    asker: message.author,
    now: clock.now(),
    timeZone,
    limit: candidates,
    except: known,
    mayLeave: leaveOf(consents, wordsOf),
    byWordsAlone,
  };
  const found = worthTelling(await needs.recall.search(question, signal));
  const memories = await chosen(needs, found.slice(0, settings.lines * lookedAtFor));
  const news = memories.flatMap((memory) => beyondExcerpts(memory, told));
  return withoutRepetition(
    news.filter((memory) => isAbout(memory, text)),
    facts,
  ).slice(0, settings.lines);
}

/** Of what was found for a question, what is worth telling. */
export function worthTelling(found: readonly Found[]): Found[] {
  return toThePoint(found, { coverage: leastCoverage, similarity: leastNearness });
}

/** What stands beside the words of a question is found by them as well: it is told when it says something of them itself. */
export function saysOf(
  { similarity = 0, timely = 0 }: Found,
  texts: readonly string[],
  question: string,
): boolean {
  const asked = termsIn(question);
  return (
    similarity >= leastSimilarity ||
    timely >= leastTimely ||
    texts.some((text) => !asked.isDisjointFrom(termsIn(text)))
  );
}

function isAbout(memory: Memory, question: string): boolean {
  return saysOf(memory.found, textsOf(memory), question);
}

function textsOf(memory: Memory): string[] {
  switch (memory.kind) {
    case 'fact':
      return [memory.fact.statement];
    case 'digest':
      return [memory.digest.text];
    case 'line':
      return memory.lines.map(({ text }) => text);
    default:
      return memory satisfies never;
  }
}

const candidates = 40;
/** So many more are looked at than told. */
const lookedAtFor = 2;
const leastCoverage = 0.3;
/** With half of the words that would do alone (they count for a fifth: `toThePoint`) that is a likeness in meaning of 0.55. */
const leastNearness = 0.58;
const leastSimilarity = 0.55;
/** Nothing but a time is asked. */
const leastTimely = 0.9;

async function chosen(
  { facts, lanes, transcript, digests }: RememberingNeeds,
  found: readonly Found[],
): Promise<Memory[]> {
  const inShort = await digestsOf(digests, found);
  const memories = found.map(async (one): Promise<Memory | undefined> => {
    const source = passageSource(one.id);
    const digest = inShort.get(one.id);
    if (digest !== undefined) return { kind: 'digest', found: one, digest };
    if (source === undefined) return undefined;
    if ('fact' in source) {
      const [fact] = await facts.find([source.fact]);
      return fact && { kind: 'fact', found: one, fact };
    }
    const last = await transcript.upTo(source.line, 2);
    const ids = last.map(({ messageId }) => messageId);
    // What is not remembered itself is not told beside what is, and what a forgotten fact was read in not at all.
    const [kept, forgotten] = await Promise.all([lanes.keptAmong(ids), facts.forgottenAmong(ids)]);
    if (forgotten.has(source.line)) return undefined;
    const told = last.filter(({ messageId }) => kept.has(messageId) && !forgotten.has(messageId));
    const lines = withWhatLedToIt(told);
    return lines.length === 0 ? undefined : { kind: 'line', found: one, lines };
  });
  return (await Promise.all(memories)).filter((one) => one !== undefined);
}

/** What was found that sums a talk up, by its passage. */
export async function digestsOf(
  digests: Pick<Digests, 'find'>,
  found: readonly Found[],
): Promise<ReadonlyMap<string, Digest>> {
  const all = await digests.find(found.map(({ id }) => id));
  return new Map(all.map((digest) => [digest.passageId, digest]));
}

/** An answer is understood by what it answers, when that was said just before. */
function withWhatLedToIt(lines: PlacedEntry[]): PlacedEntry[] {
  const [before, line] = lines;
  if (before === undefined || line === undefined) return lines;
  return line.at - before.at <= soonMs && before.authorId !== line.authorId ? lines : [line];
}

const soonMs = 10 * 60_000;

/** Whose of these words must not leave this machine. */
async function confinement(
  consents: Consents,
  host: string,
  facts: readonly Fact[],
  memories: readonly Memory[],
): Promise<(personId: string) => boolean> {
  const speakers = memories.flatMap(peopleIn);
  const tiers = await tiersOf(consents, host, [...facts.flatMap(whoseWordsIn), ...speakers]);
  return (personId) => tiers.get(personId) === 'local-only';
}
