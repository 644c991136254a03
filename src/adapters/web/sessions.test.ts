import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSessions, hashPassword } from './sessions.ts';

const minuteMs = 60_000;

function sessionsWith(password: string | undefined, settings = {}) {
  let now = 1_000_000;
  const sessions = createSessions({
    settings: { password, sessionLifetime: 10 * minuteMs, loginsPerMinute: 2, ...settings },
    clock: { now: () => now },
  });
  return { sessions, pass: (ms: number) => (now += ms) };
}

test('without a password everybody is in', () => {
  assert.ok(sessionsWith(undefined).sessions.holds(undefined));
});

test('a login holds for its lifetime, and ends when it is closed', async () => {
  const { sessions, pass } = sessionsWith('a long password');
  const login = await sessions.open('a long password', 'here');
  assert.ok(login.kind === 'open');
  assert.ok(sessions.holds(login.token));
  assert.ok(!sessions.holds(undefined));
  assert.ok(!sessions.holds(`${login.token}x`));
  pass(10 * minuteMs + 1);
  assert.ok(!sessions.holds(login.token));
  const again = await sessions.open('a long password', 'here');
  assert.ok(again.kind === 'open');
  sessions.close(again.token);
  assert.ok(!sessions.holds(again.token));
});

test('a hashed password is taken as it is', async () => {
  const hashed = await hashPassword('a long password');
  const { sessions } = sessionsWith(hashed);
  assert.equal((await sessions.open('a long password', 'here')).kind, 'open');
  assert.equal((await sessions.open(hashed, 'here')).kind, 'wrong');
});

test('wrong passwords make an address wait, and all addresses together', async () => {
  const { sessions, pass } = sessionsWith('a long password');
  const open = async (password: string, address: string) => (await sessions.open(password, address)).kind;
  assert.equal(await open('no', 'one'), 'wrong');
  assert.equal(await open('a long password', 'one'), 'open');
  assert.equal(await open('no', 'one'), 'wrong');
  assert.equal(await open('a long password', 'one'), 'later');
  assert.equal(await open('a long password', 'two'), 'open');
  for (let index = 0; index < 10; index += 1) assert.equal(await open('no', `many ${index}`), 'wrong');
  assert.equal(await open('a long password', 'three'), 'later');
  pass(minuteMs);
  assert.equal(await open('a long password', 'one'), 'open');
});
