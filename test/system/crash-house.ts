import { cpSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { AppOptions, Parts } from '../../src/app.ts';
import type { CommandReply } from '../../src/core/commands/command.ts';
import type { Message } from '../../src/core/message.ts';
import { type Commit, watchCommits } from './commit-points.ts';
import { messageFrom, quietHost, startTestApp, type TestApp, temporaryFolder } from './harness.ts';

/** What somebody who was killed at some moment left behind. */
export interface Death {
  /** Which tables had just been written to. */
  after: string;
  /** When that was. */
  at: number;
  dataFolder: string;
  /** What the host had been given to say by then. */
  said: ReturnType<typeof quietHost>['said'];
}

type Remains = Pick<Death, 'dataFolder' | 'said'>;

export interface HouseOptions {
  env: Record<string, string>;
  /** The text of config.yaml. */
  config: string;
  clock?: AppOptions['clock'];
}

/** An Acore on a host within the test. */
export interface House extends AsyncDisposable {
  app: TestApp;
  dataFolder: string;
  said: Death['said'];
  say(change: Partial<Message> & { id: string; text: string }): Promise<void>;
  use(name: string, input?: object, who?: string): Promise<CommandReply>;
  /** Resolves when every turn has ended, and what follows from it. */
  idle(): Promise<void>;
}

const commits = new Set<(commit: Commit) => void>();
watchCommits((commit) => {
  for (const heard of commits) heard(commit);
});

/** The end of a turn, and what comes after it: what goes on within one is another test's. */
export function isBehindTheTalk({ after }: Pick<Death, 'after'>): boolean {
  return !/^(?:inbox, transcript|outbox_posts, (?:outbox_replies|transcript.*))$/.test(after);
}

/** Where deaths are kept, and an Acore is started from them. */
export function createMorgue(options: HouseOptions) {
  const folders = temporaryFolder();
  let kept = 0;

  function newFolder(): string {
    kept += 1;
    const path = join(folders.path, String(kept));
    mkdirSync(path);
    return path;
  }

  function copyOf(dataFolder: string): string {
    const path = newFolder();
    // What belongs to the living process alone stays with it.
    const filter = (file: string) => !/\.(?:lock|db-shm)$/.test(basename(file));
    cpSync(dataFolder, path, { recursive: true, filter });
    return path;
  }

  return {
    newFolder,
    /** Starts where somebody died, or anew. */
    open: (from: Remains = { dataFolder: newFolder(), said: [] }, config = options.config) =>
      openHouse({ ...options, config }, from),
    /** Starts where somebody died right after that, however long ago it was. */
    openAtOnce(death: Death) {
      const sinceMs = Date.now() - death.at;
      return openHouse({ ...options, clock: { now: () => Date.now() - sinceMs } }, death);
    },
    /** Every state in which a crash during this work can leave things, the one before it and the one after it as well. */
    async deathsDuring({ dataFolder, said }: Remains, work: () => Promise<void>): Promise<Death[]> {
      const file = join(dataFolder, 'acore.db');
      const deaths: Death[] = [];
      const die = (after: string) =>
        deaths.push({ after, at: Date.now(), dataFolder: copyOf(dataFolder), said: [...said] });
      const heard = (commit: Commit) => {
        if (commit.file === file) die(commit.tables.join(', '));
      };
      die('nothing');
      commits.add(heard);
      try {
        await work();
      } finally {
        commits.delete(heard);
      }
      return deaths;
    },
    [Symbol.dispose]: folders[Symbol.dispose],
  };
}

async function openHouse(
  { env, config, clock }: HouseOptions,
  { dataFolder, said }: Remains,
): Promise<House> {
  const host = quietHost([...said]);
  const parts = Promise.withResolvers<Parts>();
  const app = await startTestApp({
    ...{ env, config, clock, dataFolder },
    entrances: (all) => {
      parts.resolve(all);
      return [{ platform: host.platform, start: async () => async () => {} }];
    },
  });
  const { commands } = (await parts.promise).slices;
  const { conversation } = app.app;
  let calls = 0;
  return {
    app,
    dataFolder,
    said: host.said,
    async say(change) {
      const message = messageFrom(change);
      await conversation.receive(message);
      await app.receiptOf(message.id);
      await conversation.idle();
    },
    async use(name, input = {}, who = 'alice') {
      calls += 1;
      const command = commands.find((one) => one.name === name);
      if (command === undefined) throw new Error(`There is no command ${name}.`);
      const caller = { id: who, name: who, mayManage: who === 'alice' };
      const { place } = messageFrom();
      const signal = new AbortController().signal;
      return command.run({ id: `call-${calls}`, caller, place, signal, input: command.input.parse(input) });
    },
    idle: () => conversation.idle(),
    [Symbol.asyncDispose]: () => app[Symbol.asyncDispose](),
  };
}
