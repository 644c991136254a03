import { endingAt, type FactDraft } from '../fact.ts';
import { steersOthers, talksOfTheMachine } from './doubt.ts';
import { createEchoCheck, wordsOf } from './echo.ts';
import { type Evidence, evidenceFor, isAbout, languageOf } from './evidence.ts';
import { clausesBehind, isFounded } from './founded.ts';
import { germanInEnglish, germanMeanings } from './german/words.ts';
import { type Acquaintance, isPersonal, type ReadingOptions, type SaidLine } from './line.ts';
import { namesNoDay } from './no-day.ts';
import { createNewsCheck, isOwnMatter, isOwnReadable, ownShare } from './own-words.ts';
import { freeWords } from './paraphrases.ts';
import { extractFacts } from './patterns.ts';
import { type KnownPeople, knowPeople } from './people.ts';
import { doubtOfPlace, placeDraft } from './place-claims.ts';
import { aboutPlace, modelExtractor, type Proposal } from './proposal.ts';
import { isReadable, isTakenBack } from './readable.ts';
import type { Talk } from './reading.ts';
import { addressedIn } from './referent.ts';
import type { Refusal, RefusalReason } from './refusals.ts';
import { type Keys, learningRules } from './request.ts';
import { plainValue } from './rules.ts';
import { holdsSecret } from './secrets.ts';
import { ownSentences, withoutGestures } from './speech.ts';
import { type TimePhrase, takeTimes } from './times.ts';
import { wishIn } from './wishes.ts';
import { asSentence, isTooLong, nameInFact, subjectOf } from './wording.ts';

/** What every claim of one answer is checked against. */
interface Bench {
  lines: readonly SaidLine[];
  people: KnownPeople;
  byId: ReadonlyMap<string, SaidLine>;
  keys: Keys;
  timeZone: string;
  own: ReadingOptions['own'];
  /** What the patterns read in a message. */
  patternsOf(messageId: string): readonly FactDraft[];
  isEcho(sentence: string): boolean;
  isRule(sentence: string): boolean;
}

/** A claim beside the words that it calls upon. */
interface Claim {
  proposal: Proposal;
  talk: Talk;
  who: Acquaintance;
  evidence: Evidence;
  /** What a character was told that says something of itself here. */
  told?: readonly string[] | undefined;
}

/** Checks claims about these lines one by one: a draft for each that stands up to the talk, a reason for each other. */
export function verifier(
  lines: readonly SaidLine[],
  acquaintances: readonly Acquaintance[],
  keys: Keys,
  { timeZone = 'UTC', told = [], own }: ReadingOptions,
): (proposal: Proposal) => FactDraft | Refusal {
  const bench: Bench = {
    lines,
    people: knowPeople(acquaintances, lines),
    byId: new Map(lines.map((line) => [line.messageId, line])),
    keys,
    timeZone,
    own,
    patternsOf: readOnce(() => extractFacts(lines, acquaintances, { timeZone, own })),
    isEcho: createEchoCheck(told),
    isRule: createEchoCheck(learningRules),
  };
  return (proposal) => {
    const claim = claimOf(proposal, bench);
    const reason = typeof claim === 'string' ? claim : doubtOf(claim, bench);
    if (reason !== undefined || typeof claim === 'string')
      return { reason: reason ?? 'malformed', statement: proposal.statement };
    return isAboutPlace(claim) ? placeDraft(withKnown(claim, bench)) : draftOf(claim, bench);
  };
}

/** Reads all lines when the first of them is asked for. */
function readOnce(read: () => readonly FactDraft[]): Bench['patternsOf'] {
  let byMessage: ReadonlyMap<string, FactDraft[]> | undefined;
  return (messageId) => {
    byMessage ??= Map.groupBy(read(), ({ sources }) => sources[0] ?? '');
    return byMessage.get(messageId) ?? [];
  };
}

function claimOf(proposal: Proposal, bench: Bench): Claim | RefusalReason {
  const line = bench.lines[proposal.line - 1];
  if (line === undefined) return 'no such message';
  const told = isPersonal(line) ? undefined : bench.own?.(line.messageId);
  if (!isPersonal(line) && told === undefined) return 'not said by a person';
  if (holdsSecret(`${line.text}\n${proposal.statement}`)) return 'secret';
  if (namesNoDay(`${proposal.quote}\n${proposal.statement}`)) return 'malformed';
  const isMeant = told === undefined ? isReadable(line) : isOwnReadable(line);
  if (!isMeant || isTakenBack(line, bench.lines.slice(proposal.line))) return 'message not meant';
  const speaker = bench.people.byId(line.author.id);
  const who =
    proposal.about === aboutPlace ? speaker : bench.people.byId(bench.keys.idOf.get(proposal.about) ?? '');
  if (who === undefined || speaker === undefined || (told !== undefined && who !== speaker))
    return 'wrong person';
  const talk: Talk = {
    line: told === undefined ? line : { ...line, text: withoutGestures(line.text) },
    people: bench.people,
    timeZone: bench.timeZone,
    speaker: { ...speaker, name: line.author.name },
    referent: undefined,
    addressed: undefined,
  };
  const addressed = addressedIn(talk, bench.byId);
  const quote = told === undefined ? proposal.quote : ownSentences(withoutGestures(proposal.quote)).join(' ');
  const evidence = evidenceFor(quote, { ...talk, addressed }, bench.byId);
  if (evidence === undefined) return 'not said there';
  return { proposal, talk: { ...talk, addressed, referent: evidence.referent }, who, evidence, told };
}

function doubtOf(claim: Claim, bench: Bench): RefusalReason | undefined {
  const { proposal, evidence, talk, told } = claim;
  const { statement } = proposal;
  const wish = told === undefined ? wishOf(claim) : undefined;
  if (proposal.kind === 'instruction' && wish === undefined) return 'steers others';
  if (wish === undefined && [...evidence.sentences, statement].some(steersOthers)) return 'steers others';
  if (wish === undefined && evidence.stated.trim() === '') return 'doubtful';
  if (talksOfTheMachine.test(statement) || namesCharacter(statement, claim)) return 'about a character';
  if (evidence.sentences.every(bench.isEcho) || bench.isRule(statement)) return 'told before';
  if (isAboutPlace(claim))
    return told === undefined ? doubtOfPlace(withKnown(claim, bench)) : 'about a character';
  if (wish === undefined && !isAbout(claim.who, proposal, evidence, talk)) return 'wrong person';
  return doubtOfWords(claim, bench) ?? (told === undefined ? undefined : doubtOfOwn(claim, told, bench));
}

/** What somebody wants for themself, where the claim is about that. */
function wishOf({ proposal, evidence, talk, who }: Claim): FactDraft | undefined {
  if (proposal.kind !== 'instruction' || who.id !== talk.speaker.id) return undefined;
  return evidence.sentences.map((each) => wishIn(each, talk)).find(Boolean);
}

function doubtOfWords(claim: Claim, bench: Bench): RefusalReason | undefined {
  const { proposal, evidence, talk, who, told } = claim;
  const { statement } = proposal;
  const said = ` ${wordsOf(statement).join(' ')} `;
  if (!namesOf(who).some((name) => said.includes(` ${wordsOf(name).join(' ')}`))) return 'wrong person';
  if (asSentence(statement) === '' || isTooLong(statement)) return 'malformed';
  // A promise names whom it is made to.
  const { addressed } = talk;
  const names = [...namesOf(who), ...(told !== undefined && addressed ? namesOf(addressed) : [])];
  const given = [...meantBy(claim), ...askedFor(claim, bench)];
  const ground = { evidence: evidence.told, names, given, ofSpeaker: who.id === talk.speaker.id };
  if (!isFounded(statement, ground)) return 'invented';
  return isTimeTurned(proposal, evidence) ? 'invented' : undefined;
}

/** Of itself a character is believed what concerns nobody else, and what it was not told. */
function doubtOfOwn(
  { proposal, talk, who, evidence }: Claim,
  told: readonly string[],
  { lines }: Bench,
): RefusalReason | undefined {
  const { statement, kind } = proposal;
  const said = { statement, kind, about: [subjectOf(who)], slot: slotOf(proposal) };
  if (!isOwnMatter(said, talk, talk.addressed)) return 'about a character';
  const isNews = createNewsCheck(talk, told, lines);
  const value = turnsOn(proposal, who, evidence);
  return isNews({ statement, value }, evidence.sentences.join(' ')) ? undefined : 'told before';
}

function isAboutPlace({ proposal }: Claim): boolean {
  return proposal.about === aboutPlace;
}

function withKnown(claim: Claim, bench: Bench): Claim & { known: readonly FactDraft[] } {
  return { ...claim, known: bench.patternsOf(claim.talk.line.messageId) };
}

/** Whether a statement brings in a character that its words do not name; the one that speaks of itself is none. */
function namesCharacter(statement: string, { talk, evidence, who }: Claim): boolean {
  const { people, line } = talk;
  return people.namesIn(statement).some(({ name }) => {
    const called = people.called(name, line);
    return (
      called?.kind === 'character' &&
      called.id !== who.id &&
      !evidence.told.some((text) => wordsOf(text).includes(wordsOf(name).join(' ')))
    );
  });
}

function namesOf({ name, aliases = [] }: Acquaintance): string[] {
  return [nameInFact(name), ...aliases];
}

/** Dates that "next Friday" means may stand in a statement. */
function meantBy({ evidence, talk }: Claim): string[] {
  return timesIn(evidence, talk).flatMap(({ span }) =>
    [span('past'), span('future')].flatMap((one) => one?.says ?? []),
  );
}

/** What a short answer answers: only what it is about, since what it says of that stands in the answer itself. */
function askedFor({ proposal, talk, evidence }: Claim, { lines, byId }: Bench): string[] {
  const own = wordsOf(evidence.told.join(' '));
  const value = wordsOf(proposal.value ?? '');
  if (value.length === 0 || !value.every((word) => own.includes(word))) return [];
  const before = byId.get(talk.line.replyTo?.messageId ?? '') ?? lines[proposal.line - 2];
  if (before === undefined || before.author.id === talk.line.author.id) return [];
  const question = /[^.!?\n]*\?\s*$/.exec(before.text.trim())?.[0] ?? '';
  return question.split(/\s+/).filter((word) => /^\p{Ll}[\p{Ll}'’-]*[?.,!]*$/u.test(word));
}

function timesIn({ sentences }: Evidence, { line, timeZone }: Talk): TimePhrase[] {
  const moment = { at: line.at, timeZone };
  return sentences
    .flatMap((sentence) => sentence.split(/[,.!]+|\s(?:and|but|so|und)\s/))
    .flatMap((part) => takeTimes(` ${part.trim()}`, languageOf(part).code, moment).times);
}

const overWords =
  /\b(?:used to|no longer|any ?more|was|were|had|ex|former|quit|left|sold|stopped|until|broke|split|separated|divorced|notice|dumped|retired|dropped|früher|nicht mehr|\w{2,}ed|lost|gave up|rip|passed|died)\b|nicht mehr/i;
const clearlyOver =
  /\b(?:used to|no longer|any ?more|quit|stopped|g(?:ave|iven) up|dropped out|passed away|died|broke up|split up|resigned|handed in|moved (?:out of|away from)|sold)\b|nicht mehr/i;
const saysOver =
  /\b(?:was|were|had|used|no longer|former\w*|lived|worked|until|not|(?!called\b|named\b)\w+ed|lost|without|quit|gave|broke|split|sold|left|ex)\b|n't\b/i;

/** Said to be over and told as lasting, or the other way round. */
function isTimeTurned({ ended, statement }: Proposal, { sentences }: Evidence): boolean {
  if (ended === true) return !overWords.test(sentences.join(' '));
  const words = wordsOf(statement).filter((word) => !freeWords.has(word));
  return clausesBehind(words, sentences).some((said) => clearlyOver.test(said)) && !saysOver.test(statement);
}

const usualConfidence = 0.75;
const hearsayConfidence = 0.55;

function draftOf(claim: Claim, bench: Bench): FactDraft {
  const { proposal, talk, who, evidence, told } = claim;
  const known = patternFor(claim, bench);
  const confidence = who.id === talk.speaker.id ? usualConfidence : hearsayConfidence;
  const ends = proposal.ended === true || known?.ends === true;
  const [time] = timesIn(evidence, talk);
  const span = proposal.kind === 'plan' ? time?.span('future') : undefined;
  const until = known?.until ?? span?.until;
  return {
    statement: asSentence(proposal.statement),
    kind: proposal.kind,
    about: known?.about ?? [subjectOf(who)],
    saidBy: subjectOf(talk.speaker),
    sources: [talk.line.messageId],
    confidence: told === undefined ? confidence : Math.round(confidence * ownShare * 100) / 100,
    slot: known === undefined ? slotOf(proposal) : known.slot,
    value: known?.value ?? turnsOn(proposal, who, evidence),
    from: known?.from ?? span?.from,
    ...(ends ? { ends, ...endingAt(until) } : { until }),
    ...(known?.corrects && { corrects: true }),
    extractor: modelExtractor,
  };
}

/** The same fact as the patterns read it, so that both ways of reading meet in one slot. */
function patternFor({ proposal, talk, who }: Claim, bench: Bench): FactDraft | undefined {
  const words = wordsOf(proposal.statement);
  const english = words.flatMap((word) => wordsOf(germanInEnglish(Object.keys(germanMeanings), word) ?? ''));
  const said = ` ${[...words, ...english].join(' ')} `;
  return bench
    .patternsOf(talk.line.messageId)
    .filter(({ about }) => about[0]?.id === who.id)
    .find(({ value }) => wordsOf(value.replace(/^not /, '')).every((word) => said.includes(` ${word} `)));
}

/** The slots that a model may name; another one would only keep facts apart or push them out. */
const slots =
  /^(?:name|nickname|pronouns|age|birthday|birth-year|home|origin|job|employer|studies|school|diet|status|partner|native-language|time-zone|living-with|(?:favourite|pet-name|allergy|plays|speaks|learns|does|owns|health|trait):[\p{L}\p{N} '-]{2,40})$/u;

function slotOf({ slot }: Proposal): string | undefined {
  const plain = (slot ?? '')
    .toLowerCase()
    .replace(/^favorite/, 'favourite')
    .trim();
  return slots.test(plain) ? plain : undefined;
}

/** What the model says it turns on, if that was said; else the whole of it. */
function turnsOn({ value, statement }: Proposal, who: Acquaintance, { told }: Evidence): string {
  const said = wordsOf(value ?? '');
  const there = ` ${wordsOf(told.join(' ')).join(' ')} `;
  if (said.length > 0 && said.every((word) => there.includes(` ${word} `))) return plainValue(value ?? '');
  const called = new Set(namesOf(who).flatMap(wordsOf));
  return plainValue(
    wordsOf(statement)
      .filter((word) => !called.has(word))
      .join(' '),
  );
}
