import type { Character } from '../character.ts';
import type { CommandButton } from '../commands/command.ts';
import type { Message, Place, Revision } from '../message.ts';
import type { PromptPart } from '../receipt.ts';

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
  /** It is beside the talk, and shown small where the host can. */
  aside?: true | undefined;
  /** What may be done about it, by whoever may. */
  buttons?: readonly CommandButton[] | undefined;
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
