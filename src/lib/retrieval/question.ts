import { fold } from '../fold.ts';
import { lazily } from '../lazily.ts';
import { remember } from '../remember.ts';
import { createNameFinder, type NameFound } from '../words.ts';
import { type Word, wordsOf } from './terms.ts';
import { type Said, timesIn } from './times.ts';

/** What is asked, and what it is counted from. */
export interface Asked {
  text: string;
  asker?: { id: string; name: string } | undefined;
  now: number;
  timeZone: string;
}

/** A question as it is understood before anything is searched. */
export interface Question {
  /** What it is about: each term once, without names of speakers. */
  terms: string[];
  /** The names of those who may have said it; empty when it names nobody who speaks on the shelves. */
  speakers: ReadonlySet<string>;
  times: Said[];
  /** Those of the terms that say no more than which time is meant. */
  timeTerms: ReadonlySet<string>;
  asksWhen: boolean;
  asksHowMany: boolean;
  asksWhere: boolean;
  /** The question as somebody would have said the answer: "I research". */
  statement: string;
  text: string;
}

const questionStart =
  /^(?:(?:and|so|but|well|ok|okay|hey|hi|do you (?:remember|know|recall)|can you (?:remember|tell me)|tell me|remember)[, ]+)*(?:(?:(?:in|on|at|for|to|from|with|by|about|during|after|before|since|until) )?(?:what(?:'s)?|which|who(?:'s)?|whom|whose|when|where|why|how(?: (?:many|much|long|often|old|far|does|did|do))?)\b\s*)?(?:(?:did|does|do|is|are|was|were|has|have|had|would|will|can|could|might|may|should)\b\s*)?/i;

/** Understands a question; `names` are those of everybody who speaks on the shelves that are searched. */
export function understand(asked: Asked, names: readonly string[]): Question {
  const text = asked.text.trim();
  const called = calledIn(text, names);
  const words = wordsOf(text);
  const isAboutAsker = asked.asker !== undefined && words.some(({ firstPerson }) => firstPerson);
  const speakers = new Set(called.map(({ name }) => name));
  if (isAboutAsker && asked.asker !== undefined) speakers.add(speakerName(asked.asker.name));
  const times = timesIn(text, asked.now, asked.timeZone);
  return {
    terms: subjectOf(words, called),
    speakers,
    times,
    timeTerms: new Set(times.flatMap(({ said }) => wordsOf(said).map(({ term }) => term))),
    asksWhen: /\bwhen\b|\bwhat (?:day|date|month|year|time)\b/i.test(text),
    asksHowMany: /\bhow (?:many|much|long|often|old)\b/i.test(text),
    asksWhere: /\bwhere\b|\bwo(?:hin|her)?\b|\bwhat (?:city|town|country|place|state)\b/i.test(text),
    statement: statementOf(text, called),
    text,
  };
}

/** How the name of a speaker is compared. */
export function speakerName(name: string): string {
  return fold(name);
}

/** The same shelves are asked again and again. */
const finderFor = remember(32, (names) => createNameFinder(names.split('\n')));

/** People are called by their whole name or by its first word. */
function calledIn(text: string, names: readonly string[]): NameFound[] {
  const whole = new Map<string, string>();
  for (const name of names) {
    const [first = ''] = name.split(' ');
    if (first.length > 2 && !whole.has(first)) whole.set(first, name);
  }
  for (const name of names) whole.set(name, name);
  const found = finderFor([...whole.keys()].join('\n'))(text);
  return found.map(({ name, index }) => ({ name: whole.get(name) ?? name, index }));
}

/** Words that ask for what was said, and tell nothing of it. */
const ofTalk = lazily(
  () =>
    new Set(
      wordsOf(
        `say says said tell told talk talked talking speak spoke mention mentioned discuss discussed happen happened chat chatted
    sagen sagt gesagt erzählen erzählt reden redet geredet sprechen gesprochen passiert`,
      ).map(({ term }) => term),
    ),
);

function subjectOf(words: readonly Word[], called: readonly NameFound[]): string[] {
  const names = new Set(called.flatMap(({ name }) => wordsOf(name).map(({ term }) => term)));
  const meant = words.filter(({ term }) => !names.has(term));
  const full = meant.filter(({ empty }) => !empty);
  const matter = full.filter(({ term }) => !ofTalk().has(term));
  // A question of nothing but small words is still asked about something.
  const subject = [matter, full, meant].find((some) => some.length > 0) ?? [];
  return [...new Set(subject.map(({ term }) => term))];
}

/** Takes away what makes it a question, and lets whoever it names say it. */
function statementOf(text: string, called: readonly NameFound[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { name, index } of called) {
    const said = nameAt(text, index, name);
    const owns = /^['’]s?(?!\p{L})/u.exec(text.slice(index + said));
    parts.push(text.slice(from, index), owns === null ? 'I' : 'my');
    from = index + said + (owns?.[0].length ?? 0);
  }
  parts.push(text.slice(from));
  const bare = parts
    .join('')
    .replace(questionStart, '')
    .replace(/[?\s]+$/u, '');
  return bare === '' ? text : bare;
}

/** How long the name is as it was written: whole, or its first word alone. */
function nameAt(text: string, index: number, name: string): number {
  const whole = fold(text.slice(index, index + name.length)) === name;
  return whole ? name.length : (name.split(' ')[0] ?? name).length;
}
