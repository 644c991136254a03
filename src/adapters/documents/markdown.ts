import type { DocumentBlock } from '../../core/document.ts';
import { createBlockList } from './blocks.ts';
import { textOf } from './plain.ts';

const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const underline = /^ {0,3}(?:(=+)|-+)[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
const item = /^\s*(?:[-*+]|\d{1,9}[.)])\s+/;

/** The headings, paragraphs and items of a Markdown text; what its readers would not see is left out. */
export function readMarkdown(bytes: Uint8Array): DocumentBlock[] {
  const blocks = createBlockList();
  const written = textOf(bytes).replaceAll(/\r\n?/g, '\n');
  let lines: string[] = [];
  let fencedBy: string | undefined;

  function give(): void {
    blocks.add(lines.map(shownOf).join('\n'));
    lines = [];
  }

  function take(line: string): void {
    const mark = fence.exec(line)?.[1];
    if (fencedBy !== undefined || mark !== undefined) takeFenced(line, mark);
    else takeShown(line);
  }

  function takeShown(line: string): void {
    const found = heading.exec(line);
    const under = lines.length === 1 ? underline.exec(line) : null;
    if (found !== null) {
      give();
      blocks.add(shownOf(found[2] ?? ''), { heading: found[1]?.length ?? 1 });
    } else if (under !== null) {
      blocks.add(shownOf(lines[0] ?? ''), { heading: under[1] === undefined ? 2 : 1 });
      lines = [];
    } else if (line.trim() === '') give();
    else {
      if (item.test(line)) give();
      lines.push(line);
    }
  }

  function takeFenced(line: string, mark: string | undefined): void {
    if (fencedBy === undefined) {
      give();
      fencedBy = mark;
    } else if (mark?.startsWith(fencedBy) === true) {
      blocks.add(lines.join('\n'));
      lines = [];
      fencedBy = undefined;
    } else lines.push(line);
  }

  for (const line of withoutUnseen(written).split('\n')) take(line);
  give();
  return blocks.done();
}

/** Comments, and what programs write above a text about it. */
function withoutUnseen(written: string): string {
  const front = /^---\n[\s\S]*?\n(?:---|\.\.\.)(?:\n|$)/.exec(written)?.[0] ?? '';
  return withoutComments(written.slice(front.length));
}

function withoutComments(text: string): string {
  const parts = text.split('<!--');
  return parts.map((part, at) => (at === 0 ? part : afterEnd(part))).join('');
}

function afterEnd(comment: string): string {
  const end = comment.indexOf('-->');
  return end === -1 ? '' : comment.slice(end + 3);
}

/** A line without the addresses of its links and pictures, which say nothing. */
function shownOf(line: string): string {
  return line.replaceAll(
    /!?\[([^\][]{0,500})\]\((?:[^()\s]|\([^()\s]*\)){0,2000}(?:\s+"[^"]{0,500}")?\)/g,
    '$1',
  );
}
