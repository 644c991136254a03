import { chmodSync, mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { nobody } from './command.ts';
import { assertNamed, listener, type Seed } from './doctor-seeds.ts';

function card(folder: string, file: string, content: unknown): void {
  mkdirSync(join(folder, 'characters'), { recursive: true });
  writeFileSync(
    join(folder, 'characters', file),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

function cardOf(name: string, nickname: string): unknown {
  return { spec: 'chara_card_v3', spec_version: '3.0', data: { name, nickname, description: 'Somebody.' } };
}

const machine: Seed[] = [
  {
    what: 'a settings file that may not be read',
    wrong({ config, folder }) {
      config('');
      chmodSync(folder, 0o755);
      chmodSync(join(folder, 'config.yaml'), 0o000);
    },
    options: { uid: nobody },
    name: 'Settings',
    state: 'failed',
    says: /config\.yaml: It cannot be read \(EACCES\)/,
    fix: /^It must be a file that the user who runs Acore may read/,
  },
  {
    what: 'a folder where the database should be',
    wrong: ({ folder }) => mkdirSync(join(folder, 'acore.db')),
    name: 'Database',
    state: 'failed',
    says: /acore\.db is a folder, not a database/,
    fix: /storage\.file/,
  },
  {
    what: 'a data folder that cannot be written to',
    wrong({ env, folder }) {
      chmodSync(folder, 0o711);
      env['ACORE_DATA'] = join(folder, 'data');
      mkdirSync(env['ACORE_DATA'], { mode: 0o500 });
    },
    options: { uid: nobody },
    name: 'Data folder',
    state: 'failed',
    says: /\S+data cannot be written to/,
    fix: /^Give it to the user that runs Acore: chown "\$\(id -un\)" \S+data$/,
  },
  {
    what: 'a data folder that is a file',
    wrong({ env, folder }) {
      env['ACORE_DATA'] = join(folder, 'data');
      writeFileSync(env['ACORE_DATA'], '');
    },
    name: 'Data folder',
    state: 'failed',
    says: /\S+data is a file, not a folder/,
    fix: /ACORE_DATA/,
    besides: /^Folder mode$/,
  },
  {
    what: 'a data folder that others can look into',
    wrong: ({ folder }) => chmodSync(folder, 0o755),
    name: 'Folder mode',
    state: 'warning',
    says: /Others on this machine can look into \S+/,
    fix: /^chmod 700 \S+$/,
  },
  {
    what: 'a damaged database',
    wrong: async ({ database }) => truncateSync(await database(), 8_192),
    name: 'Database',
    state: 'failed',
    says: /acore\.db is damaged \(.+\)\. Nothing was changed/,
    fix: /There is no backup beside it/,
  },
  {
    what: 'a database of a newer Acore',
    async wrong({ database }) {
      const db = new DatabaseSync(await database());
      db.exec("INSERT INTO acore_migrations VALUES ('rooms', '900-future', 1)");
      db.close();
    },
    name: 'Database',
    state: 'failed',
    says: /written by a newer Acore \(it knows rooms\/900-future\)/,
    fix: /^Update Acore/,
  },
  {
    what: 'a database of another program',
    wrong({ folder }) {
      const db = new DatabaseSync(join(folder, 'acore.db'));
      db.exec('CREATE TABLE recipes (id TEXT)');
      db.close();
      chmodSync(join(folder, 'acore.db'), 0o600);
    },
    name: 'Database',
    state: 'failed',
    says: /acore\.db is a database of another program/,
    fix: /storage\.file/,
  },
  {
    what: 'a database that others can read',
    wrong: async ({ database }) => chmodSync(await database(), 0o640),
    name: 'Database file mode',
    state: 'warning',
    says: /can read \S+acore\.db \(mode 640\)/,
    fix: /^chmod 600 \S+acore\.db$/,
  },
  {
    what: 'an imported card that is damaged',
    async wrong({ database }) {
      const db = new DatabaseSync(await database());
      db.exec(`
        INSERT INTO imported_characters VALUES ('mira~abcde', 'discord:42', 1, 0, 0, NULL);
        INSERT INTO character_versions (character_id, version, card, name, file_digest, file_stem, has_portrait, made_at, made_by, change)
          VALUES ('mira~abcde', 1, '{"data"', 'Mira', 'd', 'mira', 0, 0, 'Ann', 'imported');
        INSERT INTO character_files VALUES ('d', x'${Buffer.from(JSON.stringify(cardOf('Mira', ''))).toString('hex')}');
      `);
      db.close();
    },
    name: 'Imported character',
    state: 'warning',
    says: /^The imported card of Mira \(mira~abcde, of discord:42\) can no longer be read because its text in the database is damaged\.$/,
    fix: /\/character import/,
  },
  {
    what: 'a port that is in use',
    async wrong(site) {
      site.env['PORT'] = String(await listener(site));
    },
    name: 'Web page',
    state: 'failed',
    says: /^Port \d+ is in use/,
    fix: /set PORT to another one/,
  },
  {
    what: 'a card that is broken',
    wrong: ({ folder }) => card(folder, 'mira.json', '{"spec":"chara_card_v3"'),
    name: 'Character card',
    state: 'warning',
    says: /The card \S+mira\.json is left out because/,
    fix: /^Replace the file with a V2 or V3 character card, or remove it/,
  },
  {
    what: 'two characters with one name',
    wrong({ folder }) {
      card(folder, 'mira.json', cardOf('Mira Lindqvist', 'Mimi'));
      card(folder, 'mona.json', cardOf('Mona Okafor', 'mimi'));
    },
    name: 'Character names',
    state: 'warning',
    says: /“Mimi” is a name of mira and mona/,
    fix: /^Take the name out of the card of mira or mona/,
  },
  {
    what: 'a folder of characters that is not there',
    wrong: ({ config }) => config('characters: { folder: my-people }'),
    name: 'Characters folder',
    state: 'failed',
    says: /There is no folder \S+my-people, which characters\.folder names/,
    fix: /^Make it, or change characters\.folder/,
  },
  {
    what: 'a clock that is wrong',
    wrong({ fakes: { discord } }) {
      const date = new Date(Date.now() + 7 * 60_000).toUTCString();
      discord.faults.fail({ method: 'HEAD', status: 404, headers: { date } });
    },
    name: 'Clock',
    state: 'warning',
    // As much less as the doctor takes to get there.
    says: /^It is (?:3\d|4[012])\d s slow/,
    fix: /timedatectl set-ntp true/,
  },
];

describe('the doctor', { concurrency: 2 }, () => {
  for (const seed of machine) test(`names ${seed.what}`, () => assertNamed(seed));
});
