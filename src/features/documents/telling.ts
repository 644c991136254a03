import type { Section } from '../../core/feature.ts';
import type { SaidGrounds } from '../../core/receipt.ts';
import { forModel } from '../../lib/model-text.ts';
import { oneLine } from '../../lib/one-line.ts';
import type { DocumentHead, KeptPiece } from './store.ts';
import { promptTexts as texts } from './texts.ts';

/** A piece that is to the point. */
export interface FoundPiece {
  piece: KeptPiece;
  document: Pick<DocumentHead, 'id' | 'name' | 'category'>;
  coverage: number;
  similarity: number | undefined;
}

/** Why a piece was told, or was not, as kept with the receipt. */
export interface DocumentGround {
  document: string;
  category: string;
  handle: string;
  page?: number | undefined;
  coverage: number;
  similarity?: number | undefined;
  text: string;
  told: boolean;
}

/** What the slice did for a turn; `says` is told by `/why`. */
export interface DocumentGrounds extends SaidGrounds {
  leftOut: number;
  pieces: DocumentGround[];
}

interface TellingNeeds {
  /** The character's. */
  name: string;
  promptTokens: number;
  estimateTokens(text: string): number;
}

/** Pieces of documents as a section of the prompt, as many as there is room for, the best first. */
export function tell(found: readonly FoundPiece[], needs: TellingNeeds): Section[] {
  if (found.length === 0) return [];
  const handles = handlesOf(found);
  const passages = found.map((one, index) => ({
    ...one,
    handle: handles[index] ?? '',
    ...worded(one, handles[index] ?? ''),
  }));
  const example = handles[0] ?? '';
  const head = texts.head(needs.name, example);
  let room = needs.promptTokens - needs.estimateTokens(head);
  const told = passages.filter(({ text }) => {
    const tokens = needs.estimateTokens(text);
    if (tokens > room) return false;
    room -= tokens;
    return true;
  });
  const text = told.length === 0 ? '' : [head, ...told.map((one) => one.text)].join('\n\n');
  return [
    {
      title: texts.title,
      text,
      volatility: 'now',
      priority: 2,
      because: texts.because(told.length),
      grounds: groundsOf(passages, new Set(told)),
    },
  ];
}

type Passage = FoundPiece & { handle: string; text: string };

function groundsOf(passages: readonly Passage[], told: ReadonlySet<Passage>): DocumentGrounds {
  return {
    says: passages.map((one) =>
      told.has(one) ? texts.ground(one.handle, one.coverage, one.similarity) : texts.left(one.handle),
    ),
    leftOut: passages.length - told.size,
    pieces: passages.map((one) => ({
      document: one.document.id,
      category: one.document.category,
      handle: one.handle,
      page: one.piece.page,
      coverage: one.coverage,
      similarity: one.similarity,
      text: one.piece.text,
      told: told.has(one),
    })),
  };
}

/** What the text says is quoted, and can neither end its quotation nor look like a note of the house. */
function worded({ piece }: FoundPiece, handle: string): { text: string } {
  // A step in, so that no line of it begins as a line of the talk does.
  const text = quotable(piece.text).replaceAll(/\n+/g, '\n  ');
  const headings = piece.headings.slice(-2).map((heading) => quotable(oneLine(heading, 80)));
  return { text: texts.passage(text, handle, headings) };
}

function quotable(text: string): string {
  return forModel(text)
    .replaceAll(/[“”„«»]/g, '"')
    .replaceAll('[', '(')
    .replaceAll(']', ')');
}

/** By what replies name a document; with its category where two have the same name. */
function handlesOf(found: readonly FoundPiece[]): string[] {
  const ids = new Map<string, Set<string>>();
  for (const { document } of found) {
    const name = nameOf(document);
    ids.set(name, (ids.get(name) ?? new Set()).add(document.id));
  }
  return found.map(({ document, piece }) => {
    const name = nameOf(document);
    const isShared = (ids.get(name)?.size ?? 0) > 1;
    const page = piece.page === undefined ? '' : ` p. ${piece.page}`;
    return `[${isShared ? `${document.category}/` : ''}${name}${page}]`;
  });
}

function nameOf({ name }: Pick<DocumentHead, 'name'>): string {
  return quotable(oneLine(name));
}
