import { fold } from '../../lib/fold.ts';
import { type Acquaintance, extractFacts, isKeepable, type SaidLine } from './extract/index.ts';
import { type KnownPeople, knowPeople } from './extract/people.ts';
import { plainValue } from './extract/rules.ts';
import { asSentence, isTooLong, subjectOf } from './extract/wording.ts';
import { calledAs, type Fact, type FactDraft, type Subject } from './fact.ts';

/** Who read it out. */
export const handwritten = 'hand/1';

/** What is said of others is worth less than what somebody says of themselves. */
const hearsay = 0.56;

/** A sentence that somebody wrote down, and what it stands for so far. */
interface Handwriting {
  text: string;
  author: Subject;
  fact: Pick<Fact, 'kind' | 'about'>;
  at: number;
}

/** Who may be meant there. */
interface Surroundings {
  people: readonly Acquaintance[];
  timeZone: string;
}

/**
 * What somebody wrote down, read as theirs: as if they had said it in the talk, or where that is not understood as it
 * stands. What names others is about them, and only as said by its author. Nothing where it must not be kept, or where
 * it is not sure whom it is about.
 */
export function writtenDown(writing: Handwriting, { people, timeZone }: Surroundings): FactDraft[] {
  const { text, author, at } = writing;
  if (!isKeepable(text)) return [];
  const line = { messageId: '', author: { ...author, kind: 'person' as const }, text, at, mentions: [] };
  const known = [
    ...people,
    ...writing.fact.about.filter((one) => isUnknownPerson(one, people)).map(asPerson),
  ];
  const read = (words: string) => extractFacts([{ ...line, text: words }], known, { timeZone });
  const said = read(text);
  const drafts = said.length > 0 ? said : asItStands(writing, knowPeople(known, [line]), line);
  return (drafts.length > 0 ? drafts : read(`remember that ${text}`)).map((draft) => ({
    ...draft,
    sources: [],
    ...(isOwn(draft) && { confidence: 1 }),
  }));
}

function isOwn({ about, saidBy }: FactDraft): boolean {
  return about[0]?.id === saidBy.id;
}

function isUnknownPerson({ id }: Subject, people: readonly Acquaintance[]): boolean {
  return !id.includes(':') && people.every((one) => one.id !== id);
}

function asPerson({ id, name }: Subject): Acquaintance {
  return { id, name, kind: 'person' };
}

/** A sentence that no pattern reads; undefined names are those that mean nobody for sure. */
function asItStands({ text, author, fact }: Handwriting, people: KnownPeople, line: SaidLine): FactDraft[] {
  if (/\b(?:I|my|mine|myself|me)\b/i.test(text)) return [];
  const statement = asSentence(text);
  const named = people.namesIn(statement).map(({ name }) => people.called(name, line));
  const others = named.filter((one) => one?.id !== author.id);
  // A name that nobody here has may be somebody who has not spoken yet: what names nobody known is about nobody for sure.
  if (named.length === 0 && !fact.about.some((one) => speaksOf(statement, one))) return [];
  if (statement === '' || isTooLong(statement) || others.some((one) => one?.kind !== 'person')) return [];
  const isNamed = others.length < named.length;
  const about = new Map([
    ...others.flatMap((one) => (one === undefined ? [] : [[one.id, subjectOf(one)] as const])),
    ...(others.length === 0 || isNamed ? ownSubjects(author, fact.about, others.length > 0) : []),
  ]);
  return [
    {
      ...{ statement, kind: fact.kind, about: [...about.values()], saidBy: subjectOf(author), sources: [] },
      confidence: others.length === 0 ? 1 : hearsay,
      value: plainValue(statement),
      extractor: handwritten,
    },
  ];
}

function speaksOf(statement: string, subject: Subject): boolean {
  return /^(?:they|their|he|his|she|her)\b/i.test(statement) || fold(statement).includes(calledAs(subject));
}

/** Whom it was about so far, where that is its author and what is theirs. */
function ownSubjects(author: Subject, about: readonly Subject[], isAlone: boolean) {
  const isTheirs = about.every(({ id }) => id === author.id || id.includes(':'));
  const subjects = isTheirs && !isAlone ? about : [subjectOf(author)];
  return subjects.map((one) => [one.id, one] as const);
}
