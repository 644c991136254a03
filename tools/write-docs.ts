/** Writes the documents that are made from the program: `node tools/write-docs.ts`. A test compares them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { headings, inline } from '../src/config/print.ts';
import { type SectionReference, type SettingReference, settingsReference } from '../src/config/reference.ts';
import { commandsPage } from '../src/features/help/index.ts';
import { freshSlices } from './fresh-slices.ts';

/** Every generated document: its path in the repository and what must stand in it. */
export async function documents(): Promise<Record<string, string>> {
  const sections = settingsReference();
  const { commands } = await freshSlices();
  return {
    'config.example.yaml': exampleFile(sections),
    'docs/configuration.md': reference(sections),
    'docs/commands.md': commandsPage(commands),
  };
}

function exampleFile(sections: readonly SectionReference[]): string {
  const top = [
    '# Every setting of Acore with its default. Copy this file to data/config.yaml and take away the "# " of what you',
    `# want to change. \${NAME} is replaced by that environment variable. Written by tools/write-docs.ts: do not edit.`,
  ];
  return `${[...top, ...sections.flatMap(exampleSection)].join('\n')}\n`;
}

function exampleSection({ name, description, settings }: SectionReference): string[] {
  const lines = ['', `# ${description}`, `${name}:`];
  let open = [name];
  for (const setting of settings) {
    const parents = setting.path.split('.').slice(0, -1);
    lines.push(...headings(parents, open), ...exampleSetting(setting, '  '.repeat(parents.length)));
    open = parents;
  }
  return lines;
}

function exampleSetting(setting: SettingReference, indent: string): string[] {
  const value = setting.default === undefined ? '' : ` ${inline(setting.default)}`;
  const environment = setting.environment === undefined ? '' : ` Environment: ${setting.environment}.`;
  const values = setting.type === 'text' ? '' : ` (${setting.type})`;
  return [
    ...wrap(`${setting.description}${values}${environment}`, 108 - indent.length).map(
      (line) => `${indent}## ${line}`,
    ),
    `${indent}# ${setting.path.split('.').at(-1)}:${value}`,
  ];
}

function reference(sections: readonly SectionReference[]): string {
  const head = [
    '# Configuration',
    '',
    '<!-- Written by tools/write-docs.ts: do not edit. -->',
    '',
    'Acore needs no settings. What you want to change goes into `config.yaml` in the data folder (`data/` of the checkout;',
    '`ACORE_DATA` names another folder, `ACORE_CONFIG` another file), or into the environment, which beats the file.',
    `\`config.example.yaml\` holds every setting to copy from. \`\${NAME}\` in a value is replaced by that environment`,
    'variable; `$${` stands for `${` itself. Durations are written `30s`, `5m`, `7d`. An unknown setting is an error.',
    '',
    '`acore config check` reports every mistake at once. `acore config print` shows the settings in force, where each one',
    'comes from, and no secret. A file that holds a secret is made readable for its owner only.',
  ];
  return `${[...head, ...sections.flatMap(referenceSection)].join('\n')}\n`;
}

function referenceSection({ name, description, settings }: SectionReference): string[] {
  const rows = settings.map((setting) => {
    const standard = setting.default === undefined ? '' : code(inline(setting.default));
    const environment =
      setting.environment === undefined ? '' : ` Environment: ${code(setting.environment)}.`;
    return `| ${code(setting.path)} | ${cell(setting.type)} | ${standard} | ${cell(setting.description)}${environment} |`;
  });
  return [
    '',
    `## ${name}`,
    '',
    description,
    '',
    '| setting | value | default | meaning |',
    '|---|---|---|---|',
    ...rows,
  ];
}

function code(text: string): string {
  return text === '' ? '' : `\`${text.replaceAll('|', '\\|')}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = `${line} ${word}`;
  }
  return lines;
}

function inRepository(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** The documents that do not say what they should. */
export async function staleDocuments(): Promise<string[]> {
  return Object.entries(await documents())
    .filter(([path, text]) => read(path) !== text)
    .map(([path]) => path);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(inRepository(path), 'utf8');
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  for (const [path, text] of Object.entries(await documents())) writeFileSync(inRepository(path), text);
}
