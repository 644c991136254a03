import type { LoadedSettings, Origin } from './load.ts';
import { settingsReference } from './reference.ts';
import { withoutSecrets } from './secrets.ts';
import { valueAt } from './tree.ts';

/** One setting in force, fit to be shown. */
export interface PrintedSetting {
  path: string;
  value: unknown;
  from: Origin;
}

/** Every setting in force with where it comes from; secrets are redacted. */
export function settingsInForce(loaded: Pick<LoadedSettings, 'written' | 'origin'>): PrintedSetting[] {
  return settingsReference().flatMap(({ settings }) =>
    settings.map((setting) => {
      const value = valueAt(loaded.written, setting.path) ?? setting.default ?? null;
      return {
        path: setting.path,
        value: withoutSecrets(value, setting.path),
        from: loaded.origin(setting.path),
      };
    }),
  );
}

/** The settings in force as a config.yaml that says where each value comes from. */
export function printSettings(loaded: Pick<LoadedSettings, 'written' | 'origin'>): string {
  const lines: string[] = [];
  let open: string[] = [];
  for (const { path, value, from } of settingsInForce(loaded)) {
    const parents = path.split('.').slice(0, -1);
    lines.push(...headings(parents, open));
    open = parents;
    const key = path.split('.').at(-1) ?? '';
    const line = `${'  '.repeat(parents.length)}${key}: ${inline(value)}`;
    lines.push(`${line.padEnd(48)} # ${from}`);
  }
  return `${lines.join('\n')}\n`;
}

/** The section lines that must stand before a setting, given the sections already open. */
export function headings(parents: readonly string[], open: readonly string[]): string[] {
  const shared = parents.findIndex((name, index) => open[index] !== name);
  if (shared === -1) return [];
  return parents.slice(shared).map((name, index) => `${'  '.repeat(shared + index)}${name}:`);
}

/** A value on one line of YAML, which reads JSON as well. */
export function inline(value: unknown): string {
  if (value === null || value === undefined) return '';
  const plain =
    typeof value === 'string' && /^([a-z][\w./:-]*\w|\d+(ms|s|m|h|d))$/i.test(value) && !words.test(value);
  return plain ? value : JSON.stringify(value).replaceAll('","', '", "');
}

/** What YAML would not read as text. */
const words = /^(true|false|null|yes|no|on|off)$|: /i;
