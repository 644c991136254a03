import { DiscordAPIError, type REST } from 'discord.js';
import type { Character } from '../../core/character.ts';
import type { Mood } from '../../core/mood.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import type { Painter } from '../../core/ports/painter.ts';
import type { DiscordSettings } from './config.ts';
import { emojiName, emojiStem, hashOf, isPortraitEmoji, stemOf } from './emoji-names.ts';
import { createEmojiShelf, dataUri, mostEmojiBytes, mostEmojis } from './emoji-shelf.ts';
import { createMoodFaces } from './mood-faces.ts';
import { checkPortraits } from './portrait-check.ts';
import type { WebhookPurpose } from './webhooks.ts';

/** How a character's face is shown on a post: by an address, or by a webhook that wears it. */
export interface Face {
  url?: string | undefined;
  purpose?: WebhookPurpose | undefined;
}

export interface Portraits {
  /** The face as far as it is ready, in a mood where there is a picture of it; a new or changed one is prepared in the background. */
  of(character: Character, mood?: Mood): Face;
  /** The address of nobody's face, for what must not wear somebody else's. */
  faceless: string;
  /** Makes all portraits ready, and takes away those of characters who are gone. Never throws. */
  prepare(signal: AbortSignal): Promise<void>;
  /** Which way is in use, for `doctor`, by REST alone. */
  check(applicationId: string): Promise<Check>;
}

export interface PortraitNeeds {
  rest: REST;
  cdn: string;
  cast: Pick<Cast, 'all'>;
  painter: Pick<Painter, 'fit'>;
  way: DiscordSettings['portraits'];
  applicationId(): string;
  clock: Clock;
  log: Log;
}

/**
 * Gives portraits an address that Discord shows. Addresses of attachments are refused and expire, so each portrait is
 * kept as an emoji of the application, whose address is permanent; else as the picture of a webhook of its own.
 */
export function createPortraits(needs: PortraitNeeds): Portraits {
  const { rest, cast, painter, log } = needs;
  const faces = new Map<string, Face>();
  // A portrait may be read from its file whenever it is asked for, so that a character is looked at only once.
  const seen = new WeakSet<Character>();
  let way = needs.way;
  const shelf = createEmojiShelf(needs);
  let line = Promise.resolve();
  const addressOf = (emojiId: string) => `${needs.cdn}/emojis/${emojiId}.png?size=128`;
  const moodFaces = createMoodFaces({
    ...needs,
    shelf,
    addressOf,
    works: () => (way === 'auto' || way === 'emoji') && needs.applicationId() !== '',
    queue(work) {
      line = line.then(work);
    },
  });

  async function asEmoji(character: Character, picture: Uint8Array): Promise<Face> {
    const name = emojiName(character.id, picture);
    const emojis = await shelf.all();
    if (!emojis.has(name) && emojis.size >= mostEmojis) await moodFaces.giveWay();
    return { url: addressOf(await shelf.keep(name, picture)) };
  }

  /** Emoji of ours whose characters are gone make room for others. */
  async function tidy(): Promise<void> {
    const stems = new Set(cast.all().map(({ id }) => emojiStem(id)));
    const names = [...(await shelf.all()).keys()];
    for (const name of names) if (isPortraitEmoji(name) && !stems.has(stemOf(name))) await shelf.drop(name);
    await moodFaces.tidy();
  }

  async function faceOf(character: Character, portrait: Uint8Array): Promise<Face> {
    const picture = await painter.fit(portrait, mostEmojiBytes);
    if (picture === undefined) {
      log.warn(
        `The portrait of ${character.displayName} cannot be made small enough; use a PNG, JPEG or WEBP picture of at most 4096 × 4096.`,
      );
      return {};
    }
    if (way !== 'webhooks') {
      try {
        return await asEmoji(character, picture);
      } catch (error) {
        log.warn('Portraits cannot be kept as emoji of the application.', { error: String(error) });
        // Trouble passes: the next post tries again, and looks first whether the emoji is there unseen.
        shelf.forget();
        if (way === 'emoji' || !(error instanceof DiscordAPIError)) throw error;
        way = 'webhooks';
      }
    }
    return { purpose: { name: webhookName(character.id, picture), avatar: dataUri(picture) } };
  }

  async function prepareOne(character: Character): Promise<void> {
    try {
      const portrait = await character.portrait?.();
      faces.set(character.id, portrait === undefined ? {} : await faceOf(character, portrait));
    } catch {
      seen.delete(character);
    }
  }

  function prepareLater(character: Character, signal?: AbortSignal): Promise<void> {
    if (seen.has(character)) return line;
    seen.add(character);
    line = line.then(() => (signal?.aborted ? undefined : prepareOne(character)));
    return line;
  }

  return {
    faceless: `${needs.cdn}/embed/avatars/0.png`,
    of(character, mood) {
      if (way === 'none') return {};
      if (needs.applicationId() !== '') void prepareLater(character);
      const icon = faces.get(character.id) ?? {};
      const url = moodFaces.of(character, mood);
      return url === undefined ? icon : { url };
    },
    async prepare(signal) {
      if (way === 'none') return;
      await Promise.all(cast.all().map((character) => prepareLater(character, signal)));
      if (!signal.aborted && way !== 'webhooks') await tidy().catch(() => undefined);
    },
    check: (applicationId) =>
      checkPortraits({ rest, painter, way: needs.way, characters: cast.all() }, applicationId),
  };
}

function webhookName(characterId: string, picture: Uint8Array): string {
  return `Acore ${hashOf(characterId)} ${hashOf(picture)}`;
}
