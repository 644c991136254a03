import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

export type DocumentKind = 'text' | 'markdown' | 'html' | 'pdf' | 'docx';

const kindOfEnding: Record<string, DocumentKind> = {
  txt: 'text',
  text: 'text',
  md: 'markdown',
  markdown: 'markdown',
  html: 'html',
  htm: 'html',
  pdf: 'pdf',
  docx: 'docx',
};

/** What a file is by its name; throws Unreadable where its bytes say that it is something else. */
export function kindOf(name: string, bytes: Uint8Array): DocumentKind {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = Object.hasOwn(kindOfEnding, ending) ? kindOfEnding[ending] : undefined;
  if (kind === undefined) throw new Unreadable(texts.unknownEnding);
  if (bytes.length === 0) throw new Unreadable(texts.empty);
  const really = looksLike(bytes);
  if (really === 'ole') throw new Unreadable(texts.isOldWord);
  if (kind === 'pdf' && really !== 'pdf') throw new Unreadable(texts.isNoPdf);
  if (kind === 'docx' && really !== 'zip') throw new Unreadable(texts.isNoWord);
  if (kind !== 'pdf' && kind !== 'docx' && really !== undefined)
    throw new Unreadable(texts.isOther(ending, really === 'pdf' ? 'a PDF' : 'an archive or a Word document'));
  return kind;
}

function looksLike(bytes: Uint8Array): 'pdf' | 'zip' | 'ole' | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024));
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return 'zip';
  if (start.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'ole';
  return start.includes('%PDF-') ? 'pdf' : undefined;
}
