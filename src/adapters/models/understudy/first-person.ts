import { firstPersonOf, isKnownThirdPerson, looksThirdPerson } from './verbs.ts';

/** Whom a text about a character calls by which words. */
export interface Self {
  /** Every name of the character, the longest first. */
  names: string[];
  subject: string;
  object: string;
  possessive: string;
}

/** The words of one sentence and what lies between them. */
interface Word {
  text: string;
  lower: string;
  /** Spaces and punctuation after the word. */
  gap: string;
}

interface State {
  words: Word[];
  self: Self;
  /** Pronouns of the character's kind mean the character. */
  meant: boolean;
  /** The character is the subject of the clause that is being read. */
  acting: boolean;
  /** The next verb belongs to the character. */
  verbDue: boolean;
  /** Somebody with a name acts in this clause: what is possessed is that one's. */
  named: boolean;
  /** The character acts only up to the next comma: `the tuba he played, and`. */
  aside: boolean;
}

const nameMark = '\uE000';
const conjunctions = /^(?:and|but|or|then|nor|yet)$/;
const clauseStarts =
  /^(?:and|but|or|so|because|that|who|which|when|while|until|if|as|before|after|where|what|whom|since|though|although|than|why|how|whenever|unless)$/;
const determiners =
  /^(?:the|a|an|his|her|their|its|my|some|every|each|no|any|this|that|these|those|one|two|three|only|all|both|most|many)$/;
const functionWords =
  /^(?:in|on|at|to|for|from|with|by|of|and|but|or|so|as|if|when|while|because|than|that|the|a|an|into|onto|out|up|down|off|over|under|about|after|before|until|again|away|back|home|too|there|here|is|was|are|were|has|had|would|could|will|can|who|which|twice|once|through|alone|either|whenever|since|how|what|where|why|not|whether|afraid|alone|awake|asleep|angry|happy|sad|well|better|very|so)$/;
const auxiliaries =
  /^(?:is|was|are|were|has|had|does|did|will|would|can|could|should|must|may|might|never|always|still|often|once|only|also|isn't|wasn't|doesn't|didn't|can't|cannot|won't|hasn't)$/;
const adverbs =
  /^(?:still|never|always|often|also|only|once|just|now|then|secretly|rarely|seldom|sometimes|usually|even|ever|either|almost|simply|not|quite|already|both|soon|again|mostly|\w+ly)$/;
const modals =
  /^(?:can|could|will|would|shall|should|may|might|must|had|did|was|cannot|can't|won't|wouldn't|couldn't|didn't|never)$/;

/** A sentence about the character as the character would say it. `meant`: its pronouns mean the character. */
export function inFirstPerson(sentence: string, self: Self, meant: boolean): string {
  const words = wordsOf(markNames(sentence, self.names));
  const state: State = { words, self, meant, acting: false, verbDue: false, named: false, aside: false };
  const said = words.map((word, index) => rewrite(word, index, state) + word.gap).join('');
  return tidied(said);
}

/** Whether the pronouns of a sentence mean the character, given whether those of the sentence before did. */
export function isAbout(sentence: string, self: Self, before: boolean): boolean {
  const first = wordsOf(markNames(sentence, self.names)).find(({ text }) => text !== '');
  if (first?.lower.startsWith(nameMark)) return true;
  if (first === undefined || [self.subject, self.possessive].includes(first.lower)) return before;
  return before && !beginsWithSomebodyElse(markNames(sentence, self.names));
}

/** A sentence that starts with a name has a subject of its own. */
function beginsWithSomebodyElse(sentence: string): boolean {
  return (
    /^(?:[A-Z][\w'’-]+ (?:[A-Z][\w'’-]+ )?(?:is|was|has|had|\w+s|\w+ed)\b)/.test(sentence) &&
    !/^(?:The|A|An|This|That|It|In|On|At|When|There|Every|No|Each|Some|All|His|Her|Their|Its|He|She|They)\b/.test(
      sentence,
    )
  );
}

const namePatterns = new WeakMap<string[], RegExp>();

function markNames(sentence: string, names: string[]): string {
  const pattern = namePatterns.get(names) ?? patternOf(names);
  namePatterns.set(names, pattern);
  return sentence.replace(pattern, nameMark);
}

function patternOf(names: string[]): RegExp {
  const any = names.map(RegExp.escape).join('|');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu');
}

function wordsOf(text: string): Word[] {
  const found = text.matchAll(
    /([\p{L}\p{N}\uE000]+(?:['’-][\p{L}\p{N}]+)*['’]?(?=$|[^\p{L}\p{N}]))([^\p{L}\p{N}\uE000]*)/gu,
  );
  const words = Array.from(found, ([, word = '', gap = '']) => ({
    text: word,
    lower: word.toLowerCase().replace('’', "'"),
    gap,
  }));
  const lead = /^[^\p{L}\p{N}\uE000]+/u.exec(text)?.[0];
  return lead === undefined ? words : [{ text: '', lower: '', gap: lead }, ...words];
}

function rewrite(word: Word, index: number, state: State): string {
  const gap = state.words[index - 1]?.gap ?? '';
  if (/[;:]/.test(gap) || (state.aside && gap.includes(','))) {
    state.acting = false;
    state.aside = false;
  }
  if (word.lower.startsWith(nameMark)) return rewriteName(word, index, state);
  if (state.meant) {
    const pronoun = rewritePronoun(word, index, state);
    if (pronoun !== undefined) return pronoun;
  }
  return rewriteVerb(word, index, state);
}

function rewriteName(word: Word, index: number, state: State): string {
  const owning = /^\uE000['’]s$/.test(word.lower) && !isContractedIs(index, state);
  state.meant = true;
  if (owning || /^\uE000s?['’]$/.test(word.lower)) return 'my';
  if (word.lower !== nameMark) return becomeSubject(state, "I'm", false);
  if (index > 0 && state.words[index + 1]?.lower === 'who') return becomeSubject(state, 'me', false);
  return isSubject(index, state) ? becomeSubject(state, 'I') : 'me';
}

/** `Maren's been` is `Maren has been`. */
function isContractedIs(index: number, { words }: State): boolean {
  return /^(?:been|not|a|the|an|never|always)$/.test(words[index + 1]?.lower ?? '');
}

function becomeSubject(state: State, text: string, verbDue = true): string {
  state.acting = true;
  state.named = false;
  state.verbDue = verbDue;
  return text;
}

/** At the beginning of a clause, or before a verb. */
function isSubject(index: number, { words }: State): boolean {
  const before = words[index - 1];
  const next = words[index + 1]?.lower ?? '';
  if (before === undefined || before.text === '' || auxiliaries.test(next)) return true;
  const opens = /[,;:—–]\s*$/.test(before.gap) || clauseStarts.test(before.lower);
  const runsOn = words[index]?.gap.trim() === '' && next !== '' && next !== 'and';
  if (runsOn && sayingVerbs.test(before.lower) && looksThirdPerson(next)) return true;
  if (runsOn && pastVerbs.test(next) && !/ed$/.test(next)) return true;
  return (opens && runsOn) || (runsOn && isKnownThirdPerson(next) && !/[a-z]ed$/.test(before.lower));
}

function rewritePronoun(word: Word, index: number, state: State): string | undefined {
  const { self } = state;
  const { lower } = word;
  const contracted = /^([a-z]+)'(s|re|ve|d|ll)$/.exec(lower);
  if (contracted?.[1] === self.subject && isFreeSubject(index, state))
    return contractedSubject(contracted[2] ?? '', index, state);
  if (lower === self.subject && isFreeSubject(index, state)) {
    state.aside = !state.acting && isAside(index, state);
    return becomeSubject(state, 'I');
  }
  if (reflexivesOf(self).includes(lower)) return 'myself';
  if (lower === self.possessive && owns(index, state)) return state.named ? undefined : 'my';
  if (lower === self.possessive && lower === 'his') return 'mine';
  if (`${self.possessive}s` === lower) return 'mine';
  if (lower === self.object && (self.subject !== 'it' || isGiven(index, state)))
    return state.acting ? undefined : 'me';
  return undefined;
}

/** `the tuba he played`: a pronoun right after a noun, when somebody else acts. */
function isAside(index: number, { words }: State): boolean {
  const before = words[index - 1];
  return (
    before?.gap === ' ' &&
    before.text !== '' &&
    !clauseStarts.test(before.lower) &&
    !sayingVerbs.test(before.lower)
  );
}

function contractedSubject(ending: string, index: number, state: State): string {
  if (ending === 'd' || ending === 'll') return becomeSubject(state, `I'${ending}`, false);
  const perfect = ending === 've' || /^(?:been|had|got|\w+ed)$/.test(state.words[index + 1]?.lower ?? '');
  return becomeSubject(state, perfect && ending !== 're' ? "I've" : "I'm", false);
}

/** `it` is the character only where it acts, and not in `it is said that`. */
function isFreeSubject(index: number, { self, words }: State): boolean {
  if (self.subject !== 'it') return true;
  const before = words[index - 1];
  const next = words[index + 1]?.lower ?? '';
  if (next === 'is' && /^\p{Lu}/u.test(words[index + 2]?.text ?? '')) return false;
  if (before === undefined || before.text === '') return true;
  return (
    looksThirdPerson(next) ||
    auxiliaries.test(next) ||
    (clauseStarts.test(before.lower) && next !== '' && words[index]?.gap === ' ')
  );
}

function reflexivesOf(self: Self): string[] {
  return self.subject === 'they' ? ['themself', 'themselves'] : [`${self.object}self`];
}

/** `offered her tea`: she is the one it is given to. */
const givingVerbs =
  /^(?:offer(?:s|ed)?|gave|gives|taught|teaches|told|tells|show(?:s|ed)?|hand(?:s|ed)?|promise[sd]?|owe[sd]?|call(?:s|ed)?)$/;
/** `believes Otto overacts`: what follows is what is believed. */
const sayingVerbs = /^(?:believes?|thinks?|says?|knows?|hopes?|suspects?|swears?|wishe?s?|feels?)$/;

/** `taught it to read`: a thing is not taught. */
function isGiven(index: number, { words }: State): boolean {
  return givingVerbs.test(words[index - 1]?.lower ?? '') && words[index + 1]?.lower === 'to';
}

/** `her` before a noun; before a small word or the end it is the object. */
function owns(index: number, { words, self }: State): boolean {
  if (self.subject === 'it') return words[index - 1]?.lower !== 'of';
  if (self.possessive !== self.object && self.possessive !== 'his') return true;
  const next = words[index + 1];
  if (/^call/.test(words[index - 1]?.lower ?? '') && /^\p{Lu}/u.test(next?.text ?? '')) return false;
  if (next === undefined || words[index]?.gap !== ' ' || functionWords.test(next.lower)) return false;
  return self.subject !== 'she' || !givingVerbs.test(words[index - 1]?.lower ?? '');
}

function rewriteVerb(word: Word, index: number, state: State): string {
  if (state.verbDue && !adverbs.test(word.lower)) return finiteVerb(word, state);
  if (state.acting && isCoordinatedVerb(word, index, state)) return finiteVerb(word, state);
  if (clauseStarts.test(word.lower)) state.named = isNamedActor(index, state);
  if (startsOtherClause(word, index, state)) state.acting = false;
  return word.text;
}

function finiteVerb(word: Word, state: State): string {
  state.verbDue = false;
  return modals.test(word.lower) ? word.text : firstPersonOf(word.text);
}

/** `keeps a ledger and sleeps badly`: the second verb has the same subject. */
function isCoordinatedVerb(word: Word, index: number, { words }: State): boolean {
  if (!looksThirdPerson(word.text)) return false;
  let at = index - 1;
  while (adverbs.test(words[at]?.lower ?? '')) at -= 1;
  if (/^(?:on|in|at|by)$/.test(words[at - 1]?.lower ?? '') && isKnownThirdPerson(word.text)) at -= 2;
  const before = words[at];
  if (before === undefined) return false;
  const joined =
    conjunctions.test(before.lower) || (/,\s*$/.test(before.gap) && isKnownThirdPerson(word.text));
  if (!joined) return false;
  const next = words[index + 1]?.lower ?? '';
  const takesObject =
    determiners.test(next) || /^(?:to|at|on|in|with|for|from|like|him|them|it|me|her|people)$/.test(next);
  return isKnownThirdPerson(word.text)
    ? !/^(?:and|or)$/.test(next) || takesObject
    : word.gap === ' ' && takesObject;
}

/** After `so`, `that`, `who` … with a new noun, somebody else acts. */
function startsOtherClause(word: Word, index: number, { words, self }: State): boolean {
  const next = words[index + 1];
  if (/^(?:who|which|that)$/.test(word.lower)) return words[index - 1]?.lower !== nameMark;
  if (isOtherActor(word, index, words)) return true;
  if (!clauseStarts.test(word.lower) || next === undefined) return false;
  if (/^(?:it|he|she|they|we|you)$/.test(next.lower)) return next.lower !== self.subject;
  if (/^(?:nobody|somebody|everybody|anybody|no|someone|everyone|anyone|people|others?)$/.test(next.lower))
    return true;
  const isNew = /^(?:the|a|an)$/.test(next.lower) || /^\p{Lu}/u.test(next.text);
  if (!isNew) return false;
  const mayBeNoClause =
    conjunctions.test(word.lower) || /^(?:after|before|since|until|as|than)$/.test(word.lower);
  return !mayBeNoClause || words.slice(index + 2, index + 5).some(acts);
}

/** `every question Bo asks her`: a name in the middle, and what it does. */
function isOtherActor(word: Word, index: number, words: Word[]): boolean {
  const before = words[index - 1];
  return (
    /^\p{Lu}/u.test(word.text) &&
    before?.gap === ' ' &&
    !/^(?:on|in|at|by|of)$/.test(before.lower) &&
    word.gap === ' ' &&
    isKnownThirdPerson(words[index + 1]?.lower ?? '')
  );
}

/** `after Walt Enders lost`: a name, then what it did. */
function isNamedActor(index: number, { words }: State): boolean {
  const [first, second, third] = words.slice(index + 1, index + 4);
  if (first === undefined) return false;
  if (/^(?:the|an?)$/.test(first.lower)) return words.slice(index + 2, index + 6).some(acts);
  if (!/^\p{Lu}/u.test(first.text)) return false;
  return acts(second) || (second !== undefined && /^\p{Lu}/u.test(second.text) && acts(third));
}

const pastVerbs =
  /^(?:\w+ed|kept|lent|gave|taught|met|lost|saw|told|sold|found|knew|took|left|made|came|went|heard|fell|ran|stood|wrote|won|brought|built|bought|caught|felt|sent|spent|said|sang|sat|put|grew|hid|threw|sold|paid)$/;

function acts(word: Word | undefined): boolean {
  return (
    word !== undefined &&
    (isKnownThirdPerson(word.lower) || auxiliaries.test(word.lower) || pastVerbs.test(word.lower))
  );
}

function tidied(text: string): string {
  const said = text
    .replaceAll(nameMark, 'I')
    .replace(/\b(have|do|am) (?:not)\b/g, '$1 not')
    .replace(/\bI am am\b/g, 'I am')
    .replace(/^I, (\d+), (was|am|have)\b/, 'I am $1, and $2')
    .replace(/\bI and (\p{Lu}\p{L}+(?:, who [^,]+,)?)(?=\s\p{L})/gu, '$1 and I');
  return said.replace(
    /^([^\p{L}\p{N}]*)(\p{Ll})/u,
    (_, lead: string, first: string) => lead + first.toUpperCase(),
  );
}
