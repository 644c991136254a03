import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';
import type { Log } from '../../core/ports/log.ts';
import type { DiscordSettings } from './config.ts';

/** Discord's REST door, and what its answers say about the time. */
export interface Api {
  rest: REST;
  /** How far Discord's clock is ahead of ours, by the last answer; undefined before the first. */
  clockSkewMs(): number | undefined;
}

/** A POST whose answer was not seen, so that nobody knows whether it was carried out. */
export class PostUnanswered extends Error {
  override readonly name = 'PostUnanswered' as const;
  readonly status: number | undefined;
  constructor(status: number | undefined, cause?: unknown) {
    super(status === undefined ? 'no answer was seen' : `the answer was ${status}`, { cause });
    this.status = status;
  }
}

/** The longest that a request waits for a rate limit by itself; a longer one is told to the caller. */
const longestWaitMs = 30_000;

/** The options of every REST client here. */
export function restOptions(
  settings: Pick<DiscordSettings, 'apiUrl' | 'requestsPerSecond'>,
  sawAnswer: (date: string | null) => void = () => {},
): Partial<RESTOptions> {
  return {
    api: settings.apiUrl.replace(/\/+$/, ''),
    cdn: cdnOf(settings.apiUrl),
    version: '10',
    globalRequestsPerSecond: settings.requestsPerSecond,
    rejectOnRateLimit: ({ timeToReset }) => timeToReset > longestWaitMs,
    makeRequest: (url, init) => requestOnce(url, init, sawAnswer),
  };
}

export function createApi(settings: DiscordSettings & { token: string }, log: Log): Api {
  let skewMs: number | undefined;
  const rest = new REST(
    restOptions(settings, (date) => {
      const at = date === null ? Number.NaN : Date.parse(date);
      if (!Number.isNaN(at)) skewMs = at - Date.now();
    }),
  ).setToken(settings.token);
  rest.on('rateLimited', ({ route, timeToReset, global }) => {
    if (timeToReset > 5_000) log.warn('Discord asks to wait.', { route, timeToReset, global });
  });
  return { rest, clockSkewMs: () => skewMs };
}

/** Where pictures are served; a server other than Discord is taken to serve them itself. */
export function cdnOf(apiUrl: string): string {
  const { origin, hostname } = new URL(apiUrl);
  const isDiscord = hostname === 'discord.com' || hostname.endsWith('.discord.com');
  return isDiscord ? 'https://cdn.discordapp.com' : origin;
}

type Request = RESTOptions['makeRequest'];

// discord.js repeats requests by itself after a 5xx, a timeout or a cut connection. Webhook posts are not
// de-duplicated by Discord, so a POST leaves here as an error that discord.js does not repeat.
async function requestOnce(
  url: Parameters<Request>[0],
  init: Parameters<Request>[1],
  sawAnswer: (date: string | null) => void,
): ReturnType<Request> {
  if (init.method !== 'POST') return DefaultRestOptions.makeRequest(url, init);
  const response = await DefaultRestOptions.makeRequest(url, init).catch((error: unknown) => {
    throw isUnsent(error) ? error : new PostUnanswered(undefined, error);
  });
  sawAnswer(response.headers.get('date'));
  if (response.status < 500) return response;
  await response.arrayBuffer().catch(() => undefined);
  throw new PostUnanswered(response.status);
}

const unsentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Whether the connection was never made, so that nothing can have been carried out. */
export function isUnsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && unsentCodes.has(String(error.code));
}
