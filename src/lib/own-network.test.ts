import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOnOwnNetwork } from './own-network.ts';

test('this machine and private addresses are on the own network', () => {
  const own = ['localhost', '127.0.0.1', '[::1]', '10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.1.20'];
  const names = [
    'ollama',
    'box.local',
    'nas.lan',
    'host.docker.internal',
    'gpu.home.arpa',
    'fd00::1',
    'fe80::2',
  ];
  for (const host of [...own, ...names, '169.254.3.4', '::ffff:10.0.0.1'])
    assert.ok(isOnOwnNetwork(host), host);
});

test('everything else is outside', () => {
  const outside = ['api.openai.com', '8.8.8.8', '172.32.0.1', '172.15.0.1', '192.169.0.1', '11.0.0.1'];
  const tricky = [
    'localhost.example.com',
    'internal.example',
    '100.64.0.1',
    '2001:db8::1',
    '::ffff:8.8.8.8',
    '10.evil.com',
  ];
  for (const host of [...outside, ...tricky]) assert.ok(!isOnOwnNetwork(host), host);
});
