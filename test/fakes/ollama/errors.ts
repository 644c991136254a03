import type { ModelError } from '../model-script.ts';

/** The errors Ollama answers with, ready for `script({ error: … })`. */
export const ollamaErrors = {
  modelMissing: (model = 'no-such-model'): ModelError => ({
    status: 404,
    body: { error: `model '${model}' not found` },
  }),
  noTools: (model = 'llama3.2'): ModelError => ({
    status: 400,
    body: { error: `registry.ollama.ai/library/${model} does not support tools` },
  }),
  noThinking: (model = 'llama3.2'): ModelError => ({
    status: 400,
    body: { error: `"${model}" does not support thinking` },
  }),
  outOfMemory: (): ModelError => ({
    status: 500,
    body: { error: 'model requires more system memory (8.4 GiB) than is available (3.1 GiB)' },
  }),
  runnerDied: (): ModelError => ({
    status: 500,
    body: { error: 'llama runner process has terminated: exit status 2' },
  }),
  busy: (): ModelError => ({
    status: 503,
    body: { error: 'server busy, please try again. maximum pending requests exceeded' },
  }),
};
