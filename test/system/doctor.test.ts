import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { openStorage } from '../../src/adapters/storage/index.ts';
import type { Check } from '../../src/core/ports.ts';
import { migrations } from '../../src/slices.ts';
import { type Fakes, type FakesOptions, startFakes } from '../fakes/index.ts';
import { openaiErrors } from '../fakes/openai/errors.ts';
import { recordingLog } from '../support/storage.ts';
import { acore, begin, document, environmentIn, nobody, root } from './command.ts';
import { temporaryFolder } from './harness.ts';

/** An installation that is about to be made wrong. */
interface Site {
  folder: string;
  fakes: Fakes;
  env: Record<string, string>;
  /** What has to be undone afterwards. */
  undo: AsyncDisposableStack;
  config(text: string): void;
  database(): Promise<string>;
}

interface Seed {
  what: string;
  fakes?: FakesOptions;
  /** Changes to the environment, or none; may do whatever makes the installation wrong. */
  wrong(site: Site): Promise<unknown> | unknown;
  name: string | RegExp;
  state: 'warning' | 'failed';
  says: RegExp;
  fix: RegExp;
  /** How it is run, when not simply. */
  options?: { uid?: number | undefined; program?: string[] };
  /** What else cannot be right then, by name. */
  besides?: RegExp;
}

interface Report {
  ok: boolean;
  checks: Check[];
}

/** What an Acore that ran once has on Discord: its commands. Portraits follow by themselves. */
function furnish({ discord }: Fakes, commands: unknown): void {
  discord.bot.call('PUT', `/applications/${discord.app.id}/commands`, commands);
}

async function examine(
  seed: Partial<Seed>,
): Promise<{ report: Report; code: number | null; secrets: string[] }> {
  await using undo = new AsyncDisposableStack();
  const fakes = undo.use(await startFakes({ openai: { models: ['test-model'] }, ...seed.fakes }));
  const folder = undo.use(temporaryFolder()).path;
  furnish(fakes, await declaredCommands());
  const env = environmentIn(folder, fakes);
  const site: Site = {
    folder,
    fakes,
    env,
    undo,
    config: (text) => writeFileSync(join(folder, 'config.yaml'), text),
    database: () => makeDatabase(folder),
  };
  await seed.wrong?.(site);
  const ended = await acore(['doctor', '--json'], { env, ...seed.options });
  const secrets = [
    fakes.discord.bot.token,
    ...(env['OPENAI_API_KEY'] === undefined ? [] : [env['OPENAI_API_KEY']]),
  ];
  return { report: document<Report>(ended), code: ended.code, secrets };
}

async function makeDatabase(folder: string): Promise<string> {
  const file = join(folder, 'acore.db');
  const needs = { file, migrations, log: recordingLog(), clock: { now: Date.now } };
  await (await openStorage(needs))[Symbol.asyncDispose]();
  return file;
}

let declared: Promise<unknown> | undefined;

/** The commands as a first start registers them. */
function declaredCommands(): Promise<unknown> {
  declared ??= registeredByFirstStart();
  return declared;
}

async function registeredByFirstStart(): Promise<unknown> {
  await using fakes = await startFakes();
  using folder = temporaryFolder();
  const registered = Promise.withResolvers<unknown>();
  fakes.discord.signals.on('request', ({ method, path, body }) => {
    if (method === 'PUT' && path.endsWith('/commands')) registered.resolve(body);
  });
  await using command = begin(['start'], { env: environmentIn(folder.path, fakes) });
  return await Promise.race([
    registered.promise,
    command.ended.then(({ complaint }) => assert.fail(`It ended:\n${complaint}`)),
  ]);
}

/** Something that listens on a port of its own. Returns the port. */
async function listener({ undo }: Site, answer: RequestListener = () => {}): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  undo.defer(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

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

const setting = (what: string, config: string, says: RegExp, fix: RegExp): Seed => ({
  what,
  wrong: (site) => site.config(config),
  name: 'Settings',
  state: 'failed',
  says,
  fix,
});

const settings: Seed[] = [
  setting(
    'an unknown setting',
    'conversation: { mod: named }',
    /^conversation\.mod: There is no such setting/,
    /^Did you mean conversation\.mode\?/,
  ),
  setting(
    'an unknown section',
    'modle: { use: auto }',
    /^modle: There is no such setting/,
    /^Did you mean model\?/,
  ),
  setting(
    'a value of the wrong type',
    'conversation: { concurrentTurns: many }',
    /^conversation\.concurrentTurns: It must be a (whole )?number, not text/,
    /^Change it in \S+config\.yaml; left out it is 16/,
  ),
  setting(
    'a value that is none of those there are',
    'conversation: { mode: loud }',
    /^conversation\.mode: It must be one of off, mentioned, named, conversational, always/,
    /^Change it in \S+config\.yaml/,
  ),
  setting(
    'a duration that is none',
    'receipts: { keep: "for ever" }',
    /^receipts\.keep: .*(duration|30s|example)/,
    /^Change it in \S+config\.yaml; left out it is "180d"/,
  ),
  setting(
    'YAML that cannot be read',
    'web:\n  port: [80\n',
    /config\.yaml, line \d+, column \d+: /,
    /^Mend the YAML there; config\.example\.yaml/,
  ),
  setting(
    'a variable that is not set',
    'web: { password: "$' + '{NO_SUCH_VARIABLE}" }',
    /^web\.password: The environment variable NO_SUCH_VARIABLE is not set/,
    /^Set NO_SUCH_VARIABLE/,
  ),
  setting(
    'a time zone that does not exist',
    'conversation: { timeZone: Europe/Atlantis }',
    /^conversation\.timeZone: There is no time zone called "Europe\/Atlantis"/,
    /^Write for example Europe\/Berlin/,
  ),
  setting(
    'a page open to others without a password',
    'web: { host: 0.0.0.0 }',
    /^web\.host: 0\.0\.0\.0 can be reached by other machines, and no password/,
    /^Set ACORE_PASSWORD/,
  ),
  setting(
    'a proxy application that is no id',
    'discord: { proxyApplications: [pluralkit] }',
    /^discord\.proxyApplications\.0: It must be an id in quotes/,
    /^Change it in \S+config\.yaml/,
  ),
  {
    what: 'a model without its provider',
    wrong: ({ env }) => Object.assign(env, { ACORE_MODEL: 'qwen3:8b' }),
    name: 'Settings',
    state: 'failed',
    says: /^model\.use: This names no model\. Write provider\/model, for example "ollama\/qwen3:8b"/,
    fix: /^Change it in the environment variable ACORE_MODEL/,
  },
  {
    what: 'a settings file that is not there',
    wrong: ({ env, folder }) => Object.assign(env, { ACORE_CONFIG: join(folder, 'other.yaml') }),
    name: 'Settings',
    state: 'failed',
    says: /^ACORE_CONFIG: There is no file \S+other\.yaml/,
    fix: /^Make the file .* or unset ACORE_CONFIG/,
  },
  {
    what: 'a settings file with a secret that others can read',
    wrong({ config, folder }) {
      config('web: { password: correct-horse }');
      chmodSync(join(folder, 'config.yaml'), 0o644);
    },
    name: 'Settings',
    state: 'warning',
    says: /config\.yaml holds a secret and others on this machine can read it/,
    fix: /^chmod 600 \S+config\.yaml$/,
  },
];

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
    says: /^It is 4[12]\d s slow/,
    fix: /timedatectl set-ntp true/,
  },
];

const model = (
  what: string,
  env: (site: Site) => Record<string, string>,
  expect: Omit<Seed, 'what' | 'wrong' | 'state'>,
): Seed => ({
  what,
  state: 'failed',
  wrong: (site) => Object.assign(site.env, env(site)),
  ...expect,
});

const models: Seed[] = [
  model(
    'an Ollama that is not there',
    () => ({ ACORE_MODEL: 'ollama/qwen3:8b', OLLAMA_HOST: '127.0.0.1:9' }),
    {
      name: 'Model ollama/qwen3:8b',
      says: /^Ollama does not answer at 127\.0\.0\.1:9/,
      fix: /ollama serve/,
    },
  ),
  {
    ...model(
      'an Ollama without any model',
      ({ fakes }) => ({ ACORE_MODEL: 'ollama', OLLAMA_HOST: fakes.ollama.base }),
      {
        name: 'Model ollama',
        says: /^Ollama does not have the model qwen3:8b/,
        fix: /^Run: ollama pull qwen3:8b/,
      },
    ),
    fakes: { ollama: { models: [] } },
  },
  model(
    'an Ollama without the named model',
    ({ fakes }) => ({ ACORE_MODEL: 'ollama/mistral:7b', OLLAMA_HOST: fakes.ollama.base }),
    {
      name: 'Model ollama/mistral:7b',
      says: /^Ollama does not have mistral:7b \(installed: llama3\.2:latest, qwen3:8b\)/,
      fix: /^Run: ollama pull mistral:7b$/,
    },
  ),
  {
    ...model('a key that is wrong', () => ({ OPENAI_API_KEY: 'sk-wrong-and-secret' }), {
      name: 'Model openai/test-model',
      says: /does not accept the key/,
      fix: /^Set OPENAI_API_KEY/,
    }),
    fakes: { openai: { apiKey: 'sk-right' } },
  },
  {
    what: 'credit that is used up',
    wrong: ({ fakes }) => fakes.openai.respondWith(() => ({ error: openaiErrors.quota() })),
    name: 'Model openai/test-model',
    state: 'failed',
    says: /says that the credit is used up/,
    fix: /^Check the plan and billing/,
  },
  model(
    'an address where there is no such server',
    ({ fakes }) => ({ OPENAI_BASE_URL: `${fakes.openai.base}/v2` }),
    {
      name: 'Model openai/test-model',
      says: /^The model server at 127\.0\.0\.1:\d+ knows no model test-model/,
      fix: /the address in model\.openai\.baseUrl/,
    },
  ),
  {
    what: 'an address where a web page answers',
    async wrong(site) {
      const port = await listener(site, (_, response) => response.end('<html>Hello</html>'));
      site.env['OPENAI_BASE_URL'] = `http://127.0.0.1:${port}/v1`;
    },
    name: 'Model openai/test-model',
    state: 'failed',
    says: /^What answers at 127\.0\.0\.1:\d+ is no model server/,
    fix: /^Check model\.openai\.baseUrl, which mostly ends in \/v1/,
  },
  model('a model that the server does not have', () => ({ ACORE_MODEL: 'openai/gone' }), {
    name: 'Model openai/gone',
    says: /does not list a model gone/,
    fix: /"openai\/test-model"/,
  }),
  model('OpenRouter without a key', () => ({ ACORE_MODEL: 'openrouter/vendor/model' }), {
    name: 'Model openrouter/vendor/model',
    says: /^OpenRouter has no key/,
    fix: /^Set OPENROUTER_API_KEY to a key from openrouter\.ai\/keys/,
  }),
  {
    what: 'a fallback that is not there',
    wrong: ({ config }) => config('model: { fallbacks: [openai/gone] }'),
    name: 'Fallback model openai/gone',
    state: 'failed',
    says: /does not list a model gone/,
    fix: /"openai\/test-model"/,
  },
  {
    what: 'a context window that is larger than the model’s',
    fakes: { openai: { models: ['test-model'], contextTokens: 4_096 } },
    wrong: ({ config }) => config('model: { contextTokens: 32000 }'),
    name: 'Context window',
    state: 'warning',
    says: /openai\/test-model holds 4096 tokens, less than model\.contextTokens \(32000\)/,
    fix: /^Set model\.contextTokens to 4096/,
  },
];

const permission = (
  name: Parameters<Fakes['discord']['setPermissions']>[2],
  says: RegExp,
  state: Seed['state'],
): Seed => ({
  what: `a channel without ${Object.keys(name).join()}`,
  wrong: ({ fakes: { discord } }) => discord.setPermissions(discord.channels.second, discord.bot.id, name),
  name: 'Permissions in #second',
  state,
  says,
  fix: /^In #second: Edit Channel → Permissions → the bot's role → allow “/,
});

const onDiscord: Seed[] = [
  {
    what: 'a token that cannot be one',
    wrong: ({ env }) => Object.assign(env, { DISCORD_TOKEN: `Bot ${env['DISCORD_TOKEN']}` }),
    name: 'Settings',
    state: 'failed',
    says: /^discord\.token: This is no bot token: .* Copy it again from https:/,
    fix: /^Change it in the environment variable DISCORD_TOKEN/,
  },
  {
    what: 'a token that Discord does not accept',
    wrong: ({ env }) => Object.assign(env, { DISCORD_TOKEN: 'of.another.bot' }),
    name: 'Discord token',
    state: 'failed',
    says: /does not accept the bot token/,
    fix: /^Reset it on https:\/\/discord\.com\/developers\/applications .* set DISCORD_TOKEN/,
  },
  {
    what: 'a Discord that cannot be reached',
    wrong: ({ env }) => Object.assign(env, { DISCORD_API_URL: 'http://127.0.0.1:9/api' }),
    name: 'Discord',
    state: 'failed',
    says: /could not be reached/,
    fix: /connection of this machine and at https:\/\/discordstatus\.com/,
  },
  {
    what: 'a Discord in trouble',
    wrong: ({ fakes }) => fakes.discord.faults.fail({ method: 'GET', status: 503 }),
    name: 'Discord',
    state: 'failed',
    says: /trouble of its own \(503\)/,
    fix: /discordstatus\.com/,
  },
  {
    what: 'the Message Content intent that is not enabled',
    fakes: { discord: { privilegedIntents: { messageContent: false } } },
    wrong() {},
    name: 'Intent Message Content',
    state: 'failed',
    says: /It is off, so only messages that mention the bot/,
    fix: /^Enable “Message Content Intent” on https:\/\/discord\.com\/developers\/applications\/\d+\/bot and restart/,
  },
  {
    what: 'a bot that is in no server',
    wrong: ({ fakes: { discord } }) => discord.removeMember(discord.bot.id),
    name: 'Discord servers',
    state: 'warning',
    says: /in no server yet/,
    fix: /^Invite the bot: https:\/\/discord\.com\/oauth2\/authorize\?client_id=\d+&scope=bot\+applications\.commands&permissions=\d+$/,
  },
  permission({ VIEW_CHANNEL: false }, /“View Channel” is not allowed .*It is left alone/, 'failed'),
  permission({ SEND_MESSAGES: false }, /“Send Messages” is not allowed .*Nobody is answered there/, 'failed'),
  permission(
    { MANAGE_WEBHOOKS: false },
    /“Manage Webhooks” is not allowed .*speak there as the bot/,
    'warning',
  ),
  permission({ READ_MESSAGE_HISTORY: false }, /“Read Message History” is not allowed/, 'warning'),
  {
    what: 'a channel full of webhooks',
    wrong({ fakes: { discord } }) {
      for (let index = 0; index < 15; index += 1)
        discord.alice.createWebhook(discord.channels.second, `Other ${index}`);
    },
    name: 'Webhooks in #second',
    state: 'warning',
    says: /15 webhooks and none is Acore's/,
    fix: /Integrations → Webhooks → delete one/,
  },
  {
    what: 'portraits that Discord does not keep',
    wrong: ({ fakes: { discord } }) =>
      discord.faults.refuse({ path: /\/emojis$/, status: 403, code: 50_013, message: 'Missing Permissions' }),
    name: 'Portraits on Discord',
    state: 'warning',
    says: /does not list the application's emoji/,
    fix: /set discord\.portraits to webhooks/,
  },
  {
    what: 'an application with no room for portraits',
    wrong({ fakes: { discord } }) {
      const emoji = { animated: false, bytes: Buffer.alloc(0), contentType: 'image/png' };
      for (let index = 0; index < 2_000; index += 1)
        discord.app.emojis.set(`${9_000 + index}`, {
          ...emoji,
          id: `${9_000 + index}`,
          name: `other_${index}`,
        });
    },
    name: 'Portraits on Discord',
    state: 'warning',
    says: /0 of 10\. The application has 2000 emoji, and there is no room/,
    fix: /^Delete emoji .*discord\.portraits to webhooks/,
  },
  {
    what: 'a bot that was invited without its commands',
    wrong: ({ fakes: { discord } }) =>
      discord.faults.refuse({
        path: /\/guilds\/\d+\/commands$/,
        status: 403,
        code: 50_001,
        message: 'Missing Access',
      }),
    name: 'Commands in “The Test Guild”',
    state: 'failed',
    says: /invited without “applications\.commands”/,
    fix: /^Invite it once more .*scope=bot\+applications\.commands/,
  },
  {
    what: 'commands for a server that the bot is not in',
    wrong: ({ config }) => config('discord: { commandsGuild: "123456789012345678" }'),
    name: 'Discord commands',
    state: 'failed',
    says: /not in the server 123456789012345678/,
    fix: /^Set discord\.commandsGuild/,
  },
  {
    what: 'commands that are not those of this version',
    wrong: ({ fakes }) => furnish(fakes, [{ name: 'old', description: 'It is gone.' }]),
    name: 'Discord commands',
    state: 'warning',
    says: /lists others than this version has/,
    fix: /^Start Acore/,
  },
  {
    what: 'a role that exists nowhere',
    wrong: ({ config }) => config('discord: { managerRole: Keepers }'),
    name: 'Manager role',
    state: 'warning',
    says: /There is no role “Keepers” in any of the bot's servers/,
    fix: /^Set discord\.managerRole/,
    // Commands are declared in another way when a role may use them.
    besides: /^Discord commands$/,
  },
];

function textOf({ name, state, says, fix }: Check): string {
  return `${state} ${name}: ${says} → ${fix}`;
}

const seeds = [...settings, ...machine, ...models, ...onDiscord];

describe('the doctor', { concurrency: 2 }, () => {
  for (const seed of seeds) {
    test(`names ${seed.what}`, async () => {
      const { report, code, secrets } = await examine(seed);
      const wrong = report.checks.filter(({ state }) => state === 'warning' || state === 'failed');
      const all = wrong.map(textOf).join('\n');
      const found = wrong.find(({ name, says }) => name === seed.name && seed.says.test(says));
      assert.ok(found, all);
      assert.equal(found.state, seed.state);
      assert.match(found.fix ?? '', seed.fix);
      const others = wrong.filter((check) => check !== found && seed.besides?.test(check.name) !== true);
      assert.deepEqual(others.map(textOf), []);
      assert.equal(report.ok, seed.state !== 'failed');
      assert.equal(code, seed.state === 'failed' ? 1 : 0);
      for (const secret of secrets) assert.ok(!JSON.stringify(report).includes(secret), 'a secret is shown');
    });
  }

  test('was asked about more than thirty of them', () => assert.ok(seeds.length >= 30, `${seeds.length}`));

  test('finds nothing where nothing is wrong', async () => {
    const { report, code } = await examine({ wrong: ({ database }) => database() });
    const known = report.checks.filter(({ state }) => state !== 'ok').map(textOf);
    assert.deepEqual([known, report.ok, code], [[], true, 0]);
  });

  test('changes nothing and does not log in', async () => {
    await using fakes = await startFakes();
    using folder = temporaryFolder();
    const file = join(folder.path, 'config.yaml');
    writeFileSync(file, 'web: { password: correct-horse }', { mode: 0o644 });
    const { out } = await acore(['doctor'], { env: environmentIn(folder.path, fakes) });
    assert.match(out, /! Settings +\S+config\.yaml holds a secret.*\n +→ chmod 600 \S+config\.yaml\n/);
    assert.equal(statSync(file).mode & 0o777, 0o644);
    assert.deepEqual(readdirSync(folder.path), ['config.yaml']);
    assert.equal(fakes.discord.gateway.counts.identifies, 0);
    assert.deepEqual(
      fakes.discord.requests.filter(({ method }) => method !== 'GET' && method !== 'HEAD'),
      [],
    );
  });

  test('knows its own page from somebody else’s', async () => {
    await using fakes = await startFakes();
    using folder = temporaryFolder();
    const env = environmentIn(folder.path, fakes);
    await using running = begin(['start', '--json'], { env });
    await running.writes(/^\{"url"/);
    const { url } = JSON.parse(running.out()) as { url: string };
    const beside = { ...env, PORT: new URL(url).port };
    const report = document<Report>(await acore(['doctor', '--json'], { env: beside }));
    const page = report.checks.find(({ name }) => name === 'Web page');
    assert.deepEqual([page?.state, page?.says], ['ok', `Acore is running; its page is ${url}.`]);
  });

  test('names an Acore that has no characters', async () => {
    await using fakes = await startFakes({ openai: { models: ['test-model'] } });
    using folder = temporaryFolder();
    for (const part of ['bin', 'src', 'package.json'])
      cpSync(join(root, part), join(folder.path, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder.path, 'node_modules'));
    const program = [process.execPath, join(folder.path, 'bin/acore.js')];
    const env = environmentIn(join(folder.path, 'data'), fakes);
    const report = document<Report>(await acore(['doctor', '--json'], { env, program }));
    const cast = report.checks.find(({ name }) => name === 'Characters');
    assert.deepEqual([cast?.state, report.ok], ['failed', false]);
    assert.match(cast?.says ?? '', /There are no characters yet/);
    assert.match(cast?.fix ?? '', /^Put a character card \(PNG or JSON\) into/);
  });

  const mount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;
  test('names a disk that is nearly full', {
    skip: mount ? false : 'no disk can be mounted here',
  }, async () => {
    await using fakes = await startFakes();
    using folder = temporaryFolder();
    const inside = 'mount -t tmpfs -o size=20m tmpfs "$1" && shift && exec "$@"';
    const program = [
      'unshare',
      '-m',
      'sh',
      '-c',
      inside,
      'sh',
      folder.path,
      process.execPath,
      `${root}bin/acore.js`,
    ];
    const env = environmentIn(folder.path, fakes);
    const report = document<Report>(await acore(['doctor', '--json'], { env, program }));
    const disk = report.checks.find(({ name }) => name === 'Disk');
    assert.match(disk?.says ?? '', /^20 MB are free for/);
    assert.equal(disk?.state, 'failed');
    assert.match(disk?.fix ?? '', /^Free some space/);
  });
});
