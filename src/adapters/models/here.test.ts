import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staysHere } from './here.ts';
import type { ProviderPlace } from './provider.ts';

function place(change: Partial<ProviderPlace>): { place: ProviderPlace } {
  return {
    place: { service: 'Ollama', model: 'qwen3:8b', kind: 'ollama', address: '127.0.0.1:11434', ...change },
  };
}

test('a server here stays here, unless it says that it hands on what it is told', () => {
  assert.ok(staysHere(place({})));
  assert.ok(staysHere(place({ kind: 'openai', address: '192.168.1.5:8000' })));
  assert.ok(staysHere(place({ address: '[::1]:11434' })));
  assert.ok(!staysHere(place({ kind: 'openai', address: 'api.openai.com' })));
  assert.ok(!staysHere(place({ model: 'gpt-oss:120b-cloud' })));
  assert.ok(!staysHere(place({ model: 'kimi-k2:cloud' })));
  assert.ok(!staysHere(place({ kind: 'openrouter', address: '127.0.0.1:4000' })));
});
