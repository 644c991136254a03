import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CardError } from '../../src/features/characters/card-error.ts';
import { asV3 } from '../../src/features/characters/files/as-version.ts';
import type { CardFile } from '../../src/features/characters/files/card-file.ts';
import { readCardFile } from '../../src/features/characters/files/read.ts';
import { type CardFormat, writeCard } from '../../src/features/characters/files/write.ts';
import { inspectCard } from '../../src/features/characters/inspect.ts';
import { canonicalJson } from '../../src/lib/canonical-json.ts';
import { base64, charxOf, jpeg, packedText, pictureWith, pictureWithChunk } from '../support/card-files.ts';
import { objectWith, severalOf } from './json-values.ts';
import { fuzzTarget } from './target.ts';

const formats: readonly CardFormat[] = ['v3-json', 'v2-json', 'png', 'charx'];
const asset = objectWith(['type', 'uri', 'name', 'ext']);
const book = objectWith(
  ['name', 'entries', 'extensions'],
  severalOf(objectWith(['keys', 'content', 'enabled'])),
);
const data = objectWith(
  [
    ...[
      'name',
      'nickname',
      'description',
      'personality',
      'scenario',
      'first_mes',
      'mes_example',
      'creator_notes',
    ],
    ...['system_prompt', 'post_history_instructions', 'alternate_greetings', 'group_only_greetings', 'tags'],
    ...['creator', 'character_version', 'extensions', 'assets', 'character_book', 'source', 'creation_date'],
    ...['creator_notes_multilingual', 'modification_date', 'char_name', 'char_persona', 'world_scenario'],
  ],
  fc.oneof(book, severalOf(asset)),
);
const cards = fc.oneof(
  data,
  fc
    .tuple(fc.constantFrom<unknown>('chara_card_v2', 'chara_card_v3', 'chara_card_v9', 'risu', 3), data)
    .map(([spec, data]) => ({ spec, spec_version: '3.0', data: { name: 'Ada', ...data } })),
);

/** The same card in everything that cards come in. */
function wrapped(card: unknown): Record<string, Uint8Array> {
  return {
    json: Buffer.from(JSON.stringify(card)),
    utf16: Buffer.from(`\ufeff${JSON.stringify(card)}`, 'utf16le'),
    png: pictureWith(['chara', base64(card)], ['chara-ext-asset_:0', base64('x')]),
    both: pictureWith(['chara', base64({})], ['ccv3', base64(card)]),
    packed: pictureWithChunk('zTXt', packedText('zTXt', 'ccv3', base64(card))),
    charx: charxOf(card, { 'assets/icon/images/main.png': pictureWith() }),
    appended: Buffer.concat([jpeg, charxOf(card)]),
    yaml: Buffer.from(`name: Ada\ncontext: |\n  ${JSON.stringify(card)}\n`),
  };
}

const kinds = fc.constantFrom('json', 'utf16', 'png', 'both', 'packed', 'charx', 'appended', 'yaml');

/** Any value in any container is a card or refused with a reason; what was read can be written and read again. */
export const cardValuesTarget = fuzzTarget('card-values', fc.tuple(cards, kinds), ([card, kind]) => {
  const file = readOrRefuse(wrapped(card)[kind] ?? new Uint8Array());
  if (file === undefined) return;
  inspectCard(file);
  for (const format of formats) {
    const again = readCardFile(writeCard(file, format).bytes, 'again');
    assert.equal(canonicalJson(asV3(again.card)), canonicalJson(asV3(file.card)), format);
  }
});

/** What happens to a file on its way: a byte changes, a part is lost or comes twice. */
const harm = fc.record({
  kind: fc.constantFrom('change', 'cut', 'remove', 'repeat', 'insert'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  byte: fc.nat(255),
});
const harmed = fc.record({ card: cards, kind: kinds, harms: fc.array(harm, { minLength: 1, maxLength: 6 }) });

/** A damaged file is a card or refused with a reason, and takes no harm with it. */
export const cardFilesTarget = fuzzTarget('card-files', harmed, ({ card, kind, harms }) => {
  const whole = Buffer.from(wrapped(card)[kind] ?? new Uint8Array());
  const file = readOrRefuse(harms.reduce(suffer, whole));
  if (file === undefined) return;
  inspectCard(file);
  for (const read of file.files.values()) read();
  for (const format of formats) writeCard(file, format);
});

type Harm = { kind: string; at: number; length: number; byte: number };

function suffer(bytes: Buffer, { kind, at, length, byte }: Harm): Buffer {
  const place = Math.floor(at * bytes.length);
  const [before, part] = [bytes.subarray(0, place), bytes.subarray(place, place + length)];
  const after = bytes.subarray(place + length);
  if (kind === 'cut') return before;
  if (kind === 'remove') return Buffer.concat([before, after]);
  if (kind === 'repeat') return Buffer.concat([before, part, part, after]);
  if (kind === 'insert') return Buffer.concat([before, Buffer.alloc(length, byte), part, after]);
  return Buffer.concat([before, Buffer.from([byte]), part.subarray(1), after]);
}

function readOrRefuse(bytes: Uint8Array): CardFile | undefined {
  try {
    return readCardFile(bytes, 'file');
  } catch (error) {
    if (error instanceof CardError) return undefined;
    throw error;
  }
}
