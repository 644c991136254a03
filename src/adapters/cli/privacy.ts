import type { Command } from 'commander';
import type { CliNeeds, Screen, Told } from './needs.ts';

interface PrivacyNeeds extends Pick<CliNeeds, 'privacy'> {
  screen: Screen;
  json: boolean;
  add(parent: Command, usage: string, says: string): Command;
}

/** `acore privacy …`: what an owner does for people who ask for it, or have left. */
export function addPrivacyCommands(parent: Command, needs: PrivacyNeeds): void {
  const { privacy, add } = needs;
  const host = ['--host <host>', 'discord, playground or terminal', 'discord'] as const;
  add(parent, 'export <person-id> [file]', 'write everything that is kept of a person into a file')
    .option(...host)
    .action(async (id: string, file: string | undefined, options: { host: string }) =>
      tell(needs, await privacy.export({ host: options.host, id }, file)),
    );
  add(parent, 'erase <person-id>', 'count, or erase, everything that is kept of a person')
    .option(...host)
    .option('--yes', 'erase it; it cannot be taken back')
    .action(async (id: string, options: { host: string; yes?: boolean }) =>
      tell(needs, await privacy.erase({ host: options.host, id }, options.yes === true)),
    );
}

function tell({ screen, json }: PrivacyNeeds, told: Told): void {
  screen.out(json ? `${JSON.stringify(told.json)}\n` : told.text);
}
