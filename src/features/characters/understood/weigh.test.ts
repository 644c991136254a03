import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { aCard, charxOf } from '../../../../test/support/card-files.ts';
import { smallJpeg, smallWebp } from '../../../../test/support/pictures.ts';
import { staleFixtures } from '../../../../tools/card-fixtures.ts';
import { readCardFile } from '../files/read.ts';
import { inspectCard } from '../inspect.ts';
import { openCard } from '../shelf.ts';
import { sentenceOf, weigh } from './weigh.ts';

const folder = join(import.meta.dirname, '../../../../test/fixtures/cards');

const cards: [string, string][] = [
  ['v1.json', '100 %'],
  // Seven values, of which avatar, chat and create_date are only kept.
  ['v1-with-more.json', '57 %; not applied: 3 unknown fields'],
  ['v2.json', '100 %'],
  ['v2-with-mirror.json', '100 %'],
  // Four texts and four extensions.
  ['v2-sillytavern.png', '62 %; not applied: 3 extensions'],
  // 22 values; scan_depth, case_sensitive and priority are nothing to the recorded engine.
  ['v2-book.json', '77 %; not applied: 3 lorebook settings, 2 extensions'],
  ['v3.png', '100 %'],
  ['v3-decorators.json', '76 %; not applied: 2 lorebook settings, 2 decorators'],
  // 21 values; one decorator is unknown, its fallback is not, and one has a bad value.
  ['v3-strict.json', '90 %; not applied: 2 decorators'],
  ['v3-by-number.json', '100 %'],
  ['v3-many-languages.json', '100 %'],
  ['newer.json', '66 %; not applied: 2 unknown fields'],
  ['pygmalion.json', '100 %'],
  ['webui.yaml', '100 %'],
  ['packed.png', '100 %'],
  // The picture of a mood is the face in that mood; a background is only kept.
  ['assets.charx', '75 %; not applied: 1 Live2D asset, 1 background asset'],
  ['behind-a-picture.jpg', '80 %; not applied: 1 extension'],
  ['asset.png', '83 %; not applied: 1 sound asset'],
  ['own.json', '100 %'],
  ['Wander Er.json', '100 %'],
];

test('the cards of test/fixtures/cards are those that tools/card-fixtures.ts writes', () => {
  assert.deepEqual(staleFixtures(), []);
  assert.equal(cards.length, 20);
});

for (const [file, sentence] of cards) {
  test(`how much of ${file} is understood`, () => {
    const report = inspectCard(openCard(join(folder, file)));
    assert.equal(report.understood, sentence);
    assert.equal(report.understoodPercent, Number.parseInt(sentence, 10));
  });
}

test('nothing is rounded up to a hundred', () => {
  const tags = Array.from({ length: 400 }, (_, index) => `t${index}`);
  const file = readCardFile(Buffer.from(JSON.stringify(aCard({ tags, unheard_of: 1 }))), 'x');
  assert.equal(sentenceOf(weigh(file)), '99 %; not applied: 1 unknown field');
});

test('an icon in JPEG or WEBP is understood, one that is broken is not', () => {
  const icons = (uri: string) => aCard({ assets: [{ type: 'icon', uri, name: 'main', ext: 'jpeg' }] });
  const percent = (picture: Uint8Array) =>
    weigh(readCardFile(charxOf(icons('embeded://a'), { a: picture }), 'x'));
  for (const picture of [smallJpeg, smallWebp]) assert.equal(percent(picture).percent, 100);
  assert.equal(sentenceOf(percent(smallJpeg.subarray(0, -5))), '50 %; not applied: 1 icon asset');
});

test('a picture of a mood is understood where it is the one that is shown', () => {
  const emotion = (name: string, uri: string) => ({ type: 'emotion', uri, name, ext: 'png' });
  const card = aCard({
    assets: [
      emotion('happy', 'embeded://a'),
      emotion('joy', 'embeded://a'),
      emotion('beach outfit', 'embeded://a'),
      emotion('sad', 'embeded://broken'),
    ],
  });
  const file = readCardFile(charxOf(card, { a: smallWebp, broken: smallWebp.subarray(0, 20) }), 'x');
  assert.equal(sentenceOf(weigh(file)), '40 %; not applied: 3 emotion assets');
});

test('several of a kind are counted together', () => {
  const understood = {
    percent: 98,
    notApplied: [
      { what: 'decorator', count: 2 },
      { what: 'Live2D asset', count: 1 },
      { what: 'unreadable lorebook entry', count: 2 },
    ],
  };
  assert.equal(
    sentenceOf(understood),
    '98 %; not applied: 2 decorators, 1 Live2D asset, 2 unreadable lorebook entries',
  );
});
