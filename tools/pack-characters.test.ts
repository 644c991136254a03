import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { cardIds, charactersFolder, packCard, readSource, repack, staleCards } from './pack-characters.ts';
import { portrait } from './portraits/gallery.ts';
import { readChunks, writeChunks } from './portraits/png.ts';

interface Data {
  name: string;
  nickname?: string;
  description: string;
  personality: string;
  scenario: string;
  mes_example: string;
  first_mes: string;
  alternate_greetings: string[];
  group_only_greetings: string[];
  creator_notes: string;
  character_book: { entries: { keys: string[]; content: string; constant: boolean; use_regex: boolean }[] };
  extensions: {
    talkativeness: number;
    acore: {
      aliases: string[];
      topics: { loves: string[]; avoids: string[] };
      relationships: { character: string; kind: string; feeling: string }[];
      colour: string;
    };
  };
}

const ids = cardIds(charactersFolder);
const cards = new Map(ids.map((id) => [id, readSource(charactersFolder, id).data as unknown as Data]));

function cardsInside(png: Uint8Array, keyword: string): { spec: string; data: Data }[] {
  return readChunks(png)
    .filter(({ type }) => type === 'tEXt')
    .map(({ data }) => Buffer.from(data).toString('latin1').split('\0'))
    .filter(([name]) => name === keyword)
    .map(([, base64 = '']) => JSON.parse(Buffer.from(base64, 'base64').toString('utf8')));
}

function temporaryCast(id: string): { folder: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'acore-cast-'));
  mkdirSync(join(folder, 'source'));
  cpSync(join(charactersFolder, 'source', `${id}.json`), join(folder, 'source', `${id}.json`));
  cpSync(join(charactersFolder, `${id}.png`), join(folder, `${id}.png`));
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}

describe('packing', () => {
  test('every card that ships holds what its source says', () => {
    assert.deepEqual(staleCards(charactersFolder), []);
  });

  test('a picture carries each form of the card once, before its end', () => {
    for (const [id, data] of cards) {
      const png = readFileSync(`${charactersFolder}/${id}.png`);
      const [v2, ...moreV2] = cardsInside(png, 'chara');
      const [v3, ...moreV3] = cardsInside(png, 'ccv3');
      assert.deepEqual([moreV2, moreV3], [[], []]);
      assert.equal(v2?.spec, 'chara_card_v2');
      assert.equal(v2?.data.name, data.name);
      assert.equal(v2?.data.nickname, undefined);
      assert.deepEqual(v3?.data, data);
      assert.equal(readChunks(png).at(-1)?.type, 'IEND');
    }
  });

  test('an edited source makes its picture stale until it is packed again', () => {
    using cast = temporaryCast('zdenka');
    assert.deepEqual(staleCards(cast.folder), []);
    const source = readSource(cast.folder, 'zdenka');
    source.data.name = 'Zdeňka 猫';
    writeFileSync(`${cast.folder}/source/zdenka.json`, JSON.stringify(source));
    assert.deepEqual(staleCards(cast.folder), ['zdenka']);
    assert.deepEqual(repack(cast.folder), ['zdenka']);
    assert.deepEqual(staleCards(cast.folder), []);
    const [packed] = cardsInside(readFileSync(`${cast.folder}/zdenka.png`), 'ccv3');
    assert.equal(packed?.data.name, 'Zdeňka 猫');
  });

  test('old cards in a picture are replaced, whatever the case of their keyword, and its pixels kept', () => {
    const png = readFileSync(`${charactersFolder}/ilde.png`);
    const chunks = readChunks(png);
    const old = { type: 'tEXt', data: Buffer.from('Chara\0b2xk', 'latin1') };
    const cluttered = writeChunks([...chunks.slice(0, 1), old, ...chunks.slice(1)]);
    assert.deepEqual(packCard(cluttered, readSource(charactersFolder, 'ilde')), png);
  });

  test('a source without picture, a damaged picture and a foreign file are refused', () => {
    using cast = temporaryCast('ilde');
    const png = readFileSync(`${cast.folder}/ilde.png`);
    png.writeUInt8(png.readUInt8(60) ^ 1, 60);
    assert.throws(() => readChunks(png), /damaged/);
    assert.throws(() => readChunks(png.subarray(0, 2000)), /damaged/);
    assert.throws(() => readChunks(png.subarray(0, 33)), /damaged/);
    assert.throws(() => readChunks(Buffer.from('GIF89a, not a PNG')), /not a PNG/);
    rmSync(`${cast.folder}/ilde.png`);
    assert.deepEqual(staleCards(cast.folder), ['ilde']);
    assert.throws(() => repack(cast.folder), /no picture yet/);
  });

  test('check sums are those of the PNG specification', () => {
    const png = Buffer.from(writeChunks([{ type: 'IEND', data: new Uint8Array() }]));
    assert.equal(png.readUInt32BE(png.length - 4), 0xae426082);
    assert.equal(crc32('IEND'), 0xae426082);
  });
});

describe('the cast', () => {
  test('is ten, each with a name, aliases and a colour of its own', () => {
    assert.equal(cards.size, 10);
    const names = [...cards.values()].flatMap(({ name, nickname, extensions }) => [
      ...new Set([name, nickname ?? name, ...extensions.acore.aliases].map((one) => one.toLowerCase())),
    ]);
    assert.equal(new Set(names).size, names.length);
    assert.equal(new Set([...cards.values()].map(({ extensions }) => extensions.acore.colour)).size, 10);
  });

  test('leaves room in a small window: what is always in the prompt stays under 5,600 characters', () => {
    for (const [id, { description, personality, scenario, mes_example }] of cards) {
      const length = description.length + personality.length + scenario.length + mes_example.length;
      assert.ok(length < 5600, `${id}: ${length}`);
    }
  });

  test('has examples, greetings and lore enough to be worth talking to', () => {
    for (const [id, data] of cards) {
      const blocks = data.mes_example.split('<START>\n').slice(1);
      assert.ok(blocks.length >= 5, id);
      for (const block of blocks) assert.match(block, /^\{\{user\}\}: .+\n\{\{char\}\}: .+\n?$/, id);
      assert.ok(data.alternate_greetings.length >= 3 && data.group_only_greetings.length >= 1, id);
      const { entries } = data.character_book;
      assert.ok(entries.length >= 6 && entries.length <= 10, id);
      assert.ok(entries.filter(({ constant }) => constant).length <= 1, id);
      assert.ok(
        entries.every(({ keys, content, use_regex }) => keys.length > 0 && content !== '' && !use_regex),
        id,
      );
    }
  });

  test('knows one another: every relationship is returned', () => {
    for (const [id, data] of cards) {
      const { relationships } = data.extensions.acore;
      assert.ok(relationships.length >= 2, id);
      for (const { character, feeling } of relationships) {
        const back = cards.get(character)?.extensions.acore.relationships.map((other) => other.character);
        assert.ok(back?.includes(id), `${id} → ${character}`);
        assert.match(feeling, /\.$/);
      }
    }
  });
});

describe('the portraits', () => {
  test('are drawn for everybody, alike on every run, on the colour of the card', () => {
    for (const [id, { extensions }] of cards) {
      const svg = portrait(id, extensions.acore.colour);
      assert.ok(svg?.startsWith('<svg'), id);
      assert.equal(portrait(id, extensions.acore.colour), svg);
      assert.notEqual(portrait(id, '#808080'), svg);
    }
    assert.equal(portrait('nobody', '#808080'), undefined);
  });

  test('are square, 512 pixels, and small enough for an avatar', () => {
    for (const id of ids) {
      const png = readFileSync(`${charactersFolder}/${id}.png`);
      assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [512, 512], id);
      assert.ok(png.length < 200_000, `${id}: ${png.length}`);
    }
  });
});
