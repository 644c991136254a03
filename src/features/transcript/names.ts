import type { Person } from '../../core/keeping.ts';
import { homeOf, isImported, type Place } from '../../core/message.ts';
import type { CalledPerson, PlacedEntry, TranscriptEntry } from '../../core/ports/transcript.ts';
import { fold } from '../../lib/fold.ts';
import { type Database, inside, type Transaction } from '../../lib/sql.ts';
import { firstWord, firstWords } from './name-words.ts';
import { addNames } from './statements.ts';
import type { TranscriptTables } from './tables.ts';

/** More names than these in one stretch of talk tell nobody apart. */
const mostNames = 500;
/** The database takes no more than some thousands of values at once. */
const mostWords = 20_000;

/** Keeps under which names people speak here, and whom they mention. */
export async function noteNames(
  transaction: Transaction,
  entries: readonly TranscriptEntry[],
): Promise<void> {
  await addNames(inside(transaction), entries.flatMap(nameIn));
  const mentions = entries.flatMap(({ messageId, place, text, mentions = [] }) =>
    mentionRows(messageId, place.host, text, mentions),
  );
  if (mentions.length > 0) await addMentions(transaction, mentions);
}

function nameIn({ messageId, place, authorId, authorName, kind, at }: TranscriptEntry) {
  const isPerson = kind === 'person' || kind === 'proxied';
  if (!isPerson || isImported(messageId)) return [];
  const home = homeOf(place);
  return [{ host: place.host, home, person_id: authorId, name: authorName, word: firstWord(authorName), at }];
}

type MentionRow = TranscriptTables['transcript_mentions'];

/** Whoever is answered is listed among the mentioned as well; only who is named is meant. */
function mentionRows(
  message_id: string,
  host: string,
  text: string,
  mentions: NonNullable<TranscriptEntry['mentions']>,
): MentionRow[] {
  return mentions
    .filter(({ name }) => text.includes(`@${name}`))
    .map(({ id, name }) => ({ host, person_id: id, message_id, name }));
}

async function addMentions(transaction: Transaction, rows: readonly MentionRow[]): Promise<void> {
  await inside<TranscriptTables>(transaction)
    .insertInto('transcript_mentions')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['message_id', 'person_id']).doNothing())
    .execute();
}

/** An edit says anew whom a line mentions. */
export async function reviseMentions(
  transaction: Transaction,
  messageId: string,
  text: string,
  mentions: NonNullable<TranscriptEntry['mentions']>,
): Promise<void> {
  await forgetMentions(transaction, [messageId]);
  const line = await inside<TranscriptTables>(transaction)
    .selectFrom('transcript')
    .select('host')
    .where('message_id', '=', messageId)
    .executeTakeFirst();
  const rows = line === undefined ? [] : mentionRows(messageId, line.host, text, mentions);
  if (rows.length > 0) await addMentions(transaction, rows);
}

export async function forgetMentions(transaction: Transaction, messageIds: readonly string[]): Promise<void> {
  await inside<TranscriptTables>(transaction)
    .deleteFrom('transcript_mentions')
    .where('message_id', 'in', [...messageIds])
    .execute();
}

/** The lines with whom they mention. */
export async function withMentions(
  db: Database<TranscriptTables>,
  lines: readonly PlacedEntry[],
): Promise<PlacedEntry[]> {
  const ids = lines.filter(({ text }) => text.includes('@')).map(({ messageId }) => messageId);
  if (ids.length === 0) return [...lines];
  const rows = await db
    .selectFrom('transcript_mentions')
    .select(['message_id', 'person_id as id', 'name'])
    .where('message_id', 'in', ids)
    .execute();
  const mentioned = Map.groupBy(rows, ({ message_id }) => message_id);
  return lines.map((line) => {
    const mentions = mentioned.get(line.messageId)?.map(({ id, name }) => ({ id, name }));
    return mentions === undefined ? line : { ...line, mentions };
  });
}

/** Everybody who ever spoke in this home under a name that may stand in a text, with all their names, the newest first. */
export async function calledIn(
  db: Database<TranscriptTables>,
  place: Place,
  text: string,
): Promise<CalledPerson[]> {
  const home = homeOf(place);
  const called = db
    .selectFrom('transcript_names')
    .select('person_id')
    .where('home', '=', home)
    .where('word', 'in', firstWords(text).slice(0, mostWords));
  const rows = await db
    .selectFrom('transcript_names')
    .select(['person_id', 'name'])
    .where('home', '=', home)
    .where('person_id', 'in', called)
    .orderBy('at', 'desc')
    .limit(mostNames)
    .execute();
  const said = fold(text);
  return [...Map.groupBy(rows, ({ person_id }) => person_id)].flatMap(([id, some]) => {
    const all = some.map((one) => one.name);
    const [name = '', ...formerNames] = all;
    return all.some((one) => said.includes(fold(one))) ? { id, name, formerNames } : [];
  });
}

type Tables = Database<TranscriptTables>;

/** The names under which somebody spoke. */
export function namesOf(db: Tables, { host, id }: Person) {
  return db
    .selectFrom('transcript_names')
    .select(['home', 'name', 'at'])
    .where('host', '=', host)
    .where('person_id', '=', id)
    .execute();
}

/** Where somebody is mentioned. */
export function mentionsOf(db: Tables, { host, id }: Person) {
  return db
    .selectFrom('transcript_mentions')
    .select(['message_id', 'name'])
    .where('host', '=', host)
    .where('person_id', '=', id)
    .execute();
}

/** Takes both out; says how many there were. */
export async function takeNames(tables: Tables, { host, id }: Person) {
  const [names, mentions] = [
    await tables
      .deleteFrom('transcript_names')
      .where('host', '=', host)
      .where('person_id', '=', id)
      .execute(),
    await tables
      .deleteFrom('transcript_mentions')
      .where('host', '=', host)
      .where('person_id', '=', id)
      .execute(),
  ].map(([result]) => Number(result?.numDeletedRows ?? 0));
  return { names: names ?? 0, mentions: mentions ?? 0 };
}

/** A name under which nobody spoke since then is let go. */
export async function expireNames(tables: Tables, before: number, person?: Person): Promise<void> {
  let old = tables.deleteFrom('transcript_names').where('at', '<', before);
  if (person !== undefined) old = old.where('host', '=', person.host).where('person_id', '=', person.id);
  await old.execute();
}
