import { isJson, type Json } from '../http.ts';
import type { FormErrors } from './errors.ts';
import { checkLength, lengthOf, objectList } from './fields.ts';

/** Kinds of application commands. */
export const commandTypes = { chatInput: 1, user: 2, message: 3 } as const;

/** Kinds of command options. */
export const optionTypes = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

const chatInputName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const maxOptions = 25;
const maxSize = 8000;

/** Notes everything that Discord refuses about a command; `path` is where it stands in the body. */
export function checkCommand(body: Json, path: string, errors: FormErrors): void {
  const at = (key: string) => join(path, key);
  const type = body['type'] ?? commandTypes.chatInput;
  const isChatInput = type === commandTypes.chatInput;
  if (typeof type !== 'number' || type < 1 || type > 4) {
    errors.add(at('type'), 'BASE_TYPE_CHOICES', 'Value must be one of (1, 2, 3, 4).');
  }
  checkName(body['name'], isChatInput, at('name'), errors);
  if (isChatInput) checkDescription(body['description'], at('description'), errors);
  else if (body['description']) refuseDescription(at('description'), errors);
  const options = objectList(body, 'options', errors, at('options'));
  if (!isChatInput && options.length > 0) {
    const message = 'Context menu commands cannot have options';
    errors.add(at('options'), 'APPLICATION_COMMAND_INVALID_OPTIONS', message);
  }
  checkOptions(options, at('options'), 0, errors);
  checkLocalized(body['name_localizations'], at('name_localizations'), (text, where) =>
    checkName(text, isChatInput, where, errors),
  );
  checkLocalized(body['description_localizations'], at('description_localizations'), (text, where) =>
    checkDescription(text, where, errors),
  );
  checkPermissions(body['default_member_permissions'], at('default_member_permissions'), errors);
  if (sizeOf(body) > maxSize) {
    errors.add(path, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${maxSize})`);
  }
}

/** Notes two commands of one kind with the same name. */
export function checkUnique(commands: Json[], errors: FormErrors): void {
  const seen = new Set<string>();
  commands.forEach((command, index) => {
    const key = `${String(command['type'] ?? 1)} ${String(command['name'])}`;
    if (seen.has(key)) {
      errors.add(
        String(index),
        'APPLICATION_COMMANDS_DUPLICATE_NAME',
        'Application command names must be unique',
      );
    }
    seen.add(key);
  });
}

function join(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function checkName(name: unknown, isChatInput: boolean, path: string, errors: FormErrors): void {
  if (typeof name !== 'string' || name === '') {
    errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
    return;
  }
  if (lengthOf(name) > 32) {
    errors.add(path, 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 32 in length.');
    return;
  }
  if (!isChatInput) return;
  if (chatInputName.test(name) && name === name.toLowerCase()) return;
  errors.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
}

function checkDescription(description: unknown, path: string, errors: FormErrors): void {
  checkLength(typeof description === 'string' ? description : '', 1, 100, errors, path);
}

function refuseDescription(path: string, errors: FormErrors): void {
  const message = 'Context menu commands cannot have description';
  errors.add(path, 'APPLICATION_COMMAND_INVALID_DESCRIPTION', message);
}

function checkLocalized(value: unknown, path: string, check: (text: unknown, path: string) => void): void {
  if (!isJson(value)) return;
  for (const [locale, text] of Object.entries(value)) if (text !== null) check(text, `${path}.${locale}`);
}

function checkPermissions(value: unknown, path: string, errors: FormErrors): void {
  if (value === undefined || value === null || /^\d+$/.test(String(value))) return;
  errors.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not a permission bit set.`);
}

function checkOptions(options: Json[], path: string, depth: number, errors: FormErrors): void {
  if (options.length > maxOptions) errors.add(path, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  checkOrder(options, path, errors);
  checkMixture(options, path, depth, errors);
  const names = new Set<unknown>();
  options.forEach((option, index) => {
    const at = `${path}.${index}`;
    if (names.has(option['name'])) {
      const message = `Option name ${String(option['name'])} is already used in these options`;
      errors.add(at, 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', message);
    }
    names.add(option['name']);
    checkOption(option, at, depth, errors);
  });
}

function checkOrder(options: Json[], path: string, errors: FormErrors): void {
  let optionalSeen = false;
  options.forEach((option, index) => {
    if (isNested(option)) return;
    if (option['required'] === true && optionalSeen) {
      const message = 'Required options must be placed before non-required options';
      errors.add(`${path}.${index}`, 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
    }
    optionalSeen ||= option['required'] !== true;
  });
}

function isNested(option: Json): boolean {
  return option['type'] === optionTypes.subcommand || option['type'] === optionTypes.group;
}

function checkMixture(options: Json[], path: string, depth: number, errors: FormErrors): void {
  const nested = options.filter(isNested);
  if (nested.length > 0 && nested.length < options.length) {
    const message =
      'Sub-command and sub-command group option types are mutually exclusive to all other types';
    errors.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
  const tooDeep = nested.some((option) => depth >= (option['type'] === optionTypes.group ? 1 : 2));
  if (tooDeep)
    errors.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Nesting of sub-commands is too deep');
}

function checkOption(option: Json, path: string, depth: number, errors: FormErrors): void {
  const { type } = option;
  if (typeof type !== 'number' || type < 1 || type > 11) {
    const choices = '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11';
    errors.add(`${path}.type`, 'BASE_TYPE_CHOICES', `Value must be one of (${choices}).`);
  }
  checkName(option['name'], true, `${path}.name`, errors);
  checkDescription(option['description'], `${path}.description`, errors);
  checkChoices(option, path, errors);
  if (type === optionTypes.group) checkGroup(option, `${path}.options`, errors);
  checkOptions(
    objectList(option, 'options', errors, `${path}.options`),
    `${path}.options`,
    depth + 1,
    errors,
  );
}

function checkGroup(group: Json, path: string, errors: FormErrors): void {
  const children = Array.isArray(group['options']) ? group['options'].filter(isJson) : [];
  if (children.length > 0 && children.every((child) => child['type'] === optionTypes.subcommand)) return;
  const message = 'Sub-command groups can only have sub-commands';
  errors.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
}

const typesWithChoices: unknown[] = [optionTypes.string, optionTypes.integer, optionTypes.number];

function checkChoices(option: Json, path: string, errors: FormErrors): void {
  const choices = objectList(option, 'choices', errors, `${path}.choices`);
  const at = `${path}.choices`;
  if (choices.length > 25) errors.add(at, 'BASE_TYPE_MAX_LENGTH', 'Must be 25 or fewer in length.');
  const wantsAutocomplete = option['autocomplete'] === true;
  if ((choices.length > 0 || wantsAutocomplete) && !typesWithChoices.includes(option['type'])) {
    errors.add(at, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', 'This option type cannot have choices');
  }
  if (choices.length > 0 && wantsAutocomplete) {
    const message = 'Autocomplete options cannot have choices';
    errors.add(at, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', message);
  }
  const names = new Set<unknown>();
  choices.forEach((choice, index) => {
    checkLength(String(choice['name'] ?? ''), 1, 100, errors, `${at}.${index}.name`);
    checkChoiceValue(choice['value'], option['type'], `${at}.${index}.value`, errors);
    if (names.has(choice['name'])) {
      errors.add(
        `${at}.${index}`,
        'APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_EXISTS',
        'Option choice names must be unique',
      );
    }
    names.add(choice['name']);
  });
}

function checkChoiceValue(value: unknown, type: unknown, path: string, errors: FormErrors): void {
  if (type === optionTypes.string) {
    if (typeof value === 'string') checkLength(value, 1, 100, errors, path);
    else errors.add(path, 'STRING_TYPE_CONVERT', `Could not interpret "${String(value)}" as string.`);
    return;
  }
  if (typeof value === 'number') return;
  errors.add(path, 'NUMBER_TYPE_COERCE', `Value "${String(value)}" is not int.`);
}

function sizeOf(command: Json): number {
  const own = lengthOf(String(command['name'] ?? '')) + lengthOf(String(command['description'] ?? ''));
  const options = Array.isArray(command['options']) ? command['options'].filter(isJson) : [];
  const choices = Array.isArray(command['choices']) ? command['choices'].filter(isJson) : [];
  const choiceSize = choices.map(
    (choice) => lengthOf(String(choice['name'])) + lengthOf(String(choice['value'])),
  );
  return [own, ...options.map(sizeOf), ...choiceSize].reduce((sum, size) => sum + size, 0);
}
