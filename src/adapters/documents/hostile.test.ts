import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { docxFile, pdfFile, wordFiles } from '../../../test/support/documents.ts';
import { UserError } from '../../core/errors.ts';
import { writeZip } from '../../lib/zip-write.ts';
import { createDocumentReader } from './index.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const mega = 1024 * 1024;

/** A zip archive with one file that unpacks to much more than it has. */
function bomb(): Buffer {
  const files = wordFiles('');
  const packed = writeZip(new Map([...files, ['word/document.xml', Buffer.alloc(1024)]]));
  const name = packed.lastIndexOf('word/document.xml');
  const forged = Buffer.from(packed);
  forged.writeUInt32LE(3_000_000_000, name - 46 + 24);
  return forged;
}

const random = (length: number) => {
  let seed = 7;
  return Buffer.from(
    Array.from({ length }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed >> 16;
    }),
  );
};

const pdf = pdfFile([['Apples.']]);
const docx = docxFile(['Apples.']);
const hostile: [string, string, Uint8Array, RegExp][] = [
  ['an empty file', 'a.txt', bytesOf(''), /It is empty\./],
  ['spaces alone', 'a.txt', bytesOf(' \n \u200b\n'), /no text in it/],
  ['a kind that is not read', 'a.exe', bytesOf('MZ'), /\.txt, \.md, \.html, \.pdf or \.docx/],
  ['a name without an ending', 'constructor', bytesOf('x'), /not read/],
  ['a PDF that is called a text', 'a.txt', pdf, /called \.txt but is a PDF/],
  [
    'a Word document that is called a page',
    'a.html',
    docx,
    /called \.html but is an archive or a Word document/,
  ],
  ['a text that is called a PDF', 'a.pdf', bytesOf('Apples.'), /called \.pdf but is no PDF/],
  ['a text that is called a Word document', 'a.docx', bytesOf('Apples.'), /no Word document/],
  [
    'an archive that is no Word document',
    'a.docx',
    writeZip(new Map([['a.txt', bytesOf('x')]])),
    /no Word document/,
  ],
  ['an old Word file', 'a.docx', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Word file, or a locked one/],
  ['bytes that are no letters', 'a.txt', random(5_000), /letters that cannot be told/],
  [
    'bytes that are no page',
    'a.html',
    Buffer.from([0x41, 0x42, 0, 1, 2, 3, 0xfe, 0]),
    /letters that cannot be told/,
  ],
  ['a locked PDF', 'a.pdf', pdfFile([['Apples.']], { locked: true }), /locked with a password/],
  ['a PDF that is cut short', 'a.pdf', pdf.subarray(0, 200), /damaged|no text/],
  ['a PDF of noise', 'a.pdf', Buffer.concat([bytesOf('%PDF-1.7\n'), random(20_000)]), /damaged/],
  ['a PDF of pictures', 'a.pdf', pdfFile([[], []]), /only pictures of pages/],
  ['a bomb in a Word document', 'a.docx', bomb(), /not unpacked: .*would unpack to more than/],
  ['a Word document that is cut short', 'a.docx', docx.subarray(0, -40), /cut short|damaged/],
  [
    'a Word document of broken markup',
    'a.docx',
    writeZip(new Map([...wordFiles(''), ['word/document.xml', bytesOf('<w:document')]])),
    /damaged|no text/,
  ],
];

test('what is wrong with a file is said in a sentence, and the next one is read', async () => {
  await using reader = createDocumentReader();
  for (const [what, name, bytes, says] of hostile) {
    await assert.rejects(
      reader.read({ name, bytes }),
      (error) => {
        assert.ok(error instanceof UserError, `${what}: ${error}`);
        assert.match(error.message, says, what);
        return true;
      },
      what,
    );
  }
  assert.deepEqual(await reader.read({ name: 'b.docx', bytes: docx }), [{ text: 'Apples.' }]);
});

test('depth alone harms nobody', async () => {
  await using reader = createDocumentReader();
  const deep = (open: string, close: string, levels = 50_000) => open.repeat(levels) + close.repeat(levels);
  const pages = (levels: number) =>
    bytesOf(`${'<br>'.repeat(9_000)}${deep('<div>', '</div>', levels)}Apples.`);
  assert.deepEqual(await reader.read({ name: 'a.html', bytes: pages(4_000) }), [{ text: 'Apples.' }]);
  await assert.rejects(reader.read({ name: 'b.html', bytes: pages(50_000) }), /nested deeper than 5000/);
  const nested = wordFiles(deep('<w:tbl><w:tr><w:tc>', '</w:tc></w:tr></w:tbl>'));
  await assert.rejects(reader.read({ name: 'a.docx', bytes: writeZip(nested) }), UserError);
  const quotes = bytesOf(`${'> '.repeat(50_000)}\n${'['.repeat(50_000)}\n${'<!--'.repeat(50_000)}`);
  assert.equal((await reader.read({ name: 'a.md', bytes: quotes })).length, 1);
  assert.equal((await reader.read({ name: 'b.docx', bytes: docx })).length, 1);
});

test('a file that needs too much memory is given up, and the loop turns meanwhile', async () => {
  await using reader = createDocumentReader({ mostBytes: 64 * mega });
  const content = Buffer.alloc(600 * mega, 'BT (x) Tj ET\n');
  const pdfBomb = pdfFile([['x']], { content: Buffer.alloc(0) });
  const stream = deflateSync(content, { level: 1 });
  const whole = Buffer.from(
    pdfBomb.toString('latin1').replace('/Length 0', `/Filter /FlateDecode /Length ${stream.length}`),
    'latin1',
  );
  const at = whole.indexOf('stream\n') + 'stream\n'.length;
  const bytes = Buffer.concat([whole.subarray(0, at), stream, whole.subarray(at)]);
  let turns = 0;
  const turning = setInterval(() => {
    turns += 1;
  }, 5);
  await assert.rejects(reader.read({ name: 'a.pdf', bytes }), /more memory than one document may have/);
  clearInterval(turning);
  assert.ok(turns > 3, `${turns} turns`);
  assert.deepEqual(await reader.read({ name: 'b.pdf', bytes: pdf }), [{ text: 'Apples.', page: 1 }]);
});

test('a file that takes too long is given up, and so is one that nobody wants any more', async () => {
  await using reader = createDocumentReader({ timeoutMs: 0 });
  await assert.rejects(reader.read({ name: 'a.docx', bytes: docx }), /not read within 0 seconds/);
  await using patient = createDocumentReader();
  await assert.rejects(
    patient.read({ name: 'a.docx', bytes: docx }, AbortSignal.abort(new Error('enough'))),
    /enough/,
  );
  const late = new AbortController();
  const reading = patient.read({ name: 'a.docx', bytes: docx }, late.signal);
  late.abort(new Error('gone'));
  await assert.rejects(reading, /gone/);
  assert.equal((await patient.read({ name: 'a.docx', bytes: docx })).length, 1);
});

test('more text than a document may have is refused', async () => {
  await using reader = createDocumentReader();
  await assert.rejects(
    reader.read({ name: 'a.txt', bytes: Buffer.alloc(6_000_000, 'apples ') }),
    /more than 5 million/,
  );
});

test('nothing is read once it is closed', async () => {
  const reader = createDocumentReader();
  await reader[Symbol.asyncDispose]();
  await assert.rejects(reader.read({ name: 'a.txt', bytes: bytesOf('Apples.') }), /Acore is stopping/);
});

test('what the parser of a broken PDF leaves behind harms neither the thread nor the next file', async () => {
  await using reader = createDocumentReader();
  const two = pdfFile([['Apples.'], ['Pears.']]);
  const entry =
    two
      .toString('latin1')
      .split('\n')
      .findLast((line) => line.endsWith(' 00000 n ')) ?? '';
  const broken = Buffer.from(two.toString('latin1').replace(entry, '0000000009 00000 n '), 'latin1');
  for (let round = 0; round < 3; round += 1) {
    await reader
      .read({ name: 'broken.pdf', bytes: broken })
      .catch((error) => assert.ok(error instanceof UserError));
    assert.deepEqual(await reader.read({ name: 'b.pdf', bytes: pdf }), [{ text: 'Apples.', page: 1 }]);
  }
});
