/** Writes the twenty cards of `test/fixtures/cards`, one of each kind that people own. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  aCard,
  anOldCard,
  base64,
  charxOf,
  jpeg,
  packedText,
  pictureWith,
  pictureWithChunk,
  pixel,
} from '../test/support/card-files.ts';

const folder = fileURLToPath(new URL('../test/fixtures/cards/', import.meta.url));
const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
const prose = { description: 'Keeps bees.', personality: 'Patient.', first_mes: 'Hello, {{user}}.' };
const entry = (content: string, more: object = {}) => ({
  keys: ['bees'],
  content,
  enabled: true,
  insertion_order: 10,
  extensions: {},
  ...more,
});

/** Every fixture by its file's name. */
export function cardFixtures(): Record<string, string | Uint8Array> {
  return {
    'v1.json': json({ name: 'Ada', ...prose, scenario: 'A roof.', mes_example: '<START>\n{{char}}: Hm.' }),
    'v1-with-more.json': json({
      name: 'Ada',
      ...prose,
      avatar: 'none',
      chat: 'Ada - 1',
      create_date: '2023-1-1',
    }),
    'v2.json': json(anOldCard({ ...prose, tags: ['bees', 'roof'], creator: 'me', character_version: '1.0' })),
    'v2-with-mirror.json': json({ ...anOldCard(prose), name: 'Stale', description: 'Stale.' }),
    'v2-sillytavern.png': pictureWith([
      'chara',
      base64(
        anOldCard({
          ...prose,
          extensions: {
            talkativeness: '0.5',
            fav: false,
            world: 'Bees',
            depth_prompt: { prompt: 'Be calm.', depth: 4, role: 'system' },
          },
        }),
      ),
    ]),
    'v2-book.json': json(
      anOldCard({
        ...prose,
        character_book: {
          name: 'Bees',
          scan_depth: 4,
          entries: [
            entry('Bees dance.', {
              extensions: {
                position: 4,
                depth: 2,
                probability: 50,
                useProbability: true,
                display_index: 0,
                automation_id: '',
                vectorized: false,
              },
            }),
            entry('Bees sleep.', { case_sensitive: true, priority: 10 }),
          ],
        },
      }),
    ),
    'v3.png': pictureWith(
      ['chara', base64(anOldCard(prose))],
      [
        'ccv3',
        base64(
          aCard({
            ...prose,
            nickname: 'Addie',
            group_only_greetings: ['All!'],
            source: ['https://example.org/1'],
            creation_date: 1_700_000_000,
          }),
        ),
      ],
    ),
    'v3-decorators.json': json(
      aCard({
        ...prose,
        character_book: {
          entries: [
            entry('@@activate\nAlways.', { use_regex: false }),
            entry('@@depth 4\n@@role user\nDeep.', { use_regex: false }),
          ],
        },
      }),
    ),
    'v3-strict.json': json(
      aCard({
        ...prose,
        character_book: {
          scan_depth: 4,
          recursive_scanning: true,
          extensions: { acore: { profile: 'strict' } },
          entries: [
            entry('@@depth 4\n@@unheard_of\n@@@role user\nDeep.', { use_regex: true }),
            entry('@@depth soon\nText.', { use_regex: false }),
          ],
        },
      }),
    ),
    'v3-by-number.json': json(
      aCard({ ...prose, character_book: { entries: { 0: entry('One.'), 12: entry('Two.') } } }),
    ),
    'v3-many-languages.json': json(
      aCard({
        ...prose,
        creator_notes: 'Hello.',
        creator_notes_multilingual: { en: 'Hello.', de: 'Hallo.' },
      }),
    ),
    'newer.json': json({
      spec: 'chara_card_v4',
      spec_version: '4.0',
      data: { name: 'Ada', ...prose, mood_engine: { a: 1, b: 'two' } },
    }),
    'pygmalion.json': json({
      char_name: 'Ada',
      char_persona: 'Keeps bees.',
      char_greeting: 'Hello.',
      world_scenario: '',
      example_dialogue: '',
    }),
    'webui.yaml': 'name: Ada\ngreeting: |-\n  Hello.\n  You!\ncontext: Keeps bees.\n',
    'packed.png': pictureWithChunk('zTXt', packedText('zTXt', 'ccv3', base64(aCard(prose)))),
    'assets.charx': charxOf(
      aCard({
        ...prose,
        assets: [
          { type: 'icon', uri: 'embeded://assets/icon/images/main.png', name: 'main', ext: 'png' },
          { type: 'emotion', uri: 'embeded://assets/emotion/images/happy.png', name: 'happy', ext: 'png' },
          { type: 'x_live2d', uri: 'embeded://assets/other/l2d/model.zip', name: 'body', ext: 'zip' },
          { type: 'background', uri: 'https://example.org/roof.webp', name: 'main', ext: 'webp' },
        ],
      }),
      {
        'assets/icon/images/main.png': pixel,
        'assets/emotion/images/happy.png': pixel,
        'assets/other/l2d/model.zip': 'a model',
      },
    ),
    'behind-a-picture.jpg': Buffer.concat([
      jpeg,
      charxOf(aCard({ ...prose, extensions: { risuai: { scripts: ['a', 'b'] } } })),
    ]),
    'asset.png': pictureWith(
      [
        'ccv3',
        base64(
          aCard({
            ...prose,
            assets: [
              { type: 'icon', uri: 'ccdefault:', name: 'main', ext: 'png' },
              { type: 'x-risu-asset', uri: '__asset:1', name: 'bell', ext: 'mp3' },
            ],
          }),
        ),
      ],
      ['chara-ext-asset_1', 'QUI='],
    ),
    'own.json': json(
      aCard({
        ...prose,
        extensions: {
          acore: {
            aliases: ['Mistress Quill'],
            pronouns: { subject: 'she', object: 'her', possessive: 'her' },
            colour: '#aa7700',
            voice: { description: 'low' },
          },
        },
      }),
    ),
    'Wander Er.json': json(aCard({ name: '', description: 'A walker.' })),
  };
}

/** Fixtures that are not what this script would write. */
export function staleFixtures(): string[] {
  const wanted = cardFixtures();
  const there = new Set(readdirSync(folder));
  const extra = [...there].filter((file) => !(file in wanted));
  const stale = Object.entries(wanted).filter(
    ([file, content]) => !there.has(file) || !readFileSync(folder + file).equals(Buffer.from(content)),
  );
  return [...extra, ...stale.map(([file]) => file)];
}

if (import.meta.main) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(cardFixtures())) writeFileSync(folder + file, content);
}
