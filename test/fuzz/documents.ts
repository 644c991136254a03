import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createDocumentReader } from '../../src/adapters/documents/index.ts';
import { UserError } from '../../src/core/errors.ts';
import { cut } from '../../src/features/documents/cutting.ts';
import { writeZip } from '../../src/lib/zip-write.ts';
import { docxFile, pdfFile, wordFiles } from '../support/documents.ts';
import { fuzzTarget } from './target.ts';

const scraps = fc.constantFrom(
  ...['# ', '## x\n', '\n', '\n\n', '---\n', '```', '~~~', '<!--', '-->', '[a](b)', '- ', '1. ', '> '],
  ...[
    '<p>',
    '</p>',
    '<div hidden>',
    '<br>',
    '<td>',
    '</table>',
    '<script>',
    '&amp;',
    '&#x0;',
    '<h1>',
    '<',
    '"',
  ],
  ...['<w:p>', '</w:p>', '<w:r><w:t>', '</w:t></w:r>', '<w:tbl><w:tr><w:tc>', '<![CDATA[', '<?xml ?>'],
);
const written = fc
  .array(fc.oneof(scraps, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 40 })
  .map((parts) => parts.join(''));
const asBytes = written.map((text) => new TextEncoder().encode(text));
const spoilt = (file: Buffer) =>
  fc.array(fc.tuple(fc.nat(file.length - 1), fc.nat(255)), { maxLength: 8 }).map((changes) => {
    const bytes = Buffer.from(file);
    for (const [at, byte] of changes) bytes[at] = byte;
    return bytes;
  });

const files = fc.oneof(
  fc.tuple(fc.constantFrom('a.txt', 'a.md', 'a.html'), fc.oneof(asBytes, fc.uint8Array({ maxLength: 200 }))),
  fc.tuple(
    fc.constant('a.docx'),
    fc.oneof(
      written.map((body) => writeZip(wordFiles(body))),
      spoilt(docxFile([{ heading: 1, text: 'Orchard' }, 'Apples & pears.'])),
    ),
  ),
  fc.tuple(fc.constant('a.pdf'), spoilt(pdfFile([['Apples.'], ['Pears.']], { packed: true }))),
);

const reader = createDocumentReader();

/** Whatever a file holds, it is read into text without control characters, or refused in a sentence. */
export const documentsTarget = fuzzTarget('documents', files, async ([name, bytes]) => {
  try {
    const blocks = await reader.read({ name, bytes });
    assert.ok(blocks.length > 0);
    for (const { text } of blocks) {
      assert.ok(text.trim() !== '' && text.isWellFormed());
      assert.doesNotMatch(text, /[^\P{Cc}\n\t]/u);
    }
    for (const piece of await cut(blocks, () => undefined)) assert.ok(piece.text.length <= 720);
  } catch (error) {
    if (error instanceof UserError) assert.match(error.message, /[.]$/);
    else throw error;
  }
});
