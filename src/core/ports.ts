import type { Transaction } from '../lib/sql.ts';
import type { Character } from './character.ts';
import type { Person } from './keeping.ts';
import type { Message, Place, Revision } from './message.ts';
import type { Mood } from './mood.ts';
import type { Answer, PromptPart, Receipt, Usage } from './receipt.ts';

/** Where a part of the world stands, for `doctor`, `/status` and `/readyz`. */
export interface Health {
  ok: boolean;
  /** One sentence: what is there, or what is wrong. */
  says: string;
  /** The exact next step when something is wrong. */
  fix?: string | undefined;
}

/** One line of `acore doctor`. */
export interface Check {
  /** What was looked at, in a few words: `Database`, `Intent Message Content`, `Webhooks in #tavern`. */
  name: string;
  state: 'ok' | 'warning' | 'failed' | 'skipped';
  /** One sentence: what was found. */
  says: string;
  /** The exact next step, unless it is ok. */
  fix?: string | undefined;
}

/** Structured lines for the owner. Never message text, never a secret. */
export interface Log {
  debug(says: string, fields?: Record<string, unknown>): void;
  info(says: string, fields?: Record<string, unknown>): void;
  warn(says: string, fields?: Record<string, unknown>): void;
  error(says: string, fields?: Record<string, unknown>): void;
}

/** Time, so that tests can own it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}

// ── the language model ───────────────────────────────────────────────────────────────────────────

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A tool as offered to the model; `input` is a JSON Schema. */
export interface ToolOffer {
  name: string;
  description: string;
  input: Record<string, unknown>;
}

/** How long answers are meant to be: a sentence or two, a paragraph, as long as it takes. */
export type ReplyLength = 'short' | 'medium' | 'long';

/** The turn as data, for a stand-in that does not read prompts. Real models ignore it. */
export interface Scene {
  character: Character;
  /** What the slices brought up for this turn: lore first of all. */
  context: string[];
  /** Oldest first; the last one is to be answered. */
  talk: { speaker: string; text: string; bySelf: boolean; at: number }[];
  /** Whom the character answers. */
  partner: string;
  /** The other people and characters present. */
  present: string[];
  length?: ReplyLength | undefined;
}

export interface GenerateRequest {
  messages: ModelMessage[];
  scene: Scene;
  temperature: number;
  maxTokens: number;
  seed?: number | undefined;
  tools?: ToolOffer[] | undefined;
  /** Only models on this machine, or on its own network, may be told it. */
  localOnly?: boolean | undefined;
  signal: AbortSignal;
}

/** To whom something may go. */
export type Audience = Pick<GenerateRequest, 'localOnly'>;

export type ModelEvent =
  | { kind: 'text-delta'; text: string }
  | { kind: 'tool-call'; id: string; name: string; input: unknown }
  | {
      kind: 'finish';
      reason: 'stop' | 'length' | 'tool-calls' | 'refused';
      usage: Usage;
      /** `ollama/qwen3:8b`, or `understudy`. */
      model: string;
      standIn: boolean;
      /** Why no model spoke, and the way to one, where the understudy did. */
      standInBecause?: string | undefined;
    };

/**
 * What turns a prompt into words. `generate` ends with exactly one `finish`, or throws a ServiceError whose
 * `failure` is a ModelFailure; it stops at once when the signal aborts (and then throws the signal's reason).
 */
export interface LanguageModel {
  generate(request: GenerateRequest): AsyncIterable<ModelEvent>;
  /** Which model would answer now, and how many tokens prompt and answer may have together. */
  describe(audience?: Audience): Promise<Described>;
  /** An estimate of what the provider will count for these messages, learned from what it counted before. */
  estimateTokens(messages: readonly ModelMessage[], audience?: Audience): number;
  health(): Promise<Health>;
}

/** Which model would answer. */
export interface Described {
  model: string;
  standIn: boolean;
  contextTokens: number;
  /** It, or one that would be asked in its place, is not on this machine or its own network. */
  elsewhere?: boolean | undefined;
}

// ── the host ─────────────────────────────────────────────────────────────────────────────────────

/** One message about to be posted. */
export interface Post {
  /** Ours, and the same after a restart. */
  id: string;
  place: Place;
  character: Character;
  text: string;
  /** People whose `@Name` may become a real mention: only those already in the talk. */
  mentionable: { id: string; name: string }[];
  /** In which mood it is said, so that the face fits the words. */
  mood?: Mood | undefined;
}

/** A chat host: Discord, the playground, a terminal. Throws ServiceError with a DeliveryFailure, nothing else. */
export interface ChatPlatform {
  readonly host: string;
  /** Cuts a reply into posts that the host can carry. */
  split(text: string): string[];
  say(post: Post): Promise<{ messageId: string }>;
  /** Looks for a post whose answer was never seen, before it is sent again. */
  find(post: Post, attemptedAt: number): Promise<{ found: string } | 'absent' | 'unreadable'>;
  /** Writes other words over a message that a character of ours said; absent where the host cannot. */
  amend?(post: Post, messageId: string): Promise<void>;
  /** Shows that the character is at work until the signal aborts. Never throws. */
  typing(place: Place, signal: AbortSignal): void;
  /** Where a message is looked at; absent where there is no such address. */
  linkTo?(place: Place, messageId: string): string | undefined;
  /**
   * Of `sources`, the places that everybody who can read `place` may read as well. Absent where the host cannot tell:
   * then a place hears of itself alone.
   */
  heardIn?(place: Place, sources: readonly Place[]): Promise<Place[]>;
  health(): Promise<Health>;
}

// ── what is kept ─────────────────────────────────────────────────────────────────────────────────

export interface Storage {
  /**
   * All or nothing; resolves when it lies on the disk. Do not await anything but storage inside. `committed` is called
   * a moment earlier, when it is done but a power cut could still undo it: for work that shows nothing to anybody.
   */
  transaction<T>(work: (transaction: Transaction) => Promise<T>, committed?: (result: T) => void): Promise<T>;
  /**
   * Overwrites what was deleted wherever it may still stand: in free pages, indexes and the log of changes. Whoever asks
   * the database meanwhile waits; the process does not.
   */
  scrub(): Promise<void>;
  /** Copies of what is kept, made beside it, oldest first; what was deleted since still stands in them. */
  copies(): string[];
  health(): Promise<Health>;
}

/** One line of what was said, by people and characters alike. */
export interface TranscriptEntry {
  messageId: string;
  place: Place;
  authorId: string;
  authorName: string;
  kind: Message['author']['kind'];
  characterId?: string | undefined;
  text: string;
  at: number;
  replyTo?: string | undefined;
  attachments: Message['attachments'];
  editedAt?: number | undefined;
  /** In which mood a character said it. */
  mood?: Mood | undefined;
  /** People whose words may stand in what a character said: whom it answered first of all. */
  wordsOf?: readonly string[] | undefined;
  /** Nothing of it is kept: it is there while this process lasts, and while it is among the last of its channel. */
  offTheRecord?: Message['offTheRecord'];
}

/** What was said, in order: the ground truth. */
export interface Transcript {
  append(transaction: Transaction, entries: TranscriptEntry[]): Promise<void>;
  /** Takes a line along that is off the record, without keeping it. */
  overhear(entry: TranscriptEntry): void;
  revise(transaction: Transaction, messageId: string, text: string, at: number): Promise<void>;
  /** Returns when the earliest of them was said, of those that were known. */
  retract(transaction: Transaction, messageIds: string[]): Promise<number | undefined>;
  /** The newest `limit` lines, oldest first. */
  recent(place: Place, limit: number): Promise<TranscriptEntry[]>;
  find(messageId: string): Promise<TranscriptEntry | undefined>;
  /** What a character last said in answer to this person, not earlier than `since`. */
  lastAnswer(place: Place, personId: string, since: number): Promise<TranscriptEntry | undefined>;
}

/** A line with what orders its channel. */
export interface PlacedEntry extends TranscriptEntry {
  position: number;
}

/** The transcript for those who derive something from it. */
export interface TranscriptReader {
  /** The oldest lines after a position, oldest first. */
  after(place: Place, position: number, limit: number): Promise<PlacedEntry[]>;
  /** A line and those before it in its channel, oldest first; none when it is not kept. */
  upTo(messageId: string, limit: number): Promise<PlacedEntry[]>;
}

/** A post in the outbox. */
export interface OutboxPost {
  id: string;
  text: string;
  state: 'waiting' | 'sending' | 'sent' | 'uncertain';
  /** When sending was last begun. */
  attemptedAt?: number | undefined;
  messageId?: string | undefined;
}

/** One character's finished words on their way out. */
export interface OutboxReply {
  messageId: string;
  characterId: string;
  place: Place;
  /** People whose words may stand in it; the one who is answered first. */
  wordsOf?: readonly string[] | undefined;
  /** It answers what was said off the record, or repeats it. */
  offTheRecord?: Message['offTheRecord'];
  /** How the words came about; undefined for words that were fixed beforehand. */
  answer?: Answer | undefined;
  mentionable: Post['mentionable'];
  mood?: Mood | undefined;
  posts: OutboxPost[];
}

/** A message in the inbox, and when it was taken in. */
export interface Pending {
  message: Message;
  acceptedAt: number;
}

/** The inbox and the outbox: what came in and is not settled, and what is on its way out. */
export interface Journal {
  /** False when this message was taken in before. */
  accept(transaction: Transaction, message: Message): Promise<boolean>;
  /** Unsettled messages of a lane, oldest first. */
  pending(lane: string, limit: number): Promise<Pending[]>;
  isPending(transaction: Transaction, messageId: string): Promise<boolean>;
  pendingLanes(): Promise<string[]>;
  revise(transaction: Transaction, revision: Revision): Promise<void>;
  settle(transaction: Transaction, messageIds: string[]): Promise<void>;
  /** Settles a message for which no reply was made yet. False when it is too late for that. */
  withdraw(transaction: Transaction, messageId: string): Promise<boolean>;
  enqueue(transaction: Transaction, reply: OutboxReply): Promise<void>;
  /** The replies made for a message so far, in order of speaking. */
  replies(messageId: string): Promise<OutboxReply[]>;
  progress(
    transaction: Transaction,
    postId: string,
    state: OutboxPost['state'],
    details?: { attemptedAt?: number; messageId?: string },
  ): Promise<void>;
}

/** How every message ended. */
export interface ReceiptBook {
  record(transaction: Transaction, receipts: Receipt[]): Promise<void>;
  /** Forgets the texts of prompts made in a place since then: one of them may hold what was taken back. */
  redact(transaction: Transaction, place: Place, since: number): Promise<void>;
  /** Likewise wherever words of this person were told: what is recalled comes up in other places. */
  redactWordsOf(transaction: Transaction, person: Person, since: number): Promise<void>;
  /** By the message asked about, or by a message that was said in answer. */
  find(messageId: string): Promise<Receipt | undefined>;
  recent(place: Place | undefined, limit: number): Promise<Receipt[]>;
}

// ── who and where ────────────────────────────────────────────────────────────────────────────────

export const channelModes = ['off', 'mentioned', 'named', 'conversational', 'always'] as const;
export type ChannelMode = (typeof channelModes)[number];

/** What holds in one place, after inheritance. */
export interface RoomRules {
  mode: ChannelMode;
  muted: boolean;
}

/** Per-channel settings: data, changed by commands. */
export interface Rooms {
  rules(place: Place): Promise<RoomRules>;
}

/** The characters of this installation and where they live. */
export interface Cast {
  /** Everybody, of every server: for work behind the scenes, never for what people are shown. */
  all(): readonly Character[];
  /** One of `all`. */
  get(characterId: string): Character | undefined;
  /** Whom people in a place may know, by the names they have there: nobody of another server. */
  knownIn(place: Place): readonly Character[];
  /** Who may speak here; the first one leads (answers when nobody is named). */
  presentIn(place: Place): Promise<Character[]>;
}

// ── the engine's door ────────────────────────────────────────────────────────────────────────────

/** The prompt with which something would be answered. */
export interface Rehearsal {
  parts: PromptPart[];
  /** How much it may have. */
  budgetTokens: number;
}

/** Fixed words that a character is to say unasked, such as a greeting. */
export interface Cue {
  /** The same one is said once. */
  id: string;
  place: Place;
  characterId: string;
  text: string;
  /** People whose words stand in it, by their ids; nobody's when left out. */
  wordsOf?: readonly string[] | undefined;
  /** The message of the same character, said on a cue as well, that this is to be written over where the host can. */
  instead?: string | undefined;
}

/** What every host and slice may ask of the conversation engine. */
export interface Conversation {
  /** Takes a message in durably; the answer comes by itself. Resolves once nothing can be lost. */
  receive(message: Message): Promise<void>;
  revise(revision: Revision): Promise<void>;
  retract(place: Place, messageIds: string[]): Promise<void>;
  /**
   * Lets a character say fixed words; resolves when they are said, and where. Exactly once, also over a crash. Throws
   * UserError when that character may not speak there.
   */
  cue(cue: Cue): Promise<{ messageIds: string[] }>;
  /** One answer outside any conversation: nothing is kept but a receipt. */
  ask(
    question: Message,
    characterId: string | undefined,
    signal: AbortSignal,
  ): Promise<{ character: Character; text: string }>;
  /** The prompt with which a character, also one that nobody knows yet, would answer this alone. Nothing is said or kept. */
  rehearse(question: Message, character: Character, signal: AbortSignal): Promise<Rehearsal>;
}
