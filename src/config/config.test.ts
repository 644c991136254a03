import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { ConfigError } from '../core/errors.ts';
import { loadSettings } from './load.ts';
import { nearest } from './nearest.ts';
import { printSettings, settingsInForce } from './print.ts';
import { recordingSettings } from './recording.ts';
import { settingPaths, settingsReference } from './reference.ts';

function load(yaml: string | undefined, env: Record<string, string> = {}) {
  return loadSettings({ env: { ACORE_DATA: '/nowhere', ...env }, readFile: () => yaml });
}

async function problemsOf(yaml: string | undefined, env: Record<string, string> = {}) {
  try {
    await load(yaml, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('values', () => {
  test('without a file everything is the default', async () => {
    const { settings, origin, configFile } = await load(undefined);
    assert.equal(settings.conversation.mode, 'conversational');
    assert.equal(settings.conversation.burst, 6_000);
    assert.equal(origin('conversation.mode'), 'default');
    assert.equal(configFile, '/nowhere/config.yaml');
  });

  test('the file beats the default and the environment beats the file', async () => {
    const yaml = 'web:\n  port: 9000\n  host: localhost\nconversation:\n  mode: named\n';
    const { settings, origin } = await load(yaml, { PORT: '9100', HOST: '' });
    assert.equal(settings.web.port, 9_100);
    assert.equal(settings.web.host, 'localhost');
    assert.equal(settings.conversation.mode, 'named');
    assert.deepEqual(
      ['web.port', 'web.host', 'web.names'].map((path) => origin(path)),
      ['environment', 'file', 'default'],
    );
  });

  test('a section without settings is as good as none', async () => {
    assert.equal((await load('conversation:\n  # mode: named\nweb:\n')).settings.web.port, 8_787);
  });

  test(`\${NAME} is replaced and read as what the setting wants`, async () => {
    const yaml = `web:\n  port: \${MY_PORT}\n  password: "\${SECRET}-tail"\nconversation:\n  answerBots: \${BOTS}\n`;
    const env = { MY_PORT: '81', SECRET: 'a$b"c: #', BOTS: 'true' };
    const { settings } = await load(yaml, env);
    assert.equal(settings.web.port, 81);
    assert.equal(settings.web.password, 'a$b"c: #-tail');
    assert.equal(settings.conversation.answerBots, true);
    assert.equal((await load(`web:\n  password: 12$\${SECRET}\n`)).settings.web.password, `12\${SECRET}`);
  });

  test('ids, passwords and durations without quotes stay the text that was written', async () => {
    const yaml = `conversation: {ignoredPeople: [123456789012345678, 0123]}
discord: {managerRole: 123456789012345679, commandsGuild: 466378653216014359, token: 123456789012345678}
web: {password: 123456789012345678, port: 0x50}
model: {keepAlive: -1}`;
    const { settings } = await load(yaml);
    assert.deepEqual(settings.conversation.ignoredPeople, ['123456789012345678', '0123']);
    assert.equal(settings.discord.managerRole, '123456789012345679');
    assert.equal(settings.discord.commandsGuild, '466378653216014359');
    assert.equal(settings.discord.token, '123456789012345678');
    assert.equal(settings.web.password, '123456789012345678');
    assert.equal(settings.web.port, 80);
    assert.equal((await problemsOf('model: {timeout: {stall: 30}}'))[0]?.path, 'model.timeout.stall');
    assert.match(
      (await problemsOf('conversation: {ignoredPeople: [{}]}'))[0]?.problem ?? '',
      /not a section/,
    );
  });

  test('a password made of digits stays text', async () => {
    assert.equal((await load(undefined, { ACORE_PASSWORD: '123456789' })).settings.web.password, '123456789');
  });
});

describe('mistakes', () => {
  test('all of them stand in one report, each with its path and a way to mend it', async () => {
    const problems = await problemsOf(
      [
        'conversation:',
        '  mood: named',
        '  burst: soon',
        '  replyTokens: 1',
        '  mode: loud',
        'web:',
        '  port: "eighty"',
        `  password: \${NOT_SET}`,
        'discord: {commandsGuild: my server}',
        'webb: {}',
        'keepAlive: 5m',
      ].join('\n'),
    );
    const byPath = Object.fromEntries(problems.map((one) => [one.path, `${one.problem} ${one.fix}`]));
    assert.match(byPath['conversation.mood'] ?? '', /no such setting.*Did you mean conversation\.mode\?/);
    assert.match(byPath['conversation.burst'] ?? '', /"soon" is not a duration/);
    assert.match(byPath['conversation.replyTokens'] ?? '', /at least 16.*left out it is 500/);
    assert.match(byPath['conversation.mode'] ?? '', /one of off, mentioned, named/);
    assert.match(byPath['web.port'] ?? '', /a number, not text.*config\.yaml/);
    assert.match(byPath['web.password'] ?? '', /NOT_SET is not set/);
    assert.match(byPath['webb'] ?? '', /Did you mean web\?/);
    assert.match(byPath['keepAlive'] ?? '', /Did you mean model\.keepAlive\?/);
    assert.match(byPath['discord.commandsGuild'] ?? '', /It must be an id, for example/);
    assert.equal(problems.length, 9);
  });

  test('a wrong environment variable is named', async () => {
    const [problem] = await problemsOf(undefined, { PORT: 'http' });
    assert.equal(problem?.path, 'web.port');
    assert.match(problem?.fix ?? '', /environment variable PORT/);
  });

  test('settings that are wrong only together are found too', async () => {
    const problems = await problemsOf('conversation:\n  timeZone: Mars/Olympus\n', { HOST: '0.0.0.0' });
    assert.deepEqual(
      problems.map(({ path }) => path),
      ['web.host', 'conversation.timeZone'],
    );
  });

  test('settings that are wrong only together are found beside other mistakes', async () => {
    const yaml = 'conversation: {timeZone: Mars/Olympus}\nweb: {prot: 1}\nlog: {level: loud}\n';
    assert.deepEqual((await problemsOf(yaml, { HOST: '0.0.0.0' })).map(({ path }) => path).sort(), [
      'conversation.timeZone',
      'log.level',
      'web.host',
      'web.prot',
    ]);
    const short = await problemsOf('web: {host: 0.0.0.0, password: short}');
    assert.deepEqual(
      short.map(({ path }) => path),
      ['web.password'],
    );
  });

  test('mistakes in the YAML, all of them, stand beside those of the environment', async () => {
    const yaml = 'log:\n  level: info\n  level: debug\nweb:\n  port: 1\n  port: 2\n  prot: 3\n';
    const paths = (await problemsOf(yaml, { PORT: 'abc' })).map(({ path }) => path);
    assert.deepEqual(paths, [
      '/nowhere/config.yaml, line 3, column 3',
      '/nowhere/config.yaml, line 6, column 3',
      'web.port',
      'web.prot',
    ]);
    const broken = await problemsOf('web:\n\tport: 1\n', { PORT: 'abc', HOST: '0.0.0.0' });
    assert.match(broken[0]?.path ?? '', /line 2/);
    assert.deepEqual(broken.at(-1)?.path, 'web.port');
    const [second] = await problemsOf('log:\n  level: info\n---\nlog:\n  level: debug\n');
    assert.match(`${second?.path} ${second?.problem}`, /line 3, column \d+ A second document begins here/);
  });

  test('what YAML takes for something else is told without the secret that it is', async () => {
    const secret = 'hunter2secret';
    for (const value of [
      `*${secret}`,
      `@${secret}`,
      `%${secret}`,
      `|${secret}`,
      `"a" ${secret}`,
      `a: ${secret}`,
    ]) {
      const problems = await problemsOf(`web:\n  password: ${value}\n`);
      assert.match(problems[0]?.path ?? '', /config\.yaml, line 2/, value);
      assert.ok(!JSON.stringify(problems).includes(secret), value);
    }
  });

  test('broken YAML is named with its line', async () => {
    const [problem] = await problemsOf('conversation:\n  mode: named\n bad: [1\n');
    assert.match(problem?.path ?? '', /config\.yaml, line \d/);
    assert.equal(
      (await problemsOf('just words'))[0]?.problem,
      'It must hold sections such as "conversation:".',
    );
    assert.match((await problemsOf('web:\n  port: 1\n  port: 2\n'))[0]?.problem ?? '', /unique/i);
  });

  test('a file that was asked for and is not there is a mistake', async () => {
    const [problem] = await problemsOf(undefined, { ACORE_CONFIG: '/nowhere/else.yaml' });
    assert.match(problem?.problem ?? '', /no file \/nowhere\/else\.yaml/);
  });

  test('keys of the prototype are unknown settings like any other, and alias bombs are harmless', async () => {
    const problems = await problemsOf(
      '__proto__:\n  polluted: 1\nconstructor: 1\nweb:\n  __proto__: {port: 1}\n',
    );
    assert.deepEqual(problems.map(({ path }) => path).sort(), ['__proto__', 'constructor', 'web.__proto__']);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let step = 1; step < 12; step++)
      bomb.push(`b${step}: &b${step} [${`*${step === 1 ? 'a' : `b${step - 1}`},`.repeat(9)}]`);
    assert.match((await problemsOf(bomb.join('\n')))[0]?.problem ?? '', /alias/i);
    assert.match((await problemsOf('web: &w {names: [*w]}'))[0]?.problem ?? '', /alias/i);
  });

  test('a secret is not repeated in a report', async () => {
    const problems = await problemsOf(undefined, { ACORE_PASSWORD: 'hunter2' });
    assert.equal(problems[0]?.path, 'web.password');
    assert.ok(!JSON.stringify(problems).includes('hunter2'));
  });
});

describe('secrets', () => {
  test('they are known to the redactor and never printed', async () => {
    const loaded = await load('web:\n  password: correct horse\n', { OPENAI_API_KEY: 'sk-1234567890' });
    assert.deepEqual(loaded.secrets.sort(), ['correct horse', 'sk-1234567890']);
    const shown = printSettings(loaded) + JSON.stringify(settingsInForce(loaded));
    assert.ok(!shown.includes('correct horse') && !shown.includes('sk-1234567890'));
    assert.match(shown, /password: "?\[secret\]"? +# file/);
  });

  test('a file that holds one is closed to others; one that only names variables is left alone', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'acore-config-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'config.yaml');
    const modeAfter = async (text: string) => {
      writeFileSync(file, text);
      chmodSync(file, 0o644);
      const { warnings } = await loadSettings({ env: { SECRET: 'abcdefgh' }, dataFolder: folder });
      return [statSync(file).mode & 0o777, warnings.length];
    };
    assert.deepEqual(await modeAfter(`web:\n  password: \${SECRET}\n`), [0o644, 0]);
    assert.deepEqual(await modeAfter('web:\n  password: abcdefgh\n'), [0o600, 1]);
  });
});

describe('reference', () => {
  test('what is printed can be loaded again and means the same', async () => {
    const loaded = await load('conversation:\n  mode: named\n  ignoredPeople: ["1", "2"]\n', { PORT: '99' });
    const again = await load(printSettings(loaded));
    assert.equal(JSON.stringify(again.settings), JSON.stringify(loaded.settings));
  });

  test('every setting has a description and a path that is found in the settings', async () => {
    const { settings } = await load(undefined);
    for (const { settings: section } of settingsReference()) {
      for (const setting of section) assert.notEqual(setting.description, '', setting.path);
    }
    assert.ok(settingPaths().includes('model.ollama.host'));
    assert.deepEqual(
      Object.keys(settings).sort(),
      [...new Set(settingPaths().map((path) => path.split('.')[0]))].sort(),
    );
    assert.ok(parse(printSettings(await load(undefined))));
  });

  test('every variable of the environment sets a setting that exists', () => {
    const set = settingsReference().flatMap(({ settings }) =>
      settings.filter(({ environment }) => environment),
    );
    assert.equal(set.length, 10);
  });

  test('the nearest name is found, a strange one is not', () => {
    assert.equal(nearest('temprature', ['mode', 'temperature']), 'temperature');
    assert.equal(nearest('quantum', ['mode', 'temperature']), undefined);
  });

  test('reads of settings are recorded by path', () => {
    const { settings, read } = recordingSettings({ a: { b: 1, c: [1] }, d: 2 });
    const { a } = settings;
    assert.deepEqual([...read], []);
    assert.equal(a.b + a.c.length, 2);
    assert.deepEqual([...read], ['a.b', 'a.c']);
  });
});
