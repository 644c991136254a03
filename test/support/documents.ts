import { deflateSync } from 'node:zlib';
import { writeZip } from '../../src/lib/zip-write.ts';

/** A line of a page: its text, and how high its letters are. */
export type PdfLine = string | { text: string; size: number };

interface PdfOptions {
  /** Says that it is locked, by a password that nobody has. */
  locked?: boolean;
  /** Packs the content of pages, as programs do. */
  packed?: boolean;
  /** Stands in the place of every page's content. */
  content?: Buffer;
}

/** A small PDF, whole and valid: each page with its lines from the top. */
export function pdfFile(pages: readonly (readonly PdfLine[])[], options: PdfOptions = {}): Buffer {
  const objects: Buffer[] = [];
  const add = (body: string | Buffer) =>
    objects.push(Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'));
  const kids = pages.map((_, index) => `${4 + index * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  pages.forEach((lines, index) => {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`,
    );
    add(streamOf(options.content ?? Buffer.from(painted(lines), 'latin1'), options.packed === true));
  });
  return assembled(objects, options.locked === true);
}

function painted(lines: readonly PdfLine[]): string {
  let at = 800;
  const shown = lines.map((line) => {
    const { text, size } = typeof line === 'string' ? { text: line, size: 11 } : line;
    at -= text === '' ? 14 : size * 1.3;
    return `/F1 ${size} Tf 1 0 0 1 60 ${at.toFixed(1)} Tm (${text.replaceAll(/[\\()]/g, '\\$&')}) Tj`;
  });
  return `BT\n${shown.join('\n')}\nET`;
}

function streamOf(content: Buffer, packed: boolean): Buffer {
  const data = packed ? deflateSync(content) : content;
  const filter = packed ? ' /Filter /FlateDecode' : '';
  return Buffer.concat([
    Buffer.from(`<< /Length ${data.length}${filter} >>\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream', 'latin1'),
  ]);
}

function assembled(objects: readonly Buffer[], locked: boolean): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  const push = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  objects.forEach((body, index) => {
    offsets.push(at);
    push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]));
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const secret = `<${'5a'.repeat(32)}>`;
  const encrypt = locked
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /O ${secret} /U ${secret} /P -4 >> /ID [<${'11'.repeat(16)}> <${'11'.repeat(16)}>]`
    : '';
  const start = at;
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

/** A paragraph of a Word document: its text, or a heading of a level. */
export type WordParagraph = string | { heading: number; text: string };

/** A small Word document, whole and valid; further files go into its archive. */
export function docxFile(
  paragraphs: readonly WordParagraph[],
  more: ReadonlyMap<string, Uint8Array> = new Map(),
): Buffer {
  const body = paragraphs.map(paragraphXml).join('');
  return writeZip(new Map([...wordFiles(body), ...more]));
}

function paragraphXml(paragraph: WordParagraph): string {
  const { heading, text } = typeof paragraph === 'string' ? { heading: 0, text: paragraph } : paragraph;
  const style = heading === 0 ? '' : `<w:pPr><w:pStyle w:val="Heading${heading}"/></w:pPr>`;
  return `<w:p>${style}<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const words = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** The files of a Word document with this body. */
export function wordFiles(body: string): Map<string, Uint8Array> {
  const headings = [1, 2, 3].map(
    (level) =>
      `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`,
  );
  const files = {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/></Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `${declaration}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'word/styles.xml': `${declaration}<w:styles ${words}>${headings.join('')}</w:styles>`,
    'word/document.xml': `${declaration}<w:document ${words}><w:body>${body}</w:body></w:document>`,
  };
  return new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]));
}
