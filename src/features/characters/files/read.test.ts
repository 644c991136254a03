import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  aCard,
  anOldCard,
  archiveOf,
  base64,
  charxOf,
  jpeg,
  packedText,
  pictureWith,
  pictureWithChunk,
  pixel,
} from '../../../../test/support/card-files.ts';
import { readCardFile } from './read.ts';

function read(bytes: Uint8Array | string, name = 'a file') {
  return readCardFile(Buffer.from(bytes), name);
}

function refusal(bytes: Uint8Array | string): string {
  try {
    read(bytes);
    return 'it was read';
  } catch (error) {
    assert.ok(error instanceof Error && error.name === 'CardError', String(error));
    return error.message;
  }
}

describe('a picture', () => {
  test('holds a card in a text of any kind, whatever the case of its keyword', () => {
    const text = base64(aCard());
    for (const bytes of [
      pictureWith(['ccv3', text]),
      pictureWith(['CCv3', text]),
      pictureWith(['Chara', base64(anOldCard())]),
      pictureWithChunk('zTXt', packedText('zTXt', 'ccv3', text)),
      pictureWithChunk('iTXt', packedText('iTXt', 'ccv3', text)),
      pictureWithChunk('iTXt', packedText('iTXt', 'chara', text, false)),
      pictureWithChunk('iTXt', packedText('iTXt', 'chara', JSON.stringify(aCard({ name: 'Ada' })), false)),
    ]) {
      const card = read(bytes);
      assert.deepEqual([card.container, card.name], ['png', 'Ada']);
    }
  });

  test('of several cards the first readable ccv3 counts, then the first readable chara; it is told', () => {
    const named = (name: string) => base64(aCard({ name }));
    const both = read(pictureWith(['chara', named('Old')], ['ccv3', named('New')]));
    assert.deepEqual([both.name, both.warnings], ['New', []]);
    const several = read(pictureWith(['ccv3', named('First')], ['ccv3', named('Second')]));
    assert.equal(several.name, 'First');
    assert.match(several.warnings.join(), /2 cards called ccv3; the first readable/);
    const broken = read(pictureWith(['ccv3', '***'], ['ccv3', named('Second')], ['chara', named('Old')]));
    assert.equal(broken.name, 'Second');
    assert.match(broken.warnings.join(), /not readable \(.*base64\)/);
    assert.equal(read(pictureWith(['ccv3', '***'], ['chara', named('Old')])).name, 'Old');
  });

  test('keeps its own texts and gives up those of the card', () => {
    const card = read(pictureWith(['Title', 'x'], ['ccv3', base64(aCard())], ['chara-ext-asset_:a', 'QQ==']));
    assert.deepEqual(Buffer.from(card.picture?.() ?? []), Buffer.from(pictureWith(['Title', 'x'])));
  });

  test('brings files along, with or without the colon', () => {
    const card = read(
      pictureWith(
        ['ccv3', base64(aCard())],
        ['chara-ext-asset_:a/b.png', 'QUI='],
        ['chara-ext-asset_7', 'QUM='],
      ),
    );
    assert.deepEqual([...card.files.keys()], ['a/b.png', '7']);
    assert.deepEqual(Buffer.from(card.files.get('7')?.() ?? []), Buffer.from('AC'));
  });

  test('is refused with a reason where it holds no card, or only broken ones', () => {
    assert.equal(refusal(pixel), 'it is a picture without a character card');
    assert.match(refusal(pictureWith(['chara', '%%%'])), /base64/);
    assert.match(
      refusal(pictureWith(['chara', Buffer.from('no').toString('base64')])),
      /not readable as JSON/,
    );
    assert.match(refusal(Buffer.from(pictureWith(['chara', base64(aCard())])).subarray(0, -20)), /cut short/);
    assert.match(refusal(pictureWith(['chara', Buffer.from('rcc||1||abc').toString('base64')])), /RisuAI/);
  });
});

describe('an archive', () => {
  test('holds a card at its root, and files', () => {
    const card = read(charxOf(aCard(), { 'assets/icon/images/main.png': pixel, 'app.json': '{}' }));
    assert.deepEqual([card.container, card.name], ['charx', 'Ada']);
    assert.deepEqual(Buffer.from(card.files.get('assets/icon/images/main.png')?.() ?? []), pixel);
    assert.deepEqual([...card.files.keys()], ['assets/icon/images/main.png', 'app.json']);
  });

  test('may stand behind a picture or a program', () => {
    const charx = charxOf(aCard());
    for (const before of [jpeg, Buffer.from('MZ program'), pixel])
      assert.equal(read(Buffer.concat([before, charx])).name, 'Ada');
  });

  test('without a card at its root is refused, a decoy elsewhere notwithstanding', () => {
    const decoy = JSON.stringify(aCard());
    assert.match(refusal(charxOf(aCard()).subarray(0, -8)), /cut short/);
    for (const path of ['assets/card.json', 'Card.json', 'CARD.JSON', 'x/card.json']) {
      const refused = refusal(archiveOf({ [path]: decoy, 'a.txt': '' }));
      assert.match(refused, /without a card\.json at its root; .*card\.json is not/i);
    }
  });

  test('with two cards at its root is refused', () => {
    const twice = charxOf(aCard(), { 'cart.json': JSON.stringify(aCard({ name: 'Eve' })) });
    assert.match(
      refusal(Buffer.from(twice.toString('latin1').replaceAll('cart.json', 'card.json'), 'latin1')),
      /two files/,
    );
  });
});

describe('a card is written', () => {
  const v1 = {
    name: 'Ada',
    description: 'd',
    personality: 'p',
    scenario: 's',
    first_mes: 'f',
    mes_example: 'm',
  };
  for (const [title, value, spec, version] of [
    ['as V1', v1, 'chara_card_v1', '1.0'],
    ['as V2', anOldCard(), 'chara_card_v2', '2.0'],
    ['as V3', aCard(), 'chara_card_v3', '3.0'],
    ['as V3 with the version as a number', { ...aCard(), spec_version: 3 }, 'chara_card_v3', '3.0'],
    ['as V2 with a stale mirror', { ...anOldCard(), name: 'Stale' }, 'chara_card_v2', '2.0'],
    ['as Pygmalion has them', { char_name: 'Ada', char_persona: 'd' }, 'pygmalion', '1.0'],
    [
      'as text-generation-webui has them',
      { name: 'Ada', context: 'd', greeting: 'f' },
      'text-generation-webui',
      '1.0',
    ],
  ] as const) {
    test(title, () => {
      const card = read(JSON.stringify(value));
      assert.deepEqual(
        [card.spec, card.specVersion, card.name, card.container],
        [spec, version, 'Ada', 'json'],
      );
      assert.deepEqual(card.warnings, []);
    });
  }

  test('in YAML', () => {
    const card = read('name: Ada\ngreeting: |-\n  Hello.\n  You!\ncontext: Keeps bees.\n');
    assert.deepEqual([card.container, card.spec, card.name], ['yaml', 'text-generation-webui', 'Ada']);
    assert.deepEqual(card.card.data, { name: 'Ada', first_mes: 'Hello.\nYou!', description: 'Keeps bees.' });
  });

  for (const [spec, version] of [
    ['chara_card_v4', '4.0'],
    ['chara_card_v3', '3.1'],
    ['chara_card_v3', '3.10'],
    ['something_else', '1'],
  ] as const) {
    test(`in a way of the future: ${spec} ${version}`, () => {
      const card = read(JSON.stringify({ spec, spec_version: version, data: { name: 'Ada', news: 1 } }));
      assert.deepEqual([card.spec, card.specVersion, card.name], [spec, version, 'Ada']);
      assert.match(card.warnings.join(), /newer than V3/);
      assert.equal(card.card.data.news, 1);
    });
  }

  test('in a hurry: without a name it has that of its file, and it is told', () => {
    for (const value of [
      aCard({ name: '' }),
      aCard({ name: ' \n' }),
      aCard({ name: 7 }),
      { description: 'd', first_mes: 'f' },
    ]) {
      const card = read(JSON.stringify(value), '猫 Ada');
      assert.equal(card.name, '猫 Ada');
      assert.equal(card.card.data.name, '猫 Ada');
      assert.match(card.warnings.join(), /gives no name/);
    }
  });

  test('with any name', () => {
    for (const name of ['Zoë', '猫又', '👩‍👩‍👧', 'عائشة', 'Ἀθηνᾶ', 'a'.repeat(5_000), '../../etc', 'CON'])
      assert.equal(read(JSON.stringify(aCard({ name }))).name, name);
  });
});

describe('what is no card is refused with a reason', () => {
  for (const [title, bytes, reason] of [
    ['nothing', '', /empty/],
    ['a text', 'hello', /no character card/],
    ['half a JSON', '{"name":"Ada"', /not readable as JSON/],
    ['a list', '[]', /not a character card/],
    ['some JSON', '{"hello":1}', /not a character card/],
    ['a card without data', '{"spec":"chara_card_v3","name":"x"}', /no data/],
    ['a lorebook', '{"entries":{"0":{"key":["a"]}},"name":"World"}', /a lorebook/],
    ['a lorebook of V3', '{"spec":"lorebook_v3","data":{"entries":[]}}', /a lorebook/],
    ['a JPEG', jpeg, /JPEG picture without a card; cards in EXIF are not read/],
    ['a WEBP', Buffer.from('RIFF\x10\0\0\0WEBPVP8 '), /WEBP picture without a card/],
    ['a locked card', 'rcc||abc', /locked by RisuAI/],
    ['a program', Buffer.from('MZ\x90\0\x03'), /no character card/],
    ['bytes', Buffer.from([1, 2, 3, 250, 251]), /no character card/],
    ['a picture that only begins', pixel.subarray(0, 20), /cut short/],
    ['an archive that only begins', charxOf(aCard()).subarray(0, 40), /cut short/],
  ] as const) {
    test(title, () => assert.match(refusal(bytes), reason));
  }
});
