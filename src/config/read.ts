import {
  type Document,
  isPair,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLError,
} from 'yaml';
import type { Problem } from './problems.ts';
import { wantsText } from './reference.ts';
import { isTree, type Tree } from './tree.ts';

type Place = { line: number; col: number } | undefined;
type ToProblem = (says: string, at: Place) => Problem;

/** A file broken in a hundred places is told in a few. */
const mostProblems = 10;

/** What config.yaml says, before anything is made of it, and every mistake in the YAML itself with its line. */
export function readYaml(
  text: string,
  file: string,
  holds = 'sections such as "conversation:"',
): { content: Tree; problems: Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problem: ToProblem = (says, at) => unreadable(file, says, at);
  const wrong = document.errors.map((error) => problem(complaintOf(error), error.linePos?.[0]));
  const repeatedOnly = document.errors.every(({ code }) => code === 'DUPLICATE_KEY');
  if (!repeatedOnly) return { content: {}, problems: wrong.slice(0, mostProblems) };
  const loose = looseAliases(document, (node) => problem(namesNothing, lines.linePos(node.range?.[0] ?? 0)));
  if (loose.length > 0) return { content: {}, problems: [...wrong, ...loose] };
  keepAsWritten(document);
  const { content, problems } = unfold(document, problem, holds);
  return { content, problems: [...wrong, ...problems] };
}

const namesNothing = 'An alias (*) names nothing here; a text that begins with * must stand in quotes';

/** What the reader says, without what stood in the file: that may be a secret. */
function complaintOf({ code, message }: YAMLError): string {
  if (code === 'MULTIPLE_DOCS') return 'A second document begins here, after a line ---';
  return message.split(/ at line|: |:\n/)[0] ?? '';
}

function looseAliases(document: Document.Parsed, problem: (node: Node) => Problem): Problem[] {
  const found: Problem[] = [];
  visit(document, {
    Alias(_key, node) {
      if (node.resolve(document) === undefined) found.push(problem(node));
    },
  });
  return found;
}

/** Ids and passwords of digits are texts: as numbers they would lose digits. */
function keepAsWritten(document: Document.Parsed): void {
  visit(document, {
    Scalar(key, node: Scalar & { source?: string }, ancestors) {
      if (key === 'key' || typeof node.value === 'string' || node.value === null) return;
      const path = ancestors.filter(isPair).map((pair) => String(pair.key));
      if (node.source !== undefined && wantsText(path.join('.'))) node.value = node.source;
    },
  });
}

function unfold(
  document: Document.Parsed,
  problem: ToProblem,
  holds: string,
): { content: Tree; problems: Problem[] } {
  try {
    const content = withoutLoops(document.toJS({ maxAliasCount: 100 }));
    if (content === null || content === undefined) return { content: {}, problems: [] };
    if (isTree(content)) return { content, problems: [] };
    const sections = problem(`It must hold ${holds}`, { line: 1, col: 1 });
    return { content: {}, problems: [sections] };
  } catch (error) {
    return { content: {}, problems: [problem(error instanceof Error ? error.message : '', undefined)] };
  }
}

function unreadable(file: string, says: string, at: Place): Problem {
  const path = at === undefined ? file : `${file}, line ${at.line}, column ${at.col}`;
  const problem = says.endsWith('.') ? says : `${says}.`;
  return { path, problem, fix: 'Mend the YAML there; config.example.yaml shows how it looks.' };
}

function withoutLoops(value: unknown, around: readonly unknown[] = []): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (around.includes(value)) throw new Error('An alias stands inside what it names.');
  for (const part of Object.values(value)) withoutLoops(part, [...around, value]);
  return value;
}
