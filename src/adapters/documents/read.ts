import type { DocumentBlock } from '../../core/document.ts';
import { kindOf } from './kind.ts';
import { readMarkdown } from './markdown.ts';
import { readPlain } from './plain.ts';
import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

/** Reads a file of any kind; what reads its kind is loaded with the first one. Throws Unreadable, nothing else. */
export async function readFileOf(name: string, bytes: Uint8Array): Promise<DocumentBlock[]> {
  try {
    return await blocksOf(name, bytes);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    // Parsers throw whatever they stumble over.
    throw new Unreadable(texts.damaged, { cause: error });
  }
}

async function blocksOf(name: string, bytes: Uint8Array): Promise<DocumentBlock[]> {
  switch (kindOf(name, bytes)) {
    case 'text':
      return readPlain(bytes);
    case 'markdown':
      return readMarkdown(bytes);
    case 'html':
      return (await import('./html.ts')).readHtml(bytes);
    case 'pdf':
      return await (await import('./pdf.ts')).readPdf(bytes);
    case 'docx':
      return await (await import('./docx.ts')).readDocx(bytes);
  }
}
