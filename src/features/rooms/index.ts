import type { Feature } from '../../core/feature.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { ChannelMode, Rooms } from '../../core/ports/rooms.ts';
import type { Database } from '../../lib/sql.ts';
import { roomCommands } from './commands.ts';
import { rulesFor } from './room.ts';
import { createRoomStore, type RoomTables } from './store.ts';

export { migrations } from './store.ts';

interface RoomsNeeds {
  database: Database<RoomTables>;
  clock: Clock;
  /** `conversation.mode`: what holds where nothing was chosen. */
  defaultMode: ChannelMode;
}

/** When characters may speak, channel by channel, and the commands to choose it. */
export function rooms({ database, clock, defaultMode }: RoomsNeeds): Feature & Rooms {
  const store = createRoomStore(database);
  const port: Rooms = {
    async rules(place) {
      const own = await store.of(place);
      if (place.parentId === undefined) return rulesFor(place, { own }, defaultMode, clock.now());
      const above = await store.of({ host: place.host, channelId: place.parentId });
      return rulesFor(place, { own, above }, defaultMode, clock.now());
    },
  };
  return { name: 'rooms', ...port, commands: roomCommands({ rooms: port, store, clock }) };
}
