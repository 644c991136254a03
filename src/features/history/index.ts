import type { Feature } from '../../core/feature.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { type HistoryDesk, historyCommands } from './commands.ts';
import { bringOlder, type OlderIntake, type OlderTalk } from './older.ts';

export type { OlderIntake, OlderTalk } from './older.ts';

export type HistoryNeeds = Omit<HistoryDesk, 'door'>;

/** What this slice does besides: talks of the predecessor brought in. */
export interface TalkIntake {
  /** Without `apply` it is only looked at. */
  bringOlder(talk: OlderTalk, options: { apply: boolean }): Promise<OlderIntake>;
}

/** A channel's talk taken along as a file, brought in from one, and taken out of what is kept. */
export function history(needs: HistoryNeeds): Feature & TalkIntake {
  let conversation: Conversation | undefined;
  return {
    name: 'history',
    bringOlder: (talk, options) => bringOlder(needs, talk, options),
    commands: historyCommands({ ...needs, door: () => conversation }),
    async start(door) {
      conversation = door;
      return async () => {
        conversation = undefined;
      };
    },
  };
}
