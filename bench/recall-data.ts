import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A line of a chat, as it is put into the memory. */
export interface ChatLine {
  id: string;
  speaker: string;
  text: string;
  at: number;
}

/** A question about a chat; `evidence` are the lines that answer it, none where the file does not tell. */
export interface ChatQuestion {
  /** Its place in the file's list. */
  index: number;
  text: string;
  category: number | undefined;
  evidence: readonly string[];
}

export interface Chat {
  id: string;
  lines: readonly ChatLine[];
  questions: readonly ChatQuestion[];
}

/** The file is not what it should be; the text says what was expected. */
export class WrongFile extends Error {}

const looseText = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const turnShape = z.looseObject({
  speaker: looseText,
  dia_id: looseText,
  text: looseText,
  clean_text: looseText,
  blip_caption: looseText,
  date_time: looseText,
});
const questionShape = z.looseObject({
  question: z.string(),
  category: z.coerce.number().optional().catch(undefined).optional(),
  evidence: z.unknown().optional(),
});
const chatShape = z.looseObject({
  sample_id: looseText,
  conversation: z.record(z.string(), z.unknown()).optional(),
  qa: z.array(questionShape).default([]),
});

const secondMs = 1_000;
const dayMs = 86_400_000;

/** Reads chats in LoCoMo's format: a list of them, or one alone. */
export function readChats(file: string): Chat[] {
  const found = z.union([z.array(chatShape), chatShape.transform((one) => [one])]).safeParse(readJson(file));
  if (!found.success)
    throw new WrongFile(`${file} is not in LoCoMo's format: ${z.prettifyError(found.error)}`);
  const chats = found.data.map((chat, place) => {
    const lines = linesOf(chat.conversation ?? chat);
    const known = new Set(lines.map(({ id }) => id));
    return { id: chat.sample_id ?? `chat-${place + 1}`, lines, questions: questionsOf(chat.qa, known) };
  });
  if (chats.every(({ lines }) => lines.length === 0))
    throw new WrongFile(`${file} holds no talk: "conversation" with "session_1", "session_2" … is expected.`);
  if (chats.every(({ questions }) => questions.length === 0))
    throw new WrongFile(`${file} asks nothing: a list "qa" with "question" is expected.`);
  return chats;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongFile(`${file} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function linesOf(conversation: Record<string, unknown>): ChatLine[] {
  const sessions = Object.keys(conversation)
    .flatMap((key) => /^session_(\d+)$/.exec(key)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);
  let latest = 0;
  return sessions.flatMap((number) => {
    const turns = z.array(turnShape).safeParse(conversation[`session_${number}`]).data ?? [];
    // A session without a date comes a day after the one before it.
    const began = momentOf(conversation[`session_${number}_date_time`]) ?? latest + dayMs;
    const lines = turns.map((turn, place) => lineOf(turn, number, place, began + place * secondMs));
    latest = Math.max(latest, ...lines.map(({ at }) => at));
    return lines;
  });
}

function lineOf(turn: z.infer<typeof turnShape>, session: number, place: number, at: number): ChatLine {
  const { speaker = 'Somebody', dia_id: id = `D${session}:${place + 1}`, blip_caption: caption } = turn;
  const said = (turn.text ?? turn.clean_text ?? '').trim();
  const text = caption === undefined ? said : `${said} [shares a photo: ${caption}]`.trim();
  return { id, speaker, text, at: momentOf(turn.date_time) ?? at };
}

function questionsOf(
  qa: readonly z.infer<typeof questionShape>[],
  known: ReadonlySet<string>,
): ChatQuestion[] {
  const byNumbers = new Map(Array.from(known, (id) => [idsIn(id)[0], id]));
  return qa.map(({ question, category, evidence }, index) => {
    const named = idsIn(JSON.stringify(evidence ?? [])).flatMap((id) => byNumbers.get(id) ?? []);
    return { index, text: question, category, evidence: [...new Set(named)] };
  });
}

/** Ids as they should be written: `D:11:26`, `D30:05` and `D8:6; D9:17` are found in the files too. */
function idsIn(text: string): string[] {
  return Array.from(
    text.matchAll(/D:?(\d+):(\d+)/g),
    ([, session, turn]) => `D${Number(session)}:${Number(turn)}`,
  );
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Moments as such files write them: `1:56 pm on 8 May, 2023`, `29.12.2023, 23:05`, ISO; without a zone they are UTC. */
export function momentOf(written: unknown): number | undefined {
  if (typeof written !== 'string') return undefined;
  const spoken =
    /(\d{1,2}):(\d{2})(?::\d{2})?\s*([ap]m)?,?\s+(?:on\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*,?\s+(\d{4})/i.exec(
      written,
    );
  if (spoken !== null) {
    const [, hour, minute, half, day, month = '', year] = spoken;
    const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/pm/i.test(half) ? 12 : 0);
    return Date.UTC(Number(year), months.indexOf(month.toLowerCase()), Number(day), hours, Number(minute));
  }
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4}),?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?/.exec(written);
  if (dotted !== null) {
    const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = dotted
      .slice(1)
      .map((part) => Number(part ?? 0));
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
  const plain = Date.parse(/^\d{4}-\d\d-\d\dT[\d:.]+$/.test(written) ? `${written}Z` : written);
  return Number.isNaN(plain) ? undefined : plain;
}
