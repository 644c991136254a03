import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, isControl } from '../control.ts';
import { textsIn } from '../embedding.ts';
import { isJson, type Json, listen, parseJson, readBody, sendJson } from '../http.ts';
import { createModelControl } from '../model-control.ts';
import { answerScript, createDesk, type DeskInside, type ModelDesk, streamScript } from '../model-desk.ts';
import { type ModelRequest, type ModelScript, messagesOf, type TokenCount } from '../model-script.ts';
import { ollamaErrors } from './errors.ts';
import { framesOf, wholeAnswer } from './frames.ts';

/** How a fake Ollama begins. */
export interface FakeOllamaOptions {
  port?: number;
  /** The models that are pulled. */
  models?: string[];
  version?: string;
  /** The context the server takes when a request names none. */
  defaultContext?: number;
}

/** A running fake Ollama. */
export interface FakeOllama extends ModelDesk {
  /** The server's address, as for `OLLAMA_HOST`. */
  base: string;
  /** The models that are pulled; may be changed at any time. */
  models: string[];
  /** Models asked for by `/api/pull`. */
  pulls: string[];
  close(): Promise<void>;
}

interface Server {
  inside: DeskInside;
  options: FakeOllamaOptions;
  models: string[];
  pulls: string[];
  /** The models in memory with the context they were loaded with. */
  loaded: Map<string, number>;
}

/** Starts a fake Ollama on loopback; it echoes until scripted. */
export async function startFakeOllama(options: FakeOllamaOptions = {}): Promise<FakeOllama> {
  const server: Server = {
    inside: createDesk(),
    options: { ...options },
    models: options.models ?? ['llama3.2:latest', 'qwen3:8b'],
    pulls: [],
    loaded: new Map(),
  };
  const control = {
    ...createModelControl(server.inside.desk, ollamaErrors),
    'PATCH options': (body: Json) => changeOptions(server, body),
    'GET pulls': () => server.pulls,
  };
  const listening = await listen(
    (request, response) =>
      isControl(request) ? answerControl(control, request, response) : answer(server, request, response),
    options.port,
  );
  return Object.assign(server.inside.desk, {
    base: `http://127.0.0.1:${listening.port}`,
    models: server.models,
    pulls: server.pulls,
    close: () => listening.close(),
  });
}

function changeOptions(server: Server, { models, ...options }: Json): void {
  Object.assign(server.options, options);
  if (Array.isArray(models)) server.models.splice(0, server.models.length, ...models.map(String));
}

async function answer(server: Server, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(incoming.url ?? '/', 'http://fake');
  switch (`${incoming.method} ${pathname}`) {
    case 'GET /':
    case 'HEAD /':
      return void response.end('Ollama is running');
    case 'GET /api/version':
      return sendJson(response, 200, { version: server.options.version ?? '0.30.0' });
    case 'GET /api/tags':
      return sendJson(response, 200, { models: server.models.map(modelEntry) });
    case 'GET /api/ps':
      return sendJson(response, 200, { models: [...server.loaded].map(loadedEntry) });
    case 'POST /api/show':
      return show(server, response, await unlistedBody(incoming));
    case 'POST /api/pull':
      return pull(server, response, await unlistedBody(incoming));
    case 'POST /api/embed':
      return sendEmbeddings(server, await server.inside.open(incoming, pathname), response);
    case 'POST /api/chat':
      return chat(server, await server.inside.open(incoming, pathname), response);
    default:
      response.writeHead(404, { 'content-type': 'text/plain' });
      return void response.end('404 page not found');
  }
}

async function unlistedBody(incoming: IncomingMessage): Promise<Json> {
  return parseJson((await readBody(incoming)).toString('utf8')) ?? {};
}

async function sendEmbeddings(
  server: Server,
  request: ModelRequest,
  response: ServerResponse,
): Promise<void> {
  const { model, input } = request.body;
  if (!server.models.includes(fullName(model)))
    return void sendJson(response, 404, ollamaErrors.modelMissing(String(model)).body);
  const script = server.inside.queued() ?? {};
  if (script.error) return sendJson(response, script.error.status, script.error.body, script.error.headers);
  const embeddings = script.vectors ?? textsIn(input ?? '').map(server.inside.desk.embed);
  const times = { total_duration: 14_143_917, load_duration: 1_019_500 };
  await answerScript(response, request, script, { model, embeddings, ...times });
}

function fullName(model: unknown): string {
  const name = String(model ?? '');
  return name.includes(':') ? name : `${name}:latest`;
}

const details = {
  parent_model: '',
  format: 'gguf',
  family: 'llama',
  families: ['llama'],
  parameter_size: '3.2B',
  quantization_level: 'Q4_K_M',
};

function modelEntry(name: string): Json {
  return {
    name,
    model: name,
    modified_at: '2026-08-01T10:00:00Z',
    size: 2_019_393_189,
    digest: 'a80c4f17acd55265feec403c7aef86be0c25983ab279d83f3bcd3abbcb5b8b72',
    details,
  };
}

function loadedEntry([name, context]: [string, number]): Json {
  return {
    ...modelEntry(name),
    expires_at: '2099-01-01T00:00:00Z',
    size_vram: 2_019_393_189,
    context_length: context,
  };
}

function show(server: Server, response: ServerResponse, body: Json): void {
  const name = fullName(body['model'] ?? body['name']);
  if (!server.models.includes(name)) {
    sendJson(response, 404, ollamaErrors.modelMissing(name).body);
    return;
  }
  sendJson(response, 200, {
    modelfile: '',
    parameters: '',
    template: '{{ .Prompt }}',
    details,
    model_info: {
      'general.architecture': 'llama',
      'llama.context_length': 131_072,
      'llama.embedding_length': 3072,
    },
    capabilities: ['completion', 'tools', 'thinking'],
  });
}

function pull(server: Server, response: ServerResponse, body: Json): void {
  const name = fullName(body['model'] ?? body['name']);
  server.pulls.push(name);
  if (!server.models.includes(name)) server.models.push(name);
  if (body['stream'] === false) {
    sendJson(response, 200, { status: 'success' });
    return;
  }
  const steps: Json[] = [
    { status: 'pulling manifest' },
    { status: 'pulling a80c4f17acd5', digest: 'sha256:a80c4f17acd5', total: 1000, completed: 500 },
    { status: 'verifying sha256 digest' },
    { status: 'success' },
  ];
  response.writeHead(200, { 'content-type': 'application/x-ndjson' });
  response.end(steps.map((step) => `${JSON.stringify(step)}\n`).join(''));
}

async function chat(server: Server, request: ModelRequest, response: ServerResponse): Promise<void> {
  const model = String(request.body['model'] ?? '');
  if (model === '') return sendJson(response, 400, { error: 'model is required' });
  if (!server.models.includes(fullName(model))) {
    return sendJson(response, 404, ollamaErrors.modelMissing(model).body);
  }
  const context = contextOf(server, request);
  server.loaded.set(fullName(model), context);
  if (messagesOf(request.body).length === 0) return loadOnly(server, request, model, response);
  const script = server.inside.next(request);
  if (script.error) return sendJson(response, script.error.status, script.error.body, script.error.headers);
  const reply = {
    script,
    model,
    count: cutToContext(server.inside.count(request, script), context),
    thinks: thinks(request, script),
  };
  if (request.body['stream'] === false) return answerScript(response, request, script, wholeAnswer(reply));
  await streamScript(response, request, script, {
    contentType: 'application/x-ndjson',
    frames: framesOf(reply),
    malformed: '{"model":"broken","message":{"content":"bro\n',
    error: (body) => `${JSON.stringify(body)}\n`,
  });
}

// Without messages Ollama only takes the model into memory, or out of it.
function loadOnly(server: Server, request: ModelRequest, model: string, response: ServerResponse): void {
  const isUnload = request.body['keep_alive'] === 0;
  if (isUnload) server.loaded.delete(fullName(model));
  request.finished = true;
  sendJson(response, 200, {
    model,
    created_at: new Date().toISOString(),
    message: { role: 'assistant', content: '' },
    done_reason: isUnload ? 'unload' : 'load',
    done: true,
  });
}

function contextOf(server: Server, request: ModelRequest): number {
  const options = request.body['options'];
  const asked = isJson(options) ? options['num_ctx'] : undefined;
  return typeof asked === 'number' ? asked : (server.options.defaultContext ?? 4096);
}

// Ollama drops what does not fit without a word; only the count shows it.
function cutToContext(count: TokenCount, context: number): TokenCount {
  return { ...count, prompt: Math.min(count.prompt, context) };
}

function thinks(request: ModelRequest, script: ModelScript): boolean {
  return script.reasoning !== undefined && request.body['think'] !== false;
}
