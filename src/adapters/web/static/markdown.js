import { html } from './view.js';

/** Text as people write it in chats, drawn as elements: never as markup of its own. */
export function markdown(text) {
  return blocksOf(text.replace(/\r\n?/g, '\n')).map(drawBlock);
}

function blocksOf(text) {
  const blocks = [];
  let paragraph = [];
  const lines = text.split('\n');
  const flush = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', lines: paragraph });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; ) {
    const found = fenceAt(lines, at) ?? headingAt(lines, at) ?? runAt(lines, at);
    if (found === undefined) {
      if (lines[at].trim() === '') flush();
      else paragraph.push(lines[at]);
      at += 1;
    } else {
      flush();
      blocks.push(found.block);
      at = found.next;
    }
  }
  flush();
  return blocks;
}

function fenceAt(lines, at) {
  if (!/^\s*```/.test(lines[at])) return undefined;
  let end = at + 1;
  while (end < lines.length && !/^\s*```\s*$/.test(lines[end])) end += 1;
  return { block: { kind: 'code', text: lines.slice(at + 1, end).join('\n') }, next: end + 1 };
}

function headingAt(lines, at) {
  const match = /^(#{1,3})\s+(.*)$/.exec(lines[at]);
  return match && { block: { kind: 'heading', text: match[2] }, next: at + 1 };
}

const runs = [
  { kind: 'quote', mark: /^>\s?(.*)$/ },
  { kind: 'list', mark: /^\s*[-*•]\s+(.*)$/ },
  { kind: 'numbers', mark: /^\s*\d+[.)]\s+(.*)$/ },
];

/** Neighbouring lines that begin with the same mark. */
function runAt(lines, at) {
  for (const { kind, mark } of runs) {
    let next = at;
    while (next < lines.length && mark.test(lines[next])) next += 1;
    if (next === at) continue;
    const items = lines.slice(at, next).map((line) => ({
      text: mark.exec(line)[1],
      deep: /^\s{2,}/.test(line),
    }));
    return { block: { kind, items }, next };
  }
  return undefined;
}

function drawBlock(block) {
  if (block.kind === 'code') return html`<pre tabindex="0"><code>${block.text}</code></pre>`;
  if (block.kind === 'heading') return html`<p class="heading">${inline(block.text)}</p>`;
  if (block.kind === 'paragraph') return html`<p>${linesOf(block.lines)}</p>`;
  if (block.kind === 'quote')
    return html`<blockquote><p>${linesOf(block.items.map(({ text }) => text))}</p></blockquote>`;
  const items = block.items.map(
    ({ text, deep }) => html`<li class=${deep ? 'deep' : ''}>${inline(text)}</li>`,
  );
  return block.kind === 'list' ? html`<ul>${items}</ul>` : html`<ol>${items}</ol>`;
}

function linesOf(lines) {
  return lines.flatMap((line, index) => (index === 0 ? inline(line) : [html`<br />`, ...inline(line)]));
}

/** What a mark may span is bounded: a hostile text would keep the page busy for seconds. */
const inlineKinds = [
  { mark: /`([^`]+)`/g, draw: ([, text]) => html`<code>${text}</code>` },
  { mark: /\*\*(?=\S)(.{1,2000}?)(?<=\S)\*\*/g, draw: ([, text]) => html`<strong>${inline(text)}</strong>` },
  { mark: /\*(?=[^\s*])([^*]+?)(?<=\S)\*/g, draw: ([, text]) => html`<em>${inline(text)}</em>` },
  {
    mark: /(?<![\p{L}\p{N}])_(?=\S)([^_]+?)(?<=\S)_(?![\p{L}\p{N}])/gu,
    draw: ([, text]) => html`<em>${inline(text)}</em>`,
  },
  { mark: /~~(.{1,2000}?)~~/g, draw: ([, text]) => html`<s>${inline(text)}</s>` },
  { mark: /\[([^\][]{1,500})\]\((https?:\/\/[^\s)]+)\)/g, draw: ([, text, url]) => link(url, text) },
  { mark: /https?:\/\/[^\s<>]+[^\s<>.,;:!?)"'\]]/g, draw: ([url]) => link(url, url) },
  { mark: /<t:(\d{1,12})(?::[a-zA-Z])?>/g, draw: ([, seconds]) => time(Number(seconds) * 1_000) },
];

/** Draws the marks from left to right; each kind is looked for again only once its last find is passed. */
function inline(text) {
  const drawn = [];
  const kinds = inlineKinds.map(({ mark, draw }) => ({ mark, draw, match: find(mark, text, 0) }));
  let at = 0;
  for (let first = firstOf(kinds); first !== undefined; first = firstOf(kinds)) {
    drawn.push(text.slice(at, first.match.index), first.draw(first.match));
    at = first.match.index + first.match[0].length;
    for (const kind of kinds)
      if (kind.match !== null && kind.match.index < at) kind.match = find(kind.mark, text, at);
  }
  return [...drawn, text.slice(at)];
}

function find(mark, text, from) {
  mark.lastIndex = from;
  return mark.exec(text);
}

function firstOf(kinds) {
  return kinds.reduce(
    (first, kind) => (kind.match !== null && !(first?.match.index <= kind.match.index) ? kind : first),
    undefined,
  );
}

function link(url, text) {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${text}</a>`;
}

function time(ms) {
  return html`<time datetime=${new Date(ms).toISOString()}>${new Date(ms).toLocaleString()}</time>`;
}
