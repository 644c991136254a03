import { notJson } from '../lib/json-http.ts';
import { type ModelFailure, ServiceError } from './errors.ts';

/** A stream that ended before the model had finished. */
export class CutOff extends Error {}

/** What is known of the failure of a model server. */
export interface Examined {
  failure: ModelFailure;
  retryable: boolean;
  retryAfterMs: number | undefined;
  nuance: Nuance;
}

/** What a sentence about a failure may have to say beside its kind. */
export interface Nuance {
  /** The machine has too little memory for the model. */
  tooBig: boolean;
  /** The server did not like the request itself. */
  refused: boolean;
  /** What answered is no model server. */
  foreign: boolean;
  /** The answer broke off. */
  cut: boolean;
}

interface Signs {
  status: number | undefined;
  headers: Record<string, string>;
  /** Everything the server said, in lower case: for matching only, never shown. */
  said: string;
}

const retryable: ReadonlySet<ModelFailure> = new Set(['rate-limit', 'timeout', 'server', 'network']);

/** Decides once why a model could not answer. */
function examineFailure(error: unknown, now: number): Examined {
  const signs = signsOf(error);
  const failure = failureOf(signs, error);
  const tooBig = failure === 'server' && isTooBig(signs.said);
  const refused = failure === 'server' && signs.status !== undefined && signs.status < 500;
  return {
    failure,
    retryable: retryable.has(failure) && !tooBig && !refused,
    retryAfterMs: failure === 'rate-limit' ? retryAfterMs(signs.headers, now) : undefined,
    nuance: { tooBig, refused, foreign: signs.said === notJson, cut: error instanceof CutOff },
  };
}

/** The failure as the error that adapters throw; the sentence is theirs, since the way out is. */
export function asServiceError(
  error: unknown,
  { service, now, sentence }: { service: string; now: number; sentence(found: Examined): string },
): ServiceError {
  const found = examineFailure(error, now);
  const { failure, retryable, retryAfterMs } = found;
  return new ServiceError({
    service,
    failure,
    message: sentence(found),
    retryable,
    retryAfterMs,
    cause: error,
  });
}

function failureOf({ status, said }: Signs, error: unknown): ModelFailure {
  if (status === undefined && said === '') return isTimeout(error) ? 'timeout' : 'network';
  if (isContextTooLong(said)) return 'context-too-long';
  if (isRefusal(said)) return 'content-refused';
  if (status === 402 || isSpent(said)) return 'quota';
  if (status === 429 || /rate.?limit|too many requests/.test(said)) return 'rate-limit';
  if (status === 401 || status === 403 || isWrongKey(said)) return 'auth';
  if (isModelMissing(status, said)) return 'model-missing';
  if (status === 408 || status === 504 || status === 524 || /timed? ?out/.test(said)) return 'timeout';
  return 'server';
}

/** What servers say of a prompt that is too long: hardly two use the same words. */
const tooLong = [
  /maximum (?:context|model) length/,
  /context.?(?:length|size|window).{0,20}(?:exceed|only)/,
  /(?:exceed|longer than|greater than|reached).{0,40}(?:context|max_seq_len|maximum number of tokens)/,
  /exceed.{0,20} limit of \d+ tokens/,
  /(?:prompt|input) (?:is )?too long/,
  /max_new_tokens\W+must be <=/,
  /too many tokens/,
];

function isContextTooLong(said: string): boolean {
  return tooLong.some((sign) => sign.test(said));
}

function isSpent(said: string): boolean {
  return /insufficient_quota|insufficient credits|exceeded your current quota|billing[ _](?:details|hard|not)|key limit exceeded|usage limit|per-day\. add/.test(
    said,
  );
}

function isTooBig(said: string): boolean {
  return /more (?:system )?memory|out of memory|insufficient system resources|signal: killed/.test(said);
}

function isWrongKey(said: string): boolean {
  return /invalid.{0,10}api.?key|api.?key (?:is )?(?:not valid|invalid)|unauthorized/.test(said);
}

function isRefusal(said: string): boolean {
  return /content.?(filter|policy|management)|flagged|moderation|responsibleai/.test(said);
}

function isModelMissing(status: number | undefined, said: string): boolean {
  if (status === 404) return true;
  return /model.{0,80}(not found|does not exist|not exist)|model_not_found|not a valid model|no endpoints found|try pulling/.test(
    said,
  );
}

function isTimeout(error: unknown): boolean {
  const names = [errorCode(error), error instanceof Error ? error.name : ''].join(' ');
  return /TIMEOUT|TimeoutError|ETIMEDOUT/.test(names);
}

function errorCode(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
  }
  return '';
}

function signsOf(error: unknown): Signs {
  if (error instanceof CutOff) return { status: undefined, headers: {}, said: '' };
  if (typeof error !== 'object' || error === null)
    return { status: undefined, headers: {}, said: `${error}`.toLowerCase() };
  const status = numberIn(error, 'statusCode') ?? numberIn(error, 'code');
  const body = 'responseBody' in error && typeof error.responseBody === 'string' ? error.responseBody : '';
  const headers = 'responseHeaders' in error ? stringsOf(error.responseHeaders) : {};
  const said = error instanceof Error ? body : JSON.stringify(error);
  return { status, headers, said: said.toLowerCase() };
}

function numberIn(record: object, key: string): number | undefined {
  const value: unknown = Reflect.get(record, key);
  return typeof value === 'number' && value >= 400 && value < 600 ? value : undefined;
}

function stringsOf(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key.toLowerCase(), String(text)]));
}

function retryAfterMs(headers: Record<string, string>, now: number): number | undefined {
  const exact = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (Number.isFinite(exact)) return Math.max(0, Math.ceil(exact));
  const text = headers['retry-after'];
  if (text === undefined) return untilReset(headers['x-ratelimit-reset'], now);
  const ms = Number.isFinite(Number(text)) ? Number(text) * 1_000 : Date.parse(text) - now;
  return Number.isFinite(ms) ? Math.max(0, Math.ceil(ms)) : undefined;
}

/** OpenRouter says when a limit ends as a time in milliseconds; what is no such time means something else. */
function untilReset(text: string | undefined, now: number): number | undefined {
  const at = Number(text);
  return at > 1e12 ? Math.max(0, at - now) : undefined;
}

const windowNames = [
  /maximum (?:context|model) length (?:is|of) (\d+)/,
  /(\d+) maximum context length/,
  /"n_ctx"\s*:\s*(\d+)/,
  /> (\d+) maximum/,
  /must be <= (\d+)/,
  /max_seq_len (\d+)/,
  /(?:tokens allowed \(|limit of )(\d+)/,
  /context (?:length|size|window)(?! by)[^\d]{0,20}(\d{3,})/,
];

/** The window a server named when it refused a prompt as too long. */
export function windowNamedIn(error: unknown): number | undefined {
  const { said } = signsOf(error);
  const named = windowNames.map((pattern) => pattern.exec(said)?.[1]).find((limit) => limit !== undefined);
  return named === undefined ? undefined : Number(named);
}
