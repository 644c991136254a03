import type { ModelFailure } from './errors.ts';
import type { Message, Place } from './message.ts';

/** How an inbound message can end. The list is closed: every message ends in exactly one of these. */
export const outcomes = [
  'answered',
  'not-addressed',
  'channel-off',
  'muted',
  'ignored-author',
  'bot-author',
  'no-character',
  'empty',
  'over-length',
  'rate-limited',
  'missed',
  'intent-missing',
  'coalesced',
  'superseded',
  'proxied',
  'deleted',
  'missing-permission',
  'model-unavailable',
  'refused',
  'delivery-failed',
  'uncertain',
  'interrupted',
  'shutting-down',
  'failed',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a character was chosen to answer. */
export type AddressReason =
  | 'summoned'
  | 'mentioned'
  | 'replied-to'
  | 'named'
  | 'direct'
  | 'continuation'
  | 'burst'
  | 'always';

/** Why a character present was passed over. `names-not-heard`: it was named where names alone do not count. */
export type PassedOverReason = 'not-named' | 'names-not-heard';

/** A character that could have answered, and why it was chosen or not. `lead`: it speaks where nobody is named. */
export interface Considered {
  characterId: string;
  characterName: string;
  chosen: boolean;
  because: AddressReason | 'lead' | PassedOverReason;
}

/** The one setting that would change an outcome. `setting` is a path in config.yaml or one of the two kept per channel. */
export interface Remedy {
  setting: string;
  /** The value that would change it. */
  instead: string | number | boolean | string[];
  /** One sentence for a person: what to do, where. */
  how: string;
}

/** One part of a prompt, as counted. */
export interface PromptPart {
  title: string;
  /** Who contributed it: `character`, `history`, a slice's name. */
  source: string;
  tokens: number;
  text: string;
  /** Why it is there, was cut or left out, in one sentence. Receipts from before it was asked have none. */
  because?: string | undefined;
  /** Left out because the prompt was full. */
  dropped?: boolean | undefined;
  /** It lost its end. */
  cut?: boolean | undefined;
}

/** Tokens of one generation. `estimated` until the provider has said its own count. */
export interface Usage {
  promptTokens: number;
  completionTokens: number;
  cachedTokens?: number | undefined;
  estimated: boolean;
}

/** One of the ways of speaking that an answer was made of. */
export interface MannerShare {
  name: string;
  /** 0 … 1; the shares of one answer are 1 together. */
  share: number;
  /** A sentence without its end: `the card names it`. Never words of people. */
  because: string;
}

/** How an answer was asked to be made, when a slice had a say in it. */
export interface MannerUsed {
  mix: MannerShare[];
  temperature: number;
  replyTokens: number;
}

/** How an answer kept to what people allow to be done with their words; says of nobody who it was. */
export interface ConsentKept {
  /** Only models on this machine, or on one of its own network, were asked. */
  localOnly?: boolean | undefined;
  /** How many pieces of the prompt were left out, since no such model is there. */
  leftOut?: number | undefined;
  /** Somebody's words are off the record, so the prompt's texts are not kept. */
  offTheRecord?: boolean | undefined;
}

/** Grounds of a slice that say in lines for people what was found, whether it was told, and why. */
export interface SaidGrounds {
  says: readonly string[];
  /** How much of it the slice had no room for. */
  leftOut?: number | undefined;
}

/** The lines of those slices that have some, by slice. */
export function saidGrounds(grounds: Answer['grounds'] = {}): (SaidGrounds & { slice: string })[] {
  return Object.entries(grounds).flatMap(([slice, one]) =>
    isSaid(one) && one.says.length > 0 ? [{ slice, says: one.says, leftOut: one.leftOut }] : [],
  );
}

function isSaid(grounds: unknown): grounds is SaidGrounds {
  return typeof grounds === 'object' && grounds !== null && 'says' in grounds && Array.isArray(grounds.says);
}

/** When the oldest words in a prompt were said, in milliseconds since 1970: anybody's, and those of some by their ids. */
export interface WordsAge {
  anybody: number;
  each: Readonly<Record<string, number>>;
}

/** What one character said in answer, and what it took. */
export interface Answer {
  characterId: string;
  characterName: string;
  because: AddressReason;
  /** The posts' ids on the host, once they are known. */
  messageIds: string[];
  model: string;
  /** The understudy spoke because no model was there. */
  standIn: boolean;
  /** Why it did, and the way to a model. */
  standInBecause?: string | undefined;
  usage: Usage;
  /** What was reckoned before the model was asked: the prompt's tokens, and how many it might have had. */
  reckoned?: { promptTokens: number; budgetTokens: number } | undefined;
  /** The prompt in parts; the texts are dropped after `receipts.keepPrompts`. */
  prompt: PromptPart[];
  /** Ids of people whose words stand in the prompt; kept with its texts, to find them again. */
  wordsOf?: readonly string[] | undefined;
  /** When the oldest of all those words was said, and of each person's; kept with its texts, which go when these do. */
  saidFrom?: WordsAge | undefined;
  /** When those words were read; not kept. */
  toldAt?: number | undefined;
  /** What people allow to be done with their words made of this answer. */
  consent?: ConsentKept | undefined;
  /** Slices whose part of the prompt is missing, and why, in one sentence without its end. */
  missing?: readonly { slice: string; because: string }[] | undefined;
  /** How slices came to what they added, by slice and in its own form; dropped together with the prompt's texts. */
  grounds?: Readonly<Record<string, unknown>> | undefined;
  timings: { waitedMs: number; firstTokenMs: number; generatedMs: number; saidMs: number };
  manner?: MannerUsed | undefined;
  /** Why the text was cut short, when it was. */
  cut?: 'length' | 'spoke-for-others' | undefined;
  /** Why this character in particular could not answer although others did. */
  failure?: { outcome: Outcome; message: string } | undefined;
}

/** In place of a name in what is kept. */
export const unnamed = 'Somebody';

/** How one inbound message ended, and why. */
export interface Receipt {
  messageId: string;
  place: Place;
  authorId: string;
  authorName: string;
  outcome: Outcome;
  /** One sentence for a person. */
  why: string;
  remedy?: Remedy | undefined;
  /** The message that this one was joined to or gave way to. */
  into?: string | undefined;
  failure?: ModelFailure | undefined;
  permission?: string | undefined;
  answers: Answer[];
  /** Those present when it was judged; none where it was not judged by whom it speaks to. */
  considered?: readonly Considered[] | undefined;
  receivedAt: number;
  finishedAt: number;
}

/** What differs between receipts of one message. */
export type Ending = Pick<Receipt, 'outcome' | 'why'> &
  Partial<Pick<Receipt, 'remedy' | 'into' | 'failure' | 'permission' | 'answers' | 'considered'>>;

/** The receipt of a message that ends now. */
export function receiptOf(message: Message, ending: Ending, finishedAt: number): Receipt {
  return {
    messageId: message.id,
    place: message.place,
    authorId: message.author.id,
    authorName: message.offTheRecord === undefined ? message.author.name : unnamed,
    answers: [],
    receivedAt: message.at,
    finishedAt,
    ...ending,
  };
}
