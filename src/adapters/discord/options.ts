import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType } from 'discord.js';
import { z } from 'zod';
import type { Command } from '../../core/commands/command.ts';
import { fileFormat } from '../../core/commands/file.ts';

/** One input of a command, read from its schema. */
export interface CommandOption {
  name: string;
  description: string;
  required: boolean;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'file' | 'other';
  choices: string[] | undefined;
  suggests: boolean;
  minimum: number | undefined;
  maximum: number | undefined;
  minLength: number | undefined;
  maxLength: number | undefined;
}

interface Property {
  type?: string;
  format?: string;
  description?: string;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

/** A command's inputs in the order in which its schema names them. */
export function optionsOf(command: Command): CommandOption[] {
  const schema = z.toJSONSchema(command.input, { io: 'input', unrepresentable: 'any' });
  const properties = (schema.properties ?? {}) as Record<string, Property>;
  return Object.entries(properties).map(([name, property]) => ({
    name,
    description: property.description ?? '',
    required: schema.required?.includes(name) ?? false,
    type: typeOf(property),
    choices: property.enum?.map(String),
    suggests: command.suggest?.[name] !== undefined,
    minimum: within(property.minimum),
    maximum: within(property.maximum),
    minLength: property.minLength,
    maxLength: property.maxLength,
  }));
}

function typeOf({ type, format }: Property): CommandOption['type'] {
  if (format === fileFormat) return 'file';
  return type === 'string' || type === 'integer' || type === 'number' || type === 'boolean' ? type : 'other';
}

// Integers carry the bounds of JavaScript's safe integers, which say nothing.
function within(bound: number | undefined): number | undefined {
  return bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound;
}

const types = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  number: ApplicationCommandOptionType.Number,
  boolean: ApplicationCommandOptionType.Boolean,
  file: ApplicationCommandOptionType.Attachment,
  other: ApplicationCommandOptionType.String,
} as const;

/** An input as Discord lists it. */
export function toDiscordOption(option: CommandOption): APIApplicationCommandBasicOption {
  const { choices, suggests, minimum, maximum, minLength, maxLength } = option;
  return {
    name: option.name,
    description: option.description,
    type: types[option.type],
    ...(option.required ? { required: true } : {}),
    ...(choices === undefined ? {} : { choices: choices.map((value) => ({ name: value, value })) }),
    ...(suggests ? { autocomplete: true } : {}),
    ...(minimum === undefined ? {} : { min_value: minimum }),
    ...(maximum === undefined ? {} : { max_value: maximum }),
    ...(minLength === undefined ? {} : { min_length: minLength }),
    ...(maxLength === undefined ? {} : { max_length: maxLength }),
  } as APIApplicationCommandBasicOption;
}
