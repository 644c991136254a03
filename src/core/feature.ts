import type { Transaction } from '../lib/sql.ts';
import type { Character } from './character.ts';
import type { Command } from './commands/command.ts';
import type { Job } from './job.ts';
import type { Keeping } from './keeping.ts';
import type { Message, Place } from './message.ts';
import type { Conversation } from './ports/conversation.ts';
import type { Check } from './ports/health.ts';
import type { ReplyLength } from './ports/model.ts';
import type { TranscriptEntry } from './ports/transcript.ts';
import type { MannerShare } from './receipt.ts';
import type { Route } from './route.ts';

/** A piece of prompt. Trusted only as far as its source is: text from people is data, not instruction. */
export interface Section {
  title: string;
  text: string;
  /** Where it stands: `stable` changes with the card, `talk` with the conversation, `now` with every turn. */
  volatility: 'stable' | 'talk' | 'now';
  /** Dropped first when the prompt is full. 0 is dropped last. */
  priority: number;
  /** The most tokens that it may take; a longer text is cut at the end of a line. */
  budget?: number | undefined;
  /** Why it is there, in one sentence that is kept longer than the texts: never words of people. */
  because?: string | undefined;
  /** Where it has to stand, whatever its volatility says. */
  place?: SectionPlace | undefined;
  /**
   * How the slice came to it, in its own form, for those who ask why: JSON that is kept and forgotten together with the
   * prompt's texts. A section without text may carry it alone; one of a slice's sections does.
   */
  grounds?: unknown;
  /** Texts of the card that are not told while this is: its instructions, or its reminder after the talk. */
  silences?: readonly ('instructions' | 'reminder')[] | undefined;
  /** Ids of people whose words stand in it, or in its grounds, on the host of the turn: what they allow holds for it too. */
  wordsOf?: readonly string[] | undefined;
  /** When the oldest of these words was said: what is kept of the prompt goes when they go. */
  saidFrom?: number | undefined;
  /** Other places where something of it was said: it is told only where all who hear the answer may read there. */
  saidIn?: readonly Place[] | undefined;
  /** Where it stands for what was said before the talk: its text when there is room for a part of the talk alone. */
  leadsUp?: readonly LeadUp[] | undefined;
}

/** What leads up to a talk that begins at this message, or at one after the message of the lead-up before it. */
export interface LeadUp {
  to: string;
  text: string;
}

/** A place in the prompt that somebody chose: beside a text of the card, in the note after the talk, or in the talk. */
export type SectionPlace =
  | 'before-character'
  | 'after-personality'
  | 'after-scenario'
  | 'after-character'
  | 'before-examples'
  | 'after-examples'
  | 'note'
  | DepthPlace
  | MessagePlace
  | OutletPlace;

/** So many messages stay after it; 0 is the end of the talk. */
export interface DepthPlace {
  depth: number;
  role: 'system' | 'user' | 'assistant';
}

/** After a message of the talk, wherever that message moves; before the oldest when it is no longer there. */
export interface MessagePlace {
  after: string;
  role: DepthPlace['role'];
}

/** Wherever a text of the card says `{{outlet::Name}}`; nowhere when none does. */
export interface OutletPlace {
  outlet: string;
}

/** What a contribution may look at while a turn is prepared. */
export interface TurnView {
  message: Message;
  character: Character;
  /** Oldest first, the message to be answered last. */
  talk: readonly TranscriptEntry[];
  signal: AbortSignal;
  /** A question outside of any talk, or one that nobody will answer: nothing of this turn is to be remembered. */
  fleeting?: boolean | undefined;
}

/** How a slice wants the next words to be made. What it leaves out stays as the settings have it. */
export interface Manner {
  /** Sections that say how to speak. Unlike those of `context` they are no knowledge, so no stand-in quotes them. */
  sections: Section[];
  /** 0 … 2. */
  temperature?: number | undefined;
  /** The longest answer in tokens; the setting's is never exceeded. */
  replyTokens?: number | undefined;
  /** For a stand-in, which cannot read the sections. */
  length?: ReplyLength | undefined;
  /** What it is made of, for the receipt. */
  mix: MannerShare[];
}

/** A turn that is over: its words were said. */
export interface FinishedTurn {
  message: Message;
  /** Earlier messages of the same person that were answered along with it. */
  joined: readonly Message[];
  character: Character;
  text: string;
  /** The posts' ids on the host; none, and no text, of an answer that may not be kept. */
  messageIds: readonly string[];
  /** What slices told the character for this turn: words that come back from there are nothing new. */
  told: readonly ToldText[];
}

/** A text that stood in a prompt. */
export interface ToldText {
  text: string;
  /** Ids of people whose words stand in it. */
  wordsOf: readonly string[];
}

/** A vertical slice as a plain value. Every member is optional but the name. */
export interface Feature {
  name: string;
  /** Sections for the prompt; a failure or a late answer costs the section, not the reply. */
  context?(turn: TurnView): Promise<Section[]>;
  /** How to speak this time. At most one slice should have a say; the first one that has wins. */
  manner?(turn: TurnView): Promise<Manner | undefined>;
  /** Learns from a turn, on the background lane; a failure costs the learning alone. */
  observe?(turn: FinishedTurn): Promise<void>;
  /** A message came in later than others that were said after it: whoever goes by the time of lines may have passed it. */
  late?(transaction: Transaction, message: Message): Promise<void>;
  /** These messages were deleted, or say something else now: what was derived from them goes in the same transaction. */
  retract?(transaction: Transaction, messageIds: readonly string[]): Promise<void>;
  /** What it keeps of people: they may see it, take it with them, and have it taken out. */
  keeps?: Keeping;
  commands?: readonly Command[];
  routes?: readonly Route[];
  /** What it looks after beside the talk. */
  jobs?: readonly Job[];
  /** Its lines of `acore doctor`. */
  checks?(): Promise<Check[]>;
  /** Called once everything is built; returns what stops it. */
  start?(conversation: Conversation): Promise<() => Promise<void>>;
}
