import { announceInGuild, announceTo } from '../announce.ts';
import { badForm, refusal } from '../errors.ts';
import { lengthOf, numberOf } from '../fields.ts';
import { applicationFlags, intents } from '../flags.ts';
import { searchMembers } from '../gateway-members.ts';
import type { Guild, Member } from '../model.ts';
import { needInGuild } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { compareIds } from '../snowflake.ts';
import { memberView, userView } from '../views.ts';
import { ownGuildOf } from './lookups.ts';

/** Routes about the members of a guild: listing them, their names, roles and timeouts. */
export const memberRoutes: Route[] = [
  route('GET', '/guilds/:guild/members', listMembers),
  route('GET', '/guilds/:guild/members/search', findMembers),
  route('GET', '/guilds/:guild/members/:user', (ask, realm) => memberView(realm.state, memberOf(ask, realm))),
  route('PATCH', '/guilds/:guild/members/:user', editMember),
  route('DELETE', '/guilds/:guild/members/:user', kick),
  route('PUT', '/guilds/:guild/members/:user/roles/:role', (ask, realm) => setRole(ask, realm, true)),
  route('DELETE', '/guilds/:guild/members/:user/roles/:role', (ask, realm) => setRole(ask, realm, false)),
];

// The whole list is for applications with the privileged intent only.
function listMembers(ask: Ask, realm: Realm): unknown {
  const guild = ownGuildOf(ask, realm);
  const { app } = ask.caller();
  if (app && (app.flags & applicationFlags.members) === 0) throw refusal('missingAccess');
  const limit = limitOf(ask);
  const after = ask.query.get('after') ?? '0';
  return [...guild.members.values()]
    .filter(({ userId }) => compareIds(userId, after) > 0)
    .sort((a, b) => compareIds(a.userId, b.userId))
    .slice(0, limit)
    .map((member) => memberView(realm.state, member));
}

function limitOf(ask: Ask): number {
  const limit = numberOf(ask.query.get('limit'), 1);
  if (limit < 1) throw badForm('limit', 'NUMBER_TYPE_MIN', 'int value should be greater than or equal to 1.');
  if (limit <= 1000) return limit;
  throw badForm('limit', 'NUMBER_TYPE_MAX', 'int value should be less than or equal to 1000.');
}

function findMembers(ask: Ask, realm: Realm): unknown {
  const found = searchMembers(realm, ownGuildOf(ask, realm), ask.query.get('query') ?? '', limitOf(ask));
  return found.map((member) => memberView(realm.state, member));
}

function memberOf(ask: Ask, realm: Realm): Member {
  const guild = ownGuildOf(ask, realm);
  const wanted = ask.param('user');
  const member = guild.members.get(wanted === '@me' ? ask.caller().user.id : wanted);
  if (!member) throw refusal('unknownMember');
  return member;
}

function editMember(ask: Ask, realm: Realm): unknown {
  const guild = ownGuildOf(ask, realm);
  const member = memberOf(ask, realm);
  editNick(ask, guild, member);
  if (ask.body['communication_disabled_until'] !== undefined) editTimeout(ask, guild, member);
  if (Array.isArray(ask.body['roles'])) {
    needInGuild(ask.caller(), guild, 'MANAGE_ROLES');
    member.roles = ask.body['roles'].map(String).filter((id) => guild.roles.has(id));
  }
  announceMember(realm, guild, member);
  return memberView(realm.state, member);
}

function editNick(ask: Ask, guild: Guild, member: Member): void {
  const { nick } = ask.body;
  if (nick === undefined) return;
  const isOwn = member.userId === ask.caller().user.id;
  needInGuild(ask.caller(), guild, isOwn ? 'CHANGE_NICKNAME' : 'MANAGE_NICKNAMES');
  const name = nick === null ? '' : String(nick);
  if (lengthOf(name) > 32) throw badForm('nick', 'BASE_TYPE_MAX_LENGTH', 'Must be 32 or fewer in length.');
  member.nick = name === '' ? null : name;
}

function editTimeout(ask: Ask, guild: Guild, member: Member): void {
  needInGuild(ask.caller(), guild, 'MODERATE_MEMBERS');
  if (member.userId === guild.ownerId) throw refusal('missingPermission');
  const until = ask.body['communication_disabled_until'];
  if (until === null) delete member.timedOutUntil;
  else if (!Number.isNaN(Date.parse(String(until)))) member.timedOutUntil = String(until);
  else
    throw badForm(
      'communication_disabled_until',
      'DATE_TIME_TYPE_PARSE',
      `Could not parse ${String(until)}.`,
    );
}

/** Tells about a changed member. */
export function announceMember(realm: Realm, guild: Guild, member: Member): void {
  const data = { guild_id: guild.id, ...memberView(realm.state, member) };
  announceInGuild(realm, 'GUILD_MEMBER_UPDATE', guild.id, data, intents.guildMembers);
}

function setRole(ask: Ask, realm: Realm, has: boolean): undefined {
  const guild = ownGuildOf(ask, realm);
  needInGuild(ask.caller(), guild, 'MANAGE_ROLES');
  const member = memberOf(ask, realm);
  const id = ask.param('role');
  if (!guild.roles.has(id)) throw refusal('unknownRole');
  const others = member.roles.filter((each) => each !== id);
  member.roles = has ? [...others, id] : others;
  announceMember(realm, guild, member);
}

function kick(ask: Ask, realm: Realm): undefined {
  const guild = ownGuildOf(ask, realm);
  needInGuild(ask.caller(), guild, 'KICK_MEMBERS');
  const { userId } = memberOf(ask, realm);
  if (userId === guild.ownerId) throw refusal('missingPermission');
  removeMember(realm, guild, userId);
}

/** Takes a member out of a guild and tells those who stay, and the one who left. */
export function removeMember(realm: Realm, guild: Guild, userId: string): void {
  const user = realm.state.users.get(userId);
  if (!user || !guild.members.delete(userId)) throw refusal('unknownMember');
  const data = { guild_id: guild.id, user: userView(user) };
  announceInGuild(realm, 'GUILD_MEMBER_REMOVE', guild.id, data, intents.guildMembers);
  announceTo(realm, 'GUILD_DELETE', [userId], { id: guild.id });
}
