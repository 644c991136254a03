import mammoth from 'mammoth';
import type { DocumentBlock } from '../../core/document.ts';
import { openZip, type Zip, ZipRefused } from '../../lib/zip.ts';
import { writeZip } from '../../lib/zip-write.ts';
import { blocksOfHtml } from './html.ts';
import { texts } from './texts.ts';
import { Unreadable } from './unreadable.ts';

const limits = { mostFileBytes: 64 * 1024 * 1024, mostTotalBytes: 96 * 1024 * 1024 };
/** What text is made of: pictures, fonts and programs in a document are not even unpacked. */
const wanted = /^(?:\[Content_Types\]\.xml|(?:[\w-]+\/)*_rels\/[\w.-]*\.rels|(?:[\w-]+\/)*[\w-]+\.xml)$/;

/** The headings, paragraphs and tables of a Word document. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentBlock[]> {
  const buffer = unpackedAndPacked(bytes);
  const convertImage = mammoth.images.imgElement(async () => ({ src: '' }));
  const { value } = await mammoth.convertToHtml({ buffer }, { convertImage, externalFileAccess: false });
  return blocksOfHtml(value);
}

/** The archive anew with what was looked at alone: what reads it next trusts every size in it. */
function unpackedAndPacked(bytes: Uint8Array): Buffer {
  try {
    const zip: Zip = openZip(bytes, limits);
    const entries = zip.entries.filter(({ path }) => wanted.test(path));
    if (!entries.some(({ path }) => path.endsWith('.rels'))) throw new Unreadable(texts.isNoWord);
    return writeZip(new Map(entries.map((entry) => [entry.path, entry.read()])));
  } catch (error) {
    if (error instanceof ZipRefused) throw new Unreadable(texts.archive(error.message));
    throw error;
  }
}
