import type { Command } from '../../core/commands/command.ts';
import { usageOf } from '../../core/commands/line.ts';
import { optionsOf } from '../../core/commands/options.ts';
import { notesOf, optionLine } from './help.ts';
import { pageTexts } from './texts.ts';

/** docs/commands.md, from the commands themselves. */
export function commandsPage(commands: readonly Command[]): string {
  const sorted = commands.toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const parts = [`# ${pageTexts.title}`, pageTexts.intro];
  for (const kind of ['slash', 'message'] as const) {
    const ofKind = sorted.filter((command) => command.kind === kind);
    if (ofKind.length > 0) parts.push(`## ${pageTexts[kind]}`, ...ofKind.map(entryOf));
  }
  return `${parts.join('\n\n')}\n`;
}

function entryOf(command: Command): string {
  const title = command.kind === 'slash' ? `\`${usageOf(command)}\`` : command.name;
  const options = optionsOf(command).map(optionLine);
  const notes = notesOf(command).join(' ');
  return [`### ${title}`, command.description, options.join('\n'), notes]
    .filter((part) => part !== '')
    .join('\n\n');
}
