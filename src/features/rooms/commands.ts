import { z } from 'zod';
import { type Command, type CommandButton, command } from '../../core/commands/command.ts';
import type { Place } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { type ChannelMode, channelModes, type Rooms } from '../../core/ports/rooms.ts';
import { type RoomStore, unmuted, untilFurtherNotice } from './store.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  rooms: Rooms;
  store: RoomStore;
  clock: Clock;
}

const everywhere = ['guild', 'direct'] as const;
const mostMinutes = 7 * 24 * 60;
const minuteMs = 60_000;

/** The commands that say when characters may speak in a channel. */
export function roomCommands(needs: CommandNeeds): Command[] {
  return [mode(needs), mute(needs), unmute(needs)];
}

function mode({ rooms, store }: CommandNeeds): Command {
  return command({
    name: 'channel mode',
    kind: 'slash',
    description: 'Shows or sets when characters answer in this channel.',
    input: z.object({
      mode: z
        .enum([...channelModes, 'default'])
        .optional()
        .describe('When to answer; leave it out to see what holds now.'),
    }),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    example: '/channel mode named',
    async run({ input, place }) {
      if (input.mode === undefined) return { text: await currentMode(rooms, place), visible: 'only-you' };
      const chosen = input.mode === 'default' ? undefined : input.mode;
      const { mode: before } = await store.of(place);
      await store.setMode(place, chosen);
      const text = changed(place, chosen, (await rooms.rules(place)).mode);
      return { text, visible: 'everyone', buttons: before === chosen ? [] : [backTo(before)] };
    },
  });
}

function backTo(mode: ChannelMode | undefined): CommandButton {
  return { label: texts.undo, command: 'channel mode', input: { mode: mode ?? 'default' } };
}

async function currentMode(rooms: Rooms, place: Place): Promise<string> {
  const rules = await rooms.rules(place);
  const says = texts.modeIs(where(place), rules.mode);
  return rules.muted ? `${says} ${texts.andMuted}` : says;
}

function changed(place: Place, chosen: ChannelMode | undefined, holds: ChannelMode): string {
  if (chosen !== undefined) return texts.modeSet(where(place), chosen);
  return capitalised(texts.modeInherited(where(place), holds));
}

function mute({ store, clock }: CommandNeeds): Command {
  return command({
    name: 'mute',
    kind: 'slash',
    description: 'Silences the characters in this channel.',
    input: z.object({
      minutes: z
        .int()
        .min(1)
        .max(mostMinutes)
        .optional()
        .describe('For how long; leave it out for until /unmute.'),
    }),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    example: '/mute 30',
    async run({ input, place }) {
      const until = input.minutes === undefined ? untilFurtherNotice : clock.now() + input.minutes * minuteMs;
      await store.mute(place, until);
      const text =
        input.minutes === undefined ? texts.muted(where(place)) : texts.mutedFor(where(place), until);
      return { text, visible: 'everyone', buttons: [{ label: texts.unmute, command: 'unmute', input: {} }] };
    },
  });
}

function unmute({ store }: CommandNeeds): Command {
  return command({
    name: 'unmute',
    kind: 'slash',
    description: 'Lets the characters in this channel speak again.',
    input: z.object({}),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    async run({ place }) {
      await store.mute(place, unmuted);
      return { text: texts.unmuted(where(place)), visible: 'everyone' };
    },
  });
}

function where(place: Place): string {
  if (place.kind === 'direct') return texts.direct;
  return place.name === undefined ? texts.here : `#${place.name.replace(/^#/, '')}`;
}

function capitalised(sentence: string): string {
  return sentence.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}
