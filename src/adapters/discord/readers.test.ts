import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type GuildReaders, readByAllIn } from './readers.ts';
import { type Reader, type Room, toReadingBits } from './reading.ts';

/**
 * The judge: who may see and look up what, from the permissions as Discord documents them, with nothing of the code
 * under test but the shape of what it is given.
 */
const bit = {
  administrator: 1n << 3n,
  view: 1n << 10n,
  history: 1n << 16n,
  connect: 1n << 20n,
  threads: 1n << 34n,
};
const bits = Object.values(bit);
const everyone = 'g';
const bot = 'bot';

interface World {
  ownerId: string;
  roles: Record<string, bigint>;
  members: Person[];
  rooms: Space[];
}

interface Person {
  id: string;
  roles: string[];
  timedOut: boolean;
  isGuest: boolean;
}

interface Space {
  kind: 'text' | 'voice' | 'private';
  overwrites: { id: string; allow: bigint; deny: bigint }[];
  /** Of a private thread. */
  inside: string[];
  adult: boolean;
}

function permissionsIn({ ownerId, roles }: World, { overwrites }: Space, person: Person): bigint {
  const all = bits.reduce((sum, each) => sum | each, 0n);
  if (person.id === ownerId) return all;
  let permissions = roles[everyone] ?? 0n;
  for (const role of person.roles) permissions |= roles[role] ?? 0n;
  if ((permissions & bit.administrator) !== 0n) return all;
  const forEveryone = overwrites.find(({ id }) => id === everyone);
  if (forEveryone) permissions = (permissions & ~forEveryone.deny) | forEveryone.allow;
  let allow = 0n;
  let deny = 0n;
  for (const overwrite of overwrites.filter(({ id }) => person.roles.includes(id))) {
    allow |= overwrite.allow;
    deny |= overwrite.deny;
  }
  permissions = (permissions & ~deny) | allow;
  const own = overwrites.find(({ id }) => id === person.id);
  if (own) permissions = (permissions & ~own.deny) | own.allow;
  return person.timedOut ? permissions & (bit.view | bit.history) : permissions;
}

function sees(world: World, room: Space, person: Person): boolean {
  if (person.isGuest) return room.kind === 'voice';
  const permissions = permissionsIn(world, room, person);
  if ((permissions & bit.view) === 0n) return false;
  return room.kind !== 'private' || room.inside.includes(person.id) || (permissions & bit.threads) !== 0n;
}

function looksUp(world: World, room: Space, person: Person): boolean {
  if (person.isGuest || !sees(world, room, person)) return false;
  const permissions = permissionsIn(world, room, person);
  if ((permissions & bit.history) === 0n) return false;
  return room.kind !== 'voice' || (permissions & bit.connect) !== 0n;
}

function mayHear(world: World, place: Space, source: Space, people = world.members): boolean {
  if (source.adult && !place.adult) return false;
  return people
    .filter(({ id }) => id !== bot)
    .every((person) => !sees(world, place, person) || looksUp(world, source, person));
}

// ── the same world, as the adapter knows it ──────────────────────────────────────────────────────

function guildOf(world: World, known: boolean): GuildReaders {
  return {
    id: everyone,
    ownerId: world.ownerId,
    roles: new Map(Object.entries(world.roles).map(([id, permissions]) => [id, toReadingBits(permissions)])),
    selfId: bot,
    selfRoleId: 'r0',
    members: known ? interned(world.members) : undefined,
  };
}

/** Members with the same roles share the list of them. */
function interned(members: readonly Person[]): Reader[] {
  const lists = new Map<string, readonly string[]>();
  return members.map((member) => {
    const roles = lists.get(member.roles.join()) ?? member.roles;
    lists.set(member.roles.join(), roles);
    return { ...member, roles };
  });
}

function roomOf({ kind, overwrites, inside, adult }: Space): Room {
  return {
    overwrites: new Map(
      overwrites.map(({ id, allow, deny }) => [
        id,
        { allow: toReadingBits(allow), deny: toReadingBits(deny) },
      ]),
    ),
    isVoice: kind === 'voice',
    isAgeRestricted: adult,
    privately: kind === 'private' ? { members: new Set(inside) } : undefined,
  };
}

function answersFor(world: World, place: Space, sources: readonly Space[], known: boolean): boolean[] {
  const rooms = sources.map(roomOf);
  return rooms.map(readByAllIn(guildOf(world, known), roomOf(place), rooms));
}

// ── worlds by chance ─────────────────────────────────────────────────────────────────────────────

const roleIds = ['r0', 'r1', 'r2', 'r3', 'r4'];
const personIds = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5', bot];

/** Mostly what people need to read, so that not everything is refused; `seldom` is one of so many. */
function permissions(seldom: number): fc.Arbitrary<bigint> {
  const each = bits.map((one) => {
    const often = one === bit.view || one === bit.history || one === bit.connect;
    const weight = one === bit.administrator ? 1 : often ? seldom : 3;
    return fc.oneof({ arbitrary: fc.constant(one), weight }, { arbitrary: fc.constant(0n), weight: 6 });
  });
  return fc.tuple(...each).map((all) => all.reduce((sum, one) => sum | one, 0n));
}

const overwrite = fc.record({
  id: fc.oneof(fc.constant(everyone), fc.constantFrom(...roleIds), fc.constantFrom(...personIds)),
  allow: permissions(3),
  deny: permissions(2),
});
const space: fc.Arbitrary<Space> = fc.record({
  kind: fc.constantFrom('text', 'text', 'voice', 'private'),
  overwrites: fc.uniqueArray(overwrite, { maxLength: 5, selector: ({ id }) => id }),
  inside: fc.subarray(personIds),
  adult: fc.integer({ min: 0, max: 5 }).map((draw) => draw === 0),
});
const person = fc.record({
  id: fc.constantFrom(...personIds),
  // The bot's own role is nobody else's.
  roles: fc.subarray(roleIds.slice(1)),
  timedOut: fc.integer({ min: 0, max: 5 }).map((draw) => draw === 0),
  isGuest: fc.integer({ min: 0, max: 7 }).map((draw) => draw === 0),
});
const world: fc.Arbitrary<World> = fc.record({
  ownerId: fc.constantFrom(...personIds),
  roles: fc
    .tuple(permissions(30), fc.array(permissions(4), { minLength: 5, maxLength: 5 }))
    .map(([forAll, others]) =>
      Object.fromEntries([[everyone, forAll], ...others.map((each, index) => [`r${index}`, each])]),
    ),
  members: fc.uniqueArray(person, { maxLength: 7, selector: ({ id }) => id }),
  rooms: fc.array(space, { minLength: 2, maxLength: 5 }),
});

/** What happens to a server: members come, go and change, and so do roles and overwrites. */
const change: fc.Arbitrary<(before: World) => World> = fc.oneof(
  person.map((one) => (before: World) => ({
    ...before,
    members: [...before.members.filter(({ id }) => id !== one.id), one],
  })),
  fc.constantFrom(...personIds).map((gone) => (before: World) => ({
    ...before,
    members: before.members.filter(({ id }) => id !== gone),
  })),
  fc.tuple(fc.constantFrom(everyone, ...roleIds), permissions(10)).map(([id, now]) => (before: World) => ({
    ...before,
    roles: { ...before.roles, [id]: now },
  })),
  fc.tuple(fc.nat({ max: 4 }), space).map(([index, now]) => (before: World) => ({
    ...before,
    rooms: before.rooms.map((room, at) => (at === index ? now : room)),
  })),
);

/** Everybody whom the roles make possible: what the way without a list of members has to count with. */
function whoeverMayBe(): Person[] {
  const ids = roleIds.slice(1);
  const sets = Array.from({ length: 2 ** ids.length }, (_, mask) => ids.filter((_, at) => (mask >> at) & 1));
  return [...personIds, 'somebody'].flatMap((id) =>
    sets.flatMap((roles) =>
      [false, true].flatMap((timedOut) => [false, true].map((isGuest) => ({ id, roles, timedOut, isGuest }))),
    ),
  );
}

describe('who reads a place may read what it hears', () => {
  test('with all members known, exactly what they all may read, through every change', () => {
    fc.assert(
      fc.property(world, fc.array(change, { maxLength: 4 }), (first, changes) => {
        let now = first;
        for (const turn of [(same: World) => same, ...changes]) {
          now = turn(now);
          const [place, ...sources] = now.rooms as [Space, ...Space[]];
          const wanted = sources.map((source) => mayHear(now, place, source));
          assert.deepEqual(answersFor(now, place, sources, true), wanted);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('the owner, who reads everything, does not stand for those with the same roles', () => {
    const open = { kind: 'text' as const, overwrites: [], inside: [], adult: false };
    const closed = { ...open, overwrites: [{ id: everyone, allow: 0n, deny: bit.view }] };
    const members = ['p0', 'p1'].map((id) => ({ id, roles: ['r1'], timedOut: false, isGuest: false }));
    const roles = { [everyone]: bit.view | bit.history, r1: 0n };
    const now = { ownerId: 'p0', roles, members, rooms: [open, closed] };
    assert.deepEqual(answersFor(now, open, [closed], true), [false]);
    assert.deepEqual(answersFor({ ...now, members: members.slice(0, 1) }, open, [closed], true), [true]);
  });

  test('by roles alone, never what somebody in the room may not read, through every change', () => {
    fc.assert(
      fc.property(world, fc.array(change, { maxLength: 4 }), (first, changes) => {
        let now = first;
        for (const turn of [(same: World) => same, ...changes]) {
          now = turn(now);
          const [place, ...sources] = now.rooms as [Space, ...Space[]];
          const answers = answersFor(now, place, sources, false);
          for (const [index, source] of sources.entries())
            assert.ok(!answers[index] || mayHear(now, place, source));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('by roles alone, everything that nobody possible could be kept from', () => {
    const people = whoeverMayBe();
    fc.assert(
      fc.property(world, ({ members: _, ...rest }) => {
        const now = { ...rest, members: [] };
        const [place, ...sources] = now.rooms as [Space, ...Space[]];
        // Who is in a private thread is not known: in the room it may be anybody, in the source nobody.
        const open: Space = { ...place, inside: [...personIds, 'somebody'] };
        const wanted = sources.map((source) => mayHear(now, open, { ...source, inside: [] }, people));
        assert.deepEqual(answersFor(now, place, sources, false), wanted);
      }),
      { numRuns: 500 },
    );
  });

  test('by roles alone, most of what is really shared in ordinary channels of worlds by chance', (t) => {
    const ordinary = fc
      .sample(world, { numRuns: 4_000, seed: 4 })
      .flatMap((now) => {
        const [place, ...sources] = now.rooms as [Space, ...Space[]];
        if (place.kind === 'voice') return [];
        const known = answersFor(now, place, sources, true);
        const byRoles = answersFor(now, place, sources, false);
        return sources.map(({ kind }, index) => ({ kind, known: known[index], byRoles: byRoles[index] }));
      })
      .filter(({ kind, known }) => kind === 'text' && known === true);
    const share = ordinary.filter(({ byRoles }) => byRoles === true).length / ordinary.length;
    t.diagnostic(`${(100 * share).toFixed(1)} % of ${ordinary.length}`);
    assert.ok(share > 0.6, String(share));
  });
});
