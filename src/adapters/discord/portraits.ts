import { createHash } from 'node:crypto';
import { type APIEmoji, type APIWebhook, DiscordAPIError, type REST, Routes } from 'discord.js';
import type { Character } from '../../core/character.ts';
import type { Cast, Check, Log } from '../../core/ports.ts';
import type { DiscordSettings } from './config.ts';
import { fittingPicture } from './picture.ts';
import type { WebhookPurpose } from './webhooks.ts';

/** How a character's face is shown on a post: by an address, or by a webhook that wears it. */
export interface Face {
  url?: string | undefined;
  purpose?: WebhookPurpose | undefined;
}

export interface Portraits {
  /** The face as far as it is ready; a new or changed portrait is prepared in the background. */
  of(character: Character): Face;
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
  way: DiscordSettings['portraits'];
  applicationId(): string;
  log: Log;
}

const mostEmojiBytes = 256 * 1024;
/** How many emoji Discord lets an application have. */
const mostEmojis = 2_000;
/** How many servers are looked at by the check. */
const mostGuilds = 10;

/**
 * Gives portraits an address that Discord shows. Addresses of attachments are refused and expire, so each portrait is
 * kept as an emoji of the application, whose address is permanent; else as the picture of a webhook of its own.
 */
export function createPortraits(needs: PortraitNeeds): Portraits {
  const { rest, cast, log } = needs;
  const faces = new Map<string, Face>();
  // A portrait may be read from its file whenever it is asked for, so that a character is looked at only once.
  const seen = new WeakSet<Character>();
  let way = needs.way;
  let emojis: Promise<Map<string, string>> | undefined;
  let line = Promise.resolve();

  async function kept(): Promise<Map<string, string>> {
    emojis ??= listEmojis(rest, needs.applicationId());
    emojis.catch(() => {
      emojis = undefined;
    });
    return emojis;
  }

  async function asEmoji(character: Character, picture: Uint8Array): Promise<Face> {
    const all = await kept();
    const name = emojiName(character.id, picture);
    const id = all.get(name) ?? (await upload(name, picture));
    all.set(name, id);
    await dropOlder(all, name);
    return { url: `${needs.cdn}/emojis/${id}.png?size=128` };
  }

  /** Emoji of ours whose characters are gone make room for others. */
  async function tidy(): Promise<void> {
    const stems = new Set(cast.all().map(({ id }) => emojiStem(id)));
    const all = await emojis;
    if (all === undefined) return;
    const left = [...all].filter(([name]) => emojiOfOurs.test(name) && !stems.has(stemOf(name)));
    for (const [name, id] of left) {
      all.delete(name);
      await rest.delete(Routes.applicationEmoji(needs.applicationId(), id)).catch(() => undefined);
    }
  }

  async function upload(name: string, picture: Uint8Array): Promise<string> {
    const body = { name, image: dataUri(picture) };
    const emoji = (await rest.post(Routes.applicationEmojis(needs.applicationId()), { body })) as APIEmoji;
    return emoji.id ?? '';
  }

  async function dropOlder(all: Map<string, string>, name: string): Promise<void> {
    for (const [other, id] of all) {
      if (other === name || stemOf(other) !== stemOf(name)) continue;
      all.delete(other);
      await rest.delete(Routes.applicationEmoji(needs.applicationId(), id)).catch(() => undefined);
    }
  }

  async function faceOf(character: Character, portrait: Uint8Array): Promise<Face> {
    const picture = await fittingPicture(portrait, mostEmojiBytes);
    if (picture === undefined) {
      log.warn(
        `The portrait of ${character.displayName} cannot be made small enough; use a PNG below 256 KiB.`,
      );
      return {};
    }
    if (way !== 'webhooks') {
      try {
        return await asEmoji(character, picture);
      } catch (error) {
        log.warn('Portraits cannot be kept as emoji of the application.', { error: String(error) });
        // Trouble passes: the next post tries again, and looks first whether the emoji is there unseen.
        emojis = undefined;
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
    of(character) {
      if (way === 'none') return {};
      if (needs.applicationId() !== '') void prepareLater(character);
      return faces.get(character.id) ?? {};
    },
    async prepare(signal) {
      if (way === 'none') return;
      await Promise.all(cast.all().map((character) => prepareLater(character, signal)));
      if (!signal.aborted && way !== 'webhooks') await tidy().catch(() => undefined);
    },
    async check(applicationId) {
      const name = 'Portraits on Discord';
      if (needs.way === 'none')
        return { name, state: 'skipped', says: 'Portraits are off (discord.portraits).' };
      const all = await listEmojis(rest, applicationId).catch(() => undefined);
      const worn = await areWorn(rest, applicationId).catch(() => false);
      return sayWay(name, needs.way, cast.all(), all, worn);
    },
  };
}

function sayWay(
  name: string,
  way: DiscordSettings['portraits'],
  characters: readonly Character[],
  emojis: Map<string, string> | undefined,
  worn: boolean,
): Check {
  const limit = 'one webhook for each character, at most 15 in a channel';
  if (way === 'webhooks')
    return { name, state: 'ok', says: `Portraits are the pictures of webhooks (${limit}).` };
  if (emojis === undefined) {
    const says = `Discord does not list the application's emoji, so portraits are the pictures of webhooks (${limit}).`;
    return { name, state: 'warning', says, fix: 'Try again later, or set discord.portraits to webhooks.' };
  }
  const drawn = characters.filter(({ portrait }) => portrait !== undefined);
  const stems = new Set([...emojis.keys()].map(stemOf));
  const kept = drawn.filter(({ id }) => stems.has(emojiStem(id)));
  const says = `Portraits are kept as emoji of the application: ${kept.length} of ${drawn.length}.`;
  if (kept.length < drawn.length && emojis.size >= mostEmojis) {
    const full = `${says} The application has ${emojis.size} emoji, and there is no room for more, so the others are the pictures of webhooks (${limit}).`;
    return {
      name,
      state: 'warning',
      says: full,
      fix: 'Delete emoji on the page of the application, or set discord.portraits to webhooks.',
    };
  }
  if (kept.length < drawn.length && worn) {
    const refused = `${says} Discord did not take the others, so they are the pictures of webhooks (${limit}).`;
    return { name, state: 'warning', says: refused, fix: 'The log says why; restart Acore to try again.' };
  }
  return {
    name,
    state: 'ok',
    says: kept.length === drawn.length ? says : `${says} The others follow at the next start.`,
  };
}

async function listEmojis(rest: REST, applicationId: string): Promise<Map<string, string>> {
  const { items } = (await rest.get(Routes.applicationEmojis(applicationId))) as { items: APIEmoji[] };
  return new Map(items.map(({ name, id }) => [name ?? '', id ?? '']));
}

/** Whether webhooks of ours wear portraits: what a running Acore does where it may keep no emoji. */
async function areWorn(rest: REST, applicationId: string): Promise<boolean> {
  const guilds = (await rest.get(Routes.userGuilds())) as { id: string }[];
  const lists = await Promise.all(
    guilds.slice(0, mostGuilds).map(({ id }) => rest.get(Routes.guildWebhooks(id)).catch(() => [])),
  );
  return (lists as APIWebhook[][])
    .flat()
    .some(({ application_id: id, name }) => id === applicationId && portraitName.test(name ?? ''));
}

const hashLength = 8;
const longestEmojiName = 32;
const emojiOfOurs = /^acore_\w+_[0-9a-f]{8}$/;

function hashOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, hashLength);
}

// A name says whose portrait it is and which one, so that nothing has to be kept elsewhere.
function emojiName(characterId: string, picture: Uint8Array): string {
  return `${emojiStem(characterId)}${hashOf(picture)}`;
}

function stemOf(emoji: string): string {
  return emoji.slice(0, -hashLength);
}

function emojiStem(characterId: string): string {
  const room = longestEmojiName - 'acore_'.length - '_'.length - hashLength;
  const plain = characterId.replace(/\W/g, '_');
  const short =
    plain === characterId && plain.length <= room
      ? plain
      : `${plain.slice(0, room - 7)}_${hashOf(characterId).slice(0, 6)}`;
  return `acore_${short}_`;
}

const portraitName = /^Acore [0-9a-f]{8} [0-9a-f]{8}$/;

function webhookName(characterId: string, picture: Uint8Array): string {
  return `Acore ${hashOf(characterId)} ${hashOf(picture)}`;
}

function dataUri(picture: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(picture).toString('base64')}`;
}
