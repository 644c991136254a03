import { homeOf, laneOf, type Place } from '../../core/message.ts';
import { createCache } from '../../lib/cache.ts';
import { type Database, inside, type Transaction } from '../../lib/sql.ts';
import type { Lane, MemoryTables } from './tables.ts';

/** What holds in a home: a server, or a direct talk. */
export interface HomeRules {
  /** Since when is learned, in milliseconds since 1970; undefined where nothing is. */
  learnsSince?: number | undefined;
  shared: boolean;
  noted: boolean;
}

/** Up to which position of the transcript a character has come in a lane, and with a model. */
export interface Listener {
  lane: string;
  characterId: string;
  learnedTo: number;
  readTo: number;
  /** The same two for lines that came in from files: whenever they were said, they are taken in their turn. */
  broughtTo: number;
  broughtReadTo: number;
}

/** A line that can be recalled. */
export interface KeptLine {
  messageId: string;
  lane: string;
  authorId: string;
  at: number;
  /** It came in from a file and is to be learned from. */
  isBrought?: boolean | undefined;
}

/** A line from a file that is to be learned from, with its turn. */
export interface BroughtLine {
  messageId: string;
  turn: number;
}

/** Which talks are remembered, by whom, and how far. */
export interface LaneStore {
  rules(home: string): Promise<HomeRules>;
  setRules(home: string, rules: HomeRules): Promise<void>;
  /** Every remembered talk of a host with those who listened to it. */
  lanesOf(host: string): Promise<readonly (Lane & { listeners: readonly string[] })[]>;
  listener(place: Place, characterId: string): Promise<Listener | undefined>;
  /** The character remembers this talk from a moment on, if it does not do so already. */
  begin(transaction: Transaction, place: Place, characterId: string, at: number): Promise<void>;
  /** The character has come so far; from now on it remembers this talk. */
  advance(transaction: Transaction, place: Place, listener: Listener): Promise<void>;
  /** Those of the messages that can be recalled already. */
  keptAmong(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  keep(transaction: Transaction, lines: readonly KeptLine[]): Promise<void>;
  /** Lines from files that are to be learned from, after a turn. */
  brought(lane: string, after: number, limit: number): Promise<BroughtLine[]>;
  /** Lets go of lines that were taken back or say something else now; those there were are to be read again. */
  release(transaction: Transaction, messageIds: readonly string[]): Promise<void>;
  /** A message is to be read, where something is learned, though who listens in its lane has come further already. */
  readLate(transaction: Transaction, message: { id: string; place: Place; at: number }): Promise<void>;
  /** The messages of a lane that are to be read again. */
  revised(lane: string): Promise<string[]>;
  /** They are not to be read again any more. */
  settleRevised(messageIds: readonly string[], transaction?: Transaction): Promise<void>;
  listenersOf(place: Place): Promise<Listener[]>;
  linesOf(authorId: string): Promise<string[]>;
  /** Takes some lines of a person out for good; gives their messages' ids. */
  forgetLinesOf(transaction: Transaction, authorId: string, limit: number): Promise<string[]>;
  spent(day: string): Promise<number>;
  spend(day: string, tokens: number): Promise<void>;
}

const keptHomes = 1_000;

export function createLaneStore(db: Database<MemoryTables>): LaneStore {
  const homes = createCache(keptHomes, rulesOf);
  const lanes = createCache(16, readLanes);
  return {
    rules: homes.get,
    async setRules(home, { learnsSince, shared, noted }) {
      const row = { learns_since: learnsSince ?? null, shared: shared ? 1 : 0, noted: noted ? 1 : 0 };
      await db
        .insertInto('memory_homes')
        .values({ home, ...row })
        .onConflict((conflict) => conflict.column('home').doUpdateSet(row))
        .execute();
      homes.forget(home);
    },
    lanesOf: lanes.get,
    async listener(place, characterId) {
      const row = await db
        .selectFrom('memory_listeners')
        .selectAll()
        .where('lane', '=', laneOf(place))
        .where('character_id', '=', characterId)
        .executeTakeFirst();
      return row && toListener(row);
    },
    async begin(transaction, place, characterId, at) {
      const fresh = listenerFrom(place, characterId, at * 1_000);
      await addLane(transaction, place);
      await inside<MemoryTables>(transaction)
        .insertInto('memory_listeners')
        .values(listenerRow(fresh))
        .onConflict((conflict) => conflict.columns(['lane', 'character_id']).doNothing())
        .execute();
    },
    async advance(transaction, place, listener) {
      const { lane: _lane, character_id: _character, ...reached } = listenerRow(listener);
      await addLane(transaction, place);
      await mendLane(transaction, place);
      await inside<MemoryTables>(transaction)
        .insertInto('memory_listeners')
        .values(listenerRow(listener))
        .onConflict((conflict) => conflict.columns(['lane', 'character_id']).doUpdateSet(reached))
        .execute();
    },
    async keptAmong(messageIds) {
      if (messageIds.length === 0) return new Set();
      const rows = await db
        .selectFrom('memory_lines')
        .select('message_id')
        .where('message_id', 'in', [...messageIds])
        .execute();
      return new Set(rows.map(({ message_id }) => message_id));
    },
    async keep(transaction, lines) {
      const [first] = lines;
      if (first === undefined) return;
      const tables = inside<MemoryTables>(transaction);
      let turn = lines.some(({ isBrought }) => isBrought) ? await lastTurn(tables, first.lane) : 0;
      const rows = lines.map(({ messageId, lane, authorId, at, isBrought = false }) => {
        if (isBrought) turn += 1;
        const brought = isBrought ? turn : null;
        return { message_id: messageId, lane, author_id: authorId, said_at: at, brought };
      });
      await tables
        .insertInto('memory_lines')
        .values(rows)
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute();
    },
    async brought(lane, after, limit) {
      const rows = await db
        .selectFrom('memory_lines')
        .select(['message_id', 'brought'])
        .where('lane', '=', lane)
        .where('brought', '>', after)
        .orderBy('brought')
        .limit(limit)
        .execute();
      return rows.map(({ message_id, brought }) => ({ messageId: message_id, turn: Number(brought) }));
    },
    async release(transaction, messageIds) {
      const tables = inside<MemoryTables>(transaction);
      const released = await tables
        .deleteFrom('memory_lines')
        .where('message_id', 'in', [...messageIds])
        .returning(['message_id', 'lane'])
        .execute();
      if (released.length > 0) await readAgain(tables, released);
    },
    async readLate(transaction, { id, place, at }) {
      const tables = inside<MemoryTables>(transaction);
      const lane = laneOf(place);
      const passed = await tables
        .selectFrom('memory_listeners as listener')
        .innerJoin('memory_lanes as known', 'known.lane', 'listener.lane')
        .innerJoin('memory_homes as home', 'home.home', 'known.home')
        .select('listener.lane')
        .where('listener.lane', '=', lane)
        .where('listener.learned_to', '>=', at * 1_000)
        .where('home.learns_since', '<=', at)
        .executeTakeFirst();
      if (passed !== undefined) await readAgain(tables, [{ message_id: id, lane }]);
    },
    async revised(lane) {
      const rows = await db
        .selectFrom('memory_revised')
        .select('message_id')
        .where('lane', '=', lane)
        .execute();
      return rows.map(({ message_id }) => message_id);
    },
    async settleRevised(messageIds, transaction) {
      const tables = transaction === undefined ? db : inside<MemoryTables>(transaction);
      await tables
        .deleteFrom('memory_revised')
        .where('message_id', 'in', [...messageIds])
        .execute();
    },
    async listenersOf(place) {
      const rows = await db
        .selectFrom('memory_listeners')
        .selectAll()
        .where('lane', '=', laneOf(place))
        .execute();
      return rows.map(toListener);
    },
    async linesOf(authorId) {
      const rows = await db
        .selectFrom('memory_lines')
        .select('message_id')
        .where('author_id', '=', authorId)
        .execute();
      return rows.map(({ message_id }) => message_id);
    },
    async forgetLinesOf(transaction, authorId, limit) {
      const tables = inside<MemoryTables>(transaction);
      const some = tables
        .selectFrom('memory_lines')
        .select('message_id')
        .where('author_id', '=', authorId)
        .limit(limit);
      const gone = await tables
        .deleteFrom('memory_lines')
        .where('message_id', 'in', some)
        .returning('message_id')
        .execute();
      return gone.map(({ message_id }) => message_id);
    },
    async spent(day) {
      const row = await db
        .selectFrom('memory_spending')
        .select('tokens')
        .where('day', '=', day)
        .executeTakeFirst();
      return Number(row?.tokens ?? 0);
    },
    async spend(day, tokens) {
      await db.deleteFrom('memory_spending').where('day', '<', day).execute();
      await db
        .insertInto('memory_spending')
        .values({ day, tokens })
        .onConflict((conflict) =>
          conflict
            .column('day')
            .doUpdateSet((set) => ({ tokens: set('memory_spending.tokens', '+', tokens) })),
        )
        .execute();
    },
  };

  async function addLane(transaction: Transaction, place: Place): Promise<void> {
    await inside<MemoryTables>(transaction)
      .insertInto('memory_lanes')
      .values({ lane: laneOf(place), home: homeOf(place), place: JSON.stringify(withoutName(place)) })
      .onConflict((conflict) => conflict.column('lane').doNothing())
      .execute();
    lanes.forget(place.host);
  }

  /** What a file said of a place gives way to what the host says. */
  async function mendLane(transaction: Transaction, place: Place): Promise<void> {
    await inside<MemoryTables>(transaction)
      .updateTable('memory_lanes')
      .set({ home: homeOf(place), place: JSON.stringify(withoutName(place)) })
      .where('lane', '=', laneOf(place))
      .execute();
  }

  async function rulesOf(home: string): Promise<HomeRules> {
    const row = await db.selectFrom('memory_homes').selectAll().where('home', '=', home).executeTakeFirst();
    return {
      learnsSince: row?.learns_since === null ? undefined : row?.learns_since,
      shared: row?.shared === 1,
      noted: row?.noted === 1,
    };
  }

  async function readLanes(host: string): Promise<(Lane & { listeners: string[] })[]> {
    const rows = await db
      .selectFrom('memory_lanes as lane')
      .innerJoin('memory_listeners as listener', 'listener.lane', 'lane.lane')
      .select(['lane.lane', 'lane.home', 'lane.place', 'listener.character_id'])
      .orderBy('lane.lane')
      .execute();
    const found = new Map<string, Lane & { listeners: string[] }>();
    for (const { lane, home, place, character_id } of rows) {
      const one = found.get(lane) ?? { lane, home, place: JSON.parse(place) as Place, listeners: [] };
      one.listeners.push(character_id);
      found.set(lane, one);
    }
    return [...found.values()].filter(({ place }) => place.host === host);
  }
}

async function readAgain(
  tables: Database<MemoryTables>,
  messages: readonly MemoryTables['memory_revised'][],
): Promise<void> {
  await tables
    .insertInto('memory_revised')
    .values([...messages])
    .onConflict((conflict) => conflict.column('message_id').doNothing())
    .execute();
}

/** The last turn that was given to a line from a file: also when that line is gone, nobody is given it again. */
async function lastTurn(tables: Database<MemoryTables>, lane: string): Promise<number> {
  const [line, listener] = await Promise.all([
    tables
      .selectFrom('memory_lines')
      .select(({ fn }) => fn.max('brought').as('turn'))
      .where('lane', '=', lane)
      .executeTakeFirst(),
    tables
      .selectFrom('memory_listeners')
      .select(({ fn }) => [fn.max('brought_to').as('learned'), fn.max('brought_read_to').as('read')])
      .where('lane', '=', lane)
      .executeTakeFirst(),
  ]);
  return Math.max(Number(line?.turn ?? 0), Number(listener?.learned ?? 0), Number(listener?.read ?? 0));
}

/** A character that has just come into a talk remembers it from a position on, and all that came in from files. */
export function listenerFrom(place: Place, characterId: string, position: number): Listener {
  const from = { learnedTo: position, readTo: position, broughtTo: 0, broughtReadTo: 0 };
  return { lane: laneOf(place), characterId, ...from };
}

function toListener(row: MemoryTables['memory_listeners']): Listener {
  return {
    lane: row.lane,
    characterId: row.character_id,
    learnedTo: Number(row.learned_to),
    readTo: Number(row.read_to),
    broughtTo: Number(row.brought_to),
    broughtReadTo: Number(row.brought_read_to),
  };
}

function listenerRow(listener: Listener): MemoryTables['memory_listeners'] {
  return {
    lane: listener.lane,
    character_id: listener.characterId,
    learned_to: listener.learnedTo,
    read_to: listener.readTo,
    brought_to: listener.broughtTo,
    brought_read_to: listener.broughtReadTo,
  };
}

/** A direct talk is often called by a person's name, which is not kept with it. */
function withoutName(place: Place): Place {
  const { name: _name, ...rest } = place;
  return place.kind === 'direct' ? rest : place;
}
