import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import { type DeliveryFailure, ServiceError } from '../../core/errors.ts';
import { isUnsent, PostUnanswered } from './api.ts';

/** What was being done, so that a failure can name the way out. */
export interface Attempt {
  /** Completes “Discord did not …”: `take the message`. */
  doing: string;
  /** What is needed for it, in Discord's words: `Send Messages`. */
  permission?: string | undefined;
  /** Where, for a sentence: `#tavern`. */
  where?: string | undefined;
}

/** Discord's codes that are looked at by number. */
export const codes = {
  unknownChannel: 10003,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  tooManyWebhooks: 30007,
  missingAccess: 50001,
  cannotMessageUser: 50007,
  missingPermissions: 50013,
  wrongChannelType: 50024,
  invalidWebhookToken: 50027,
} as const;

/** Whether Discord refused with one of these codes. */
export function hasCode(error: unknown, ...wanted: (keyof typeof codes)[]): boolean {
  return error instanceof DiscordAPIError && wanted.some((name) => codes[name] === error.code);
}

/** Whether a channel cannot be read: it is gone, or closed to the bot. */
export function isOutOfReach(error: unknown): boolean {
  return hasCode(error, 'missingAccess', 'missingPermissions', 'unknownChannel');
}

/** Any failure of a request to Discord, as the engine knows it. */
export function toServiceError(error: unknown, attempt: Attempt): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof DiscordAPIError) return refused(error, attempt);
  if (error instanceof RateLimitError) {
    const says = `Discord limits how often I may ${attempt.doing}; it is tried again later.`;
    return failed('rate-limit', says, { retryable: true, retryAfterMs: error.retryAfter, cause: error });
  }
  if (error instanceof HTTPError || (error instanceof PostUnanswered && error.status !== undefined)) {
    const says = `Discord has trouble of its own (${error.status}) and did not ${attempt.doing}.`;
    return failed('server', says, { retryable: true, uncertain: true, cause: error });
  }
  if (isTokenGone(error))
    return failed('rejected', `${tokenRefused.problem} ${tokenRefused.fix}`, { cause: error });
  const says = `Discord could not be reached to ${attempt.doing}; look at this machine's connection.`;
  return failed('network', says, { retryable: true, uncertain: !isUnsent(error), cause: error });
}

/** What to do about a token that Discord does not accept. */
export const tokenRefused = {
  problem: 'Discord does not accept the bot token.',
  fix: 'Reset it on https://discord.com/developers/applications (your application, Bot) and set DISCORD_TOKEN.',
};

/** Whether requests fail because the token was refused; discord.js forgets such a token. */
export function isTokenGone(error: unknown): boolean {
  if (error instanceof DiscordAPIError)
    return error.status === 401 && error.code !== codes.invalidWebhookToken;
  return error instanceof Error && error.message.startsWith('Expected token to be set');
}

function refused(error: DiscordAPIError, attempt: Attempt): ServiceError {
  if (isTokenGone(error))
    return failed('rejected', `${tokenRefused.problem} ${tokenRefused.fix}`, { cause: error });
  if (hasCode(error, 'missingAccess', 'missingPermissions', 'cannotMessageUser'))
    return forbidden(error, attempt);
  if (error.status === 404) {
    const says = `The place to ${attempt.doing} in is gone${inPlace(attempt)}.`;
    return failed('unknown-place', says, { cause: error });
  }
  return failed('rejected', `Discord did not ${attempt.doing}: ${error.message}.`, { cause: error });
}

function forbidden(error: DiscordAPIError, attempt: Attempt): ServiceError {
  if (hasCode(error, 'cannotMessageUser')) {
    const says = 'This person does not take direct messages from me.';
    return failed('missing-permission', says, { permission: 'Direct Messages', cause: error });
  }
  const permission = hasCode(error, 'missingAccess')
    ? 'View Channel'
    : (attempt.permission ?? 'Send Messages');
  const says = `I may not ${attempt.doing}${inPlace(attempt)}. Ask an admin to allow “${permission}” for me.`;
  return failed('missing-permission', says, { permission, cause: error });
}

function inPlace(attempt: Attempt): string {
  return attempt.where === undefined ? '' : ` in ${attempt.where}`;
}

interface Details {
  retryable?: boolean;
  retryAfterMs?: number;
  permission?: string;
  uncertain?: boolean;
  cause: unknown;
}

function failed(failure: DeliveryFailure, message: string, details: Details): ServiceError {
  return new ServiceError({ service: 'Discord', failure, message, retryable: false, ...details });
}
