import { ButtonStyle, ComponentType } from 'discord.js';
import { lineOf } from '../../core/commands/buttons.ts';
import type { CommandButton } from '../../core/commands/command.ts';

/** Buttons as Discord shows them: one row, each with its whole command, so that it works after a restart as well. */
export function rowOf(buttons: readonly CommandButton[]): unknown[] {
  if (buttons.length === 0) return [];
  const components = buttons.map((button) => ({
    type: ComponentType.Button,
    style: button.style === 'danger' ? ButtonStyle.Danger : ButtonStyle.Secondary,
    label: button.label,
    custom_id: lineOf(button),
  }));
  return [{ type: ComponentType.ActionRow, components }];
}
