import type { Json } from '../http.ts';

/** An answer that refuses a request the way Discord does. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: Json;
  constructor(status: number, body: Json) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
  }
}

const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  methodNotAllowed: [405, 0, '405: Method Not Allowed'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [404, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownOverwrite: [404, 10009, 'Unknown Overwrite'],
  unknownCommandPermissions: [404, 10066, 'Unknown application command permissions'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  botsOnly: [403, 20002, 'Only bots can use this endpoint'],
  tooManyWebhooks: [400, 30007, 'Maximum number of webhooks reached (15)'],
  tooManyReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notOnDm: [403, 50003, 'Cannot execute action on a DM channel'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotSendToUser: [403, 50007, 'Cannot send messages to this user'],
  notTextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermission: [403, 50013, 'Missing Permissions'],
  invalidBulkCount: [
    400,
    50016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete.',
  ],
  tooOldToDelete: [400, 50034, 'You can only bulk delete messages that are under 14 days old.'],
  wrongChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRecipients: [400, 50033, 'Invalid Recipient(s)'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  threadArchived: [400, 50083, 'Thread is archived'],
  webhookNeedsThread: [400, 220001, 'Webhooks posted to forum channels must have a thread_name or thread_id'],
  webhookOneThread: [
    400,
    220002,
    'Webhooks posted to forum channels cannot have both a thread_name and thread_id',
  ],
  webhookNoForum: [400, 220003, 'Webhooks can only create threads in forum channels'],
  threadExists: [400, 160004, 'A thread has already been created for this message'],
} as const;

/** The names of refusals that need no detail. */
export type RefusalName = keyof typeof known;

/** Makes one of Discord's plain refusals by name. */
export function refusal(name: RefusalName): Refusal {
  const [status, code, message] = known[name];
  return new Refusal(status, { message, code });
}

/** Collects what is wrong with a body, to be refused as "Invalid Form Body" (50035) all at once. */
export interface FormErrors {
  add(path: string, code: string, message: string): void;
  throwIfAny(): void;
}

/** Starts a collection of form errors; paths are written with dots, indexes as numbers. */
export function createFormErrors(): FormErrors {
  const errors: Json = {};
  let any = false;
  return {
    add(path, code, message) {
      any = true;
      leafOf(errors, path).push({ code, message });
    },
    throwIfAny() {
      if (any) throw new Refusal(400, { message: 'Invalid Form Body', code: 50035, errors });
    },
  };
}

function leafOf(errors: Json, path: string): unknown[] {
  let node = errors;
  for (const key of path === '' ? [] : path.split('.')) {
    node[key] ??= {};
    node = node[key] as Json;
  }
  node['_errors'] ??= [];
  return node['_errors'] as unknown[];
}

/** Refuses at once for one wrong field. */
export function badForm(path: string, code: string, message: string): Refusal {
  return new Refusal(400, {
    message: 'Invalid Form Body',
    code: 50035,
    errors: nested(path, { _errors: [{ code, message }] }),
  });
}

function nested(path: string, leaf: Json): Json {
  return path === '' ? leaf : path.split('.').reduceRight<Json>((inner, key) => ({ [key]: inner }), leaf);
}
