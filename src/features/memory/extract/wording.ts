import { safeName } from '../../../core/prompt/prompt.ts';
import { fold } from '../../../lib/fold.ts';
import { forModel } from '../../../lib/model-text.ts';
import { oneLine } from '../../../lib/one-line.ts';
import { placeMark, type Subject, thingMark } from '../fact.ts';

const mostLetters = 200;

/** A display name as it may stand in a fact. */
export function nameInFact(name: string): string {
  return withoutMarks(safeName(name)) || 'Somebody';
}

/** A person as a fact tells of them. */
export function subjectOf({ id, name }: { id: string; name: string }): Subject {
  return { id, name: nameInFact(name) };
}

/** A thing, an animal or a stranger of somebody's: two people's cats of one name are two. */
export function thingOf(name: string, ownerId: string): Subject {
  const clean = nameInFact(name);
  return { id: `${thingMark}${ownerId}:${fold(clean)}`, name: clean };
}

/** A place that has a name: the same with and without its article. */
export function placeOf(name: string): Subject {
  const clean = nameInFact(name);
  return { id: `${placeMark}${fold(withoutArticle(clean))}`, name: clean };
}

/** A name without the article in front of it. */
export function withoutArticle(name: string): string {
  return name.replace(/^(?:the|der|die|das|dem|den|zum|zur) (?=\S)/i, '');
}

/** One clean sentence that can ping nobody and looks like no markup: it begins large, ends with a full stop, and is not endless. */
export function asSentence(text: string): string {
  const line = oneLine(withoutMarks(forModel(oneLine(text, 1_000))), mostLetters - 1).replace(
    /[\s.,!?…]+$/u,
    '',
  );
  return line === '' ? '' : `${line[0]?.toUpperCase() ?? ''}${line.slice(1)}.`;
}

/** Whether a sentence would lose its end as a fact. */
export function isTooLong(text: string): boolean {
  return Array.from(text).length > mostLetters;
}

function withoutMarks(text: string): string {
  return text
    .replace(/[@<>[\]{}`|*_~#\\]/g, '')
    .replace(/(?<!\d):|:(?!\d)/g, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
