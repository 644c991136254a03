import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import {
  aCard,
  archiveOf,
  base64,
  charxOf,
  packedText,
  pictureWith,
  pictureWithChunk,
  pixel,
} from '../../../../test/support/card-files.ts';
import { characterOf } from '../card.ts';
import { inspectCard } from '../inspect.ts';
import type { CardFile } from './card-file.ts';
import { readCardFile } from './read.ts';

/** Everything that is done with a stranger's file before anybody talks to the character. */
function handled(bytes: Uint8Array | string): { card: CardFile; warnings: string } {
  const card = readCardFile(Buffer.from(bytes), 'stranger');
  characterOf(card, 'stranger');
  return { card, warnings: inspectCard(card).warnings.join(' ') };
}

function refused(bytes: Uint8Array | string): string {
  try {
    handled(bytes);
    return 'it was read';
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'CardError', String(error));
    return error.message;
  }
}

const json = (data: Record<string, unknown>) => JSON.stringify(aCard(data));
const image = (uri: string, ext = 'png') => ({ type: 'icon', uri, name: 'main', ext });

/** A number in the list of an archive, changed for the file at this path. */
function forged(bytes: Buffer, path: string, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  const header = copy.lastIndexOf(path) - 46;
  copy.writeUInt32LE(value, header + at);
  return copy;
}

describe('a hostile archive', () => {
  const big = Buffer.concat([Buffer.from(json({})), Buffer.alloc(3_000_000, 32)]);

  test('that shrinks a thousandfold is refused', () => {
    const bomb = forged(archiveOf({ 'card.json': `${'x'.repeat(3_000)}` }), 'card.json', 24, 8_000_000);
    assert.match(refused(bomb), /more than 250 times its size/);
  });

  test('that lies about sizes is refused', () => {
    const bytes = archiveOf({ 'card.json': big });
    assert.match(refused(forged(bytes, 'card.json', 24, 50)), /not as large as it claims/);
    assert.match(refused(forged(bytes, 'card.json', 24, 3_100_000)), /not as large as it claims|too large/);
  });

  test('with more in it than may be unpacked is read without what is too much', () => {
    const asset = (index: number) => ({
      type: 'x_pack',
      uri: `embeded://f${index}`,
      name: `f${index}`,
      ext: 'bin',
    });
    const noise = Buffer.alloc(700_000, 'noise of a kind');
    const bytes = forged(charxOf(aCard({ assets: [asset(0)] }), { f0: noise }), 'f0', 24, 60_000_000);
    assert.match(handled(bytes).warnings, /cannot be read/);
  });

  test('with paths that lead outside is read without those files', () => {
    for (const path of ['../../x.png', '/etc/pass.', 'C:/win.ini.']) {
      const uri = `embeded://${path}`;
      const bytes = charxOf(aCard({ assets: [image(uri)] }), { [path]: pixel });
      const { card, warnings } = handled(bytes);
      assert.equal(card.files.size, 0);
      assert.match(warnings, /point outside the archive/);
      assert.match(warnings, /is not in the file/);
    }
  });

  test('that is locked, cut short or damaged is refused', () => {
    const bytes = charxOf(aCard());
    const locked = Buffer.from(bytes);
    locked.writeUInt16LE(1, locked.lastIndexOf('card.json') - 38);
    assert.match(refused(locked), /password/);
    for (let length = 1; length < bytes.length; length += 7)
      assert.notEqual(refused(bytes.subarray(0, length)), 'it was read');
  });

  test('with a wrong checksum is read, and it is told', () => {
    assert.match(
      handled(forged(charxOf(aCard()), 'card.json', 16, 5)).warnings,
      /checksums in the archive are wrong/,
    );
  });
});

describe('a hostile picture', () => {
  test('with thousands of texts, and with one that is huge, is handled', () => {
    const many = Array.from({ length: 5_000 }, (): [string, string] => ['chara', '***']);
    assert.match(refused(pictureWith(...many)), /base64/);
    const { warnings } = handled(pictureWith(...many, ['ccv3', base64(aCard())]));
    assert.match(warnings, /^$/);
    const huge = base64(aCard({ description: 'x'.repeat(7_000_000) }));
    assert.equal(handled(pictureWith(['chara', huge])).card.name, 'Ada');
    assert.match(refused(pictureWith(['chara', 'A'.repeat(34_000_000)])), /larger than 32 MB/);
  });

  test('with more pieces than any picture is refused', () => {
    const pieces = Buffer.alloc(12 * 100_001);
    for (let at = 4; at < pieces.length; at += 12) pieces.write('tEXt', at);
    assert.match(
      refused(Buffer.concat([pixel.subarray(0, -12), pieces, pixel.subarray(-12)])),
      /more pieces/,
    );
  });

  test('whose packed card is a bomb is refused', () => {
    const bomb = Buffer.concat([Buffer.from('ccv3\0\0'), deflateSync(Buffer.alloc(60_000_000, 0x41))]);
    assert.match(refused(pictureWithChunk('zTXt', bomb)), /cannot be unpacked or is too large/);
    assert.match(refused(pictureWithChunk('iTXt', packedText('iTXt', 'chara', 'x'))), /base64/);
  });

  test('with a length past its end is refused, with a wrong checksum it is read', () => {
    const written = Buffer.from(pictureWith(['chara', base64(aCard())]));
    const at = written.indexOf('tEXt');
    const past = Buffer.from(written);
    past.writeUInt32BE(0x7fffffff, at - 4);
    assert.match(refused(past), /cut short/);
    written.writeUInt32BE(1, written.length - 16);
    assert.match(handled(written).warnings, /checksums in the picture are wrong/);
  });

  test('is read or refused whatever is changed in it', () => {
    const whole = Buffer.from(
      pictureWith(['chara', base64(aCard({ character_book: { entries: [{ keys: ['a'], content: 'b' }] } }))]),
    );
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const bytes = Buffer.from(whole);
        bytes[at] = value;
        refused(bytes);
      }),
    );
  });

  test('in any way of writing base64 is read', () => {
    const text = base64(aCard({ description: '>>>???~~~' }));
    const lines = text.replace(/.{20}/g, '$&\r\n');
    for (const written of [text.replaceAll('+', '-').replaceAll('/', '_'), text.replace(/=+$/, ''), lines])
      assert.equal(handled(pictureWith(['chara', written])).card.name, 'Ada');
    assert.match(refused(pictureWith(['chara', `${text.slice(0, 20)}§§`])), /base64/);
  });
});

describe('hostile JSON', () => {
  test('reaches into no prototype', () => {
    const text =
      '{"spec":"chara_card_v3","data":{"name":"x","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"extensions":{"__proto__":{"polluted":1},"acore":{"__proto__":{"polluted":1}}},"character_book":{"entries":{"__proto__":{"content":"c","polluted":1}}}}}';
    handled(text);
    assert.equal(Reflect.get({}, 'polluted'), undefined);
    assert.equal(Reflect.get(Object, 'polluted'), undefined);
  });

  test('nested without end is refused', () => {
    const deep = (levels: number) =>
      `{"name":"x","description":"d","a":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    assert.match(refused(deep(100_000)), /nested deeper/);
    assert.equal(handled(deep(150)).card.name, 'x');
  });

  test('with numbers that are none, too large, or texts is read', () => {
    const text = json({
      talkativeness: 1,
      character_book: {
        scan_depth: '4',
        entries: [
          { keys: ['a'], content: 'x', insertion_order: '100' },
          { keys: ['b'], content: 'y', insertion_order: 'soon' },
        ],
      },
      extensions: { talkativeness: '0.3', depth_prompt: { prompt: 'p', depth: '2', role: 9 } },
    })
      .replace('"4"', '123456789012345678901234567890')
      .replace('"soon"', 'NaN');
    const { card, warnings } = handled(text);
    const character = characterOf(card, 'x');
    assert.equal(character.talkativeness, 0.3);
    assert.deepEqual(character.depthPrompt, { text: 'p', depth: 2, role: 'system' });
    assert.match(warnings, /NaN/);
    assert.match(warnings, /order that is no number/);
  });

  test('with keys that stand twice is read, and it is told', () => {
    const { card, warnings } = handled('{"name":"One","description":"d","name":"Two"}');
    assert.equal(card.name, 'Two');
    assert.match(warnings, /stand twice in one object \(“name”\)/);
  });

  test('in other encodings, with broken letters and zeros, is read', () => {
    const text = json({ description: 'Zoë' });
    assert.equal(handled(`\uFEFF${text}`).card.card.data.description, 'Zoë');
    assert.equal(handled(Buffer.from(`\uFEFF${text}`, 'utf16le')).card.card.data.description, 'Zoë');
    assert.equal(handled(`${text}\0\0\0`).card.name, 'Ada');
    const broken = handled(
      Buffer.concat([Buffer.from(text.slice(0, -3)), Buffer.from([0xc3]), Buffer.from(text.slice(-3))]),
    );
    assert.match(broken.warnings, /not UTF-8/);
    const lone = handled(String.raw`{"name":"A\ud800","description":"\udfff!"}`);
    assert.match(lone.warnings, /letters of the card are broken/);
    assert.ok(characterOf(lone.card, 'x').description.isWellFormed());
    assert.ok(characterOf(lone.card, 'x').name.isWellFormed());
  });

  test('with ten thousand entries, as a list or by number, is read', () => {
    const entry = (index: number) => ({
      keys: [`key ${index}`, '/(a+)+$/'],
      content: `@@depth 4\nLore ${index}.`,
      insertion_order: index,
      extensions: { position: 4 },
    });
    const entries = Array.from({ length: 10_000 }, (_, index) => entry(index));
    const list = handled(json({ character_book: { entries } })).card;
    assert.equal(inspectCard(list).lorebookEntries, 10_000);
    const byNumber = handled(json({ character_book: { entries: { ...entries } } })).card;
    assert.equal(inspectCard(byNumber).lorebookEntries, 10_000);
  });

  test('with more values than a card can need is refused', () => {
    assert.match(refused(`{"name":"x","a":[${'0,'.repeat(500_001)}0]}`), /values/);
  });

  test('of any kind is read or refused', () => {
    const field = fc.constantFrom(
      'name',
      'nickname',
      'description',
      'character_book',
      'entries',
      'keys',
      'content',
      'extensions',
      'assets',
      'uri',
      'type',
      'tags',
      'depth_prompt',
      '__proto__',
      'acore',
      'data',
      'spec',
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('', 'x', null, 0, -1, 1e308, true, '@@depth', 'data:,', 'embeded://x'),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(field, tie('any'), { maxKeys: 6 }),
      ),
    })).any;
    fc.assert(
      fc.property(
        value,
        (data) =>
          void refused(
            JSON.stringify({ spec: 'chara_card_v3', data: { name: 'x', description: 'd', ...Object(data) } }),
          ),
      ),
    );
  });
});

describe('hostile assets', () => {
  test('at addresses are never fetched', (context) => {
    const fetched = context.mock.method(globalThis, 'fetch', () => assert.fail('it was fetched'));
    for (const uri of [
      'http://127.0.0.1:1/x.png',
      'https://169.254.169.254/latest',
      'file:///etc/passwd',
      'ftp://x/y',
    ])
      assert.match(handled(json({ assets: [image(uri)] })).warnings, /never fetches/);
    assert.equal(fetched.mock.callCount(), 0);
  });

  test('that are bombs of data, no base64, or something else than they say, are kept and not shown', () => {
    for (const [uri, told] of [
      [`data:image/png;base64,${'A'.repeat(14_000_000)}`, /is no PNG/],
      ['data:image/png;base64,***', /cannot be read/],
      ['data:image/png,hello', /cannot be read/],
      [`data:image/png;base64,${Buffer.from('<svg onload="alert(1)"/>').toString('base64')}`, /is no PNG/],
      [`data:image/png;base64,${Buffer.from('<html><script>').toString('base64')}`, /is no PNG/],
    ] as const) {
      const { card, warnings } = handled(json({ assets: [image(uri)] }));
      assert.match(warnings, told);
      assert.ok(JSON.stringify(inspectCard(card).assets).length < 500);
    }
  });
});

test('mentions, invitations and control codes in a card stay text', () => {
  const text =
    '@everyone <@1> discord.gg/x \u001b[2J ```ansi\n\u001b[31m``` {{random:{{random:{{random:a,b}}}}}}';
  const { card } = handled(
    json({ name: `@everyone \u001b[31mAda\nEve`, description: text, first_mes: text }),
  );
  const character = characterOf(card, 'x');
  assert.equal(character.name, '@everyone [31mAda Eve');
  assert.equal(character.description, text);
});
