import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logConfig } from './config.ts';
import { createLog } from './log.ts';

function logging(settings: Record<string, unknown> = {}, secrets: string[] = [], terminal = false) {
  const lines: string[] = [];
  const log = createLog({
    settings: logConfig.parse(settings),
    secrets,
    terminal,
    write: (line) => lines.push(line),
  });
  return { log, lines };
}

test('a line is one JSON object with time, level, sentence and fields', () => {
  const { log, lines } = logging();
  log.warn('Something happened.', { where: 'lane', times: 3 });
  assert.equal(lines.length, 1);
  const { time, ...rest } = JSON.parse(lines[0] ?? '');
  assert.ok(Math.abs(Date.parse(time) - Date.now()) < 60_000);
  assert.deepEqual(rest, { level: 'warn', says: 'Something happened.', where: 'lane', times: 3 });
});

test('what is below the level is not written', () => {
  const { log, lines } = logging({ level: 'warn' });
  log.debug('no');
  log.info('no');
  log.error('yes');
  assert.equal(lines.length, 1);
});

test('secrets are taken out wherever they stand', () => {
  const secret = 'MTk4."weird/+\\token';
  const { log, lines } = logging({}, [secret, 'p4ssword', 'ab']);
  log.info(`in words ${secret} p4ssword`, { [secret]: secret, deep: { list: [secret] } });
  log.error('in an error', { error: new Error(`no ${secret}`, { cause: new Error('p4ssword') }) });
  log.info(`in an address ?t=${encodeURIComponent(secret)}`);
  const all = lines.join('');
  for (const part of ['weird', 'p4ssword']) assert.ok(!all.includes(part), `${part} is in ${all}`);
  assert.ok(all.includes('[secret]'));
  for (const line of lines) JSON.parse(line);
});

test('credentials that are in no setting are taken out as well', () => {
  const { log, lines } = logging();
  const token = 'a1B2_c3-'.repeat(8);
  log.warn(`POST https://discord.com/api/webhooks/123456789/${token} failed`, { header: `Bot ${token}` });
  assert.ok(!lines.join('').includes(token), lines.join(''));
});

test('what people say is not written unless the owner wants it', () => {
  const said = 'a very private thing';
  const fields = () => ({
    text: said,
    message: { content: said },
    error: Object.assign(new Error('refused'), { requestBody: { json: { content: said } } }),
  });
  const { log, lines } = logging();
  log.info('A message arrived.', fields());
  assert.ok(!lines.join('').includes(said), lines.join(''));
  const open = logging({ messageText: true });
  open.log.info('A message arrived.', fields());
  assert.ok(open.lines.join('').includes(said));
});

test('on a terminal a line is text for a person, and stays one line', () => {
  const { log, lines } = logging({}, ['s3cret'], true);
  log.info('Two\nlines\u001b[2J and s3cret', { port: 8787, name: 'with space' });
  log.error('It failed.', { error: new Error('because', { cause: new Error('deeper') }) });
  const [first = '', second = ''] = lines;
  assert.match(first, /\d\d:\d\d:\d\d.*info.*Two lines \[2J and \[secret\].*port=8787 name="with space"/);
  assert.equal(first.trimEnd().split('\n').length, 1);
  assert.match(second, /It failed\.\n {2}Error: because\n[\s\S]*because: Error: deeper/);
});

test('auto writes JSON where nobody reads, and a format can be asked for', () => {
  for (const [settings, terminal, json] of [
    [{}, false, true],
    [{}, true, false],
    [{ format: 'json' }, true, true],
    [{ format: 'text' }, false, false],
  ] as const) {
    const { log, lines } = logging(settings, [], terminal);
    log.info('hello');
    assert.equal(lines[0]?.startsWith('{'), json, JSON.stringify([settings, terminal]));
  }
});
