import { homeOf, type Place } from '../../../core/message.ts';
import { playground } from '../../../core/playground.ts';
import { createBreath } from '../../../lib/breath.ts';
import { fold } from '../../../lib/fold.ts';
import { type Fact, isOpenAt } from '../fact.ts';
import { factFilesOf, fileName, writtenFile } from '../fact-file.ts';
import { factShelf, passageSource } from '../passages.ts';
import { worthTelling } from '../remembering.ts';
import { type Timeline, timelineOf } from './days.ts';
import type { PageDesk } from './desk.ts';
import type { FactMark, FactQuery } from './fact-browser.ts';
import type { Narrowing } from './narrowing.ts';
import {
  type ChangeView,
  changeView,
  characterName,
  type FactView,
  factViews,
  placeView,
  subjectView,
} from './views.ts';

const pageSize = 40;
const mostFound = 100;
const mostPeople = 80;
const mostSources = 20;
const quartersAtOnce = 400;
const linesAtOnce = 200;
const factsAtOnce = 500;
const biteMs = 4;

/** How much is remembered, of what, by whom, and where. */
export async function overview({ browser, cast, settings }: PageDesk) {
  const [facts, over, lines, kinds, characters, lanes, shares] = await Promise.all([
    browser.count({}),
    browser.count({ state: 'over' }),
    browser.lines(),
    browser.shares('kind'),
    browser.shares('character_id'),
    browser.lanes(),
    browser.shares('lane'),
  ]);
  const factsIn = new Map(shares.map(({ id, facts: count }) => [id, count]));
  return {
    enabled: settings.enabled,
    counts: { facts, over, lines },
    kinds,
    characters: characters.map((one) => ({ ...one, name: characterName(one.id, cast) })),
    places: lanes.map((lane) => ({ ...placeView(lane), facts: factsIn.get(lane.lane) ?? 0 })),
  };
}

/** A page of facts, the newest first; or what fits some words, the best first. */
export async function factsFor(
  desk: PageDesk,
  { words, ...query }: FactQuery,
  after: FactMark | undefined,
): Promise<{ facts: FactView[]; total: number; next?: string | undefined }> {
  const { browser, cast } = desk;
  if (words !== undefined && words.trim() !== '') {
    const facts = await search(desk, query, words.trim());
    return { facts: factViews(facts, cast), total: facts.length };
  }
  const [some, total] = await Promise.all([browser.facts(query, pageSize + 1, after), browser.count(query)]);
  const shown = some.slice(0, pageSize);
  const last = shown.at(-1);
  return {
    facts: factViews(shown, cast),
    total,
    ...(some.length > pageSize && last !== undefined && { next: writtenMark(last) }),
  };
}

function writtenMark({ saidAt, id }: FactMark): string {
  return `${saidAt}.${id}`;
}

/** Where a page of facts ended, as the page hands it back. */
export function markIn(written: string): FactMark | undefined {
  const [, saidAt, id] = /^(-?\d+)\.([\w-]+)$/.exec(written) ?? [];
  return saidAt === undefined || id === undefined ? undefined : { saidAt: Number(saidAt), id };
}

/** What means the same comes first, then what has the very letters in it: half a word is enough. */
async function search(desk: PageDesk, query: FactQuery, words: string): Promise<Fact[]> {
  const { browser, recall, clock, timeZone } = desk;
  const shelves = (await browser.lanes())
    .filter(({ lane }) => query.lane === undefined || query.lane === lane)
    .flatMap(({ lane, listeners }) => listeners.map((characterId) => ({ characterId, lane })))
    .filter(({ characterId }) => query.character === undefined || query.character === characterId)
    .map(({ characterId, lane }) => factShelf(characterId, lane));
  const found = await recall.search({
    text: words,
    shelves,
    now: clock.now(),
    timeZone,
    limit: mostFound,
    // It is asked with every letter: no service elsewhere is to read along.
    mayLeave: async () => false,
  });
  const ids = worthTelling(found).flatMap((passage) => {
    const source = passageSource(passage.id);
    const id = source !== undefined && 'fact' in source ? source.fact : undefined;
    return id !== undefined && (query.ids?.includes(id) ?? true) ? id : [];
  });
  const meant = ids.length === 0 ? [] : await browser.facts({ ...query, ids }, mostFound);
  const rank = new Map(ids.map((id, index) => [id, index]));
  meant.sort((one, other) => (rank.get(one.id) ?? 0) - (rank.get(other.id) ?? 0));
  const spelled = await browser.facts({ ...query, words: fold(words) }, mostFound);
  return [...new Map([...meant, ...spelled].map((fact) => [fact.id, fact])).values()].slice(0, mostFound);
}

/** The facts as they were at a moment, in pages: of the ledger so many lines at once are looked through for them. */
export async function knownAt(
  { ledger, cast }: PageDesk,
  at: number,
  { words = '', kind, state, ids, ...query }: FactQuery,
  below: number | undefined,
): Promise<{ facts: FactView[]; next?: number | undefined }> {
  const wanted = fold(words.trim());
  const fits = ({ fact }: { fact: Fact }) =>
    (kind === undefined || fact.kind === kind) &&
    (state === undefined || isOpenAt(fact, at) === (state === 'open')) &&
    (ids === undefined || ids.includes(fact.id)) &&
    fold(fact.statement).includes(wanted);
  const some: { fact: Fact; position: number }[] = [];
  const breath = createBreath(biteMs);
  for (let mark = below, isMore = true; isMore && some.length <= pageSize; await breath()) {
    const known = await ledger.knownAt(at, query, linesAtOnce, mark);
    some.push(...known.filter(fits));
    mark = known.at(-1)?.position;
    isMore = known.length === linesAtOnce;
  }
  const shown = some.slice(0, pageSize);
  return {
    facts: factViews(
      shown.map(({ fact }) => fact),
      cast,
    ),
    ...(some.length > pageSize && { next: shown.at(-1)?.position }),
  };
}

/** All facts that fit, as files of facts that `/memory import` takes. */
export async function exportFor(desk: PageDesk, query: FactQuery) {
  const parts = factFilesOf(await fitting(desk, query));
  return {
    facts: parts.reduce((sum, part) => sum + part.facts.length, 0),
    files: parts.map((part, at) => ({ name: fileName(at, parts.length), text: writtenFile(part) })),
  };
}

async function fitting(desk: PageDesk, { words, ...query }: FactQuery): Promise<Fact[]> {
  if (words !== undefined && words.trim() !== '') return await search(desk, query, words.trim());
  const breath = createBreath(biteMs);
  const facts: Fact[] = [];
  for (let some: Fact[] = [], first = true; first || some.length === factsAtOnce; await breath()) {
    some = await desk.browser.facts(query, factsAtOnce, facts.at(-1));
    facts.push(...some);
    first = false;
  }
  return facts;
}

/** A page of the ledger. */
export async function changesFor(
  { ledger, cast }: PageDesk,
  query: Narrowing,
  below: number | undefined,
): Promise<{ changes: ChangeView[]; next?: number | undefined }> {
  const some = await ledger.changes(query, pageSize + 1, below);
  const shown = some.slice(0, pageSize);
  const undone = await ledger.undoneAmong([...new Set(shown.map(({ batch }) => batch))]);
  return {
    changes: shown.map((change) => changeView(change, undone, cast)),
    ...(some.length > pageSize && { next: shown.at(-1)?.position }),
  };
}

/** Days on which something was said or changed. */
export async function daysFor(
  { browser, ledger, timeZone }: PageDesk,
  query: Narrowing,
  before: number,
): Promise<Timeline> {
  const [facts, changes] = await Promise.all([
    browser.quarters(query, before, quartersAtOnce),
    ledger.quarters(query, before, quartersAtOnce),
  ]);
  return timelineOf(facts, changes, { timeZone, asked: quartersAtOnce });
}

/** Who there is in the memory, and who belongs together. */
export async function peopleFor({ people, cast }: PageDesk) {
  const known = await people(mostPeople);
  return {
    ...known,
    people: known.people.map(({ id, name, facts }) => ({ ...subjectView({ id, name }, cast), facts })),
  };
}

/** The lines that a fact rests on, as far as they are kept; undefined where there is no such fact. */
export async function sourcesFor({ facts, transcript, linkTo }: PageDesk, id: string) {
  const [fact] = await facts.find([id]);
  if (fact === undefined) return undefined;
  const said = [...fact.sources.map((source) => [source, false] as const), ...endings(fact)];
  const lines = said.slice(0, mostSources).map(async ([messageId, ends]) => {
    const [line] = await transcript.upTo(messageId, 1);
    if (line === undefined) return { messageId, ends, kept: false as const };
    const { authorName, text, at, place } = line;
    const { host, channelId } = place;
    const link = linkTo(place, messageId);
    return { messageId, ends, kept: true as const, authorName, text, at, host, channelId, link };
  });
  return { lines: await Promise.all(lines), more: Math.max(0, said.length - mostSources) };
}

function endings({ endedBy = [] }: Fact) {
  return endedBy.map((messageId) => [messageId, true] as const);
}

/** What holds in each server and direct talk: whether is learned, shared and told. */
export async function homesFor({ browser, lanes, cast }: PageDesk) {
  const all = await browser.lanes();
  const homes = new Set([homeOf(playground), ...(await browser.homes()), ...all.map(({ home }) => home)]);
  const facts = new Map((await browser.shares('lane')).map((share) => [share.id, share.facts]));
  const views = [...homes].map(async (home) => {
    const own = all.filter((lane) => lane.home === home);
    const [host = '', kind = 'all'] = home.split(':');
    const { learnsSince, shared, noted } = await lanes.rules(home);
    return {
      home,
      host,
      kind,
      places: own.flatMap(({ place }) => namedPlace(place)),
      characters: [...new Set(own.flatMap(({ listeners }) => listeners))].map((id) =>
        characterName(id, cast),
      ),
      facts: own.reduce((sum, { lane }) => sum + (facts.get(lane) ?? 0), 0),
      learnsSince,
      learning: learnsSince !== undefined,
      share: shared,
      noted,
    };
  });
  return { homes: await Promise.all(views) };
}

function namedPlace({ kind, name }: Place): string | [] {
  return kind === 'direct' || name === undefined ? [] : name;
}
