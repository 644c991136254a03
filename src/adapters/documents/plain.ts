import type { DocumentBlock } from '../../core/document.ts';
import { decodeText } from '../../lib/decode-text.ts';
import { createBlockList } from './blocks.ts';
import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

/** The text of a file in Unicode or in the letters of old Windows; throws Unreadable for what is no text. */
export function textOf(bytes: Uint8Array): string {
  const { text, mended } = decodeText(bytes);
  const read = mended ? new TextDecoder('windows-1252').decode(bytes) : text;
  const strange = read.match(/[^\P{Cc}\t\n\v\f\r\u0085]|\p{Cn}|\ufffd/gu)?.length ?? 0;
  if (strange > read.length / 500) throw new Unreadable(texts.notText);
  return read.replace(/^\ufeff/, '');
}

/** The paragraphs of a text without any marks. */
export function readPlain(bytes: Uint8Array): DocumentBlock[] {
  const blocks = createBlockList();
  const text = textOf(bytes).replaceAll(/\r\n?/g, '\n');
  for (const paragraph of text.split(/\n[^\S\n]*\n/)) blocks.add(paragraph);
  return blocks.done();
}
