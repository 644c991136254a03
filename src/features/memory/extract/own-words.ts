import { lazily } from '../../../lib/lazily.ts';
import { termsIn } from '../../../lib/retrieval/index.ts';
import { type FactDraft, isOfAlone } from '../fact.ts';
import { spelledOut } from './clauses.ts';
import { isNotMeant, statedPart, talksOfTheMachine } from './doubt.ts';
import { createEchoCheck } from './echo.ts';
import { languageOf } from './evidence.ts';
import { languages } from './languages.ts';
import { type Acquaintance, isPersonal, type SaidLine } from './line.ts';
import { promiseIn } from './promises.ts';
import { longestReadable } from './readable.ts';
import type { Talk } from './reading.ts';
import { addressedIn } from './referent.ts';
import { retoldIn } from './retelling.ts';
import { holdsSecret } from './secrets.ts';
import { withAnswers } from './self-asked.ts';
import { ownSentences, withoutGestures } from './speech.ts';
import { statementsIn, withoutRepeats } from './statements.ts';

/** What a character says of itself is worth this share of what people say of themselves. */
export const ownShare = 0.75;

/** Of one answer; more is a card that is told. */
const mostPerAnswer = 4;
/** How many lines before an answer can have put words into a character's mouth. */
const linesBefore = 4;

/** Whether anything may be learned from what a character said: its stage directions are left out, not held against it. */
export function isOwnReadable({ text, author }: Pick<SaidLine, 'text' | 'author'>): boolean {
  if (text.length > longestReadable || isNotMeant(text) || holdsSecret(text)) return false;
  return !talksOfTheMachine.test(text) && !otherVoice.test(text) && !namesItselfOtherwise(text, author.name);
}

/** It reads aloud, sings, or plays somebody. */
const otherVoice =
  /[*_][^*_\n]*\b(?:read(?:s|ing)|recit\p{L}+|quot\p{L}+|sings?|singing|hums|imitat\p{L}+|mimic\p{L}*|mock\p{L}*|pretend\p{L}*|acts?|acting|narrat\p{L}+|liest|singt|zitiert|spielt|ahmt)\b[^*_\n]*[*_]/iu;

function namesItselfOtherwise(text: string, name: string): boolean {
  const said = /\bI(?:'m| am) (?:called )?(\p{Lu}[\p{Ll}\p{M}]+(?: \p{Lu}[\p{Ll}\p{M}]+)+)/u.exec(text)?.[1];
  return said !== undefined && !name.includes(said) && !said.includes(name);
}

/**
 * What a character's answer says of the character itself, and what it promises. Nothing about people is read here, and
 * nothing that it was told: by its card, by what was brought up for this answer, or by whoever wanted it said.
 */
export function ownFacts(
  talk: Talk,
  told: readonly string[],
  lines: readonly SaidLine[],
  byId: ReadonlyMap<string, SaidLine>,
): FactDraft[] {
  if (!isOwnReadable(talk.line)) return [];
  const isNews = createNewsCheck(talk, told, lines);
  const to = addressedIn(talk, byId);
  const drafts = withAnswers(ownSentences(withoutGestures(talk.line.text))).flatMap((sentence) =>
    readOwn(sentence, talk, to).filter((draft) => isOwnMatter(draft, talk, to) && isNews(draft, sentence)),
  );
  return withoutRepeats(drafts).slice(0, mostPerAnswer).map(lessSure);
}

function readOwn(sentence: string, talk: Talk, to: Acquaintance | undefined): FactDraft[] {
  for (const language of languages) {
    const spelled = spelledOut(sentence, language);
    const promise = promiseIn(spelled, talk, to);
    const stated = statedPart(spelled, language);
    if (stated === undefined) continue;
    const drafts = promise === undefined ? statementsIn(stated, language, talk) : [promise];
    if (drafts.length > 0) return drafts;
  }
  return retoldIn(sentence, talk);
}

/** The card says what a character is called, and how it is spoken of. */
const cardsMatter = /^(?:name|nickname|pronouns|call)\b/;

/** Whether a draft is about the character, its things and its strangers alone; `to` is whom it may promise something. */
export function isOwnMatter(
  { about, kind, slot = '', statement }: Pick<FactDraft, 'about' | 'kind' | 'slot' | 'statement'>,
  talk: Talk,
  to: Acquaintance | undefined,
): boolean {
  if (kind === 'instruction' || kind === 'quote' || cardsMatter.test(slot)) return false;
  if (!isOfAlone(talk.speaker.id, about)) return false;
  const people = peopleNamed(statement, talk);
  return people.length === 0 || (promises.test(statement) && people.every((who) => who?.id === to?.id));
}

const promises = /\b(?:promise[sd]?|vows|vowed|swears|swore|calls|will call)\b/;

/** The people whom a statement names; undefined for one whom the name does not tell for sure. */
function peopleNamed(statement: string, { people, line }: Talk): (Acquaintance | undefined)[] {
  return people
    .namesIn(statement)
    .map(({ name }) => people.called(name, line))
    .filter((who) => who?.kind !== 'character');
}

function lessSure(draft: FactDraft): FactDraft {
  return { ...draft, confidence: Math.round(draft.confidence * ownShare * 100) / 100 };
}

/** Words that say how something is so, not what. */
const frames = lazily(() =>
  termsIn(`have has had call called name named like love enjoy adore fond hate dislike live work own play speak come bear born
  raise grew grow keep afraid fear scared allergic favourite favorite birthday promise use know learn say tell
  ich habe hab hat mein meine meiner meinen ein eine einen heißt heiße bin ist sie er es der die das den dem von im nach
  als und auch sehr mag liebe hasse wohne lebe komme aus vor angst gegen spiele spreche verspreche dir dich dass`),
);

/** How it is so: `sadly`, `secretly`. */
const manners = /\b(?!family\b|belly\b|jelly\b)\p{Ll}+ly\b/gu;

/** Whether something was told in a paragraph of what the character was told, or was put into its mouth just before. */
export function createNewsCheck(
  talk: Talk,
  told: readonly string[],
  lines: readonly SaidLine[],
): (draft: Pick<FactDraft, 'statement' | 'value'>, sentence: string) => boolean {
  const texts = [...told, ...putInMouth(talk, lines)];
  const isEcho = createEchoCheck(texts);
  const paragraphs = texts.flatMap((text) => text.split(/\n+/)).map(termsIn);
  const called = termsIn([talk.speaker.name, ...(talk.speaker.aliases ?? [])].join(' '));
  const weighty = (text: string) =>
    termsIn(text.replace(manners, '')).difference(frames()).difference(called);
  return ({ statement, value }, sentence) => {
    if (isEcho(sentence) || isEcho(statement)) return false;
    // What is said in German is told in English: there its words for names and the like alone are the same.
    const foreign = languageOf(sentence).code === 'en' ? [] : [weighty(value)];
    const ways = [weighty(statement), weighty(sentence), ...foreign];
    return ways.every(
      (words) => words.size > 0 && !paragraphs.some((paragraph) => words.isSubsetOf(paragraph)),
    );
  };
}

/** "You are afraid of spiders", "say that you live in Oslo": an answer that takes it up says nothing of its own. */
function putInMouth({ line, speaker, people }: Talk, lines: readonly SaidLine[]): string[] {
  const at = lines.findIndex(({ messageId }) => messageId === line.messageId);
  return lines
    .slice(Math.max(0, at - linesBefore), at)
    .filter((before) => isPersonal(before) || before.author.id !== speaker.id)
    .flatMap(({ text }) => text.split(/(?<=[.!?\n])\s+/))
    .filter((sentence) => !/\?\s*$/.test(sentence) && isSpokenTo(sentence));

  function isSpokenTo(sentence: string): boolean {
    const named = people.namesIn(sentence).some(({ name }) => people.called(name, line)?.id === speaker.id);
    return (
      named || /\b(?:you|your|you're|say|repeat|write|du|dein\w*|dir|dich|bist|sag|sprich)\b/i.test(sentence)
    );
  }
}
