import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { createEmbedder } from './adapters/embeddings/index.ts';
import type { LoadedSettings } from './config/index.ts';
import { UserError } from './core/errors.ts';
import type { Clock } from './core/ports/clock.ts';
import type { Log } from './core/ports/log.ts';
import {
  casesText,
  meantInTrial,
  type OwnScan,
  ownScanText,
  readBook,
  readChat,
  runCases,
  runOwnScan,
} from './features/lorebook/index.ts';
import { modelsFolder } from './folders.ts';
import { createTryout } from './tryout.ts';

/** What `acore lore scan` was asked for. */
export interface LoreScanRequest {
  cases?: string | undefined;
  book?: readonly string[] | undefined;
  chat?: string | undefined;
  settings?: string | undefined;
  seed?: number | undefined;
  profile?: 'st-compat' | 'strict' | undefined;
}

interface Told {
  text: string;
  json: unknown;
}

const mostBytes = 128 * 1024 * 1024;

/** What it takes to look for entries by their meaning: only asked where a book has some that may be found so. */
export interface LoreScanNeeds {
  load(): Promise<LoadedSettings>;
  logFor(loaded: LoadedSettings): Log;
  clock: Clock;
}

/** Scans the talks of a file of cases, or one's own. Throws a UserError that says what is wrong with a file. */
export async function scanLore(request: LoreScanRequest, needs: LoreScanNeeds): Promise<Told> {
  if (request.cases !== undefined) return scanCases(request.cases, request.profile ?? 'st-compat');
  const { book: books = [], chat } = request;
  if (books.length === 0 || chat === undefined) {
    throw new UserError('Give --cases FILE, or --book FILE and --chat FILE.');
  }
  const scanned = { books: ownBooks(books), messages: ownChat(chat) };
  const result = runOwnScan({
    ...scanned,
    meaning: await meaningOf(scanned, needs),
    settings: request.settings === undefined ? {} : jsonIn(request.settings),
    seed: request.seed ?? 0,
    profile: request.profile,
  });
  return { json: result, text: ownScanText(result) };
}

/** By the settings and the embedder of this installation. */
async function meaningOf(
  { books, messages }: Pick<OwnScan, 'books' | 'messages'>,
  { load, logFor, clock }: LoreScanNeeds,
): Promise<OwnScan['meaning']> {
  if (!books.some(({ entries }) => entries.some(({ vectorized }) => vectorized))) return undefined;
  const loaded = await load();
  const { embeddings: settings, model: servers, lore, conversation } = loaded.settings;
  const log = logFor(loaded);
  const models = modelsFolder(loaded);
  await using embeddings = createEmbedder({ settings, servers, models, log, clock });
  await using tryout = createTryout({ embedder: embeddings.embedder, log, clock });
  const names = messages.filter(({ byCharacter }) => byCharacter).map(({ name }) => name);
  const { timeZone } = conversation;
  return await meantInTrial(books, { messages, names }, { tryout, meaning: lore.meaning, timeZone, clock });
}

function scanCases(path: string, profile: OwnScan['profile'] & string): Told {
  const file = jsonIn(path);
  const isCaseFile =
    typeof file === 'object' && file !== null && 'cases' in file && Array.isArray(file.cases);
  if (!isCaseFile)
    throw new UserError(`${basename(path)} is no file of cases: it has no list named "cases".`);
  const cases = runCases(file, { profile });
  return { json: { cases }, text: casesText(cases) };
}

/** Each book goes by the name of its file; two of one name are told apart by a number. */
function ownBooks(paths: readonly string[]): OwnScan['books'] {
  const taken = new Map<string, number>();
  return paths.map((path) => {
    const name = basename(path, extname(path));
    const count = (taken.get(name) ?? 0) + 1;
    taken.set(name, count);
    const read = readBook(jsonIn(path), { id: count === 1 ? name : `${name}-${count}`, name });
    if (read === undefined) throw new UserError(`${basename(path)} is no lorebook that Acore knows.`);
    return read.book;
  });
}

function ownChat(path: string): OwnScan['messages'] {
  const messages = readChat(textIn(path));
  if (messages !== undefined) return messages;
  throw new UserError(
    `${basename(path)} is no chat: it should be a JSON list of messages, or a .jsonl file.`,
  );
}

function jsonIn(path: string): unknown {
  const text = textIn(path);
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError(`${basename(path)} is not readable as JSON.`);
  }
}

function textIn(path: string): string {
  try {
    if (statSync(path).size > mostBytes) throw new UserError(`${basename(path)} is larger than 128 MB.`);
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`There is no file ${path} that can be read.`, { cause: error });
  }
}
