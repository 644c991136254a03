import { entriesOf, type Fields, flagOf, isFields, member, textOf } from '../../../lib/json-fields.ts';
import type { ScanMessage } from '../engine/input.ts';

/** Reads a talk from a JSON list of `{name, text, is_user}` or from SillyTavern's own `.jsonl`; undefined when it is neither. */
export function readChat(text: string): ScanMessage[] | undefined {
  const whole = parsed(text);
  if (Array.isArray(whole)) return entriesOf(whole).map(({ fields }) => messageOf(fields));
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const objects = lines.map(parsed);
  if (lines.length === 0 || !objects.every(isFields)) return undefined;
  return objects.filter(isMessage).map(messageOf);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** The first line of a `.jsonl` tells of the chat and is no message; hidden messages are not searched either. */
function isMessage(fields: Fields): boolean {
  return member(fields, 'mes', 'text') !== undefined && flagOf(member(fields, 'is_system')) !== true;
}

function messageOf(fields: Fields): ScanMessage {
  return {
    name: textOf(member(fields, 'name')),
    text: textOf(member(fields, 'text', 'mes')),
    byCharacter: flagOf(member(fields, 'is_user')) === false,
  };
}
