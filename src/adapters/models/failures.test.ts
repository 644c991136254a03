import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { CutOff, windowNamedIn } from '../../core/model-failure.ts';
import { HttpFailure } from '../../lib/json-http.ts';
import { classify } from './failures.ts';

const place = {
  service: 'The model server at 127.0.0.1:1234',
  model: 'm',
  kind: 'openai',
  address: '127.0.0.1:1234',
} as const;

function classified(status: number | undefined, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return classify(new HttpFailure(status, text, headers), place, 1_000_000);
}

/** What servers really say when a prompt is too long, and the window that they name. */
const tooLong: [says: string, limit: number | undefined][] = [
  [
    "This model's maximum context length is 4096 tokens. However, your messages resulted in 5210 tokens.",
    4096,
  ],
  ['Input tokens exceed the configured limit of 4096 tokens. Your messages resulted in 5210 tokens.', 4096],
  [
    "'max_tokens' or 'max_completion_tokens' is too large: 1024. This model's maximum context length is 4096 tokens and your request has 3500 input tokens (1024 > 4096 - 3500).",
    4096,
  ],
  ['The decoder prompt (length 5210) is longer than the maximum model length of 4096.', 4096],
  [
    "You passed 4097 input tokens and requested 0 output tokens. However, the model's context length is only 4096 tokens, resulting in a maximum input length of 4096 tokens.",
    4096,
  ],
  ['request (5210 tokens) exceeds the available context size (4096 tokens), try increasing it', 4096],
  [
    'Trying to keep the first 5210 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.',
    4096,
  ],
  [
    'The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model with a larger context length, or provide a shorter input',
    undefined,
  ],
  [
    'Reached context length of 4096 tokens, but this model does not currently support mid-generation context overflow.',
    4096,
  ],
  [
    'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4096. Given: 3700 `inputs` tokens and 1024 `max_new_tokens`',
    4096,
  ],
  [
    'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length',
    32768,
  ],
  ['prompt is too long: 205000 tokens > 200000 maximum', 200000],
  ['The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).', 1048576],
  ["Requested token count exceeds the model's maximum context length of 4096 tokens.", 4096],
  ["The input (5210 tokens) is longer than the model's context length (4096 tokens).", 4096],
  ['Prompt length 5210 is greater than max_seq_len 4096', 4096],
  ['prompt too long; exceeded max context length by 512 tokens', undefined],
  ['Your input exceeds the context window of this model. Please adjust your input and try again.', undefined],
];

describe('why a model could not answer', () => {
  for (const [says, limit] of tooLong) {
    test(`too long: ${says.slice(0, 60)}`, () => {
      const body = { error: { message: says, code: 400 } };
      assert.equal(classified(400, body).failure, 'context-too-long');
      assert.equal(windowNamedIn(new HttpFailure(400, JSON.stringify(body))), limit);
    });
  }

  test('a limit is no spent credit because a page about billing is named', () => {
    const message =
      'Rate limit reached for model `m` on tokens per day (TPD): Limit 100000, Used 99900, Requested 500. Upgrade at https://console.example/settings/billing';
    const error = { message, type: 'tokens', code: 'rate_limit_exceeded' };
    assert.equal(classified(429, { error }).failure, 'rate-limit');
    assert.equal(classified(413, { error }).failure, 'rate-limit');
  });

  test('what is spent is quota, in whatever words', () => {
    for (const says of [
      'Your account is not active, please check your billing details on our website.',
      'billing_hard_limit_reached',
      'Key limit exceeded (total limit). Manage it using https://openrouter.ai/settings/keys',
      'you (someone) have reached your weekly usage limit, upgrade for higher limits',
      'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
    ]) {
      assert.equal(classified(429, { error: { message: says } }).failure, 'quota', says);
    }
  });

  test('a key that is wrong is auth, even with another status', () => {
    const body = [{ error: { code: 400, message: 'API key not valid. Please pass a valid API key.' } }];
    assert.equal(classified(400, body).failure, 'auth');
  });

  test('a model for which the machine is too small says so', () => {
    for (const says of [
      'Failed to load model. Error: Model loading was stopped due to insufficient system resources.',
      'llama runner process has terminated: signal: killed',
    ]) {
      assert.match(classified(500, { error: says }).message, /too little memory/);
    }
  });

  test('a limit that says when it ends is waited for', () => {
    const headers = { 'x-ratelimit-reset': '1060000' };
    assert.equal(classified(429, 'slow down', headers).retryAfterMs, undefined);
    const error = classify(
      new HttpFailure(429, 'slow down', { 'x-ratelimit-reset': '1764115260000' }),
      place,
      1_764_115_200_000,
    );
    assert.equal(error.retryAfterMs, 60_000);
  });

  test('a sentence has no capital letter in its middle', () => {
    const sentences = [classified(400, tooLong[0]?.[0]).message, classify(new CutOff('x'), place, 0).message];
    for (const sentence of sentences) assert.doesNotMatch(sentence, /\w The model server/);
  });
});
