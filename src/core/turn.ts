import { TooLate, within } from '../lib/deadline.ts';
import { expandMacros } from '../lib/macros.ts';
import { createSpeechFilter } from '../lib/speech-filter.ts';
import type { Speaker } from './addressing.ts';
import { type Character, namesOf } from './character.ts';
import type { ConversationSettings } from './config.ts';
import type { Consents } from './consent.ts';
import { ServiceError } from './errors.ts';
import type { Events } from './events.ts';
import type { Feature, Section, ToldText, TurnView } from './feature.ts';
import { type Generated, generate } from './generate.ts';
import { areHeardIn, type Hosts, othersThan } from './heard.ts';
import { type Heed, heedWishes, repeatsUnkept } from './heed.ts';
import { laneOf, type Message, type Place } from './message.ts';
import type { Cast } from './ports/cast.ts';
import type { Clock } from './ports/clock.ts';
import type { Rehearsal } from './ports/conversation.ts';
import type { Log } from './ports/log.ts';
import type { Audience, LanguageModel, Scene } from './ports/model.ts';
import type { Transcript, TranscriptEntry, TranscriptReader } from './ports/transcript.ts';
import { macroValues } from './prompt/macro-values.ts';
import { contributionDeadlineMs, mannerFor, type TurnManner } from './prompt/manner.ts';
import { composePrompt, otherNames, type Prompt, safeName } from './prompt/prompt.ts';
import { isOutlet, outletsIn, type SourcedSection } from './prompt/sections.ts';
import type { Steadinesses } from './prompt/steady-start.ts';
import { type Talk, talkFor } from './prompt/talk.ts';
import type { Answer } from './receipt.ts';
import { accountOf, groundsOf, heeded, peopleIn, toldBy, wordsToldIn } from './turn-account.ts';
import type { ToldWords, Withdrawn } from './withdrawn.ts';

export interface TurnNeeds {
  settings: ConversationSettings;
  model: LanguageModel;
  transcript: Pick<Transcript, 'recent' | 'find'> & Pick<TranscriptReader, 'upTo'>;
  steady: Steadinesses;
  platforms: Hosts;
  withdrawn: Pick<Withdrawn, 'touches'>;
  cast: Cast;
  consents: Consents;
  /** The slices that may add sections to the prompt. */
  features: readonly Feature[];
  events: Events;
  clock: Clock;
  log: Log;
}

/** One character's turn to answer one message. */
export interface Turn {
  message: Message;
  /** Earlier messages of the same person that are answered along with it. */
  joined: readonly Message[];
  speaker: Speaker;
  signal: AbortSignal;
  /** A question outside of any talk: nothing of it is to be remembered. */
  fleeting?: boolean | undefined;
}

/** What a turn made: the words, and the account of how they came about. */
export interface TurnResult {
  text: string;
  refused: boolean;
  answer: Answer;
  mentionable: { id: string; name: string }[];
  /** What slices told the character. */
  told: ToldText[];
  /** People whose words may come back in the answer: whoever is answered, and those whose words must stay here. */
  wordsOf: string[];
  /** Other places where what it may tell was said. */
  saidIn: Place[];
  /** It answers what was said off the record, or repeats it. */
  offTheRecord?: Message['offTheRecord'];
}

/** What slices see of a turn, and what its prompt is to account for besides. */
type Preparation = TurnView & Pick<Talk, 'earlier'>;

/** How often an answer is begun that breaks off, or does not hold any more once it is there. */
const mostAttempts = 3;

/**
 * Gather, compose, generate: from a message to one character's words. What is said and kept comes after. Words are made
 * anew where somebody has come meanwhile who may not hear them, or where something of what they were made from was taken back.
 */
export async function takeTurn(needs: TurnNeeds, turn: Turn, character: Character): Promise<TurnResult> {
  for (let attempt = 1; ; attempt += 1) {
    const { result, told } = await takeOnce(needs, turn, character, attempt === mostAttempts);
    const { place } = turn.message;
    const holds = !needs.withdrawn.touches(told) && (await areHeardIn(needs.platforms, place, result.saidIn));
    if (holds || attempt === mostAttempts) return result;
    turn.signal.throwIfAborted();
    withdraw(needs, turn, character);
  }
}

/** With what is known of this place alone, where what was said elsewhere must not be told. */
async function takeOnce(
  needs: TurnNeeds,
  turn: Turn,
  character: Character,
  ofHereAlone: boolean,
): Promise<{ result: TurnResult; told: ToldWords }> {
  const toldAt = needs.clock.now();
  const heed = await heedWishes(needs, turn.message);
  const { lines, earlier } = await talkFor(needs, turn);
  const talk = await heed.lines(lines);
  const { message, signal } = turn;
  const fleeting = turn.fleeting === true || message.offTheRecord !== undefined;
  const view: Preparation = { message, character, talk, earlier, signal, fleeting };
  const [{ sections: gathered, missing }, manner] = await Promise.all([
    gather(needs, view),
    mannerFor(needs, view),
  ]);
  const sections = await heed.sections(ofHereAlone ? gathered.filter(isOfHere) : gathered);
  const { prompt, generated } = await composeAndSpeak(needs, turn, view, sections, manner, heed);
  const account = await heed.account();
  const unkept = message.offTheRecord !== undefined || repeatsUnkept(generated.text, talk, sections);
  const answer = {
    ...accountOf(turn.speaker, character, prompt, generated, manner),
    ...(missing.length > 0 && { missing }),
    ...groundsOf(sections),
    toldAt,
  };
  const result: TurnResult = {
    text: generated.text,
    refused: generated.refused || generated.text === '',
    answer: heeded(answer, account),
    mentionable: peopleIn(
      talk.filter((line) => line.offTheRecord === undefined || message.offTheRecord !== undefined),
    ),
    told: sections.flatMap(toldBy),
    wordsOf: [...new Set([message.author.id, ...account.confined])],
    saidIn: othersThan(
      message.place,
      sections.flatMap(({ saidIn = [] }) => saidIn),
    ),
    ...(unkept && { offTheRecord: 'heard' }),
  };
  return { result, told: wordsToldIn(message, toldAt, talk, sections) };
}

function isOfHere({ saidIn = [] }: Section): boolean {
  return saidIn.length === 0;
}

/** Gather and compose alone: the prompt of a turn that nobody takes, so slices are told to remember nothing of it. */
export async function rehearseTurn(needs: TurnNeeds, turn: Turn, character: Character): Promise<Rehearsal> {
  const { lines: talk, earlier } = await talkFor(needs, turn);
  const { message, signal } = turn;
  const view: Preparation = { message, character, talk, earlier, signal, fleeting: true };
  const [{ sections: knowledge }, manner] = await Promise.all([gather(needs, view), mannerFor(needs, view)]);
  const sections = [...manner.sections, ...knowledge];
  const { promptTokens } = await roomFor(needs, manner, {});
  return { parts: compose(needs, view, sections, promptTokens, {}).parts, budgetTokens: promptTokens };
}

/** Composes and speaks: again when the answer broke off, and shorter when the model now says that it holds less. */
async function composeAndSpeak(
  needs: TurnNeeds,
  turn: Turn,
  view: Preparation,
  knowledge: SourcedSection[],
  manner: TurnManner,
  heed: Pick<Heed, 'audience'>,
): Promise<{ prompt: Prompt; generated: Generated }> {
  const sections = [...manner.sections, ...knowledge];
  const audience = heed.audience();
  let attempts = 1;
  for (let room = await roomFor(needs, manner, audience); ; ) {
    const prompt = compose(needs, view, sections, room.promptTokens, audience);
    const draft = { begun: false };
    try {
      return {
        prompt,
        generated: await speak(
          needs,
          turn,
          view,
          knowledge,
          manner,
          prompt,
          room.replyTokens,
          draft,
          audience,
        ),
      };
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      const less = await roomFor(needs, manner, audience);
      const isShorter = error.failure === 'context-too-long' && less.promptTokens < room.promptTokens;
      const brokeOff = draft.begun && error.retryable;
      if (!isShorter && !(brokeOff && attempts < mostAttempts)) throw error;
      attempts += 1;
      if (draft.begun) withdraw(needs, turn, view.character);
      room = less;
    }
  }
}

function withdraw({ events }: TurnNeeds, { message }: Turn, character: Character): void {
  const { id: messageId, place } = message;
  events.emit({ kind: 'reply-withdrawn', messageId, place, characterId: character.id });
}

/** How the model's window is shared: the answer never takes more than half. */
async function roomFor(
  { model }: TurnNeeds,
  manner: TurnManner,
  audience: Audience,
): Promise<{ promptTokens: number; replyTokens: number }> {
  const { contextTokens } = await model.describe(audience);
  const replyTokens = Math.min(manner.replyTokens, Math.floor(contextTokens / 2));
  return { promptTokens: contextTokens - replyTokens, replyTokens };
}

/** What slices have to tell, and which of them could not say it. */
interface Gathered {
  sections: SourcedSection[];
  missing: { slice: string; because: string }[];
}

/** Asks every slice side by side; one that fails or is late costs its section, not the reply. */
async function gather({ features, log }: TurnNeeds, view: TurnView): Promise<Gathered> {
  const missing: Gathered['missing'] = [];
  const contributions = features.map(async (feature) => {
    const { name: slice } = feature;
    if (feature.context === undefined) return [];
    try {
      const sections = await within(contributionDeadlineMs, feature.context(view));
      return sections.map((section) => ({ ...section, source: slice }));
    } catch (error) {
      log.warn('A part of the prompt is missing because its slice failed.', { slice, error });
      missing.push({ slice, because: error instanceof TooLate ? late : failed });
      return [];
    }
  });
  return { sections: (await Promise.all(contributions)).flat(), missing };
}

const late = `it took longer than ${contributionDeadlineMs / 1_000} seconds`;
const failed = 'it failed, and the log says how';

function compose(
  needs: TurnNeeds,
  view: Preparation,
  sections: SourcedSection[],
  budgetTokens: number,
  audience: Audience,
): Prompt {
  const { model, settings, cast, clock, steady } = needs;
  const { place } = view.message;
  const { timeZone, seed } = settings;
  const values = macroValues(view, { now: clock.now(), timeZone, seed });
  const outlets = outletsIn(sections);
  return composePrompt({
    character: view.character,
    talk: view.talk,
    earlier: view.earlier,
    sections,
    castNames: cast.knownIn(place).flatMap(namesOf),
    budgetTokens,
    addedPercent: settings.addedPercent,
    steady: steady.of(`${laneOf(place)} ${view.character.id}`),
    estimateTokens: (messages) => model.estimateTokens(messages, audience),
    expand: (text) => expandMacros(text, { ...values, outlets }),
  });
}

async function speak(
  needs: TurnNeeds,
  turn: Turn,
  view: TurnView,
  knowledge: SourcedSection[],
  manner: TurnManner,
  { messages }: Prompt,
  maxTokens: number,
  draft: { begun: boolean },
  audience: Audience,
): Promise<Generated> {
  const { model, settings, cast, events, clock } = needs;
  const { message, signal } = turn;
  const { character, talk } = view;
  const strangers = otherNames(character, cast.knownIn(message.place), talk);
  // Two in a direct talk are alone.
  const around = message.place.kind === 'direct' ? [] : await cast.presentIn(message.place);
  return generate({
    model,
    request: {
      messages,
      scene: { ...sceneOf(character, talk, knowledge, message, around), length: manner.length },
      temperature: manner.temperature,
      maxTokens,
      seed: settings.seed,
      ...audience,
      signal,
    },
    filter: createSpeechFilter({ ownNames: namesOf(character), otherNames: strangers }),
    now: () => clock.now(),
    onText(text) {
      draft.begun = true;
      const { id: messageId, place } = message;
      events.emit({ kind: 'reply-delta', messageId, place, characterId: character.id, text });
    },
    onTakenBack() {
      draft.begun = false;
      withdraw(needs, turn, character);
    },
  });
}

function sceneOf(
  character: Character,
  talk: readonly TranscriptEntry[],
  sections: readonly Section[],
  message: Message,
  around: readonly Character[],
): Scene {
  const partner = safeName(message.author.name);
  const speakers = talk.map(({ authorName }) => safeName(authorName));
  const present = new Set([...speakers, ...around.map(({ displayName }) => displayName)]);
  present.delete(partner);
  present.delete(character.displayName);
  return {
    character,
    context: sections.filter(({ text, place }) => text !== '' && !isOutlet(place)).map(({ text }) => text),
    talk: talk.map((entry) => ({
      speaker: safeName(entry.authorName),
      text: entry.text,
      bySelf: entry.kind === 'character' && entry.characterId === character.id,
      at: entry.at,
    })),
    partner,
    present: [...present],
  };
}
