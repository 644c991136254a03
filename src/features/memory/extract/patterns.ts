import { fold } from '../../../lib/fold.ts';
import type { FactDraft } from '../fact.ts';
import { questionTo } from './asked.ts';
import type { Belonging } from './belonging.ts';
import { spelledOut } from './clauses.ts';
import { namedBy } from './companions.ts';
import { statedPart, steersOthers } from './doubt.ts';
import { createEchoCheck } from './echo.ts';
import { english } from './english/english.ts';
import { asksToIntroduce } from './english/introductions.ts';
import { introducedIn, type Wordings } from './introductions.ts';
import { keptAsSaid, toRemember } from './kept-in-mind.ts';
import type { Language } from './language.ts';
import { languages } from './languages.ts';
import { type Acquaintance, isPersonal, type ReadingOptions, type SaidLine } from './line.ts';
import { withNames } from './mentions.ts';
import { namesNoDay } from './no-day.ts';
import { inFull } from './open/chat.ts';
import { openlyRead } from './open/read.ts';
import { ownFacts } from './own-words.ts';
import { knowPeople } from './people.ts';
import { placesIn } from './places.ts';
import { quotesIn } from './quotes.ts';
import { isReadable, isTakenBack } from './readable.ts';
import type { Talk } from './reading.ts';
import { addressedIn, askedBefore, asksOfOthers, referentFor } from './referent.ts';
import { mostRetold } from './retelling.ts';
import { withAnswers } from './self-asked.ts';
import { answeredWith } from './short-answers.ts';
import { ownSentences } from './speech.ts';
import { statementsIn, withoutRepeats } from './statements.ts';
import { wishIn } from './wishes.ts';

/** More from one message is a profile that somebody made up. */
const mostPerMessage = 6;

/**
 * `patterns/1`: reads facts out of what people say of themselves, and of others who are named for sure, without any
 * model. What is doubtful is left out.
 */
export function extractFacts(
  lines: readonly SaidLine[],
  acquaintances: readonly Acquaintance[],
  options: ReadingOptions = {},
): FactDraft[] {
  return [...factsByLine(lines, acquaintances, options)].flat();
}

/** The same line by line, for whoever has others to let go first in between. */
export function factsByLine(
  lines: readonly SaidLine[],
  acquaintances: readonly Acquaintance[],
  { timeZone = 'UTC', told = [], own }: ReadingOptions = {},
): Iterable<FactDraft[]> {
  const people = knowPeople(acquaintances, lines);
  const isEcho = createEchoCheck(told);
  const byId = new Map(lines.map((line) => [line.messageId, line]));
  const named = new Map<string, Map<string, Belonging>>();
  return Iterator.from(lines).map((said, index) => {
    const line = withNames(said);
    const speaker = people.byId(line.author.id);
    if (speaker === undefined) return [];
    const talk = {
      line,
      people,
      timeZone,
      speaker: { ...speaker, name: line.author.name },
      referent: undefined,
      addressed: undefined,
      theirs: named.get(line.author.id),
      asksOfOthers: asksOfOthers(askedBefore(line, index, lines, byId), line),
    };
    const toldForIt = isPersonal(line) ? undefined : own?.(line.messageId);
    if (toldForIt !== undefined) return ownFacts(talk, toldForIt, lines, byId);
    if (!isReadable(line) || isTakenBack(line, lines.slice(index + 1))) return [];
    const before = byId.get(line.replyTo?.messageId ?? '');
    const question = questionTo(talk, lines, index);
    const read = withoutRepeats([...readLine(talk, { byId, isEcho, question }), ...quotesIn(talk, before)]);
    remember(read, named);
    return read.slice(0, mostPerMessage);
  });
}

/** Notes whom somebody has named as theirs, so that the name alone can mean them later on. */
function remember(drafts: readonly FactDraft[], named: Map<string, Map<string, Belonging>>): void {
  for (const draft of drafts) {
    const belonging = namedBy(draft);
    if (belonging?.name === undefined) continue;
    const theirs = named.get(draft.saidBy.id) ?? new Map<string, Belonging>();
    named.set(draft.saidBy.id, theirs.set(fold(belonging.name), belonging));
  }
}

interface Surroundings {
  byId: ReadonlyMap<string, SaidLine>;
  isEcho: (sentence: string) => boolean;
  /** What the line answers, where its author was asked. */
  question: string | undefined;
}

function readLine(talk: Talk, { byId, isEcho, question }: Surroundings): FactDraft[] {
  const sentences = withAnswers(ownSentences(talk.line.text).map(inFull));
  const addressed = addressedIn(talk, byId);
  const introduced = introducedIn(sentences, talk, question !== undefined && asksToIntroduce.test(question));
  let room = mostRetold;
  return sentences.flatMap((sentence, index) => {
    if (isEcho(sentence) || namesNoDay(sentence)) return [];
    const referent = referentFor(talk, sentences.slice(0, index + 1), byId);
    const before = sentences.slice(0, index).join(' ');
    const about: Talk = { ...talk, referent, addressed, before };
    const told = readSentence(sentence, about);
    const answered = question !== undefined && index === 0 ? answeredWith(sentence, question, talk) : [];
    const hints = [...(introduced[index] ?? []), ...answered];
    const hinted = isDoubtful(sentence) ? [] : hints.flatMap((each) => firstRead(each, talk));
    const read = [...told, ...hinted];
    const retold = openlyRead(sentence, about, read, readPlainly).slice(0, room);
    room -= retold.length;
    return [...read, ...retold];
  });
}

const readPlainly = (sentence: string, talk: Talk) => readIn(english, sentence, talk);

/** What is left out of an answer or an introduction is a little less sure. */
const hintedShare = 0.9;

/** The first wording of which anything is understood. */
function firstRead(wordings: Wordings, talk: Talk): FactDraft[] {
  for (const wording of wordings) {
    const drafts = readIn(english, wording, talk).filter(({ about }) => about[0]?.id === talk.speaker.id);
    if (drafts.length > 0)
      return drafts.map((draft) => ({
        ...draft,
        confidence: Math.round(draft.confidence * hintedShare * 100) / 100,
      }));
  }
  return [];
}

function isDoubtful(sentence: string): boolean {
  return statedPart(spelledOut(sentence, english), english) === undefined;
}

function readSentence(sentence: string, talk: Talk): FactDraft[] {
  const wish = wishIn(sentence, talk);
  if (wish !== undefined) return [wish];
  for (const language of languages) {
    const drafts = readIn(language, sentence, talk);
    if (drafts.length > 0) return drafts;
  }
  return placesIn(sentence, talk);
}

function readIn(language: Language, sentence: string, talk: Talk): FactDraft[] {
  const spelled = spelledOut(sentence, language);
  const asked = toRemember(spelled, language);
  const stated = statedPart(asked ?? spelled, language);
  if (stated === undefined) return [];
  const drafts = statementsIn(stated, language, talk);
  if (asked === undefined) return drafts;
  if (drafts.length > 0)
    return drafts.map((draft) => ({ ...draft, confidence: Math.min(0.95, draft.confidence + 0.15) }));
  const kept = steersOthers(asked) ? undefined : keptAsSaid(stated, talk);
  return kept === undefined ? [] : [kept];
}

const aboutSelf =
  /(?:^|[^\p{L}])(?:i|i['’]?m|i['’]?ve|my|mine|me|we|our|ich|mein\p{L}*|mir|mich|wir|unser\p{L}*|je|j['’]|mon|ma|moi|yo|mi|soy|io|sono|eu|meu|ik|mijn|jag|jeg|я|мой|моя|меня)(?=$|[^\p{L}])/iu;
const aboutSomebody =
  /(?:^|[.!]\s+|,\s)@?\p{Lu}[\p{L}\p{N}_]+(?:['’]s\b| (?:is|has|lives?|loves?|likes?|hates?|works?|plays?|speaks?|studies|wohnt|lebt|mag|liebt|hasst|arbeitet|spielt|ist|hat|moved|used|can|prefers?|just)\b)/u;

/** Whether a line can say anything about anybody at all: what small talk costs ends here. */
export function worthLearning(line: SaidLine): boolean {
  if (!isReadable(line)) return false;
  const sentences = ownSentences(withNames(line).text).filter((sentence) => !/\?\s*$/.test(sentence));
  return sentences.some(
    (sentence) =>
      sentence.split(' ').length >= 2 &&
      !steersOthers(sentence) &&
      (aboutSelf.test(sentence) ||
        aboutSomebody.test(sentence) ||
        /^(?:he|she|they|his|her|their|er|sie)\b/i.test(sentence)),
  );
}
