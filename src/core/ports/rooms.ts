import type { Place } from '../message.ts';

export const channelModes = ['off', 'mentioned', 'named', 'conversational', 'always'] as const;
export type ChannelMode = (typeof channelModes)[number];

/** What holds in one place, after inheritance. */
export interface RoomRules {
  mode: ChannelMode;
  muted: boolean;
}

/** Per-channel settings: data, changed by commands. */
export interface Rooms {
  rules(place: Place): Promise<RoomRules>;
}
