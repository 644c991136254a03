import { resolve } from 'node:path';
import { createDocumentReader } from './adapters/documents/index.ts';
import { createModels } from './adapters/models/index.ts';
import {
  filesOf,
  type OlderFile,
  type OlderKind,
  olderKinds,
  readProfile,
  readTalk,
  type Sorted,
  sorted,
  Unreadable,
} from './adapters/predecessor/index.ts';
import { createRecall, isOutdated, makeDataFolder, type OpenStorage } from './adapters/storage/index.ts';
import { databaseFile, openDatabase } from './app.ts';
import type { LoadedSettings } from './config/index.ts';
import { characterNamed } from './core/cast.ts';
import type { Character } from './core/character.ts';
import type { DocumentReader } from './core/document.ts';
import { UserError } from './core/errors.ts';
import type { Place } from './core/message.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Log } from './core/ports/log.ts';
import type { Recall } from './core/ports/recall.ts';
import { isTimeZone } from './lib/calendar.ts';
import { oneLine } from './lib/one-line.ts';
import { nobodyAsks, openToLook } from './look.ts';
import { bringFile } from './predecessor-files.ts';
import { countOf, type Outcome, type Row, reportOf } from './predecessor-report.ts';
import { buildSlices, migrations, type Slices } from './slices.ts';
import { createSurroundings } from './surroundings.ts';

/** What `acore import-predecessor` was asked for. */
export interface PredecessorRequest {
  folder: string;
  /** Else it is only told what would happen. */
  apply: boolean;
  /** The Discord server to which the channels belong. */
  server?: string | undefined;
  /** The channel in which what is known of people counts as said. */
  channel?: string | undefined;
  /** Who said the bot's lines and knows the facts, where the files do not say. */
  character?: string | undefined;
  /** Where the bot's clock stood. */
  timeZone?: string | undefined;
}

interface ImportNeeds {
  loaded: LoadedSettings;
  log: Log;
  clock: Clock;
  version: string;
}

interface Work extends ImportNeeds {
  request: PredecessorRequest;
  timeZone: string;
  keptSince: number;
  batch: string;
}

/** Brings in what the Python bot kept, or tells what that would bring. The folder itself is never changed. */
export async function importPredecessor(request: PredecessorRequest, needs: ImportNeeds) {
  const { conversation, privacy } = needs.loaded.settings;
  const timeZone = request.timeZone ?? conversation.timeZone;
  checkRequest(request, timeZone);
  const found = filesOf(resolve(request.folder)).map(sorted);
  if (!found.some((one) => 'kind' in one))
    throw new UserError(
      `There is nothing of the Python bot in ${request.folder}. Give its folder, or the folder data in it.`,
    );
  const now = needs.clock.now();
  const work = { ...needs, request, timeZone, keptSince: now - privacy.keep, batch: `older-${now}` };
  await using owned = new AsyncDisposableStack();
  const opened = owned.use(request.apply ? await openToWrite(needs) : await openAsItIs(needs));
  const documentReader = owned.use(createDocumentReader());
  const into = { loaded: needs.loaded, apply: request.apply, documentReader };
  const files = ofKind(found, 'card', 'lorebook', 'document');
  const rows = [
    ...(await Promise.all(files.map(({ kind, file }) => told(file, () => bringFile(kind, file, into))))),
    ...leftRows(found),
  ];
  const slices = await slicesOn(opened, { ...needs, documentReader }, request.apply, owned);
  const names = namesIn(found);
  for (const { kind, file } of ofKind(found, 'talk', 'profile'))
    rows.push(
      await told(file, () =>
        kind === 'talk' ? bringTalk(file, work, slices) : bringProfile(file, work, slices, names),
      ),
    );
  return reportOf(rows, request);
}

function checkRequest({ server, channel, character }: PredecessorRequest, timeZone: string): void {
  for (const [option, id] of [
    ['--server', server],
    ['--channel', channel],
  ] as const)
    if (id !== undefined && !/^\d{1,20}$/.test(id))
      throw new UserError(`${option} takes an id: a long number. Copy it in Discord with "Copy ID".`);
  if (channel !== undefined && server === undefined)
    throw new UserError('With --channel say --server too: the server in which that channel is.');
  if (character?.trim() === '') throw new UserError('--character takes the name of a character.');
  if (!isTimeZone(timeZone)) throw new UserError(`There is no time zone ${timeZone}; one is Europe/Berlin.`);
}

/** The database for itself: nothing of a running Acore may be changed behind its back. */
async function openToWrite({ loaded, log, clock }: ImportNeeds): Promise<OpenStorage> {
  makeDataFolder(loaded.dataFolder);
  return await openDatabase(loaded, log, clock);
}

/** Beside a running Acore, and without changing anything. */
async function openAsItIs(needs: ImportNeeds): Promise<OpenStorage> {
  if (isOutdated({ file: databaseFile(needs.loaded), migrations }))
    throw new UserError('The database is of an older Acore. Start this one once; then look again.');
  return await openToLook(needs);
}

async function slicesOn(
  opened: OpenStorage,
  needs: ImportNeeds & { documentReader: DocumentReader },
  apply: boolean,
  owned: AsyncDisposableStack,
): Promise<Slices> {
  const { loaded, log, clock } = needs;
  const model = owned.use(createModels({ settings: loaded.settings.model, log, clock }));
  const file = databaseFile(loaded);
  // Vectors are made by the next start.
  const recall: Recall = apply
    ? owned.use(
        createRecall({
          ...needs,
          file,
          database: opened.database(),
          storage: opened.storage,
          embedder: undefined,
        }),
      )
    : nobodyAsks;
  return buildSlices({
    ...needs,
    storage: opened.storage,
    database: () => opened.database(),
    recall,
    around: createSurroundings(new Map()),
    status: { model, parts: () => [], load: () => ({ lanes: 0, waiting: 0 }) },
  });
}

interface OfKind<Kind extends OlderKind> {
  file: OlderFile;
  kind: Kind;
}

function ofKind<Kind extends OlderKind>(found: readonly Sorted[], ...kinds: Kind[]): OfKind<Kind>[] {
  const isOne = (one: Sorted): one is OfKind<Kind> =>
    'kind' in one && (kinds as readonly OlderKind[]).includes(one.kind);
  return found.filter(isOne).toSorted((a, b) => olderKinds.indexOf(a.kind) - olderKinds.indexOf(b.kind));
}

/** What stays where it is; folders of which nothing is looked at are told in one line. */
function leftRows(found: readonly Sorted[]): Row[] {
  const left = found.filter((one) => 'left' in one);
  const groups = Map.groupBy(left, ({ file, of }) => (of === undefined ? file.path : `${of}/`));
  return [...groups].map(([path, [first, ...others]]) => ({
    file: oneLine(path, 200),
    state: 'left',
    says: `${others.length === 0 ? '' : `${countOf(others.length + 1, 'file')}: `}${first?.left ?? ''}`,
  }));
}

/** What people are called, by the profiles of all. */
function namesIn(found: readonly Sorted[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { file } of ofKind(found, 'profile'))
    try {
      const { person } = readProfile(file);
      names.set(person.id, person.name);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  return names;
}

async function told(file: OlderFile, bring: () => Outcome | Promise<Outcome>): Promise<Row> {
  const path = oneLine(file.path, 200);
  try {
    return { file: path, ...(await bring()) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { file: path, state: 'broken', says: error.message };
  }
}

async function bringTalk(file: OlderFile, work: Work, slices: Slices): Promise<Outcome> {
  const { request, clock, timeZone, keptSince } = work;
  const talk = readTalk(file, timeZone);
  const until = Math.min(talk.until, clock.now());
  if (until < keptSince) return { state: 'left', says: tooOld };
  const place: Place = { host: 'discord', guildId: request.server, channelId: talk.channelId, kind: 'text' };
  const character = await characterFor(slices, place, request.character);
  const { apply } = request;
  const came = await slices.olderTalks.bringOlder(
    { place, messages: talk.messages, until, character },
    { apply },
  );
  return {
    state: came.taken > 0 ? 'in' : came.known > 0 ? 'known' : 'left',
    says: [
      `${countOf(came.taken, 'line')} of channel ${talk.channelId}`,
      came.known > 0 && `${came.known} are here already`,
      came.offTheRecord > 0 && `${came.offTheRecord} of people who are off the record stay out`,
      came.outdated > 0 && `${came.outdated} are older than what is kept`,
      came.findable > 0 && `${came.findable} can be recalled from now on`,
    ]
      .filter((part) => part !== false)
      .join(', '),
    details: came.refused.map(({ line, reason }) => `line ${line}: ${reason}`),
    counts: { lines: came.taken },
  };
}

async function bringProfile(
  file: OlderFile,
  work: Work,
  slices: Slices,
  names: ReadonlyMap<string, string>,
): Promise<Outcome> {
  const { request, keptSince, batch } = work;
  const { person, persona, notes, left } = readProfile(file);
  const place = placeOfFacts(request, person.id);
  const character = await characterFor(slices, place, request.character, persona);
  const facts = notes.map(({ other, ...note }) => ({
    ...note,
    ...(other && { other: { id: other.id, name: names.get(other.id) ?? other.name } }),
  }));
  const options = { apply: request.apply, keptSince, batch };
  const came = await slices.olderMemories.bringFacts(
    { person, facts, place, characterId: character.id },
    options,
  );
  return {
    state: came.taken.length > 0 ? 'in' : came.known > 0 ? 'known' : 'left',
    says: [
      `${countOf(came.taken.length, 'fact')} about ${person.name}, for ${character.displayName}`,
      came.known > 0 && `${came.known} are known already or were taken out`,
    ]
      .filter((part) => part !== false)
      .join(', '),
    details: [...came.refused, ...left].map(({ where, reason }) => `${where}: ${reason}`),
    brings: came.taken,
    counts: { facts: came.taken.length },
  };
}

const tooOld = 'it is older than what is kept (the setting privacy.keep)';

/** A channel that everybody may look up, or a direct talk that nobody can be in: then nobody else is told. */
function placeOfFacts({ server, channel }: PredecessorRequest, personId: string): Place {
  return channel === undefined
    ? { host: 'discord', channelId: `older-${personId}`, kind: 'direct' }
    : { host: 'discord', guildId: server, channelId: channel, kind: 'text' };
}

/** Who somebody named, else whom the file means, else who leads there. */
async function characterFor(
  { cast }: Slices,
  place: Place,
  typed: string | undefined,
  persona?: string,
): Promise<Character> {
  const known = cast.knownIn(place);
  if (typed !== undefined) {
    const named = characterNamed(known, typed);
    if (named === undefined) throw new UserError(`There is no character called ${typed}.`);
    return named;
  }
  const meant = [persona, persona?.replace(/[_\s]+/g, '-'), persona?.replace(/_+/g, ' ')].flatMap((name) =>
    name === undefined ? [] : (characterNamed(known, name) ?? []),
  );
  const lead = meant[0] ?? (await cast.presentIn(place))[0] ?? known[0];
  if (lead === undefined)
    throw new UserError('There is no character that could know of all this. Bring a card in first.');
  return lead;
}
