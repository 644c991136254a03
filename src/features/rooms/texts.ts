import type { ChannelMode } from '../../core/ports/rooms.ts';

const modeMeanings: Record<ChannelMode, string> = {
  off: 'characters do not answer at all, and what is said is not kept',
  mentioned: 'characters answer only to a mention of the bot or a reply to them',
  named: 'characters answer when they are mentioned, replied to or called by name',
  conversational: 'characters answer when they are called, and go on talking with whoever called them',
  always: 'characters answer everything',
};

/** Every sentence of this slice. */
export const texts = {
  modeIs: (where: string, mode: ChannelMode) => `In ${where} the mode is **${mode}**: ${modeMeanings[mode]}.`,
  modeSet: (where: string, mode: ChannelMode) =>
    `From now on the mode in ${where} is **${mode}**: ${modeMeanings[mode]}.`,
  modeInherited: (where: string, mode: ChannelMode) =>
    `${where} follows the general setting again, which is **${mode}**: ${modeMeanings[mode]}.`,
  mutedFor: (where: string, until: number) =>
    `Characters are silent in ${where} until <t:${Math.round(until / 1_000)}:t>; /unmute ends it sooner.`,
  muted: (where: string) => `Characters are silent in ${where} until somebody uses /unmute.`,
  unmuted: (where: string) => `Characters may speak in ${where} again.`,
  andMuted: 'At the moment they are muted; /unmute ends that.',
  undo: 'Undo',
  unmute: 'Unmute',
  here: 'this channel',
  direct: 'this talk',
};
