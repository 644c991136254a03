import type { Language } from './language.ts';
import { languages } from './languages.ts';
import { phrases } from './phrases.ts';

/** Marks of a message that is not meant as it stands, and lyrics. */
const notMeant = new RegExp(
  phrases`
    </?(?:system|user|assistant|human|instructions?|prompt|context|memory|tool)\b
    \[/?(?:system|inst|user|assistant|note)\b
    ^#{2,}\s*(?:system|instruction|memory|user|facts?)
    ^\s*(?:system|assistant|user|human|developer)\s*:
    (?:^|\s)/(?:j|s|hj|jk|lh|sarc|joke)(?=\s|$)
    [🙃♪♫🎵🎶🎤]
    (?:^|\s)\(?(?:ooc\)? ?rp|rp|ic)\)?\s*:
    \(\(
    [?!]\s*:P$
  `,
  'imu',
);

/** Somebody tries to tell a character, or others, what to do. Nothing of such a message is learned. */
const takesOver = new RegExp(
  phrases`
    \bignor(?:e|iere)\b.{0,40}\b(?:instructions?|rules?|prompts?|above|previous|prior|anweisungen|regeln)
    \b(?:from now on|ab jetzt|ab sofort),? (?:you|du|ihr|every|always)\b
    \b(?:system|developer) ?(?:prompt|message|note)\b
    \byou are now\b
    \bdu bist jetzt\b
    \b(?:new|updated) (?:instructions?|rules?)\b
    \bjailbreak
    \b(?:disregard|override|forget) (?:all|your|the|any|every|previous)\b.{0,30}\b(?:instructions?|rules?|prompts?|training)
    \b(?:respond|reply|answer|behave|role-?play) as \p{L}
    \bact as (?:if|an?|the)\b
    \byou are (?:\w+,? )?(?:one of the people|an? (?:ai|assistant|helpful|character|bot|language model))
  `,
  'iu',
);

/** Tells how others are to be treated, or what is to be said to them. */
const aboutOthers = new RegExp(
  phrases`
    \b(?:when(?:ever)?|if|every ?time|each time|once|as soon as)\b.{0,24}\b(?:you|u|someone|anyone|somebody|anybody)\b.{0,20}\b(?:see|sees?|meets?|talks?|hears?|speaks?|asks?|says?|mentions?|joins?|greets?)\b
    \b(?:wenn|sobald|falls|jedes mal)\b.{0,24}\b(?:du|ihr|jemand|wer)\b.{0,40}\b(?:siehst|seht|triffst|fragt|sagt|kommt|sprichst|redest)\b
    \b(?:tell|greet|remind|warn|inform|insult|mock|ask|ping|notify|kick|ban|mute) (?:every(?:one|body)|all|them|him|her|people|others|anyone|the (?:others|server|channel|chat))\b
    (?<!\b(?:friends|family|parents|mates|siblings|colleagues|everyone|everybody|they|who) (?:all |just |mostly |usually )?)\b(?:call|greet|treat|refer to|address|insult) (?:him|her|them|everyone|everybody|people|others)\b
    \b(?:sag|erzähl|grüß|nenn) (?:allen?|ihnen|ihm|ihr|ihn|jedem)\b
    \byou (?:must|should|have to|need to|shall|will) (?:always|never|say|tell|answer|reply|respond|call|greet|obey|treat)\b
    \balways (?:say|tell|greet|call|respond|obey|treat|agree)\b
    \bdu (?:musst|sollst) (?:immer|nie|allen?|sagen)\b
    \b(?:every(?:one|body)|nobody|no one|all of you)(?: here)? (?:must|shall|has to|have to|is to) (?!have\b|be\b)
    \b(?:alle|jeder) (?:müssen|muss|sollen|soll)\s
  `,
  'i',
);

/** Words about the machine behind a character, and what it was told. */
export const talksOfTheMachine =
  /\b(?:system prompt|instructions?|language model|assistant|persona|character card|house rules?|prompt|chatbot|an ai)\b/i;

/** Whether a message is a joke, a song or an attempt to steer: then nothing of it is learned. */
export function isNotMeant(text: string): boolean {
  return notMeant.test(text) || takesOver.test(text) || languages.some(({ jokes }) => jokes.test(text));
}

/** Whether words are about how others are to be treated, or take over a character. */
export function steersOthers(text: string): boolean {
  return takesOver.test(text) || aboutOthers.test(text);
}

/** Whether a message takes back what its author said just before. */
export function takesBack(text: string): boolean {
  return languages.some(({ takesBack }) => takesBack.test(text.trim()));
}

/**
 * The part of a sentence that its author states as so: nothing of questions, hearsay, wishes and guesses, and not what
 * follows a condition.
 */
export function statedPart(sentence: string, language: Language): string | undefined {
  const told = withoutTag(sentence, language);
  if (told === undefined || steersOthers(sentence)) return undefined;
  return statedIn(told, language);
}

/** "…, does she?" asks whether what stands before it is so; these ask something else. */
const asksOthers = /\b(?:you|u|y'all|anyone|anybody|who|what|where|when|why|how|which)\b/i;

/** "Ana plays the harp, did you know?": what stands before a question of its own is stated all the same. */
function withoutTag(sentence: string, { asks, you }: Language): string | undefined {
  if (!/\?[\s!?.)]*$/.test(sentence)) return sentence;
  const comma = sentence.lastIndexOf(', ');
  if (comma < 0 || you.test(sentence) || asks.test(sentence)) return undefined;
  const tag = sentence.slice(comma + 2);
  return asks.test(tag) && asksOthers.test(tag) ? sentence.slice(0, comma) : undefined;
}

function statedIn(sentence: string, language: Language): string | undefined {
  if (language.asks.test(sentence) || language.doubts.some((doubt) => doubt.test(sentence))) return undefined;
  const sure = beforeHedge(sentence, language);
  if (sure === undefined) return undefined;
  const condition = language.conditions.exec(sure);
  const certain = condition === null ? sure : beforeCondition(sure.slice(0, condition.index));
  const wish = certain === undefined ? null : language.wishes.exec(certain);
  return wish === null ? certain : beforeClause(certain?.slice(0, wish.index) ?? '');
}

/** "I work nights so I am probably asleep": what stands before a clause with a guess is stated all the same. */
function beforeHedge(sentence: string, { hedges, asides, retracts }: Language): string | undefined {
  const hedge = hedges.exec(sentence);
  if (hedge === null) return sentence;
  const begins = [...sentence.matchAll(asides)]
    .filter(({ index }) => index > 0 && index < hedge.index)
    .at(-1);
  if (begins === undefined || retracts.test(sentence.slice(begins.index))) return undefined;
  return sentence.slice(0, begins.index);
}

/** What ends before a condition with a comma or "so", "and", "but" is stated without it. */
function beforeCondition(text: string): string | undefined {
  const before = text.trimEnd();
  const ends = /(?:[,.–-]+|\s(?:so|and|but|because))$/i.exec(before);
  return ends === null ? undefined : before.slice(0, ends.index);
}

/** The clauses before the one that a guess stands in. */
function beforeClause(text: string): string | undefined {
  const ends = [...text.matchAll(/,|\s(?:so|but|because|aber|also|weil)\s/g)].at(-1);
  return ends === undefined ? undefined : text.slice(0, ends.index);
}
