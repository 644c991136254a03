import type { Feature } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { formatDuration } from '../../lib/duration.ts';
import type { Database } from '../../lib/sql.ts';
import { createWelcomeStore, type WelcomeStore, type WelcomeTables } from './store.ts';

export { migrations } from './store.ts';

interface WelcomeNeeds {
  database: Database<WelcomeTables>;
  clock: Clock;
  /** Milliseconds. */
  keepWords: number;
  /** How long it is archived after that; 0: not at all. */
  archiveWords: number;
  /** Milliseconds. */
  keepReceipts: number;
  /** Milliseconds. */
  keepPrompts: number;
}

/** What the admins of a new server are told, once: what is kept, where, how long, and how to change it. */
export interface Welcome extends WelcomeStore {
  welcome(guildName: string): string;
}

export function welcome(needs: WelcomeNeeds): Feature & { welcome: Welcome } {
  const store = createWelcomeStore(needs.database, () => needs.clock.now());
  return { name: 'welcome', welcome: { ...store, welcome: (guildName) => textFor(guildName, needs) } };
}

function textFor(
  guildName: string,
  { keepWords, archiveWords, keepReceipts, keepPrompts }: WelcomeNeeds,
): string {
  const archive =
    archiveWords === 0 ? '' : `, and for ${inWords(archiveWords)} more in an archive that no character knows`;
  return [
    `Hello, ${guildName}. A cast of characters lives here from now on: name one, reply to one, or mention me. \`/characters\` shows who they are, \`/help\` what can be done.`,
    '',
    '**What is kept.** What is said in channels where characters may answer, so that they know what they talk about. It lies in a database on the machine of whoever runs me and goes nowhere else, but for the part a reply needs, which goes to the language model that the owner has chosen (`/status` names it).',
    `**How long.** What is said is kept for ${inWords(keepWords)}${archive}; what is deleted in Discord is forgotten at once. Why something was answered is kept for ${inWords(keepReceipts)}, the prompts behind it for ${inWords(keepPrompts)}.`,
    '**Memory.** The characters remember nothing beyond the talk of a channel until somebody who manages this server says `/memory learning on`. What was said where some cannot read is never told to them.',
    '**Your own words.** `/privacy show` tells everybody what is kept about them. They may take it along or erase it, keep it shorter, or say that it goes to no model outside or is not kept at all.',
    '**How to change it.** `/channel mode off` in a channel: nothing said there is answered or kept. `/channel mode mentioned` for answers only when I am mentioned, `/mute` for quiet. `/why` explains every answer and every silence.',
  ].join('\n');
}

const dayMs = 86_400_000;

function inWords(ms: number): string {
  if (ms % dayMs !== 0) return formatDuration(ms);
  return ms === dayMs ? 'one day' : `${ms / dayMs} days`;
}
