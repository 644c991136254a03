import { settingAt } from './reference.ts';

/** Text from the environment as what the setting wants: a number, true or false, a list cut at commas, or text. */
export function plainValue(path: string, text: string): unknown {
  const setting = settingAt(path);
  if (setting?.reads === 'number' && /^-?\d+(\.\d+)?$/.test(text.trim())) return Number(text);
  if (setting?.reads === 'boolean' && /^(true|false)$/i.test(text.trim())) return /^true$/i.test(text.trim());
  if (setting?.reads === 'list') return text.split(',').map((item) => item.trim());
  return text;
}
