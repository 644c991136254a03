import type { Place } from '../../core/message.ts';
import type { ChannelMode, RoomRules } from '../../core/ports/rooms.ts';
import { type RoomSettings, unmuted } from './store.ts';

/** What holds in a place: its own settings first, then those of the channel above, then the default. */
export function rulesFor(
  place: Pick<Place, 'kind'>,
  chosen: { own: RoomSettings; above?: RoomSettings | undefined },
  defaultMode: ChannelMode,
  now: number,
): RoomRules {
  const otherwise = place.kind === 'direct' ? 'always' : defaultMode;
  return {
    mode: chosen.own.mode ?? chosen.above?.mode ?? otherwise,
    muted: isMuted(chosen.own, now) || (chosen.own.mutedUntil !== unmuted && isMuted(chosen.above, now)),
  };
}

function isMuted(settings: RoomSettings | undefined, now: number): boolean {
  return settings?.mutedUntil !== undefined && settings.mutedUntil > now;
}
