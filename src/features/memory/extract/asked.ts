import { asksToIntroduce } from './english/introductions.ts';
import type { SaidLine } from './line.ts';
import type { Talk } from './reading.ts';
import { ownSentences } from './speech.ts';

/** An answer comes within this time, unless it is a reply. */
const answeredWithinMs = 15 * 60_000;
/** So many lines before a question tell whom it was asked of. */
const talkBefore = 6;

const toEverybody =
  /\b(?:everyone|everybody|anyone|anybody|any of you|all of you|y['’]?all|you (?:all|guys|lot|folks|people)|yourselves|folks|guys)\b/iu;

const asks =
  /\?[\s!?.)]*$|^(?:(?:so|and|hey|ok|oh|hi),? )?(?:what|where|who|when|how|which|do|are|have|any)(?:['’]?s)?\b/iu;

/** The question that a message answers, where it is certain that its author was asked; undefined otherwise. */
export function questionTo(talk: Talk, lines: readonly SaidLine[], index: number): string | undefined {
  const line = lines[index];
  const at = line && questionIndex(line, lines, index);
  const question = at === undefined ? undefined : lines[at];
  if (line === undefined || question === undefined || at === undefined) return undefined;
  const sentences = ownSentences(question.text).filter(
    (sentence) => asks.test(withoutCall(sentence, talk)) || asksToIntroduce.test(sentence),
  );
  const [only] = sentences;
  return sentences.length === 1 && isAskedOf(talk, { question, lines, at }) ? only : undefined;
}

/** "Bo whats your sign": without whom it calls. */
function withoutCall(sentence: string, { people }: Talk): string {
  return people.leading(sentence)?.rest.replace(/^[\s,:!]+/u, '') ?? sentence;
}

function questionIndex(line: SaidLine, lines: readonly SaidLine[], index: number): number | undefined {
  const answered = line.replyTo?.messageId;
  const at = answered === undefined ? index - 1 : lines.findIndex(({ messageId }) => messageId === answered);
  const question = lines[at];
  if (question === undefined || question.author.id === line.author.id) return undefined;
  return answered !== undefined || line.at - question.at <= answeredWithinMs ? at : undefined;
}

function isAskedOf(
  { line, people, speaker }: Talk,
  { question, lines, at }: { question: SaidLine; lines: readonly SaidLine[]; at: number },
): boolean {
  const called = people.namesIn(question.text).map(({ name }) => people.called(name, question)?.id);
  const named = [...called, ...question.mentions.map(({ id }) => id)].filter(
    (id) => id !== question.author.id,
  );
  if (named.some((id) => id !== speaker.id)) return false;
  if (named.length > 0 || line.replyTo?.messageId === question.messageId) return true;
  const answers = question.replyTo?.authorId ?? authorOf(question.replyTo?.messageId, lines);
  if (answers !== undefined) return answers === speaker.id;
  return (
    toEverybody.test(question.text) ||
    areTwo(lines.slice(Math.max(0, at - talkBefore), at), [speaker.id, question.author.id])
  );
}

function authorOf(messageId: string | undefined, lines: readonly SaidLine[]): string | undefined {
  return messageId === undefined ? undefined : lines.find((line) => line.messageId === messageId)?.author.id;
}

/** Whether nobody else spoke before, and the one who was asked did. */
function areTwo(before: readonly SaidLine[], [speaker, other]: readonly [string, string]): boolean {
  const authors = new Set(before.map(({ author }) => author.id));
  return authors.has(speaker) && [...authors].every((id) => id === speaker || id === other);
}
