import { type APIWebhook, type REST, Routes } from 'discord.js';
import type { Character } from '../../core/character.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Painter } from '../../core/ports/painter.ts';
import type { DiscordSettings } from './config.ts';
import { emojiStem, isMoodEmoji, stemOf } from './emoji-names.ts';
import { listEmojis, mostEmojiBytes, mostEmojis } from './emoji-shelf.ts';

interface CheckNeeds {
  rest: REST;
  way: DiscordSettings['portraits'];
  characters: readonly Character[];
  painter: Pick<Painter, 'fit'>;
}

/** The names of webhooks that wear a portrait of ours. */
export const portraitName = /^Acore [0-9a-f]{8} [0-9a-f]{8}$/;

const name = 'Portraits on Discord';
const limit = 'one webhook for each character, at most 15 in a channel';
/** How many servers are looked at by the check. */
const mostGuilds = 10;
const mostNames = 5;

/** Which way portraits are shown, by REST alone, and whose cannot be. */
export async function checkPortraits(needs: CheckNeeds, applicationId: string): Promise<Check> {
  const { rest, way, characters } = needs;
  if (way === 'none') return { name, state: 'skipped', says: 'Portraits are off (discord.portraits).' };
  if (way === 'webhooks')
    return { name, state: 'ok', says: `Portraits are the pictures of webhooks (${limit}).` };
  const emojis = await listEmojis(rest, applicationId).catch(() => undefined);
  if (emojis === undefined) {
    const says = `Discord does not list the application's emoji, so portraits are the pictures of webhooks (${limit}).`;
    return { name, state: 'warning', says, fix: 'Try again later, or set discord.portraits to webhooks.' };
  }
  const drawn = characters.filter(({ portrait }) => portrait !== undefined);
  const stems = new Set([...emojis.keys()].map(stemOf));
  const left = drawn.filter(({ id }) => !stems.has(emojiStem(id)));
  const says = `Portraits are kept as emoji of the application: ${drawn.length - left.length} of ${drawn.length}${moodCount([...emojis.keys()])}.`;
  if (left.length === 0) return { name, state: 'ok', says };
  return (
    full(says, emojis.size) ??
    (await unfit(says, left, needs.painter)) ??
    (await refused(says, rest, applicationId)) ?? {
      name,
      state: 'ok',
      says: `${says} The others follow at the next start.`,
    }
  );
}

function moodCount(names: readonly string[]): string {
  const count = names.filter(isMoodEmoji).length;
  return count === 0 ? '' : `, and ${count} of moods`;
}

function full(says: string, count: number): Check | undefined {
  if (count < mostEmojis) return undefined;
  return {
    name,
    state: 'warning',
    says: `${says} The application has ${count} emoji, and there is no room for more, so the others are the pictures of webhooks (${limit}).`,
    fix: 'Delete emoji on the page of the application, or set discord.portraits to webhooks.',
  };
}

async function unfit(
  says: string,
  left: readonly Character[],
  painter: Pick<Painter, 'fit'>,
): Promise<Check | undefined> {
  const names: string[] = [];
  for (const { displayName, portrait } of left) {
    const picture = await portrait?.().catch(() => undefined);
    const small = picture && (await painter.fit(picture, mostEmojiBytes));
    if (small === undefined) names.push(displayName);
  }
  if (names.length === 0) return undefined;
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  return {
    name,
    state: 'warning',
    says: `${says} Those of ${names.slice(0, mostNames).join(', ')}${more} cannot be read or made smaller than 256 KiB.`,
    fix: 'Give their cards a picture in PNG (not interlaced, no palette), JPEG or WEBP of at most 4096 × 4096 pixels.',
  };
}

async function refused(says: string, rest: REST, applicationId: string): Promise<Check | undefined> {
  if (!(await areWorn(rest, applicationId).catch(() => false))) return undefined;
  return {
    name,
    state: 'warning',
    says: `${says} Discord did not take the others, so they are the pictures of webhooks (${limit}).`,
    fix: 'The log says why; restart Acore to try again.',
  };
}

/** Whether webhooks of ours wear portraits: what a running Acore does where it may keep no emoji. */
async function areWorn(rest: REST, applicationId: string): Promise<boolean> {
  const guilds = (await rest.get(Routes.userGuilds())) as { id: string }[];
  const lists = await Promise.all(
    guilds.slice(0, mostGuilds).map(({ id }) => rest.get(Routes.guildWebhooks(id)).catch(() => [])),
  );
  return (lists as APIWebhook[][])
    .flat()
    .some(({ application_id: id, name: called }) => id === applicationId && portraitName.test(called ?? ''));
}
