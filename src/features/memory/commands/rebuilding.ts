import { z } from 'zod';
import { type Command, type CommandButton, command } from '../../../core/commands/command.ts';
import { homeOf } from '../../../core/message.ts';
import type { Rebuilder } from '../rebuild.ts';
import type { RebuildStore } from '../rebuild-store.ts';
import { texts as memoryTexts, rebuildTexts as texts } from '../texts.ts';
import { common, type Desk, mustLearn } from './desk.ts';

const name = 'memory rebuild';

/** The command by which admins have old talks read again. */
export function rebuildingCommand(
  desk: Desk & { rebuilds: RebuildStore },
  rebuilder: Pick<Rebuilder, 'begin'>,
): Command {
  const { rebuilds, clock, settings } = desk;
  return command({
    ...common,
    name,
    description:
      'Has what was said here read again for facts, for instance after an update that reads better.',
    input: z.object({
      step: z
        .enum(['start', 'stop'])
        .optional()
        .describe('Start or stop; leave it out to see how far it is.'),
    }),
    permission: 'manage',
    example: '/memory rebuild start',
    async run({ input: { step }, place }) {
      if (!settings.enabled) return { text: memoryTexts.switchedOff, visible: 'only-you' };
      const home = homeOf(place);
      if (step === 'start') {
        await mustLearn(desk, place);
        if (!(await rebuilder.begin(place))) {
          const total = (await rebuilds.of(home))?.total ?? 0;
          return { text: texts.begun(total), visible: 'everyone', buttons: [button('stop'), button()] };
        }
      }
      const last = await rebuilds.of(home);
      if (last?.place === undefined) {
        const text = last === undefined ? texts.never : texts.ended(last);
        return { text, visible: 'only-you', buttons: [button('start')] };
      }
      if (step !== 'stop')
        return { text: texts.underWay(last), visible: 'only-you', buttons: [button('stop'), button()] };
      await rebuilds.end(last, clock.now());
      return { text: texts.stopped(last), visible: 'everyone', buttons: [button('start')] };
    },
  });
}

function button(step?: 'start' | 'stop'): CommandButton {
  return { label: texts.label(step), command: name, input: step === undefined ? {} : { step } };
}
