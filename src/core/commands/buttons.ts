import type { Command, CommandButton } from './command.ts';
import { readCommandLine } from './line.ts';

/** Discord keeps this much with a button, and a button that it cannot keep is lost with a restart. */
const longestLine = 100;
const longestLabel = 80;

/** The line that a button stands for: what a host keeps with it, runs, or shows to be typed. */
export function lineOf({ command, input }: Pick<CommandButton, 'command' | 'input'>): string {
  const values = Object.entries(input).map(([name, value]) => `${name}:${written(value)}`);
  return [`/${command}`, ...values].join(' ');
}

/** Whether a button can stand for it on every host: what people typed may be too long. */
export function fitsButton(button: Pick<CommandButton, 'command' | 'input'>): boolean {
  return lineOf(button).length <= longestLine;
}

/** Why a button could not be shown or pressed on every host; a bug of the command that shows it. */
export function buttonProblem(commands: readonly Command[], button: CommandButton): string | undefined {
  const line = lineOf(button);
  const what = `The button “${button.label}” (${line})`;
  if (!fitsButton(button)) return `${what} is longer than the ${longestLine} characters that Discord keeps.`;
  if (button.label === '' || button.label.length > longestLabel)
    return `${what} needs a label of 1 to ${longestLabel} characters.`;
  try {
    readCommandLine(commands, line);
    return undefined;
  } catch (error) {
    return `${what} runs no command: ${error instanceof Error ? error.message : error}`;
  }
}

function written(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || /^[\w-]+$/.test(value)) return String(value);
  return `"${value.replaceAll('"', '""')}"`;
}
