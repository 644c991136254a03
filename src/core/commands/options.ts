import { z } from 'zod';
import type { Command } from './command.ts';
import { fileFormat } from './file.ts';

/** One option of a command, as hosts offer it: read from the command's input schema. */
export interface CommandOption {
  name: string;
  kind: 'text' | 'integer' | 'number' | 'boolean' | 'file';
  description: string;
  required: boolean;
  /** The only values allowed; empty when any will do. */
  choices: string[];
  /** The slice offers values while somebody types. */
  suggests: boolean;
}

const kinds = { string: 'text', integer: 'integer', number: 'number', boolean: 'boolean' } as const;

/** The options of a command, in the order of their declaration. */
export function optionsOf(command: Command): CommandOption[] {
  const schema = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' });
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const { type, format, description, enum: choices } = typeof property === 'boolean' ? {} : property;
    return {
      name,
      kind: format === fileFormat ? 'file' : (kinds[type as keyof typeof kinds] ?? 'text'),
      description: description ?? '',
      required: required.has(name),
      choices: (choices ?? []).map(String),
      suggests: command.suggest?.[name] !== undefined,
    };
  });
}
