import { rm } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as othersGoFirst } from 'node:timers/promises';
import { UserError } from '../../core/errors.ts';
import type { Job } from '../../core/job.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { inSteps } from '../../lib/in-steps.ts';
import { backupsOf, madeAt, newestBackup } from './backup.ts';
import { emptyLog } from './log.ts';
import { scrub } from './scrub.ts';
import { inThread } from './thread.ts';

interface StorageJobNeeds {
  file: string;
  keepBackups?: number | undefined;
  clock: Clock;
  db: DatabaseSync;
  /** Does something while nobody else asks the database. */
  hold<Result>(work: () => Promise<Result>): Promise<Result>;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Pages that are given back at once: some two milliseconds. */
const pagesAtOnce = 64;
/** Free pages are used again, so some of them are left in the file. */
const spareShare = 0.1;
const spareBytes = 4 * 1_048_576;
/** Of each index; enough to tell which one finds fewer rows. */
const rowsLookedAt = 400;
/** Before a file of an earlier Acore is rewritten, so much of it must be free. */
const rewrittenFrom = { share: 0.25, bytes: 16 * 1_048_576 };

/** What is looked after in the database file: its size, how queries are planned, whether it is whole, and its copies. */
export function storageJobs(needs: StorageJobNeeds): Job[] {
  const { file, clock, keepBackups = 30 * dayMs } = needs;
  return [
    { name: 'free space', everyMs: hourMs, run: (signal) => giveBack(needs, signal) },
    { name: 'query plans', everyMs: dayMs, run: (signal) => plan(needs, signal) },
    { name: 'integrity', everyMs: 7 * dayMs, run: (signal) => checkWhole(file, signal) },
    { name: 'backups', everyMs: dayMs, run: () => forgetOldBackups(file, clock.now() - keepBackups) },
  ];
}

/** Makes the file smaller by what is free in it, a few pages at a time; what was overwritten leaves the log of changes too. */
async function giveBack({ file, db, hold }: StorageJobNeeds, signal: AbortSignal) {
  const pageBytes = numberOf(db, 'page_size');
  const before = numberOf(db, 'page_count');
  const free = () => numberOf(db, 'freelist_count');
  if (numberOf(db, 'auto_vacuum') === 0) {
    const isMuch = free() > rewrittenFrom.share * before && free() * pageBytes > rewrittenFrom.bytes;
    if (isMuch) await hold(() => scrub(file));
  } else {
    const spare = Math.max(Math.floor(before * spareShare), Math.floor(spareBytes / pageBytes));
    await inSteps(
      () =>
        hold(async () => {
          const pages = Math.min(pagesAtOnce, free() - spare);
          if (pages > 0) db.exec(`PRAGMA incremental_vacuum(${pages})`);
          return Math.max(0, pages);
        }),
      signal,
    );
  }
  await hold(() => emptyLog(db));
  const gone = before - numberOf(db, 'page_count');
  return { 'kilobytes given back': Math.max(0, Math.round((gone * pageBytes) / 1_024)) };
}

/** Lets SQLite look at a part of each table that has changed much, so that it goes on choosing the right indexes. */
async function plan({ db, hold }: StorageJobNeeds, signal: AbortSignal) {
  db.exec(`PRAGMA analysis_limit = ${rowsLookedAt}`);
  const due = db.prepare('PRAGMA optimize(0x10003)').all();
  for (const statement of due) {
    signal.throwIfAborted();
    await hold(async () => db.exec(String(Object.values(statement)[0])));
    await othersGoFirst();
  }
  return { 'tables looked at': due.length };
}

function numberOf(db: DatabaseSync, pragma: 'page_size' | 'page_count' | 'freelist_count' | 'auto_vacuum') {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}

/** Reads the whole file in a thread of its own. Throws a UserError that says what to do when it is damaged. */
async function checkWhole(file: string, signal: AbortSignal) {
  const { problem } = await inThread(new URL('./check-worker.ts', import.meta.url), file, signal);
  if (problem !== undefined) throw new UserError(damaged(file, problem));
  return {};
}

function damaged(file: string, problem: string): string {
  const copy = newestBackup(file);
  const fix = copy === undefined ? 'make a copy of the data folder' : `the newest copy is ${copy}`;
  return `The database is damaged (${problem}); stop Acore and run "acore doctor": ${fix}.`;
}

async function forgetOldBackups(file: string, before: number) {
  const old = backupsOf(file).filter((copy) => madeAt(copy) < before);
  for (const copy of old) await rm(copy, { force: true });
  return { 'old copies': old.length };
}
