import type { Json } from './http.ts';
import { isJson } from './http.ts';

/** A tool call that a scripted answer makes. */
export interface ScriptedCall {
  name: string;
  /** Arguments as an object, or as the raw text the model is to produce. */
  arguments: Json | string;
  id?: string;
}

/** What a fake model answers once, and what goes wrong on the way. */
export interface ModelScript {
  text?: string;
  /** The pieces the text is streamed in; otherwise it is cut into `chunkSize` characters. */
  chunks?: string[];
  chunkSize?: number;
  /** Said before the text, in the server's own field for reasoning. */
  reasoning?: string;
  toolCalls?: ScriptedCall[];
  finishReason?: string;
  /** Wait before the first piece. */
  firstDelayMs?: number;
  /** Wait between pieces. */
  delayMs?: number;
  /** After so many pieces nothing more comes, and the connection stays open. */
  stallAfter?: number;
  /** After so many pieces the connection is cut. */
  cutAfter?: number;
  /** After so many pieces comes a broken one; the stream goes on. */
  malformedAfter?: number;
  /** After so many pieces comes an error inside the stream, which then ends. */
  errorAfter?: { pieces: number; body: Json };
  /** Answers with an error instead. */
  error?: ModelError;
  /** For a request for embeddings: what stands in the place of the vectors. */
  vectors?: unknown[];
  /** Overrides for the usage report; `false` leaves it out. */
  usage?: Partial<TokenCount> | false;
}

/** An error answer of a model server. */
export interface ModelError {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** What a conversation cost. */
export interface TokenCount {
  prompt: number;
  cached: number;
  completion: number;
  reasoning: number;
}

/** One request to a fake model. */
export interface ModelRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Json;
  at: number;
  /** True once the answer was sent completely. */
  finished: boolean;
  /** True when the client left before the end. */
  aborted: boolean;
}

/** A responder: what to answer when no script is queued. */
export type Responder = (request: ModelRequest) => ModelScript | string;

/** The text of a message, whether it is plain or in parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isJson)
    .map((part) => String(part['text'] ?? ''))
    .join('');
}

/** The messages of a chat request. */
export function messagesOf(body: Json): Json[] {
  return Array.isArray(body['messages']) ? body['messages'].filter(isJson) : [];
}

/** The last thing the user said in a chat request. */
export function lastUserText(body: Json): string {
  return textOf(messagesOf(body).findLast((message) => message['role'] === 'user')?.['content']);
}

/** The whole prompt as one text, for counting and comparing. */
export function promptText(body: Json): string {
  const turns = messagesOf(body).map(
    (message) => `${String(message['role'])}: ${textOf(message['content'])}\n`,
  );
  return turns.join('') + (body['tools'] === undefined ? '' : JSON.stringify(body['tools']));
}

/** The pieces a script's text is streamed in. */
export function piecesOf(script: ModelScript): string[] {
  if (script.chunks) return script.chunks;
  const size = script.chunkSize ?? 12;
  const letters = [...(script.text ?? '')];
  const pieces: string[] = [];
  for (let at = 0; at < letters.length; at += size) pieces.push(letters.slice(at, at + size).join(''));
  return pieces;
}

/** The whole text of a script. */
export function fullText(script: ModelScript): string {
  return script.chunks?.join('') ?? script.text ?? '';
}
