import type { Guild, Pinged } from './model.ts';
import type { State } from './state.ts';

/** A sender's `allowed_mentions`, checked. */
export interface AllowedMentions {
  parse: Set<string>;
  users: string[];
  roles: string[];
  repliedUser: boolean | undefined;
}

/** What holds for webhooks and answers to interactions that name no `allowed_mentions`. */
export const onlyUsers: AllowedMentions = {
  parse: new Set(['users']),
  users: [],
  roles: [],
  repliedUser: undefined,
};

/** What decides whom a text pings. */
export interface MentionCase {
  content: string;
  guild: Guild | undefined;
  /** Everyone who can be mentioned in a direct conversation. */
  recipients: string[];
  allowed: AllowedMentions | undefined;
  /** Whether the sender may ping @everyone and any role. */
  mayMentionEveryone: boolean;
  /** The author of the message replied to. */
  repliedTo: string | undefined;
}

/** Finds whom a message pings, as Discord would: code is not looked at, `allowed_mentions` decides the rest. */
export function findPinged(state: State, given: MentionCase): Pinged {
  const text = withoutCode(given.content);
  const users = idsIn(text, /<@!?(\d{1,20})>/g).filter(
    (id) => state.users.has(id) && allows(given.allowed, 'users', id),
  );
  if (given.repliedTo !== undefined && pingsReply(given.allowed)) users.push(given.repliedTo);
  const roles = idsIn(text, /<@&(\d{1,20})>/g).filter((id) => isPingableRole(given, id));
  const everyone =
    given.guild !== undefined &&
    given.mayMentionEveryone &&
    /@everyone|@here/.test(text) &&
    (given.allowed === undefined || given.allowed.parse.has('everyone'));
  return { everyone, users: [...new Set(users)], roles };
}

function withoutCode(content: string): string {
  return content.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''))];
}

function allows(allowed: AllowedMentions | undefined, kind: 'users' | 'roles', id: string): boolean {
  return allowed === undefined || allowed.parse.has(kind) || allowed[kind].includes(id);
}

function pingsReply(allowed: AllowedMentions | undefined): boolean {
  return allowed === undefined || allowed.repliedUser === true;
}

function isPingableRole(given: MentionCase, id: string): boolean {
  const role = given.guild?.roles.get(id);
  if (!role || !allows(given.allowed, 'roles', id)) return false;
  return role.mentionable || given.mayMentionEveryone;
}
