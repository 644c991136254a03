import { z } from 'zod';
import { naiveMoment } from '../../lib/naive-time.ts';
import { oneLine } from '../../lib/one-line.ts';
import type { OlderFile } from './folder.ts';
import { jsonOf, Unreadable } from './reading.ts';

/** What the predecessor wrote down about somebody, one thing at a time. */
export interface OlderNote {
  kind: 'trait' | 'interest' | 'preference' | 'fact' | 'quote' | 'relation';
  words: string;
  topic?: string | undefined;
  other?: { id: string; name: string } | undefined;
  at: number;
  /** Where it stands in the file: `facts[3]`. */
  where: string;
}

/** A person's profile. */
export interface OlderProfileFile {
  person: { id: string; name: string };
  /** Which of the bot's characters knew it; undefined in the oldest layout, and for all of them. */
  persona: string | undefined;
  notes: OlderNote[];
  /** What in it cannot be read, or has no place here. */
  left: { where: string; reason: string }[];
}

const id = z
  .union([z.string(), z.int()])
  .transform(String)
  .pipe(z.string().regex(/^\d{1,20}$/));
const words = z
  .union([z.string(), z.number(), z.boolean()])
  .transform((value) => oneLine(String(value), 400))
  .pipe(z.string().min(1));
const list = z.array(z.unknown()).optional().catch(undefined);
const map = z.record(z.string(), z.unknown()).optional().catch(undefined);
const time = z.string().optional().catch(undefined);

const profile = z.object({
  user_id: id,
  username: z.string().optional().catch(undefined),
  created_at: time,
  last_updated: time,
  traits: list,
  interests: list,
  preferences: map,
  facts: list,
  memorable_quotes: list,
  relationships: map,
  affection: z.unknown().optional(),
});
type Profile = z.infer<typeof profile>;

/** Its times are Greenwich time. */
const zone = 'UTC';
const mostNotes = 2_000;
const longestName = 80;

/** Reads a profile. Throws Unreadable. */
export function readProfile(file: OlderFile): OlderProfileFile {
  return profileFrom(jsonOf(file), file);
}

/** Reads a profile out of what stands in its file. Throws Unreadable. */
export function profileFrom(value: unknown, file: Pick<OlderFile, 'path' | 'at'>): OlderProfileFile {
  const read = profile.safeParse(value);
  if (!read.success) throw new Unreadable('it is no profile: it does not say whose it is');
  const [, persona] = /^user_profiles\/([^/]+)\//i.exec(file.path) ?? [];
  const { user_id, username, last_updated, created_at } = read.data;
  const at = naiveMoment(last_updated ?? created_at ?? '', zone) ?? file.at;
  const left: OlderProfileFile['left'] = [];
  const notes = notesIn(read.data, at, left);
  if (notes.length > mostNotes)
    left.push({ where: 'all', reason: `only the first ${mostNotes} notes are looked at` });
  if (read.data.affection !== undefined && read.data.affection !== null)
    left.push({ where: 'affection', reason: 'Acore has no place for it yet' });
  return {
    person: { id: user_id, name: oneLine(username ?? '', longestName) || `User ${user_id}` },
    persona:
      persona === undefined || persona.toLowerCase() === 'default'
        ? undefined
        : oneLine(persona, longestName),
    notes: notes.slice(0, mostNotes),
    left,
  };
}

function momentOf(value: unknown): number | undefined {
  return typeof value === 'string' ? naiveMoment(value, zone) : undefined;
}

/** Several words in one place. */
function joined(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.flatMap((one) => words.safeParse(one).data ?? []).join(', ');
}

function notesIn(data: Profile, at: number, left: OlderProfileFile['left']): OlderNote[] {
  const plain = (kind: OlderNote['kind'], name: 'traits' | 'interests') =>
    (data[name] ?? []).flatMap((value, index) => note(kind, value, `${name}[${index}]`, at));
  return [
    ...plain('trait', 'traits'),
    ...plain('interest', 'interests'),
    ...Object.entries(data.preferences ?? {}).flatMap(([topic, value]) =>
      note('preference', joined(value), `preferences.${oneLine(topic)}`, at).map((one) => ({
        ...one,
        topic: oneLine(topic),
      })),
    ),
    ...(data.facts ?? []).flatMap((value, index) => timed('fact', value, 'fact', `facts[${index}]`)),
    ...(data.memorable_quotes ?? []).flatMap((value, index) =>
      timed('quote', value, 'quote', `memorable_quotes[${index}]`),
    ),
    ...Object.entries(data.relationships ?? {}).flatMap(([otherId, value]) => relation(otherId, value)),
  ];

  function note(kind: OlderNote['kind'], value: unknown, where: string, when: number): OlderNote[] {
    const read = words.safeParse(value);
    if (read.success) return [{ kind, words: read.data, at: when, where }];
    left.push({ where, reason: 'it holds no words' });
    return [];
  }

  /** `{fact, timestamp}`, or the words alone. */
  function timed(kind: 'fact' | 'quote', value: unknown, key: string, where: string): OlderNote[] {
    if (typeof value !== 'object' || value === null) return note(kind, value, where, at);
    const { [key]: said, timestamp } = value as Record<string, unknown>;
    return note(kind, said, where, momentOf(timestamp) ?? at);
  }

  function relation(otherId: string, value: unknown): OlderNote[] {
    const where = `relationships.${oneLine(otherId)}`;
    const other = id.safeParse(otherId);
    if (other.success)
      return note('relation', value, where, at).map((one) => ({
        ...one,
        other: { id: other.data, name: `User ${other.data}` },
      }));
    left.push({ where, reason: 'it is not said by an id who it is about' });
    return [];
  }
}
