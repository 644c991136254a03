import { z } from 'zod';
import { duration } from '../../core/config.ts';
import { parseOllamaAddress } from '../../lib/ollama-address.ts';
import { parseReference, providerNames } from './reference.ts';

const howToName = `Write provider/model, for example "ollama/qwen3:8b"; the providers are ${providerNames.join(', ')}.`;

const reference = z
  .string()
  .refine((text) => parseReference(text) !== undefined, { message: `This names no model. ${howToName}` });

const secret = z.string().min(1).optional().meta({ secret: true });

const webAddress = z
  .string()
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), {
    message: 'This is not a web address; write for example "http://127.0.0.1:1234/v1".',
  })
  .optional();

/** Which language model speaks, and what happens when it cannot. */
export const modelConfig = z.strictObject({
  use: z
    .union([z.literal('auto'), z.literal('understudy'), reference])
    .default('auto')
    .describe(
      'The model: "auto" (what the settings below name, else an Ollama on this machine, else the understudy), "understudy", or provider/model, e.g. "ollama/qwen3:8b", "openrouter/vendor/model", "openai/model".',
    ),
  ollama: z
    .strictObject({
      host: z
        .string()
        .refine((text) => parseOllamaAddress(text) !== undefined, {
          message: 'This is not an address; write for example "http://127.0.0.1:11434".',
        })
        .optional()
        .describe('Where Ollama listens, e.g. "http://127.0.0.1:11434". Unset: this machine.'),
    })
    .prefault({})
    .describe('Ollama, by its own interface.'),
  openai: z
    .strictObject({
      baseUrl: webAddress.describe(
        'The address of any OpenAI-compatible server, up to and with /v1. Unset: OpenAI itself.',
      ),
      apiKey: secret.describe('Its key, where it wants one.'),
    })
    .prefault({})
    .describe('OpenAI, or any server that speaks like it: vLLM, llama.cpp, LM Studio …'),
  openrouter: z
    .strictObject({
      baseUrl: webAddress.describe('Another address for OpenRouter, for example of a proxy.'),
      apiKey: secret.describe('The key from openrouter.ai/keys.'),
    })
    .prefault({})
    .describe('OpenRouter.'),
  contextTokens: z
    .int()
    .min(1_024)
    .max(2_000_000)
    .default(8_192)
    .describe(
      'How many tokens prompt and answer may have together. Lowered by itself where the model is known to hold less.',
    ),
  fallbacks: z
    .array(reference)
    .default([])
    .describe('Other models as provider/model, tried in turn when the first cannot answer.'),
  understudyWhenDown: z
    .boolean()
    .default(true)
    .describe('Whether the built-in understudy speaks, and says so, when no model can answer.'),
  timeout: z
    .strictObject({
      firstToken: duration('90s').describe('How long a model may take to begin.'),
      stall: duration('30s').describe('How long a model may pause once it has begun.'),
    })
    .prefault({})
    .describe('When a model that says nothing counts as timed out.'),
  retry: z
    .strictObject({
      times: z.int().min(0).max(5).default(2).describe('How often a failed request is repeated.'),
      wait: duration('500ms').describe('The pause before the first repetition; it doubles each time.'),
    })
    .prefault({})
    .describe('Repetition of requests that failed before a word was said.'),
  think: z
    .boolean()
    .default(false)
    .describe('Whether thinking models in Ollama may think before they speak: slower, never shown.'),
  keepAlive: z
    .string()
    .regex(/^(-1|\d+(ms|s|m|h))$/, 'Write for example "30m", "24h", "0s", or "-1" for ever.')
    .default('30m')
    .describe('How long Ollama keeps the model in memory after an answer; "-1" for ever.'),
});
export type ModelSettings = z.infer<typeof modelConfig>;
