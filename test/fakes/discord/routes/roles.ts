import { announceInGuild } from '../announce.ts';
import { refusal } from '../errors.ts';
import { permissionsIn } from '../fields.ts';
import { intents } from '../flags.ts';
import type { Guild, Role } from '../model.ts';
import { needInGuild } from '../permissions.ts';
import type { Realm } from '../realm.ts';
import { type Ask, type Route, route } from '../router.ts';
import { addRole } from '../state.ts';
import { roleView } from '../views.ts';
import { ownGuildOf } from './lookups.ts';

/** Routes about the roles of a guild. */
export const roleRoutes: Route[] = [
  route('GET', '/guilds/:guild/roles', (ask, realm) =>
    [...ownGuildOf(ask, realm).roles.values()].map(roleView),
  ),
  route('GET', '/guilds/:guild/roles/:role', (ask, realm) => roleView(roleOf(ask, ownGuildOf(ask, realm)))),
  route('POST', '/guilds/:guild/roles', createRole),
  route('PATCH', '/guilds/:guild/roles/:role', editRole),
  route('DELETE', '/guilds/:guild/roles/:role', deleteRole),
];

function managedGuild(ask: Ask, realm: Realm): Guild {
  const guild = ownGuildOf(ask, realm);
  needInGuild(ask.caller(), guild, 'MANAGE_ROLES');
  return guild;
}

function roleOf(ask: Ask, guild: Guild): Role {
  const role = guild.roles.get(ask.param('role'));
  if (!role) throw refusal('unknownRole');
  return role;
}

function createRole(ask: Ask, realm: Realm): unknown {
  const guild = managedGuild(ask, realm);
  const everyone = guild.roles.get(guild.id)?.permissions ?? 0n;
  const permissions = permissionsIn(ask.body, 'permissions') ?? everyone;
  const role = addRole(realm.state, guild, String(ask.body['name'] ?? 'new role'), permissions, {
    mentionable: ask.body['mentionable'] === true,
  });
  return announceRole(realm, 'GUILD_ROLE_CREATE', guild, role);
}

function editRole(ask: Ask, realm: Realm): unknown {
  const guild = managedGuild(ask, realm);
  const role = roleOf(ask, guild);
  const { name, mentionable } = ask.body;
  role.permissions = permissionsIn(ask.body, 'permissions') ?? role.permissions;
  if (typeof name === 'string') role.name = name;
  if (typeof mentionable === 'boolean') role.mentionable = mentionable;
  return announceRole(realm, 'GUILD_ROLE_UPDATE', guild, role);
}

/** Tells about a new or changed role, and shows it. */
export function announceRole(
  realm: Realm,
  type: 'GUILD_ROLE_CREATE' | 'GUILD_ROLE_UPDATE',
  guild: Guild,
  role: Role,
): unknown {
  const view = roleView(role);
  announceInGuild(realm, type, guild.id, { guild_id: guild.id, role: view }, intents.guilds);
  return view;
}

function deleteRole(ask: Ask, realm: Realm): undefined {
  const guild = managedGuild(ask, realm);
  const role = roleOf(ask, guild);
  if (role.managed || role.id === guild.id) throw refusal('missingPermission');
  guild.roles.delete(role.id);
  for (const member of guild.members.values()) member.roles = member.roles.filter((id) => id !== role.id);
  const data = { guild_id: guild.id, role_id: role.id };
  announceInGuild(realm, 'GUILD_ROLE_DELETE', guild.id, data, intents.guilds);
}
