import type { Json } from '../http.ts';
import { intents } from './flags.ts';
import type { Guild, Member } from './model.ts';
import type { Realm } from './realm.ts';
import { hasIntent, type Session, sendEvent } from './session.ts';
import { memberView } from './views.ts';

const chunkSize = 1000;

/** Answers a request for guild members (opcode 8) in chunks. */
export function sendMembers(realm: Realm, session: Session, data: Json): void {
  const guild = realm.state.guilds.get(String(data['guild_id']));
  if (!guild?.members.has(session.caller.user.id)) return;
  const wantsAll = data['user_ids'] === undefined && !data['query'] && !data['limit'];
  if (wantsAll && !hasIntent(session, intents.guildMembers)) return;
  const members = pickMembers(realm, guild, data);
  const count = Math.max(1, Math.ceil(members.length / chunkSize));
  for (let index = 0; index < count; index += 1) {
    const chunk = members.slice(index * chunkSize, (index + 1) * chunkSize);
    const view = {
      guild_id: guild.id,
      members: chunk.map((member) => memberView(realm.state, member)),
      chunk_index: index,
      chunk_count: count,
      not_found: wantedIds(data).filter((id) => !guild.members.has(id)),
      ...(data['nonce'] === undefined ? {} : { nonce: data['nonce'] }),
    };
    sendEvent(session, 'GUILD_MEMBERS_CHUNK', JSON.stringify(view), realm.settings.keepEvents);
  }
}

function wantedIds(data: Json): string[] {
  const ids = data['user_ids'];
  return ids === undefined ? [] : [ids].flat().map(String);
}

function pickMembers(realm: Realm, guild: Guild, data: Json): Member[] {
  if (data['user_ids'] !== undefined) return wantedIds(data).flatMap((id) => guild.members.get(id) ?? []);
  return searchMembers(realm, guild, String(data['query'] ?? ''), Number(data['limit'] ?? 0));
}

/** Finds members whose name begins with a text; limit 0 means all. */
export function searchMembers(realm: Realm, guild: Guild, query: string, limit: number): Member[] {
  const wanted = query.toLowerCase();
  const matches = [...guild.members.values()].filter((member) => {
    const name = member.nick ?? realm.state.users.get(member.userId)?.username ?? '';
    return name.toLowerCase().startsWith(wanted);
  });
  return limit === 0 ? matches : matches.slice(0, limit);
}
