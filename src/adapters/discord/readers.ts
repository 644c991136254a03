import { type GuildRoles, hears, type Reader, type Room, readingBits, reads } from './reading.ts';

/** A server, as far as it is known who may read what in it. */
export interface GuildReaders extends GuildRoles {
  /** The bot itself does not count: it says what is heard. */
  selfId: string;
  /** The role that the bot brought along, which nobody else can have. */
  selfRoleId?: string | undefined;
  /** All its members; undefined where they are not known, so that whoever its roles make possible counts. */
  members?: readonly Reader[] | undefined;
}

/**
 * Tells of each source whether everybody who may hear what is said in a room may surely read what was said there. All
 * sources that will be asked about are given beforehand.
 */
export function readByAllIn(
  guild: GuildReaders,
  place: Room,
  sources: readonly Room[],
): (source: Room) => boolean {
  const allRead =
    guild.members === undefined
      ? readByWhoeverMayBe(guild, place)
      : readByMembers(guild, guild.members, place, sources);
  const known = new Map<string, boolean>();
  return (source) => {
    if (source.isAgeRestricted && !place.isAgeRestricted) return false;
    const key = keyOf(source);
    const answer = known.get(key) ?? allRead(source);
    known.set(key, answer);
    return answer;
  };
}

/** Rooms with the same key are read by the same people. */
function keyOf({ overwrites, isVoice, privately }: Room): string {
  const rules = [...overwrites].map(([id, { allow, deny }]) => `${id}+${allow}-${deny}`).sort();
  const within = privately && (privately.members === undefined ? 'unknown' : [...privately.members].sort());
  return JSON.stringify([rules, isVoice, within]);
}

function readByMembers(
  guild: GuildReaders,
  members: readonly Reader[],
  place: Room,
  sources: readonly Room[],
): (source: Room) => boolean {
  const named = new Set([place, ...sources].flatMap(namedIn));
  const others = members.filter(({ id }) => id !== guild.selfId);
  // The owner reads everything, and must not stand for others.
  const readers = distinct(others, named.add(guild.ownerId), rolesThatMatter(guild, named));
  const hearers = readers.filter((reader) => hears(guild, place, reader));
  return (source) => hearers.every((reader) => reads(guild, source, reader));
}

function namedIn({ overwrites, privately }: Room): string[] {
  return [...overwrites.keys(), ...(privately?.members ?? [])];
}

/** Most roles of a server are a colour, and nothing more than everybody's. */
function rolesThatMatter({ id: everyone, roles }: GuildReaders, named: ReadonlySet<string>): Set<string> {
  const forAll = roles.get(everyone) ?? 0;
  const matter = [...roles].filter(([id, bits]) => (bits & ~forAll) !== 0 || named.has(id));
  return new Set(matter.map(([id]) => id));
}

/** One of all those who have the same roles that matter, and nothing of their own. */
function distinct(
  members: readonly Reader[],
  named: ReadonlySet<string>,
  matter: ReadonlySet<string>,
): Reader[] {
  const alike = new Map<readonly string[], Reader>();
  const single = members.filter((reader) => {
    const { id, roles, timedOut, isGuest } = reader;
    if (timedOut === true || isGuest === true || (id !== undefined && named.has(id))) return true;
    if (!alike.has(roles)) alike.set(roles, reader);
    return false;
  });
  const standing = new Map<string, Reader>();
  for (const reader of alike.values()) {
    const roles = reader.roles.filter((role) => matter.has(role)).sort();
    standing.set(roles.join(), { ...reader, roles });
  }
  return [...single, ...standing.values()];
}

/**
 * Without a list of members: nobody whom the roles make possible may hear the room and not read the source. Of all
 * roles that such a person has, one that lets them into the room and one that keeps them out of the source are enough
 * to see it: taking the others away takes neither.
 */
function readByWhoeverMayBe(guild: GuildReaders, place: Room): (source: Room) => boolean {
  // Guests of a voice channel read nothing else.
  if (place.isVoice) return () => false;
  const open = { ...place, privately: undefined };
  return (source) => {
    const closed = source.privately === undefined ? source : { ...source, privately: { members: undefined } };
    return !whoMayBe(guild, open, closed).some(
      (reader) => hears(guild, open, reader) && !reads(guild, closed, reader),
    );
  };
}

function whoMayBe(guild: GuildReaders, place: Room, source: Room): Reader[] {
  const roles = rolesThatDiffer(guild, place, source);
  const pairs = roles.flatMap((role, index) => roles.slice(index).map((other) => [role, other]));
  return [undefined, ...peopleThatDiffer(guild, place, source)].flatMap((id) =>
    [[], ...pairs].flatMap((held) => [
      { id, roles: held },
      { id, roles: held, timedOut: true },
    ]),
  );
}

/** One of all roles that make the same difference for the two rooms. Who administers reads everything. */
function rolesThatDiffer(guild: GuildReaders, place: Room, source: Room): string[] {
  const forAll = guild.roles.get(guild.id) ?? 0;
  const found = new Map<string, string>();
  for (const [id, bits] of guild.roles) {
    if (id === guild.id || id === guild.selfRoleId || (bits & readingBits.everything) !== 0) continue;
    found.set(`${bits & ~forAll} ${differenceOf(id, place, source)}`, id);
  }
  return [...found.values()];
}

/** One of all people for whom the two rooms have the same overwrites of their own. */
function peopleThatDiffer(guild: GuildReaders, place: Room, source: Room): string[] {
  const found = new Map<string, string>();
  for (const id of [...place.overwrites.keys(), ...source.overwrites.keys()]) {
    if (guild.roles.has(id) || id === guild.selfId || id === guild.ownerId) continue;
    found.set(differenceOf(id, place, source), id);
  }
  return [...found.values()];
}

function differenceOf(id: string, ...rooms: Room[]): string {
  return rooms
    .map(({ overwrites }) => overwrites.get(id))
    .map((overwrite) => `${overwrite?.allow ?? 0}-${overwrite?.deny ?? 0}`)
    .join(' ');
}
