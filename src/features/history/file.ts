import { z } from 'zod';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';

/** A line as a file has it, whichever kind of file it was. */
export interface FiledLine {
  /** As it was called where it comes from. */
  id?: string | undefined;
  /** What it is called here, whatever else its file holds the next time. */
  lastingId?: string | undefined;
  author: { id: string; name: string; kind: TranscriptEntry['kind'] };
  /** Set for a line by a character; `undefined` there means whoever the importer names. */
  characterId?: string | undefined;
  text: string;
  /** In milliseconds since 1970; files of the predecessor do not say it. */
  at?: number | undefined;
  /** Whether `at` is when it was said; left out: if there is one. */
  isDated?: boolean | undefined;
  /** It had come in from a file itself where this one was written. */
  imported?: boolean | undefined;
  /** The message that it came in from a file for, where this one was written. */
  origin?: string | undefined;
  /** Where it was said, as the file says. */
  saidIn?: { host: string; channelId: string } | undefined;
  replyTo?: string | undefined;
  editedAt?: number | undefined;
}

/** Why a file is not taken in: the reason as a person may read it. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused' as const;
}

/** Stands for everybody of whom a file does not say who they are. */
export const unknownAuthor = 'unknown';
export const mostLines = 20_000;
const longestText = 16_000;
const kinds = ['person', 'proxied', 'bot', 'webhook', 'character'] as const;

const id = z.string().min(1).max(100);
const anyId = z.union([id, z.number().int()]).transform(String);
const moment = z.iso
  .datetime()
  .transform((text) => Date.parse(text))
  .pipe(z.number().min(0, 'nothing was said before 1970'));
const text = z.string().max(longestText);

/** What `/history export` gives. */
const ownFile = z.object({
  acore: z.literal('history'),
  version: z.literal(1),
  place: z.object({ host: id, channelId: id }).optional().catch(undefined),
  lines: z
    .array(
      z.object({
        id: id.optional(),
        author: z.object({ id, name: z.string().min(1).max(200), kind: z.enum(kinds) }),
        characterId: id.optional(),
        text,
        at: moment,
        replyTo: id.optional(),
        editedAt: moment.optional(),
        imported: z.boolean().optional(),
        origin: id.optional(),
      }),
    )
    .max(mostLines),
});

/** A channel's talk as the predecessor kept it: no times, ids as numbers. */
const olderLine = z.object({
  role: z.enum(['user', 'assistant']),
  content: text,
  username: z.string().min(1).max(200).nullish(),
  user_id: anyId.nullish(),
});
const olderLines = z.array(olderLine).max(mostLines);

/** The same, put away. */
const olderArchive = z.object({ channel_id: anyId, messages: olderLines });

/** Writes lines as `/history import` reads them. */
export function writeHistory(
  place: { host: string; guildId?: string | undefined; channelId: string; name?: string | undefined },
  lines: readonly TranscriptEntry[],
  isImported: (messageId: string) => boolean,
  now: number,
): string {
  const { host, guildId, channelId, name } = place;
  const body = {
    acore: 'history',
    version: 1,
    exportedAt: written(now),
    place: { host, guildId, channelId, name },
    lines: lines.map((line) => ({
      id: line.messageId,
      author: { id: line.authorId, name: line.authorName, kind: line.kind },
      characterId: line.characterId,
      text: line.text,
      at: written(line.at),
      replyTo: line.replyTo,
      editedAt: line.editedAt === undefined ? undefined : written(line.editedAt),
      attachments: line.attachments.length === 0 ? undefined : line.attachments.map((one) => one.name),
      imported: isImported(line.messageId) || undefined,
      origin: line.brought?.origin,
    })),
  };
  return `${JSON.stringify(body, undefined, 1)}\n`;
}

function written(at: number): string {
  return new Date(at).toISOString();
}

/** Reads a file's lines, oldest first. Throws FileRefused. */
export function readHistory(value: unknown): FiledLine[] {
  refuseSystem(value);
  const own = ownFile.safeParse(value);
  if (own.success) return own.data.lines.map((line) => ({ ...line, saidIn: own.data.place }));
  const archive = olderArchive.safeParse(value);
  if (archive.success) return archive.data.messages.map(fromOlder);
  const older = olderLines.safeParse(value);
  if (older.success) return older.data.map(fromOlder);
  throw new FileRefused(whyNot(value, [own.error, older.error]));
}

/** Why a line of a file is left out; lines are counted from 1. */
export interface RefusedLine {
  line: number;
  reason: string;
}

/** Reads the predecessor's lines one by one: what is wrong with one of them costs that one alone. */
export function readOlderLines(values: readonly unknown[]): { lines: FiledLine[]; refused: RefusedLine[] } {
  const lines: FiledLine[] = [];
  const refused: RefusedLine[] = [];
  for (const [index, value] of values.entries()) {
    const read = index < mostLines ? olderLine.safeParse(value) : undefined;
    if (read?.success === true) lines.push(fromOlder(read.data));
    else refused.push({ line: index + 1, reason: whyNotLine(value, read?.error) });
  }
  return { lines, refused };
}

function whyNotLine(value: unknown, problem: z.ZodError | undefined): string {
  if (isOrder(value)) return 'it speaks as the system';
  if (problem === undefined) return `only ${mostLines.toLocaleString('en')} lines of a file are taken in`;
  return firstProblem(problem);
}

function fromOlder({ role, content, username, user_id }: z.infer<typeof olderLines>[number]): FiledLine {
  if (role === 'assistant')
    return { author: { id: 'character', name: 'character', kind: 'character' }, text: content };
  return {
    author: { id: user_id ?? unknownAuthor, name: username ?? 'Somebody', kind: 'person' },
    text: content,
  };
}

/** A talk holds what people and characters said; orders to a model do not belong there. */
function refuseSystem(value: unknown): void {
  const found = linesOf(value).findIndex(isOrder);
  if (found >= 0)
    throw new FileRefused(
      `line ${found + 1} speaks as the system. What people and characters said is taken in, orders to a model are not; take such lines out first`,
    );
}

function isOrder(line: unknown): boolean {
  const { role, kind, author } = Object(line);
  return [role, kind, Object(author).kind, Object(author).role].some(
    (one) => typeof one === 'string' && /^(?:system|developer|tool|function)$/i.test(one),
  );
}

function linesOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const { lines, messages } = Object(value);
  return Array.isArray(lines) ? lines : Array.isArray(messages) ? messages : [];
}

function whyNot(value: unknown, [own, older]: readonly (z.ZodError | undefined)[]): string {
  const found = linesOf(value);
  if (found.length > mostLines)
    return `it has ${found.length.toLocaleString('en')} lines, and ${mostLines.toLocaleString('en')} are taken in at most; split it`;
  if (Object(value).acore === 'history' && own !== undefined) return firstProblem(own);
  const looksOlder = Array.isArray(value) && found.some((line) => 'role' in Object(line));
  if (looksOlder && older !== undefined) return firstProblem(older);
  return 'it is neither a file of /history export nor a chat_history file of the Python bot. Other formats are not taken in';
}

function firstProblem({ issues }: z.ZodError): string {
  const [issue] = issues;
  const where = issue?.path.join('.') ?? '';
  return `${where === '' ? 'it' : where} is not as it should be: ${issue?.message ?? 'unknown'}`;
}
