import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fold } from './fold.ts';
import { createNameFinder, findNames, spokenPart, withoutCode } from './words.ts';

const cast = [
  'Ada',
  'Ada Lovelace',
  'HAL',
  'Bot',
  'Élise',
  'Jean-Luc',
  "D'Arcy",
  'Søren',
  '猫',
  '雪',
  '小明',
  'ユキ',
  'アダ',
  'はな',
  'みお',
  '민수',
  'มะลิ',
  'Анна',
  'Ωμέγα',
  'Mr. Fox',
  '★Nova',
  'C3',
  'Łucja',
  'İnci',
  '光',
  'Weiß',
  'José Ángel',
];

/** Every text with the names it must yield, in order. */
const table: [string, string[]][] = [
  ['Ada', ['Ada']],
  ['ada, are you there?', ['Ada']],
  ['ADA?!', ['Ada']],
  ["That is Ada's book", ['Ada']],
  ['That is Ada’s book', ['Ada']],
  ['@Ada hello', ['Ada']],
  ['hello,Ada', ['Ada']],
  ['(Ada)', ['Ada']],
  ['**Ada**', ['Ada']],
  ['*Ada* and ~~HAL~~', ['Ada', 'HAL']],
  ['_Ada_', ['Ada']],
  ['__Ada__ hi', ['Ada']],
  ['||Ada||', ['Ada']],
  ['# Ada', ['Ada']],
  ['- Ada', ['Ada']],
  ['🎉Ada🎉', ['Ada']],
  ['Ada…', ['Ada']],
  ['Ada—listen', ['Ada']],
  ['Ada-chan!', ['Ada']],
  ['"Ada", he said', ['Ada']],
  ['«Ada»', ['Ada']],
  ['¿Ada?', ['Ada']],
  ['HAL and Ada, and HAL again', ['HAL', 'Ada', 'HAL']],
  ['Ada Lovelace wrote it', ['Ada Lovelace']],
  ['Ada   lovelace?', ['Ada Lovelace']],
  ['Ada\nLovelace', ['Ada Lovelace']],
  ['Ada Lovelaces', ['Ada']],
  ['I shall go', []],
  ['robots and bottles', []],
  ['the bot', ['Bot']],
  ['Adam, Adas, Canada', []],
  ['HAL9000', []],
  ['9HAL', []],
  ['HAL 9000', ['HAL']],
  ['HAL-9000', ['HAL']],
  ['my_ada_variable', []],
  ['ada_bot', []],
  ['Élise!', ['Élise']],
  ['elise', ['Élise']],
  ['ELISE', ['Élise']],
  ['ÉLISE', ['Élise']],
  ['E\u0301lise', ['Élise']],
  ['Elise\u0301', []],
  ['Élisée', []],
  ['Àda', []],
  ['jean-luc?', ['Jean-Luc']],
  ['Jean‑Luc', ['Jean-Luc']],
  ["d'arcy and D’Arcy", ["D'Arcy", "D'Arcy"]],
  ['soren', ['Søren']],
  ['SØREN', ['Søren']],
  ['lucja', ['Łucja']],
  ['inci', ['İnci']],
  ['weiss', ['Weiß']],
  ['jose angel', ['José Ángel']],
  ['猫さん', ['猫']],
  ['猫', ['猫']],
  ['ねえ、猫！', ['猫']],
  ['おはよう猫', ['猫']],
  ['猫様', ['猫']],
  ['子猫が', []],
  ['光る石', []],
  ['光が好き', ['光']],
  ['小明你好', ['小明']],
  ['你好小明', ['小明']],
  ['问小明吧', ['小明']],
  ['ユキちゃん', ['ユキ']],
  ['ねえユキ', ['ユキ']],
  ['アダム', []],
  ['アダは', ['アダ']],
  ['はなしたい', []],
  ['はなさん', ['はな']],
  ['みおさん', ['みお']],
  ['Adaさん', ['Ada']],
  ['こんにちはAda', ['Ada']],
  ['Ada는 뭐해?', ['Ada']],
  ['민수야!', ['민수']],
  ['민수는 어디?', ['민수']],
  ['민수씨가', ['민수']],
  ['민수', ['민수']],
  ['김민수', []],
  ['민수정', []],
  ['สวัสดีมะลิครับ', ['มะลิ']],
  ['มะลิ', ['มะลิ']],
  ['Анна, привет', ['Анна']],
  ['анна', ['Анна']],
  ['Жанна', []],
  ['Аннаева', []],
  ['ωμεγα', ['Ωμέγα']],
  ['mr. fox!', ['Mr. Fox']],
  ['mrs fox', []],
  ['★nova', ['★Nova']],
  ['c3, c35', ['C3']],
  ['see https://example.org/ada/hal', []],
  ['see http://ada.example and Ada', ['Ada']],
  ['www.ada.org', []],
  ['ada.com', []],
  ['<https://ada.dev> HAL', ['HAL']],
  ['[Ada](https://x.y/HAL)', ['Ada']],
  ['mail ada@example.org', []],
  ['mail me.ada+hal@example.co.uk now', []],
  ['`ada` and HAL', ['HAL']],
  ['``ada ` hal`` Bot', ['Bot']],
  ['```\nada\n``` HAL', ['HAL']],
  ['```ts\nada', []],
  ['a ` b Ada', ['Ada']],
  ['> ada said\nno', []],
  ['> ada said\nHAL, is it true?', ['HAL']],
  ['no\n> ada\n', []],
  ['>ada', ['Ada']],
  ['>>> ada\nHAL', []],
  ['2 > 1, Ada', ['Ada']],
  ['<:ada:123456> HAL', ['HAL']],
  ['<a:ada:123456>', []],
  ['<@123> Ada', ['Ada']],
  ['Ada.How are you', ['Ada']],
  ['i <3 Ada', ['Ada']],
  ['', []],
  ['nothing to see', []],
];

describe('names in what people say', () => {
  for (const [text, expected] of table) {
    test(JSON.stringify(text), () => {
      assert.deepEqual(
        findNames(text, cast).map(({ name }) => name),
        expected,
      );
    });
  }

  test('a name is placed where it stands in the text as it was written', () => {
    assert.deepEqual(findNames('`hal` 🎉 <:ada:1> Ada, hal', cast), [
      { name: 'Ada', index: 18 },
      { name: 'HAL', index: 23 },
    ]);
  });

  test('two spellings in one cast are told apart', () => {
    const names = ['Elise', 'Élise'];
    assert.deepEqual(
      findNames('élise, elise', names).map(({ name }) => name),
      ['Élise', 'Elise'],
    );
  });

  test('no names, blank names and names of symbols only do no harm', () => {
    assert.deepEqual(findNames('hello', []), []);
    assert.deepEqual(findNames('hello there', ['', '  ']), []);
    assert.deepEqual(findNames('I say (*) and [x]', ['(*)', '[x]']).length, 2);
  });

  test('a name keeps the spelling in which it was given', () => {
    assert.deepEqual(findNames('ADA', [' Ada ', 'ada']).length, 1);
  });
});

test('a finder can mind capitals', () => {
  const find = createNameFinder(['May'], { caseSensitive: true });
  assert.equal(find('it may be').length, 0);
  assert.equal(find('it is May').length, 1);
});

test('an emoji, or a command that is linked, calls nobody', () => {
  for (const text of [':ada:', 'ok :Ada:!', '<:ada:123>', '<a:ada:123>', '</ada show:123>'])
    assert.deepEqual(findNames(text, cast), [], text);
  assert.equal(findNames('Bot:Ada: hi, HAL', cast).length, 3);
});

test('blanking what is only shown keeps every position', () => {
  const text = 'x `ada` > y\n> ada\nhttps://ada.org z';
  const spoken = spokenPart(text);
  assert.equal(spoken.length, text.length);
  assert.equal(spoken.trim().at(-1), 'z');
  assert.ok(!spoken.includes('ada'));
});

test('code is blanked out by itself', () => {
  assert.equal(withoutCode('a `b` ```\nc\n``` > d'), 'a               > d');
});

test('folding makes spellings comparable', () => {
  assert.equal(fold('  ÉLISE   Œuvre '), 'elise oeuvre');
  assert.equal(fold('Łódź'), 'lodz');
  assert.equal(fold('が'), 'が');
  assert.equal(fold('D’Arcy'), "d'arcy");
});

function manyNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `${cast[index % 20]}${'abcdefgh'[index % 8]}${index}`);
}

test('fifty names are found in a long text as well as in a short one', () => {
  const names = [...cast, ...manyNames(50 - cast.length)];
  const words = 'I shall see whether the robots or the cat in the hall would like to talk with Ada about HAL';
  assert.equal(findNames(`${words} `.repeat(200), names).length, 400);
});

test('hostile texts are read in time that grows with their length, not with its square', () => {
  for (const part of ['a', '`', 'a.', '<', 'a@', '> ', '.a-', '```', 'Ada', '猫', '_']) {
    const short = workedMs(() => findNames(part.repeat(10_000), cast));
    const long = workedMs(() => findNames(part.repeat(80_000), cast));
    // Eight times the text: the square would be 64 times the work, and seconds of it.
    assert.ok(long < 500 || long / short < 32, `${part}: ${short.toFixed()} ms, then ${long.toFixed()} ms`);
  }
});

/** What the processor did for it, however busy the machine is with other things. */
function workedMs(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test('a name outside the basic plane is found, and a longer word that begins with it is passed over', () => {
  assert.deepEqual(findNames('𝒜da is not 𝒜.', ['𝒜']), [{ name: '𝒜', index: 12 }]);
});
