import type { Character } from '../character.ts';
import type { Place } from '../message.ts';

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
