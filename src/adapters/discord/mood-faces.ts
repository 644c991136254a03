import type { Character, CharacterAsset } from '../../core/character.ts';
import { faceFor, facesOf } from '../../core/faces.ts';
import type { Mood } from '../../core/mood.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Painter } from '../../core/ports/painter.ts';
import { isMoodEmoji, moodEmojiName, moodStem, stemOf } from './emoji-names.ts';
import { type EmojiShelf, mostEmojiBytes, mostEmojis } from './emoji-shelf.ts';

/** How characters look in a mood, as emoji of the application: made when a mood is first shown, and replaceable. */
export interface MoodFaces {
  /** The address of the picture that fits, once it is there; it is made in the background. Undefined: the icon is shown. */
  of(character: Character, mood: Mood | undefined): string | undefined;
  /** Takes away those of characters and pictures that are gone. */
  tidy(): Promise<void>;
  /** An icon needs room: the picture that was not shown for longest gives way, if there is one. */
  giveWay(): Promise<void>;
}

interface MoodFaceNeeds {
  shelf: EmojiShelf;
  cast: Pick<Cast, 'all'>;
  painter: Pick<Painter, 'fit'>;
  clock: Clock;
  log: Log;
  addressOf(emojiId: string): string;
  /** Whether portraits are kept as emoji now. */
  works(): boolean;
  /** Does something after everything else that has to do with portraits. */
  queue(work: () => Promise<void>): void;
}

/** So many there are at most, whatever cards bring along. */
const mostMoodEmojis = 500;
/** Room that is left for the icons of characters to come. */
const leftForIcons = 100;
/** How long nothing is tried after Discord refused an emoji. */
const pauseMs = 10 * 60_000;

export function createMoodFaces(needs: MoodFaceNeeds): MoodFaces {
  const { shelf, cast, painter, clock, log } = needs;
  const checked = new WeakSet<CharacterAsset>();
  const underWay = new WeakSet<CharacterAsset>();
  const broken = new WeakSet<CharacterAsset>();
  /** When an emoji was last shown, as a count of all that were. */
  const shown = new Map<string, number>();
  let count = 0;
  let pausedUntil = 0;

  async function keep(character: Character, mood: Mood, asset: CharacterAsset): Promise<void> {
    const picture = await asset.picture();
    const small = picture && (await painter.fit(picture, mostEmojiBytes));
    if (small === undefined) {
      broken.add(asset);
      log.warn(`A picture of ${character.displayName} cannot be shown on Discord.`, { mood });
      return;
    }
    const name = moodEmojiName(character.id, mood, small);
    if (!(await shelf.all()).has(name) && !(await makeRoom())) return;
    await shelf.keep(name, small);
  }

  function keepLater(character: Character, mood: Mood, asset: CharacterAsset, isKept: boolean): void {
    const isDone = broken.has(asset) || (isKept && checked.has(asset));
    if (isDone || underWay.has(asset) || clock.now() < pausedUntil) return;
    underWay.add(asset);
    needs.queue(async () => {
      try {
        await keep(character, mood, asset);
        checked.add(asset);
      } catch (error) {
        shelf.forget();
        pausedUntil = clock.now() + pauseMs;
        log.warn('A picture of a mood cannot be kept as an emoji of the application.', {
          error: String(error),
        });
      } finally {
        underWay.delete(asset);
      }
    });
  }

  /** Pictures of moods that were not shown for longest, those not shown since the start first, oldest first. */
  async function replaceable(): Promise<string[]> {
    const emojis = await shelf.all();
    const age = (name: string) => shown.get(name) ?? 0;
    const made = (name: string) => BigInt(emojis.get(name) || 0);
    return [...emojis.keys()]
      .filter(isMoodEmoji)
      .sort((a, b) => age(a) - age(b) || (made(a) < made(b) ? -1 : 1));
  }

  /** False when there is no room but that of others. */
  async function makeRoom(): Promise<boolean> {
    const own = await replaceable();
    const over = (await shelf.all()).size + 1 + leftForIcons - mostEmojis;
    const tooMany = Math.max(over, own.length + 1 - mostMoodEmojis);
    if (tooMany > own.length) return false;
    for (const name of own.slice(0, Math.max(0, tooMany))) await shelf.drop(name);
    return true;
  }

  return {
    of(character, mood) {
      const face = needs.works() ? faceFor(character, mood) : undefined;
      const asset = face && facesOf(character).get(face);
      if (face === undefined || asset === undefined) return undefined;
      const kept = shelf.withStem(moodStem(character.id, face));
      keepLater(character, face, asset, kept !== undefined);
      if (kept === undefined) return undefined;
      count += 1;
      shown.set(kept.name, count);
      return needs.addressOf(kept.id);
    },
    async tidy() {
      const stems = new Set(
        cast
          .all()
          .flatMap((character) => [...facesOf(character).keys()].map((mood) => moodStem(character.id, mood))),
      );
      for (const name of await replaceable()) if (!stems.has(stemOf(name))) await shelf.drop(name);
    },
    async giveWay() {
      const [oldest] = await replaceable();
      if (oldest !== undefined) await shelf.drop(oldest);
    },
  };
}
