import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { embed } from './embedding.ts';
import { type Json, parseJson, patienceMs, readBody, sendJson } from './http.ts';
import {
  fullText,
  lastUserText,
  type ModelRequest,
  type ModelScript,
  promptText,
  type Responder,
  type TokenCount,
} from './model-script.ts';

/** What both fake model servers offer to tests. */
export interface ModelDesk {
  /** Requests for an answer, oldest first. */
  requests: ModelRequest[];
  /** Queues answers; each is used once, before the responder is asked. */
  script(...scripts: (ModelScript | string)[]): void;
  /** Sets what answers when nothing is queued. */
  respondWith(responder: Responder): void;
  /** Forgets queued answers, requests and the responder. */
  reset(): void;
  waitForRequest(fits?: (request: ModelRequest) => boolean, timeoutMs?: number): Promise<ModelRequest>;
  /** What a text becomes where an embedding is asked for. */
  embed: (text: string) => number[];
  /** Characters counted as one token; 4 by default. */
  charactersPerToken: number;
  /** How many requests are kept; older ones are forgotten. */
  keepRequests: number;
  /** How many requests there were in all. */
  asked: number;
}

/** The desk's other side, for the servers. */
export interface DeskInside {
  desk: ModelDesk;
  open(request: IncomingMessage, path: string): Promise<ModelRequest>;
  next(request: ModelRequest): ModelScript;
  /** The next script if one is queued: requests for embeddings are answered by themselves otherwise. */
  queued(): ModelScript | undefined;
  promptTokens(request: ModelRequest): number;
  count(request: ModelRequest, script: ModelScript): TokenCount;
}

/** The answer by default: the user's last words, said back. */
export function echo(request: ModelRequest): ModelScript {
  return { text: `You said: ${lastUserText(request.body)}` };
}

/** Starts the book-keeping of a fake model server. */
export function createDesk(): DeskInside {
  const queue: ModelScript[] = [];
  const arrivals = new EventEmitter<{ request: [ModelRequest] }>().setMaxListeners(0);
  let responder: Responder = echo;
  const cache = createPromptCache();
  const desk: ModelDesk = {
    requests: [],
    embed,
    charactersPerToken: 4,
    keepRequests: 2000,
    asked: 0,
    script: (...scripts) => void queue.push(...scripts.map(asScript)),
    respondWith(next) {
      responder = next;
    },
    reset() {
      queue.length = 0;
      desk.requests.length = 0;
      responder = echo;
    },
    waitForRequest: (fits = () => true, timeoutMs = patienceMs) =>
      waitForRequest(desk, arrivals, fits, timeoutMs),
  };
  return {
    desk,
    async open(incoming, path) {
      const request = await readRequest(incoming, path);
      desk.requests.push(request);
      desk.asked += 1;
      const surplus = desk.requests.length - desk.keepRequests;
      if (surplus > desk.keepRequests / 4) desk.requests.splice(0, surplus);
      arrivals.emit('request', request);
      return request;
    },
    promptTokens: (request) => Math.ceil(promptText(request.body).length / desk.charactersPerToken),
    queued: () => queue.shift(),
    next: (request) => queue.shift() ?? asScript(responder(request)),
    count(request, script) {
      const prompt = promptText(request.body);
      const counted = countTokens(desk.charactersPerToken, prompt, cache.knows(prompt), script);
      cache.keep(prompt);
      return { ...counted, ...(script.usage || {}) };
    },
  };
}

function asScript(script: ModelScript | string): ModelScript {
  return typeof script === 'string' ? { text: script } : script;
}

async function readRequest(incoming: IncomingMessage, path: string): Promise<ModelRequest> {
  const body = parseJson((await readBody(incoming)).toString('utf8')) ?? {};
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  return {
    method: incoming.method ?? 'POST',
    path,
    headers,
    body,
    at: Date.now(),
    finished: false,
    aborted: false,
  };
}

function countTokens(
  charactersPerToken: number,
  prompt: string,
  known: number,
  script: ModelScript,
): TokenCount {
  const tokens = (text: string) => Math.ceil(text.length / charactersPerToken);
  const calls = (script.toolCalls ?? []).map((call) => JSON.stringify(call)).join('');
  const reasoning = tokens(script.reasoning ?? '');
  return {
    prompt: tokens(prompt),
    cached: Math.floor(known / charactersPerToken / 128) * 128,
    completion: tokens(fullText(script) + calls) + reasoning,
    reasoning,
  };
}

/** So many prompts are remembered, as a provider does for some minutes. */
const mostPrompts = 64;

/** What a provider's prompt cache does: it knows how a prompt begins if an earlier one began alike. */
function createPromptCache(): { knows(prompt: string): number; keep(prompt: string): void } {
  const earlier: string[] = [];
  return {
    knows(prompt) {
      let longest = 0;
      for (const one of earlier.toReversed()) {
        if (!one.startsWith(prompt.slice(0, longest + 1))) continue;
        while (longest < prompt.length && prompt[longest] === one[longest]) longest += 1;
      }
      return longest;
    },
    keep(prompt) {
      earlier.push(prompt);
      if (earlier.length > mostPrompts) earlier.shift();
    },
  };
}

function waitForRequest(
  desk: ModelDesk,
  arrivals: EventEmitter<{ request: [ModelRequest] }>,
  fits: (request: ModelRequest) => boolean,
  timeoutMs: number,
): Promise<ModelRequest> {
  const already = desk.requests.find(fits);
  if (already) return Promise.resolve(already);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      arrivals.off('request', hear);
      reject(new Error(`no such request to the fake model within ${timeoutMs} ms`));
    }, timeoutMs);
    function hear(request: ModelRequest): void {
      if (!fits(request)) return;
      clearTimeout(timer);
      arrivals.off('request', hear);
      resolve(request);
    }
    arrivals.on('request', hear);
  });
}

/** How a server writes the pieces of a stream. */
export interface StreamFormat {
  contentType: string;
  frames: string[];
  /** What stands for a broken piece. */
  malformed: string;
  /** How an error inside the stream is written. */
  error: (body: Json) => string;
}

/** Streams frames with the delays, stalls, cuts and broken pieces of the script. */
export async function streamScript(
  response: ServerResponse,
  request: ModelRequest,
  script: ModelScript,
  format: StreamFormat,
): Promise<void> {
  response.on('close', () => {
    request.aborted = !request.finished;
  });
  if (script.firstDelayMs) await sleep(script.firstDelayMs);
  response.writeHead(200, { 'content-type': format.contentType, 'cache-control': 'no-cache' });
  response.flushHeaders();
  for (const [index, frame] of format.frames.entries()) {
    if (response.destroyed || script.stallAfter === index) return;
    if (script.cutAfter === index) return cutOff(response);
    if (script.malformedAfter === index) response.write(format.malformed);
    if (script.errorAfter?.pieces === index) {
      response.end(format.error(script.errorAfter.body));
      return;
    }
    if (index > 0 && script.delayMs) await sleep(script.delayMs);
    if (!response.destroyed) response.write(frame);
  }
  request.finished = true;
  response.end();
}

// What was written before the cut must still leave, or the client sees a refused connection instead.
function cutOff(response: ServerResponse): void {
  response.write('', () => response.socket?.destroySoon());
}

/** Answers in one piece, with the delay and faults that make sense there. */
export async function answerScript(
  response: ServerResponse,
  request: ModelRequest,
  script: ModelScript,
  body: Json,
): Promise<void> {
  response.on('close', () => {
    request.aborted = !request.finished;
  });
  if (script.firstDelayMs) await sleep(script.firstDelayMs);
  if (script.stallAfter !== undefined) return;
  if (script.cutAfter !== undefined) return void response.socket?.destroy();
  request.finished = true;
  if (script.malformedAfter !== undefined) return void response.end('{"broken": ');
  sendJson(response, 200, body);
}
