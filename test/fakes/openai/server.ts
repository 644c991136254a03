import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerControl, isControl } from '../control.ts';
import { textsIn } from '../embedding.ts';
import { type Json, listen, sendJson } from '../http.ts';
import { createModelControl } from '../model-control.ts';
import { answerScript, createDesk, type DeskInside, type ModelDesk, streamScript } from '../model-desk.ts';
import type { ModelError, ModelRequest } from '../model-script.ts';
import { openaiErrors } from './errors.ts';
import { completionOf, framesOf, type Reply } from './frames.ts';

/** How a fake OpenAI-compatible server begins. */
export interface FakeOpenaiOptions {
  port?: number;
  /** When set, requests with another key are refused with 401. */
  apiKey?: string;
  /** The models listed; when set, any other is refused with 404. */
  models?: string[];
  /** When set, longer prompts are refused with context_length_exceeded. */
  contextTokens?: number;
}

/** A running fake OpenAI-compatible server. */
export interface FakeOpenai extends ModelDesk {
  /** The base address for OpenAI-compatible clients, ending in `/v1`. */
  base: string;
  /** The base address that answers in OpenRouter's way, ending in `/api/v1`. */
  openrouterBase: string;
  /** Settings that may be changed at any time. */
  options: FakeOpenaiOptions;
  close(): Promise<void>;
}

/** Starts a fake OpenAI-compatible server on loopback; it echoes until scripted. */
export async function startFakeOpenai(options: FakeOpenaiOptions = {}): Promise<FakeOpenai> {
  const inside = createDesk();
  const settings = { ...options };
  const control = {
    ...createModelControl(inside.desk, openaiErrors),
    'PATCH options': (body: Json) => void Object.assign(settings, body),
  };
  const listening = await listen(
    (request, response) =>
      isControl(request)
        ? answerControl(control, request, response)
        : answer(inside, settings, request, response),
    options.port,
  );
  const origin = `http://127.0.0.1:${listening.port}`;
  return Object.assign(inside.desk, {
    base: `${origin}/v1`,
    openrouterBase: `${origin}/api/v1`,
    options: settings,
    close: () => listening.close(),
  });
}

async function answer(
  inside: DeskInside,
  options: FakeOpenaiOptions,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://fake');
  const match = /^(\/api)?\/v1(\/.*)$/.exec(url.pathname);
  if (!match) return sendError(response, openaiErrors.noSuchPath(incoming.method, url.pathname));
  if (!isAuthorized(options, incoming)) return sendError(response, openaiErrors.auth());
  const path = match[2] ?? '';
  if (incoming.method === 'GET' && path.startsWith('/models')) return showModels(options, response, path);
  if (path === '/key' || path === '/credits')
    return sendJson(response, 200, { data: { limit: null, usage: 0, total_credits: 10, total_usage: 0 } });
  if (incoming.method !== 'POST' || !posts.includes(path))
    return sendError(response, openaiErrors.noSuchPath(incoming.method, url.pathname));
  const request = await inside.open(incoming, url.pathname);
  if (path === '/embeddings') return sendEmbeddings(inside, options, { request, response });
  await complete(inside, options, { request, response, isOpenrouter: match[1] !== undefined });
}

const posts = ['/chat/completions', '/embeddings'];

function isAuthorized(options: FakeOpenaiOptions, incoming: IncomingMessage): boolean {
  return options.apiKey === undefined || incoming.headers.authorization === `Bearer ${options.apiKey}`;
}

function showModels(options: FakeOpenaiOptions, response: ServerResponse, path: string): void {
  const models = options.models ?? ['fake-model', 'fake-model-large'];
  if (path === '/models') {
    const data = models.map((id) => modelEntry(options, id));
    return void sendJson(response, 200, { object: 'list', data });
  }
  const id = decodeURIComponent(path.slice('/models/'.length));
  if (!models.includes(id)) return void sendError(response, openaiErrors.modelMissing(id));
  sendJson(response, 200, modelEntry(options, id));
}

function modelEntry(options: FakeOpenaiOptions, id: string): Json {
  return {
    id,
    object: 'model',
    created: 1_700_000_000,
    owned_by: 'fake',
    context_length: options.contextTokens ?? 32_768,
  };
}

async function sendEmbeddings(
  inside: DeskInside,
  options: FakeOpenaiOptions,
  { request, response }: Omit<Exchange, 'isOpenrouter'>,
): Promise<void> {
  const { model, input, encoding_format: format } = request.body;
  if (input === undefined) return void sendError(response, openaiErrors.missing('input'));
  if (options.models && !options.models.includes(String(model)))
    return void sendError(response, openaiErrors.modelMissing(String(model)));
  const script = inside.queued() ?? {};
  if (script.error) return sendError(response, script.error);
  const vectors = script.vectors ?? textsIn(input).map((text) => packed(inside.desk.embed(text), format));
  const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }));
  const tokens = Math.ceil(textsIn(input).join('').length / 4);
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  // In no order that could be relied on, as the real ones may.
  await answerScript(response, request, script, { object: 'list', data: data.reverse(), model, usage });
}

function packed(vector: number[], format: unknown): number[] | string {
  return format === 'base64' ? Buffer.from(new Float32Array(vector).buffer).toString('base64') : vector;
}

function sendError(response: ServerResponse, { status, body, headers = {} }: ModelError): void {
  if (typeof body !== 'string') {
    sendJson(response, status, body, headers);
    return;
  }
  response.writeHead(status, headers);
  response.end(body);
}

interface Exchange {
  request: ModelRequest;
  response: ServerResponse;
  isOpenrouter: boolean;
}

async function complete(inside: DeskInside, options: FakeOpenaiOptions, exchange: Exchange): Promise<void> {
  const { request, response, isOpenrouter } = exchange;
  const model = String(request.body['model'] ?? '');
  const refused = refusalFor(inside, options, request, model);
  if (refused) return sendError(response, refused);
  const script = inside.next(request);
  if (script.error) return sendError(response, script.error);
  const reply: Reply = { script, model, count: inside.count(request, script), isOpenrouter };
  if (request.body['stream'] !== true) return answerScript(response, request, script, completionOf(reply));
  await streamScript(response, request, script, {
    contentType: 'text/event-stream',
    frames: framesOf(reply, wantsUsage(request)),
    malformed: 'data: {"choices":[{"delta":{"content":"bro\n\n',
    error: (body) => `data: ${JSON.stringify(body)}\n\n`,
  });
}

function refusalFor(
  inside: DeskInside,
  options: FakeOpenaiOptions,
  request: ModelRequest,
  model: string,
): ModelError | undefined {
  if (model === '') return openaiErrors.missing('model');
  if (!Array.isArray(request.body['messages'])) return openaiErrors.missing('messages');
  if (options.models && !options.models.includes(model)) return openaiErrors.modelMissing(model);
  const prompt = inside.promptTokens(request);
  const limit = options.contextTokens;
  return limit !== undefined && prompt > limit ? openaiErrors.contextLength(limit, prompt) : undefined;
}

function wantsUsage(request: ModelRequest): boolean {
  const options = request.body['stream_options'];
  return (
    typeof options === 'object' &&
    options !== null &&
    'include_usage' in options &&
    options.include_usage === true
  );
}
