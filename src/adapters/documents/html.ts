import { Parser } from 'htmlparser2';
import type { DocumentBlock } from '../../core/document.ts';
import { createBlockList } from './blocks.ts';
import { textOf } from './plain.ts';
import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

const unseen = new Set(
  'head script style template noscript svg math iframe object video audio canvas nav select button dialog'.split(
    ' ',
  ),
);
const apart = new Set(
  'address article aside blockquote body caption dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const withoutContent = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/**
 * What the readers of a page see, as blocks. The parser calls itself nowhere, so that depth costs no stack. Throws
 * Unreadable for what is nested too deep.
 */
export function blocksOfHtml(page: string): DocumentBlock[] {
  const blocks = createBlockList();
  let text = '';
  let heading: number | undefined;
  /** How deep it is inside of what nobody sees. */
  let hidden = 0;
  let depth = 0;

  function give(): void {
    blocks.add(text, heading === undefined ? {} : { heading });
    text = '';
  }

  function opened(name: string, attributes: Record<string, string>): void {
    depth += 1;
    if (depth > deepest) throw new Unreadable(texts.tooDeep(deepest));
    if (hidden > 0 || isUnseen(name, attributes)) {
      if (!withoutContent.has(name)) hidden += 1;
      return;
    }
    if (apart.has(name)) give();
    const level = /^h([1-6])$/.exec(name)?.[1];
    if (level !== undefined) heading = Number(level);
    if (name === 'br') text += '\n';
  }

  function closed(name: string): void {
    depth -= 1;
    if (hidden > 0) {
      if (!withoutContent.has(name)) hidden -= 1;
      return;
    }
    if (name === 'td' || name === 'th') text += ' | ';
    if (!apart.has(name)) return;
    if (name === 'tr') text = text.replace(/(?:\s*\|\s*)+$/, '');
    give();
    if (/^h[1-6]$/.test(name)) heading = undefined;
  }

  const parser = new Parser({
    onopentag: opened,
    onclosetag: closed,
    ontext(data) {
      if (hidden === 0) text += data.replaceAll(/\s+/g, ' ');
    },
  });
  parser.write(page);
  parser.end();
  give();
  return blocks.done();
}

/** No page that people read is nested so deep, and each level makes the parser slower. */
const deepest = 5_000;

const hiding =
  /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*0*\.?0+(?:%|[a-z]+)?\s*(?:[;!]|$))/i;

/** Text that a page hides is for machines: nobody who brought the page has read it. */
function isUnseen(name: string, attributes: Record<string, string>): boolean {
  if (unseen.has(name) || 'hidden' in attributes) return true;
  return hiding.test(attributes['style'] ?? '');
}

/** The blocks of a page. */
export function readHtml(bytes: Uint8Array): DocumentBlock[] {
  return blocksOfHtml(textOf(bytes));
}
