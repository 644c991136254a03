import { parseDocument } from 'yaml';
import { ConfigError } from '../core/errors.ts';
import { isTree, type Tree } from './tree.ts';

/** What config.yaml says, before anything is made of it. Throws a ConfigError that names the line. */
export function readYaml(text: string, file: string): Tree {
  const document = parseDocument(text, { logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined)
    throw unreadable(file, error.message.split(/ at line|:\n/)[0] ?? '', error.linePos?.[0]);
  const content = unfold(() => withoutLoops(document.toJS({ maxAliasCount: 100 })), file);
  if (content === null || content === undefined) return {};
  if (isTree(content)) return content;
  throw unreadable(file, 'It must hold sections such as "conversation:".', { line: 1, col: 1 });
}

function unfold(read: () => unknown, file: string): unknown {
  try {
    return read();
  } catch (error) {
    throw unreadable(file, error instanceof Error ? error.message : String(error), undefined);
  }
}

function unreadable(file: string, says: string, at: { line: number; col: number } | undefined): ConfigError {
  const where = at === undefined ? file : `${file}, line ${at.line}, column ${at.col}`;
  const problem = says.endsWith('.') ? says : `${says}.`;
  return new ConfigError([
    { path: where, problem, fix: 'Mend the YAML there; config.example.yaml shows how it looks.' },
  ]);
}

function withoutLoops(value: unknown, around: readonly unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (around.includes(value)) throw new Error('An alias stands inside what it names.');
  for (const part of Object.values(value)) withoutLoops(part, [...around, value]);
  return value;
}
