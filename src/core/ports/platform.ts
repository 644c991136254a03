import type { Character } from '../character.ts';
import type { CommandButton } from '../commands/command.ts';
import type { Place } from '../message.ts';
import type { Mood } from '../mood.ts';
import type { Health } from './health.ts';

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
  /** It is beside the talk: hosts that can show it small. */
  aside?: true | undefined;
  /** What may be done about it, five at most; none where the host `hasButtons` not. */
  buttons?: readonly CommandButton[] | undefined;
}

/** A chat host: Discord, the playground, a terminal. Throws ServiceError with a DeliveryFailure, nothing else. */
export interface ChatPlatform {
  readonly host: string;
  /** Its posts may carry buttons; elsewhere the lines that they stand for are added to the words. */
  readonly hasButtons?: true | undefined;
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
