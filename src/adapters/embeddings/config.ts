import { z } from 'zod';
import { duration } from '../../core/config.ts';
import { potionModels } from './potion/models.ts';
import { parseEmbedderReference } from './reference.ts';

const onServer = z.string().refine((text) => parseEmbedderReference(text) !== undefined, {
  message:
    'This names no embedder. Write "use-lite", "none", "potion/multilingual-128M", or for example "ollama/bge-m3".',
});
const webAddress = z.string().refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), {
  message: 'This is not a web address; write for example "http://127.0.0.1:11434".',
});

/** What turns sentences into vectors, so that memories are found by their meaning. */
export const embeddingsConfig = z.strictObject({
  use: z
    .union([z.literal('use-lite'), z.literal('none'), z.enum(potionModels.map(({ name }) => name)), onServer])
    .default('use-lite')
    .describe(
      'What finds memories by their meaning: "use-lite" (built in, English), "potion/retrieval-32M" (English) or "potion/multilingual-128M" (101 languages), which "acore embeddings get" fetches, "ollama/model", "openai/model" (any server that speaks like OpenAI), or "none": by their words alone.',
    ),
  url: webAddress
    .optional()
    .describe(
      'Where the server of the embedder is; for openai up to and with /v1. Unset: model.ollama.host, or model.openai.baseUrl with its key.',
    ),
  key: z
    .string()
    .min(1)
    .optional()
    .meta({ secret: true })
    .describe('The key for embeddings.url, where it wants one.'),
  local: z
    .boolean()
    .optional()
    .describe(
      'Whether texts may count as staying on this machine when that server reads them. Unset: only if its address is this machine itself.',
    ),
  downloads: webAddress
    .default('https://huggingface.co')
    .describe('Where "acore embeddings get" fetches models from: Hugging Face, or a mirror of it.'),
  timeout: duration('30s').describe('How long a server may take for one request.'),
  retry: z
    .strictObject({
      times: z.int().min(0).max(5).default(2).describe('How often a failed request is repeated.'),
      wait: duration('500ms').describe('The pause before the first repetition; it doubles each time.'),
    })
    .prefault({})
    .describe('Repetition of requests that failed.'),
});
export type EmbeddingsSettings = z.infer<typeof embeddingsConfig>;
