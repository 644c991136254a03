import { shortDigest } from '../lib/short-digest.ts';

/** Where something is said: one channel, thread or direct message of one host. */
export interface Place {
  /** The host: `discord`, `playground` or `terminal`. With `channelId` it names the lane. */
  host: string;
  guildId?: string | undefined;
  channelId: string;
  kind: 'text' | 'thread' | 'direct';
  /** The channel a thread hangs under; settings are inherited from it. */
  parentId?: string | undefined;
  name?: string | undefined;
}

/** Who wrote a message. Told apart by id and kind, never by name. */
export interface Author {
  id: string;
  /** The display name people see. Untrusted text. */
  name: string;
  /**
   * `person` – a member; `proxied` – a member speaking through a proxy such as PluralKit;
   * `bot` – another bot; `webhook` – another webhook; `character` – one of ours; `self` – the bot's own account.
   */
  kind: 'person' | 'proxied' | 'bot' | 'webhook' | 'character' | 'self';
  /** Set when `kind` is `character`. */
  characterId?: string | undefined;
}

export interface Attachment {
  id: string;
  name: string;
  url: string;
  contentType?: string | undefined;
  /** Bytes. */
  size: number;
}

/** What a message answers: the id, and who wrote it when that is known. */
export interface ReplyReference {
  messageId: string;
  authorId?: string | undefined;
  /** Set when the message answered was said by the bot itself. */
  toSelf?: boolean | undefined;
  /** What was said there, as far as the host tells it: for when it was never heard or is no longer kept. */
  quoted?: { author: Author; text: string; at?: number | undefined } | undefined;
}

/** One message as the engine knows it, whichever host it came from. */
export interface Message {
  id: string;
  place: Place;
  author: Author;
  /** Text with user mentions already written as `@Name`. Untrusted. */
  text: string;
  /** The text as it was typed, where `text` writes out the host's marks: a name within a mark calls nobody. */
  typed?: string | undefined;
  /** When it was said, in milliseconds since 1970. */
  at: number;
  replyTo?: ReplyReference | undefined;
  attachments: Attachment[];
  /** The people mentioned, without the bot. */
  mentions: { id: string; name: string }[];
  /** The bot's own account was mentioned. */
  mentionsSelf: boolean;
  /** The host withheld the text because a privileged intent is missing. */
  textWithheld?: boolean | undefined;
  /**
   * Nothing of it may be kept. `heard`: its words are in memory alone; `lost`: they were, and went with the process that
   * heard them.
   */
  offTheRecord?: 'heard' | 'lost' | undefined;
  /** Set by a command: who must answer, whatever the addressing rules say. */
  summons?: { characterId?: string | undefined } | undefined;
}

/** What an edit makes of a message, and when; what is left out stays. */
export interface Revision extends Partial<Pick<Message, 'typed' | 'mentions' | 'mentionsSelf'>> {
  id: string;
  place: Place;
  text: string;
  at: number;
}

/** The key of the lane in which a place's messages are handled one after another. */
export function laneOf(place: Pick<Place, 'host' | 'channelId'>): string {
  return `${place.host}:${place.channelId}`;
}

/** The host of a lane. */
export function hostOf(lane: string): string {
  return lane.slice(0, lane.indexOf(':'));
}

/**
 * To whom what is kept of a place belongs: its server, a direct talk for itself, or a host without servers as a whole.
 * What belongs to one home is never seen or used in another.
 */
export function homeOf({ host, guildId, kind, channelId }: Place): string {
  if (guildId !== undefined) return `${host}:server:${guildId}`;
  return kind === 'direct' ? `${host}:direct:${channelId}` : `${host}:all`;
}

/** How the ids of lines begin that came in from files. */
export const importedMark = 'imported-';

/** The id of a line that came in from a file: no host gives such ids. */
export function importedId(file: string, index: number): string {
  return `${importedMark}${file}-${index}`;
}

/**
 * The id of the line that came in from a file for a message of this place, whichever file that was: it goes and changes
 * with the message, as long as the host has that.
 */
export async function importedCopyOf(place: Place, messageId: string): Promise<string> {
  return importedId(await shortDigest(`${laneOf(place)}\n#${messageId}`), 0);
}

/** Whether a line came in from a file: whoever imported it says what was said, no host does. */
export function isImported(messageId: string): boolean {
  return messageId.startsWith(importedMark);
}
