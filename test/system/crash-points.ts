import { watchCommits } from './commit-points.ts';

/**
 * Counts every point at which a crash could strike: before each asynchronous call of each port, and at each step of
 * a stream. What lies between the end of one call and the start of the next changes nothing outside the process, so
 * a crash there leaves what a crash before the next call leaves.
 */
export interface CrashPoints {
  wrap<Port extends object>(name: string, port: Port): Port;
  /** From now on points count. */
  arm(): void;
  passed(): CrashPoint[];
}

export interface CrashPoint {
  /** The call, and which of its name it is: what else goes on meanwhile does not move that of a call of its own. */
  name: string;
  /** How often something was written, or asked of the world, before it: points with the same number are one crash. */
  changes: number;
}

/** `strike` is called at each point, with its name; it may kill the process. */
export function createCrashPoints(strike: (name: string) => void): CrashPoints {
  const passed: CrashPoint[] = [];
  const times = new Map<string, number>();
  let armed = false;
  let changes = 0;
  watchCommits(changed);

  function changed(): void {
    changes += 1;
  }

  function point(call: string): void {
    if (!armed) return;
    const time = (times.get(call) ?? 0) + 1;
    times.set(call, time);
    const name = `${call}, ${time}`;
    passed.push({ name, changes });
    strike(name);
    if (!isOfTheHouse(name)) changed();
  }

  async function watched(name: string, call: () => Promise<unknown>): Promise<unknown> {
    point(`before ${name}`);
    return call();
  }

  async function* watchedStream(name: string, events: AsyncIterable<unknown>): AsyncGenerator<unknown> {
    point(`before ${name}`);
    for await (const event of events) {
      point(`within ${name}`);
      yield event;
    }
  }

  return {
    wrap(name, port) {
      return new Proxy(port, {
        get(target, key) {
          const member = Reflect.get(target, key);
          if (typeof member !== 'function' || typeof key === 'symbol') return member;
          return (...given: unknown[]) => {
            const method = `${name}.${key}`;
            if (isStream(method)) return watchedStream(method, member.apply(target, given));
            if (isPlain(method)) return member.apply(target, given);
            return watched(method, async () => member.apply(target, given));
          };
        },
      });
    },
    arm() {
      armed = true;
    },
    passed: () => passed,
  };
}

/** What lies in the database alone, so that whatever changes there is a commit. */
const house = ['storage', 'journal', 'transcript', 'receipts', 'rooms', 'cast', 'moods'];
const streams = ['generate'];
/** Members of the ports that answer at once. A new one that does not must not stand here. */
const plain = ['all', 'get', 'knownIn', 'estimateTokens', 'split', 'typing', 'shownBy'];

function isOfTheHouse(name: string): boolean {
  return house.includes(/ (\w+)\./.exec(name)?.[1] ?? '');
}

function isStream(method: string): boolean {
  return streams.includes(method.split('.').at(-1) ?? '');
}

function isPlain(method: string): boolean {
  return plain.includes(method.split('.').at(-1) ?? '');
}
