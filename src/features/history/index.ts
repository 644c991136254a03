import type { Feature } from '../../core/feature.ts';
import type { Conversation } from '../../core/ports.ts';
import { type HistoryDesk, historyCommands } from './commands.ts';

export type HistoryNeeds = Omit<HistoryDesk, 'door'>;

/** A channel's talk taken along as a file, brought in from one, and taken out of what is kept. */
export function history(needs: HistoryNeeds): Feature {
  let conversation: Conversation | undefined;
  return {
    name: 'history',
    commands: historyCommands({ ...needs, door: () => conversation }),
    async start(door) {
      conversation = door;
      return async () => {
        conversation = undefined;
      };
    },
  };
}
