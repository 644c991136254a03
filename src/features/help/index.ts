import { z } from 'zod';
import { type Command, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import { detailsOf, familyText, overview, usableCommands } from './help.ts';
import { type StatusNeeds, statusOf } from './status.ts';
import { texts } from './texts.ts';

export { commandsPage } from './page.ts';

interface HelpNeeds {
  /** Every command there is, this slice's own among them. */
  commands(): readonly Command[];
  status: StatusNeeds;
}

const everywhere = ['guild', 'direct'] as const;

/** What can be done here, and how this Acore is doing. */
export function help(needs: HelpNeeds): Feature {
  return { name: 'help', commands: [helpCommand(needs), statusCommand(needs)] };
}

function helpCommand({ commands }: HelpNeeds): Command {
  return command({
    name: 'help',
    kind: 'slash',
    description: 'Shows what you can do here.',
    input: z.object({
      command: z.string().max(50).optional().describe('One command, to be told more of it.'),
    }),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: {
      command: async (partial, call) =>
        matching(usableCommands(commands(), call), partial).map(({ name }) => name),
    },
    example: '/help chat',
    async run({ input, ...call }) {
      if (input.command === undefined) return { text: overview(commands(), call), visible: 'only-you' };
      const wanted = plain(input.command);
      const usable = usableCommands(commands(), call);
      const found = usable.find(({ name }) => name === wanted);
      const text = found === undefined ? familyText(usable, wanted) : detailsOf(found);
      if (text === undefined) throw new UserError(texts.unknown(wanted));
      return { text, visible: 'only-you' };
    },
  });
}

function matching(commands: readonly Command[], partial: string): Command[] {
  return commands
    .filter(({ name }) => name.toLowerCase().includes(plain(partial).toLowerCase()))
    .slice(0, 25);
}

function plain(name: string): string {
  return name.trim().replace(/^\//, '');
}

function statusCommand({ status }: HelpNeeds): Command {
  return command({
    name: 'status',
    kind: 'slash',
    description: 'Shows which model speaks and how I am doing.',
    input: z.object({}),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs: 5_000,
    run: async ({ place }) => ({ text: await statusOf(status, place), visible: 'only-you' }),
  });
}
