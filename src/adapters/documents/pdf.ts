import { getDocumentProxy } from 'unpdf';
import type { DocumentBlock } from '../../core/document.ts';
import { createBlockList } from './blocks.ts';
import { type Line, linesOf, type PageItem } from './pdf-lines.ts';
import { paragraphsOf, withoutRunningLines } from './pdf-paragraphs.ts';
import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

const mostPages = 3_000;

/** The headings and paragraphs of a PDF, each with its page. */
export async function readPdf(bytes: Uint8Array): Promise<DocumentBlock[]> {
  const pages = withoutRunningLines(await pagesOf(bytes));
  const blocks = createBlockList();
  for (const { text, ...more } of paragraphsOf(pages)) blocks.add(text, more);
  if (pages.flat().length === 0) throw new Unreadable(texts.noTextInPdf);
  return blocks.done();
}

async function pagesOf(bytes: Uint8Array): Promise<Line[][]> {
  const pdf = await opened(bytes);
  try {
    if (pdf.numPages > mostPages) throw new Unreadable(texts.tooManyPages(mostPages));
    const pages: Line[][] = [];
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      pages.push(linesOf(items.filter((item): item is PageItem & typeof item => 'str' in item)));
      page.cleanup();
    }
    return pages;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function opened(bytes: Uint8Array) {
  try {
    // Nothing is fetched, drawn or run: only the text is asked for.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      useWasm: false,
    });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new Unreadable(isLocked ? texts.locked : texts.damaged, { cause: error });
  }
}
