import type { Account, FakeDiscord, PermissionName } from '../fakes/index.ts';

/** Chance for a run that can be repeated. */
export interface Lot {
  /** From 0 to below 1. */
  random(): number;
  pick<T>(all: readonly T[]): T;
  happens(share: number): boolean;
}

export function lotOf(random: () => number): Lot {
  return {
    random,
    pick: <T>(all: readonly T[]) => all[Math.floor(random() * all.length)] as T,
    happens: (share) => random() < share,
  };
}

/** Somewhere that people talk. */
export interface Spot {
  id: string;
  kind: 'text' | 'thread' | 'private' | 'direct';
  /** The one person of a direct talk. */
  partner?: string;
}

/** A server whose permissions are tangled, and a judge of who may see and look up what in it. */
export interface AudienceWorld {
  people: Account[];
  spots: Spot[];
  /** Something about the server changes. */
  shake(): void;
  /** Everybody who sees what is said somewhere now. */
  hearers(spot: Spot): string[];
  /** Whether somebody may look up there what was said before. */
  reads(personId: string, spot: Spot): boolean;
  /** Whether all who see what is said in one place may look up what was said in another. */
  allMayRead(spot: Spot, source: Spot): boolean;
}

/** The bits that count, as Discord documents them: nothing here is shared with the code under test or the fake. */
const bit = {
  administrator: 1n << 3n,
  view: 1n << 10n,
  history: 1n << 16n,
  threads: 1n << 34n,
};

const names = ['marla', 'otis', 'petra', 'quentin', 'rosalind', 'stellan'];

/** With so many people there are direct talks as well. */
export function makeAudienceWorld(discord: FakeDiscord, lot: Lot, directTalks: number): AudienceWorld {
  const { pick, happens } = lot;
  const people = names.map((name) => discord.addMember(name));
  const roleKinds: PermissionName[][] = [[], [], [], ['MANAGE_THREADS'], ['READ_MESSAGE_HISTORY']];
  const roles = roleKinds.map((permissions, index) => discord.addRole(`Role ${index}`, permissions));
  const spots: Spot[] = [];
  const channels = Array.from({ length: 5 }, (_, index) => openChannel(`den-${index}`));
  for (const { id } of people) if (happens(0.5)) discord.giveRole(id, pick(roles));
  for (const parent of channels) if (happens(0.6)) openThread(parent);
  for (const partner of people.slice(0, directTalks))
    spots.push({ id: partner.openDm(discord.bot.id), kind: 'direct', partner: partner.id });

  function openChannel(name: string): string {
    const id = discord.addChannel(name, happens(0.5) ? { parentId: discord.channels.cat } : {});
    const everywhere: PermissionName[] = ['VIEW_CHANNEL', 'SEND_MESSAGES', 'READ_MESSAGE_HISTORY'];
    const own: PermissionName[] = [...everywhere, 'MANAGE_WEBHOOKS', 'SEND_MESSAGES_IN_THREADS'];
    discord.setPermissions(id, discord.bot.id, Object.fromEntries(own.map((one) => [one, true])));
    if (happens(0.5)) close(id);
    if (happens(0.6)) overwrite(id);
    spots.push({ id, kind: 'text' });
    return id;
  }

  /** A channel for some alone. */
  function close(channelId: string): void {
    discord.setPermissions(channelId, discord.guild, { VIEW_CHANNEL: false });
    for (const id of [pick(roles), pick(people).id, pick(people).id])
      discord.setPermissions(channelId, id, { VIEW_CHANNEL: true });
  }

  function openThread(parent: string): void {
    const name = `nook-${spots.length}`;
    if (happens(0.5)) {
      spots.push({ id: discord.alice.startThread(parent, name), kind: 'thread' });
      return;
    }
    const made = discord.alice.call('POST', `/channels/${parent}/threads`, { name, type: 12 });
    const id = String((made as { id: string }).id);
    spots.push({ id, kind: 'private' });
    discord.alice.call('PUT', `/channels/${id}/thread-members/${discord.bot.id}`);
    letIn(id);
  }

  /** Only who sees the channel can be brought into its thread. */
  function letIn(threadId: string): void {
    const parent = { id: parentOf(threadId), kind: 'text' as const };
    const { id } = pick(people);
    if (sees(id, parent)) discord.alice.call('PUT', `/channels/${threadId}/thread-members/${id}`);
  }

  function overwrite(channelId: string): void {
    const subject = happens(0.6) ? pick(roles) : pick(people).id;
    const name = pick(['VIEW_CHANNEL', 'VIEW_CHANNEL', 'READ_MESSAGE_HISTORY'] as const);
    discord.setPermissions(channelId, subject, { [name]: happens(0.6) });
  }

  function guild() {
    const found = discord.realm.state.guilds.get(discord.guild);
    if (found === undefined) throw new Error('The server is gone.');
    return found;
  }

  function channelOf(id: string) {
    const found = discord.realm.state.channels.get(id);
    if (found === undefined) throw new Error(`There is no channel ${id}.`);
    return found;
  }

  function parentOf(threadId: string): string {
    return channelOf(threadId).parentId ?? threadId;
  }

  function permissionsOf(personId: string, channelId: string): bigint {
    const { members, ownerId, roles: all, id: everyone } = guild();
    const member = members.get(personId);
    if (member === undefined) return 0n;
    const whole = bit.administrator | bit.view | bit.history | bit.threads;
    if (ownerId === personId) return whole;
    const held = [everyone, ...member.roles];
    const base = held.reduce((sum, role) => sum | (all.get(role)?.permissions ?? 0n), 0n);
    if ((base & bit.administrator) !== 0n) return whole;
    const { overwrites } = channelOf(channelId);
    const steps = [[everyone], member.roles, [personId]];
    return steps.reduce((permissions, ids) => {
      const here = ids.flatMap((id) => overwrites.get(id) ?? []);
      const deny = here.reduce((sum, one) => sum | one.deny, 0n);
      const allow = here.reduce((sum, one) => sum | one.allow, 0n);
      return (permissions & ~deny) | allow;
    }, base);
  }

  function sees(personId: string, spot: Spot): boolean {
    if (spot.kind === 'direct') return spot.partner === personId;
    const permissions = permissionsOf(personId, spot.kind === 'text' ? spot.id : parentOf(spot.id));
    if ((permissions & bit.view) === 0n) return false;
    if (spot.kind !== 'private' || (permissions & bit.threads) !== 0n) return true;
    return channelOf(spot.id).thread?.memberIds.has(personId) === true;
  }

  function reads(personId: string, spot: Spot): boolean {
    if (spot.kind === 'direct') return spot.partner === personId;
    const channelId = spot.kind === 'text' ? spot.id : parentOf(spot.id);
    return sees(personId, spot) && (permissionsOf(personId, channelId) & bit.history) !== 0n;
  }

  function hearers(spot: Spot): string[] {
    if (spot.partner !== undefined) return [spot.partner];
    return [...guild().members.keys()].filter((id) => id !== discord.bot.id && sees(id, spot));
  }

  function leaveRole(): void {
    const { id } = pick(people);
    const held = guild().members.get(id)?.roles ?? [];
    if (held.length > 0)
      discord.alice.call('DELETE', `/guilds/${discord.guild}/members/${id}/roles/${pick(held)}`);
  }

  function comeAndGo(): void {
    const index = Math.floor(lot.random() * people.length);
    const person = people[index];
    // Those with a direct talk stay, so that there is somebody to talk to.
    if (person === undefined || spots.some(({ partner }) => partner === person.id)) return;
    discord.removeMember(person.id);
    people[index] = discord.addMember(`${person.username.replace(/\d+$/, '')}${spots.length}${index}`);
  }

  return {
    people,
    spots,
    hearers,
    reads,
    allMayRead(spot, source) {
      if (spot.id === source.id) return true;
      if (source.kind === 'direct') return false;
      return hearers(spot).every((id) => reads(id, source));
    },
    shake() {
      const act = pick(['role', 'unrole', 'overwrite', 'overwrite', 'members', 'thread', 'channel']);
      if (act === 'role') discord.giveRole(pick(people).id, pick(roles));
      if (act === 'unrole') leaveRole();
      if (act === 'overwrite') overwrite(pick(channels));
      if (act === 'members') comeAndGo();
      const closed = spots.filter(({ kind }) => kind === 'private');
      if (act === 'thread' && closed.length > 0) letIn(pick(closed).id);
      if (act === 'channel' && spots.length < 14) openThread(pick(channels));
    },
  };
}
