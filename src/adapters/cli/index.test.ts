import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { ConfigError, UserError } from '../../core/errors.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Receipt } from '../../core/receipt.ts';
import { type CliNeeds, generalChecks, runCli, settingsChecks } from './index.ts';

const receipt: Receipt = {
  messageId: '42',
  place: { host: 'discord', channelId: '7', kind: 'text', name: 'tavern' },
  authorId: '1',
  authorName: 'Eve\u001b[2J',
  outcome: 'answered',
  why: 'Mira was named.',
  remedy: { setting: 'conversation.mode', instead: 'off', how: 'Set the mode to off.' },
  considered: [
    { characterId: 'mira', characterName: 'Mira', chosen: true, because: 'named' },
    { characterId: 'olm', characterName: 'Olm', chosen: false, because: 'not-named' },
  ],
  answers: [
    {
      characterId: 'mira',
      characterName: 'Mira',
      because: 'named',
      messageIds: ['43'],
      model: 'ollama/qwen3:8b',
      standIn: false,
      usage: { promptTokens: 900, completionTokens: 40, cachedTokens: 700, estimated: false },
      reckoned: { promptTokens: 945, budgetTokens: 4_000 },
      prompt: [
        { title: 'Who Mira is', source: 'character', tokens: 400, text: 'You are Mira.' },
        {
          title: 'The old mill',
          source: 'lorebook',
          tokens: 90,
          text: 'It burnt.',
          dropped: true,
          because: 'No room.',
        },
      ],
      manner: {
        mix: [
          { name: 'chaotic', share: 0.3, because: 'the card names it' },
          { name: 'caring', share: 0.7, because: 'the talk is about support' },
        ],
        temperature: 0.85,
        replyTokens: 340,
      },
      timings: { waitedMs: 5, firstTokenMs: 310, generatedMs: 1_200, saidMs: 1_300 },
    },
  ],
  receivedAt: 1_000,
  finishedAt: 2_500,
};

async function run(argv: string[], needs: Partial<CliNeeds> = {}, rewrites = false) {
  let out = '';
  let complaint = '';
  const called: string[] = [];
  const standard: CliNeeds = {
    version: '1.2.3',
    start: async ({ json }) => void called.push(`start ${json}`),
    play: async ({ json }) => void called.push(`play ${json}`),
    why: async (id) => (id === '42' ? receipt : undefined),
    checks: async () => [{ name: 'Node', state: 'ok', says: 'Node 26.' }],
    card: {
      inspect: async (file) => ({ text: `${file} is a card.\u001b[2J`, json: { name: file } }),
      convert: async (from, to, { force }) => ({ text: `${from} ${to} ${force}`, json: { force } }),
      import: async (paths) => ({ text: paths.join(), json: paths, allTaken: !paths.includes('bad') }),
      export: async (id, to, { force }) => ({ text: `${id} ${to} ${force}`, json: { force } }),
    },
    lore: { scan: async (options) => ({ text: 'scanned\u001b[2J', json: options }) },
    importPredecessor: async (options) => ({
      text: `${options.folder}\u001b[2J`,
      json: options,
      inVain: options.folder === 'broken',
    }),
    privacy: {
      export: async ({ host, id }, file) => ({ text: `${host} ${id} ${file}`, json: { file } }),
      erase: async ({ host, id }, sure) => ({ text: `${host} ${id} ${sure}`, json: { sure } }),
    },
    embeddings: {
      list: async () => ({ text: 'models\n', json: { models: [] } }),
      async get(name, { sure, progress }) {
        for (const done of sure ? [0, 5, 24, 25, 100] : []) progress(done * 1e6, 1e8);
        return { text: `${name} ${sure}\n`, json: { name, sure } };
      },
    },
    config: { check: async () => [], print: async () => ({ text: 'web:\n', json: { settings: [] } }) },
  };
  const screen = {
    out(text: string) {
      out += text;
    },
    complain(text: string) {
      complaint += text;
    },
    colourful: false,
    rewrites,
  };
  const code = await runCli(argv, { ...standard, ...needs }, screen);
  return { code, out, complaint, called };
}

describe('commands', () => {
  test('start and play are called, and told of --json', async () => {
    assert.deepEqual((await run(['start'])).called, ['start false']);
    assert.deepEqual((await run(['start', '--json'])).called, ['start true']);
    assert.deepEqual((await run(['--json', 'play'])).called, ['play true']);
  });

  test('help and version are no failures', async () => {
    const help = await run(['--help']);
    assert.equal(help.code, 0);
    for (const name of ['start', 'play', 'doctor', 'why', 'config']) assert.ok(help.out.includes(name), name);
    assert.deepEqual(await run(['--version']), { code: 0, out: '1.2.3\n', complaint: '', called: [] });
    assert.equal((await run(['doctor', '--help'])).code, 0);
    for (const words of [['help'], ['help', 'why'], ['config', 'help']])
      assert.equal((await run(words)).code, 0, words.join(' '));
  });

  test('embeddings lists models and fetches one, and tells how far it is', async () => {
    assert.equal((await run(['embeddings', 'list'])).out, 'models\n');
    assert.equal((await run(['embeddings', 'get', 'm'])).out, 'm false\n');
    const plain = await run(['embeddings', 'get', 'm', '--yes', '--json']);
    assert.deepEqual(JSON.parse(plain.out), { name: 'm', sure: true });
    assert.equal(plain.complaint, '0 % of 100 MB\n20 % of 100 MB\n100 % of 100 MB\n');
    const { complaint } = await run(['embeddings', 'get', 'm', '--yes'], {}, true);
    const lines = complaint.split('\r').slice(1);
    assert.equal(lines.length, 5);
    assert.equal(lines[3], `${'█'.repeat(7)}${'░'.repeat(23)} 25 % of 100 MB`);
    assert.equal(lines[4], `${'█'.repeat(30)} 100 % of 100 MB\n`);
  });

  test('import-predecessor is told everything, and fails when something could not be read', async () => {
    const words = '--apply --server 1 --channel 2 --character Ada --time-zone UTC --json'.split(' ');
    const whole = await run(['import-predecessor', 'bot', ...words]);
    assert.equal(whole.code, 0);
    assert.deepEqual(JSON.parse(whole.out), {
      folder: 'bot',
      apply: true,
      server: '1',
      channel: '2',
      character: 'Ada',
      timeZone: 'UTC',
    });
    assert.deepEqual(await run(['import-predecessor', 'broken']), {
      ...{ code: 1, out: 'broken[2J\n', complaint: '', called: [] },
    });
    const refuse = () => Promise.reject(new UserError('Nothing\u001b there.'));
    const refused = await run(['import-predecessor', 'bot'], { importPredecessor: refuse });
    assert.deepEqual([refused.code, refused.out, refused.complaint], [1, '', 'Nothing there.\n']);
    assert.equal((await run(['import-predecessor'])).code, 2);
  });

  test('help and version are one JSON document where that is asked for', async () => {
    for (const argv of [['--help'], ['help', 'why'], ['config', '--help'], ['why', '--help']]) {
      const { code, out, complaint } = await run(['--json', ...argv]);
      assert.deepEqual([code, complaint], [0, ''], argv.join(' '));
      assert.match(JSON.parse(out).help, /^Usage: acore/);
    }
    assert.deepEqual(
      JSON.parse((await run(['--help', '--json'])).out),
      JSON.parse((await run(['--json', '--help'])).out),
    );
    assert.deepEqual(JSON.parse((await run(['--version', '--json'])).out), { version: '1.2.3' });
  });

  test('privacy is told whose it is, on which host, and whether it is meant', async () => {
    assert.equal((await run(['privacy', 'export', '7'])).out, 'discord 7 undefined');
    assert.equal((await run(['privacy', 'export', '7', 'a.json'])).out, 'discord 7 a.json');
    assert.equal((await run(['privacy', 'erase', '7'])).out, 'discord 7 false');
    const sure = await run(['privacy', 'erase', '7', '--host', 'playground', '--yes', '--json']);
    assert.deepEqual(JSON.parse(sure.out), { sure: true });
  });

  test('what is not understood gets the help on standard error and exit code 2', async () => {
    for (const argv of [
      [],
      ['dance'],
      ['start', '--fast'],
      ['why'],
      ['why', '1', '2'],
      ['config', 'x'],
      ['config'],
      ['--loud'],
    ]) {
      const { code, out, complaint } = await run(argv);
      assert.deepEqual({ argv, code, out }, { argv, code: 2, out: '' });
      assert.match(complaint, /Usage: acore/, argv.join(' '));
    }
  });

  test('with --json there is exactly one JSON document on standard output, whatever happens', async () => {
    const broken = async () => Promise.reject(new UserError('There is no database yet.'));
    for (const [argv, needs, code] of [
      [['doctor', '--json'], {}, 0],
      [['why', '42', '--json'], {}, 0],
      [['why', '1', '--json'], {}, 1],
      [['why', '1', '--json'], { why: broken }, 1],
      [['config', 'check', '--json'], {}, 0],
      [['config', 'print', '--json'], {}, 0],
      [['dance', '--json'], {}, 2],
    ] as const) {
      const result = await run([...argv], needs);
      assert.equal(result.code, code, argv.join(' '));
      assert.doesNotThrow(() => JSON.parse(result.out), result.out);
      assert.equal(result.out.trimEnd().split('\n').length, 1);
    }
  });

  test('with --json a missing command is told in a sentence too', async () => {
    for (const argv of [['--json'], ['config', '--json']]) {
      const { code, out } = await run(argv);
      assert.equal(code, 2);
      assert.deepEqual(JSON.parse(out), { error: 'A command is missing.' });
    }
    assert.deepEqual(JSON.parse((await run(['dance', '--json'])).out), { error: "unknown command 'dance'" });
  });

  test('a bug is not hidden', async () => {
    await assert.rejects(run(['doctor'], { checks: () => Promise.reject(new TypeError('bug')) }), /bug/);
  });
});

describe('doctor', () => {
  const checks: Check[] = [
    { name: 'Node', state: 'ok', says: 'Node 26.' },
    { name: 'Disk', state: 'warning', says: 'Little is free.', fix: 'Free some.' },
    { name: 'Token', state: 'failed', says: 'It is wrong.', fix: 'Make a new one.' },
  ];

  test('warnings are no failure; failures are', async () => {
    assert.equal((await run(['doctor'], { checks: async () => checks.slice(0, 2) })).code, 0);
    const { code, out } = await run(['doctor'], { checks: async () => checks });
    assert.equal(code, 1);
    assert.equal(
      out,
      [
        '✓ Node   Node 26.',
        '! Disk   Little is free.',
        '         → Free some.',
        '✗ Token  It is wrong.',
        '         → Make a new one.',
        '',
        '1 of 3 checks failed.',
        '',
      ].join('\n'),
    );
    const json = await run(['doctor', '--json'], { checks: async () => checks });
    assert.deepEqual(JSON.parse(json.out), { ok: false, checks });
    assert.equal(json.code, 1);
  });
});

describe('why', () => {
  test('it says how a message ended, what it took and what would change it', async () => {
    const { code, out } = await run(['why', '42']);
    assert.equal(code, 0);
    for (const part of [
      /Message 42 of Eve\[2J in #tavern on discord/,
      /answered: Mira was named\./,
      /Considered\n +✓ Mira +named\n +· Olm +not-named\n/,
      /spoke because +named/,
      /model +ollama\/qwen3:8b\n/,
      /tokens +900 in \(700 from the cache\), 40 out; estimated 945 before, 5\.0 % too many\n/,
      /first word 0\.31 s/,
      /manner +chaotic 30 % \(the card names it\), caring 70 % \(.*support\); temperature 0\.85, at most 340 tokens\n/,
      /Who Mira is +400 +character/,
      /The old mill +left out \(90\) +lorebook: No room\./,
      /To change this: Set the mode to off\.\n +conversation\.mode: "off"/,
    ]) {
      assert.match(out, part);
    }
    assert.ok(!out.includes('You are Mira.'));
    assert.match((await run(['why', '42', '--prompt'])).out, /│ You are Mira\./);
  });

  test('an unknown message is said to be unknown', async () => {
    const { code, complaint } = await run(['why', '41']);
    assert.equal(code, 1);
    assert.match(complaint, /Nothing is known of a message 41/);
  });
});

describe('config', () => {
  test('mistakes are listed and are a failure', async () => {
    const check = () =>
      Promise.reject(
        new ConfigError([{ path: 'web.port', problem: 'It must be a number.', fix: 'Change it.' }]),
      );
    const config = { check, print: check };
    const { code, out } = await run(['config', 'check'], { config });
    assert.deepEqual([code, out], [1, '✗ web.port: It must be a number. Change it.\n']);
    const printed = await run(['config', 'print'], { config });
    assert.equal(printed.code, 1);
    assert.match(printed.complaint, /settings are wrong:\nweb\.port/);
    assert.deepEqual(
      (await settingsChecks(check)).map(({ state, fix }) => [state, fix]),
      [['failed', 'Change it.']],
    );
  });
});

describe('checks of the machine', () => {
  async function check(needs: Partial<Parameters<typeof generalChecks>[0]>): Promise<Record<string, Check>> {
    const clock = { now: Date.now };
    const found = await generalChecks({ dataFolder: tmpdir(), clock, ...needs });
    return Object.fromEntries(found.map((one) => [one.name, one]));
  }

  test('an old Node is named with the way out', async () => {
    assert.equal((await check({}))['Node']?.state, 'ok');
    for (const [nodeVersion, state] of [
      ['20.20.2', 'failed'],
      ['24.14.9', 'failed'],
      ['24.15.0', 'ok'],
    ] as const) {
      assert.equal((await check({ nodeVersion }))['Node']?.state, state, nodeVersion);
    }
  });

  test('a data folder that is open to others, or no folder, is named', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'acore-cli-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'config.yaml');
    writeFileSync(file, '');
    assert.equal((await check({ dataFolder: folder }))['Folder mode']?.state, 'ok');
    chmodSync(folder, 0o755);
    const { state, fix } = (await check({ dataFolder: folder }))['Folder mode'] ?? {};
    assert.deepEqual([state, fix], ['warning', `chmod 700 ${folder}`]);
    assert.match(
      (await check({ dataFolder: join(folder, 'new', 'deep') }))['Data folder']?.says ?? '',
      /will be made/,
    );
    assert.equal((await check({ dataFolder: join(file, 'x') }))['Data folder']?.state, 'failed');
  });

  test('a clock that is wrong is named', async (t) => {
    const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
    t.after(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const timeFrom = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const at = async (offsetMs: number) =>
      (await check({ timeFrom, clock: { now: () => Date.now() + offsetMs } }))['Clock'];
    assert.equal((await at(0))?.says, 'It is right.');
    assert.match((await at(-600_000))?.says ?? '', /slow/);
    assert.equal((await check({ clock: { now: () => 0 } }))['Clock']?.state, 'failed');
    server.close();
    assert.match(
      (await check({ timeFrom: 'http://127.0.0.1:1' }))['Clock']?.says ?? '',
      /nothing to compare/,
    );
  });
});

test('cards are converted, taken in and written', async () => {
  assert.equal((await run(['card', 'convert', 'a', 'b'])).out, 'a b false\n');
  assert.equal((await run(['card', 'convert', 'a', 'b', '--force', '--json'])).out, '{"force":true}\n');
  assert.equal((await run(['card', 'export', 'ada', 'b', '--force'])).out, 'ada b true\n');
  assert.deepEqual(await run(['card', 'import', 'a', 'b', '--json']), {
    code: 0,
    out: '["a","b"]\n',
    complaint: '',
    called: [],
  });
  assert.equal((await run(['card', 'import', 'a', 'bad'])).code, 1);
});

describe('card inspect', () => {
  test('tells of a card in words without control codes, and for machines', async () => {
    const told = await run(['card', 'inspect', 'ada.png']);
    assert.deepEqual([told.code, told.out], [0, 'ada.png is a card.[2J\n']);
    const json = await run(['card', 'inspect', 'ada.png', '--json']);
    assert.deepEqual(JSON.parse(json.out), { name: 'ada.png' });
  });

  test('says on standard error alone why a file is no card', async () => {
    const refuse = async (file: string): Promise<never> => {
      throw new UserError(`${file} is not a card.`);
    };
    const card = { inspect: refuse, convert: refuse, import: () => refuse(''), export: refuse };
    for (const argv of [
      ['card', 'inspect', 'x'],
      ['card', 'inspect', 'x', '--json'],
    ])
      assert.deepEqual(await run(argv, { card }), {
        code: 1,
        out: '',
        complaint: 'x is not a card.\n',
        called: [],
      });
  });
});

describe('lore scan', () => {
  test('takes cases, or books and a chat', async () => {
    const cases = await run(['lore', 'scan', '--cases', 'c.json', '--profile', 'strict', '--json']);
    assert.deepEqual(JSON.parse(cases.out), { cases: 'c.json', profile: 'strict' });
    const own = ['lore', 'scan', '--book', 'a.json', 'b.json', '--chat', 'c.jsonl', '--seed', '7'];
    assert.deepEqual(await run(own), { code: 0, out: 'scanned[2J\n', complaint: '', called: [] });
    assert.deepEqual(JSON.parse((await run([...own, '--json'])).out), {
      book: ['a.json', 'b.json'],
      chat: 'c.jsonl',
      seed: 7,
    });
  });

  test('says on standard error alone what is wrong with a file', async () => {
    const lore = {
      async scan(): Promise<never> {
        throw new UserError('c.json is no file of cases.');
      },
    };
    const told = await run(['lore', 'scan', '--cases', 'c.json', '--json'], { lore });
    assert.deepEqual([told.code, told.out, told.complaint], [1, '', 'c.json is no file of cases.\n']);
  });

  test('profiles and seeds are checked', async () => {
    for (const odd of [
      ['--profile', 'lax'],
      ['--seed', '-1'],
    ]) {
      assert.equal((await run(['lore', 'scan', ...odd])).code, 2);
    }
  });
});
