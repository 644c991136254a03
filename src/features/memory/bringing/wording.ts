import { fold } from '../../../lib/fold.ts';
import { steersOthers } from '../extract/doubt.ts';
import { extractFacts } from '../extract/index.ts';
import { plainValue } from '../extract/rules.ts';
import { holdsSecret } from '../extract/secrets.ts';
import { asSentence, isTooLong, nameInFact, subjectOf } from '../extract/wording.ts';
import { type FactDraft, type FactKind, hasEnd, type Subject } from '../fact.ts';

/** A fact as another program kept it about a person. */
export interface OlderFact {
  kind: Exclude<FactKind, 'plan' | 'instruction'>;
  words: string;
  /** What a preference is about. */
  topic?: string | undefined;
  /** The other one of a relation. */
  other?: Subject | undefined;
  /** When it was said or written down, in milliseconds since 1970. */
  at: number;
  /** Where it stands in its file. */
  where: string;
}

/** What an older fact says here, or why it is not taken over. */
export type Worded = Pick<FactDraft, 'statement' | 'kind' | 'about' | 'value' | 'slot'> | { refused: string };

const orders =
  /\b(?:when(?:ever)? (?:you|u) (?:see|meet)|always (?:say|greet|call|respond|answer)|greet (?:\S+ ){0,3}with|call (?:them|him|her|me)|respond with|(?:system|developer) prompt|previous instructions)\b/i;

const ownWords = /^(?:I|I['’]m|my)\b/i;

/** Makes a sentence of the house of what another program wrote about a person. */
export function worded(person: Subject, fact: OlderFact, timeZone: string): Worded {
  const { words } = fact;
  if (holdsSecret(words)) return { refused: 'it looks like a password or a number that opens something' };
  if (orders.test(words) || steersOthers(words)) return asWish(person, fact, timeZone);
  const sentence = sentenceOf(nameInFact(person.name), fact);
  const statement = asSentence(sentence);
  const isEmpty = !/\p{L}/u.test(words) && fact.kind !== 'preference';
  if (isEmpty || statement === '') return { refused: 'it says nothing' };
  if (isTooLong(sentence)) return { refused: 'it is longer than a fact may be' };
  const understood = fact.kind === 'fact' ? asUnderstood(person, statement, fact, timeZone) : undefined;
  if (understood !== undefined) return understood;
  return {
    statement,
    kind: fact.kind,
    about: [subjectOf(person), ...(fact.other === undefined ? [] : [subjectOf(fact.other)])],
    value: fact.topic === undefined ? plainValue(words) : `${plainValue(fact.topic)}: ${plainValue(words)}`,
  };
}

/** Anybody could have had orders written down about anybody; only what one asks for oneself is taken over. */
function asWish(person: Subject, { words, at }: OlderFact, timeZone: string): Worded {
  const author = { id: person.id, name: nameInFact(person.name), kind: 'person' as const };
  const [wish] = extractFacts([{ messageId: 'older', author, text: words, at, mentions: [] }], [], {
    timeZone,
  });
  if (wish?.kind !== 'instruction' || wish.about.some(({ id }) => id !== person.id))
    return {
      refused: 'it is an order to characters, and who gave it is not known; anybody could plant such',
    };
  const { statement, kind, about, value, slot } = wish;
  return { statement, kind, about, value, slot };
}

/** Where a sentence says one thing of somebody that is understood, what is said later can take its place. */
function asUnderstood(
  person: Subject,
  sentence: string,
  { words, at }: OlderFact,
  timeZone: string,
): Worded | undefined {
  const narrator = { id: 'older', name: 'Narrator', kind: 'person' as const };
  const somebody = { id: person.id, name: nameInFact(person.name), kind: 'person' as const };
  const [author, text] = ownWords.test(words) ? [somebody, words] : [narrator, sentence];
  const line = { messageId: 'older', author, text, at, mentions: [] };
  const [draft, ...others] = extractFacts([line], [somebody], { timeZone });
  if (draft === undefined || others.length > 0 || draft.ends === true || hasEnd(draft)) return undefined;
  const { statement, kind, about, value, slot } = draft;
  return about[0]?.id === person.id ? { statement, kind, about, value, slot } : undefined;
}

function sentenceOf(name: string, { kind, words, topic, other }: OlderFact): string {
  switch (kind) {
    case 'trait':
      return `${name} is described as ${words}`;
    case 'interest':
      return `${name} is interested in ${words}`;
    case 'preference':
      return topic === undefined
        ? `${name} prefers ${words}`
        : `When it comes to ${topic}, ${name} prefers ${words}`;
    case 'quote':
      return `${name} once said “${words}”`;
    case 'relation':
      return `${name} stands to ${nameInFact(other?.name ?? '')} as ${words}`;
    case 'fact':
      return factSentence(name, words);
    default:
      return kind satisfies never;
  }
}

/** `User lives in Oslo`, `lives in Oslo` and `I live in Oslo`, each as a whole sentence about somebody. */
function factSentence(name: string, words: string): string {
  if (ownWords.test(words)) return `${name} said “${words}”`;
  if (fold(words).startsWith(`${fold(name)} `)) return words;
  const rest = words.replace(/^(?:the )?(?:user|they|he|she|person)\b\s*/i, '');
  if (
    /^(?:is|has|was|had|did|can|will|would|never|used to|does(?:n't| not)?|(?:\p{L}{2,})(?:s|ed))\b/iu.test(
      rest,
    )
  )
    return `${name} ${rest[0]?.toLowerCase() ?? ''}${rest.slice(1)}`;
  return `Of ${name} is known “${words}”`;
}
