import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  aCard,
  anOldCard,
  base64,
  charxOf,
  jpeg,
  pictureWith,
  pixel,
} from '../../../../test/support/card-files.ts';
import { canonicalJson } from '../../../lib/canonical-json.ts';
import { readPngTexts } from '../../../lib/png-text.ts';
import { openZip } from '../../../lib/zip.ts';
import { asV3 } from './as-version.ts';
import { type CardFile, isObject, type ReadFile } from './card-file.ts';
import { readCardFile } from './read.ts';
import { type CardFormat, writeCard } from './write.ts';

const formats: CardFormat[] = ['v3-json', 'v2-json', 'png', 'charx'];

/** Everything that must survive, in a form that can be compared. */
function contentOf(file: CardFile) {
  const bytes = (read: ReadFile | undefined) => Buffer.from(read?.() ?? []).toString('base64');
  return {
    card: JSON.parse(canonicalJson(asV3(file.card))),
    files: Object.fromEntries([...file.files].map(([path, read]) => [path, bytes(read)] as const).sort()),
    picture: bytes(file.picture),
  };
}

function again(file: CardFile, format: CardFormat): CardFile {
  return readCardFile(writeCard(file, format).bytes, 'again');
}

const word = fc.string({ unit: 'grapheme', maxLength: 12 });
const anything = fc.jsonValue({ maxDepth: 3 });
const entry = fc.record(
  {
    keys: fc.array(word, { maxLength: 3 }),
    content: fc
      .tuple(fc.constantFrom('', '@@depth 4\n', '@@nonsense\n@@@role user\n\n'), word)
      .map((parts) => parts.join('')),
    enabled: fc.boolean(),
    insertion_order: fc.integer(),
    extensions: fc.dictionary(word, anything, { maxKeys: 2 }),
  },
  { requiredKeys: ['keys', 'content'] },
);
const path = fc.oneof(
  fc.constantFrom(
    'assets/icon/images/main.png',
    'a b/ü.png',
    '../out.png',
    'card.json',
    'acore.json',
    'module.risum',
    'a0',
    `${'long/'.repeat(30)}x.png`,
  ),
  word.filter((one) => one !== ''),
);
const content = fc.oneof(
  fc.constant(pixel),
  fc.constant(jpeg),
  fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
);
const uri = fc.oneof(
  path.map((one) => `embeded://${one}`),
  path.map((one) => `__asset:${one}`),
  fc.constantFrom('ccdefault:', 'https://example.org/x.png', 'data:image/png;base64,QUI=', '', 'strange'),
);
const asset = fc.record({
  type: fc.constantFrom('icon', 'emotion', 'x_l2d'),
  uri,
  name: word,
  ext: fc.constant('png'),
});
const data = fc
  .tuple(
    fc.record(
      {
        name: word.filter((name) => name.trim() !== ''),
        nickname: word,
        description: word,
        first_mes: word,
        creator_notes: word,
        alternate_greetings: fc.array(word, { maxLength: 2 }),
        group_only_greetings: fc.array(word, { maxLength: 2 }),
        character_book: fc.record({
          entries: fc.oneof(
            fc.array(entry, { maxLength: 3 }),
            fc.dictionary(fc.nat(99).map(String), entry, { maxKeys: 3 }),
          ),
        }),
        assets: fc.array(fc.oneof(asset, anything), { maxLength: 3 }),
        extensions: fc.dictionary(word, anything, { maxKeys: 2 }),
        creation_date: fc.nat(),
      },
      { requiredKeys: ['name'] },
    ),
    fc.dictionary(fc.oneof(word, fc.constantFrom('__proto__', 'constructor')), anything, { maxKeys: 3 }),
  )
  .map(([known, unknown]) => ({ ...unknown, ...known }));
const card = fc
  .tuple(
    fc.constantFrom(
      { spec: 'chara_card_v3', spec_version: '3.0' },
      { spec: 'chara_card_v3', spec_version: '3.7' },
      { spec: 'chara_card_v2', spec_version: '2.0' },
      { spec: 'chara_card_v9', spec_version: '9.0' },
      undefined,
    ),
    data,
    fc.dictionary(fc.oneof(word, fc.constantFrom('acore', 'name')), anything, { maxKeys: 2 }),
  )
  .map(
    ([format, fields, beside]) =>
      ({ ...(format === undefined ? {} : beside), ...format, data: fields }) as CardFile['card'],
  );
const cardFile = fc
  .record({
    card,
    files: fc.dictionary(path, content, { maxKeys: 4 }),
    picture: fc.option(fc.constant(pictureWith(['Title', 'a picture']))),
  })
  .map(
    ({ card: whole, files, picture }): CardFile => ({
      container: 'json',
      spec: String(whole.spec ?? 'chara_card_v1'),
      specVersion: String(whole.spec_version ?? '1.0'),
      name: String(whole.data.name),
      card: whole,
      files: new Map(Object.entries(files).map(([name, bytes]) => [name, () => bytes])),
      picture: picture === null ? undefined : () => picture,
      warnings: [],
    }),
  );

describe('nothing is lost', () => {
  for (const first of formats)
    for (const second of formats)
      test(`by way of ${first} to ${second}`, () => {
        fc.assert(
          fc.property(cardFile, (file) => {
            const copy = again(file, first);
            assert.deepEqual(contentOf(copy), contentOf(file));
            assert.deepEqual(contentOf(again(copy, second)), contentOf(file));
          }),
          { numRuns: 40 },
        );
      });
});

describe('a card is written', () => {
  const book = {
    entries: [{ keys: ['a'], content: '@@depth 4\n@@@role user\nBees.', use_regex: false }],
  };
  const dates = { creation_date: 1, modification_date: 2, source: ['https://example.org'] };

  test('into a picture twice, the second time for V2: without decorators, with a note, dates and sources kept', () => {
    const file = readCardFile(
      Buffer.from(JSON.stringify(aCard({ character_book: book, creator_notes: 'Mine.', ...dates }))),
      'x',
    );
    const texts = readPngTexts(writeCard(file, 'png').bytes);
    const [old, fresh] = ['chara', 'ccv3'].map((keyword) =>
      JSON.parse(
        Buffer.from(texts.find((text) => text.keyword === keyword)?.text ?? '', 'base64').toString(),
      ),
    );
    assert.deepEqual(fresh, asV3(file.card));
    assert.deepEqual(
      [old.spec, old.spec_version, old.data.creation_date, old.data.modification_date, old.data.source],
      ['chara_card_v2', '2.0', 1, 2, dates.source],
    );
    assert.equal(old.data.character_book.entries[0].content, 'Bees.');
    assert.match(old.data.creator_notes, /^Mine\.\n\nThis is the V2 form/);
    const bare = readCardFile(pictureWith(['chara', base64(old)]), 'x');
    assert.equal(bare.card.data.creator_notes, 'Mine.');
  });

  test('with what was in the picture before, but only one card', () => {
    const before = pictureWith(
      ['Title', 'x'],
      ['chara', base64(anOldCard())],
      ['Author', 'y'],
      ['ccv3', base64(aCard())],
    );
    const texts = readPngTexts(writeCard(readCardFile(before, 'x'), 'png').bytes);
    assert.deepEqual(
      texts.map(({ keyword }) => keyword),
      ['Title', 'Author', 'chara', 'ccv3'],
    );
  });

  test('so that other programs find its files', () => {
    const assets = [{ type: 'icon', uri: 'embeded://a/main.png', name: 'main', ext: 'png' }];
    const file = readCardFile(charxOf(aCard({ assets }), { 'a/main.png': pixel }), 'x');
    const uriIn = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString()).data.assets[0].uri;
    assert.match(uriIn(writeCard(file, 'v3-json').bytes), /^data:image\/png;base64,/);
    const picture = readPngTexts(writeCard(file, 'png').bytes);
    assert.ok(picture.some(({ keyword }) => keyword === 'chara-ext-asset_:a/main.png'));
    const inPicture = readCardFile(pictureWith(['ccv3', base64(aCard())]), 'x');
    const zip = openZip(writeCard(inPicture, 'charx').bytes, { mostFileBytes: 1e6, mostTotalBytes: 1e6 });
    assert.deepEqual(
      zip.entries.map((one) => one.path),
      ['card.json', 'acore.json', 'assets/icon/images/portrait.png'],
    );
  });

  test('and what another program changed since counts', () => {
    const file = readCardFile(Buffer.from(JSON.stringify(aCard({ character_book: book }))), 'x');
    const written = JSON.parse(Buffer.from(writeCard(file, 'v2-json').bytes).toString());
    assert.ok(isObject(written.acore));
    written.data.description = 'Changed.';
    const read = readCardFile(Buffer.from(JSON.stringify(written)), 'x');
    assert.deepEqual([read.card.data.description, read.card.spec], ['Changed.', 'chara_card_v2']);
  });

  test('with a word where there is no picture for it', () => {
    const file = readCardFile(Buffer.from(JSON.stringify(aCard())), 'x');
    assert.match(writeCard(file, 'png').warnings.join(), /plain one/);
  });
});
