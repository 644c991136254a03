import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { ConfigError } from '../../core/errors.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Check } from '../../core/ports/health.ts';
import { remedyForUnwritable } from '../../lib/unwritable.ts';

interface Needs {
  dataFolder: string;
  clock: Clock;
  /** An address whose answers carry the right time, such as Discord's. */
  timeFrom?: string | undefined;
  /** `process.versions.node` */
  nodeVersion?: string | undefined;
}

/** The lines of `acore doctor` that concern the machine itself. */
export async function generalChecks(needs: Needs): Promise<Check[]> {
  return [
    checkNode(needs.nodeVersion ?? process.versions.node),
    checkFolder(needs.dataFolder),
    checkSpace(needs.dataFolder),
    checkMode(needs.dataFolder),
    await checkClock(needs),
  ];
}

/** The settings as lines of `acore doctor`, so that it works on an installation whose settings are wrong. */
export async function settingsChecks(
  check: () => Promise<readonly Pick<Check, 'says' | 'fix'>[]>,
): Promise<Check[]> {
  const name = 'Settings';
  try {
    const warnings = await check();
    if (warnings.length === 0) return [{ name, state: 'ok', says: 'They are right.' }];
    return warnings.map((warning) => ({ name, state: 'warning', ...warning }));
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map(({ path, problem, fix }) => ({
      name,
      state: 'failed',
      says: `${path}: ${problem}`,
      fix,
    }));
  }
}

function checkNode(version: string): Check {
  const name = 'Node';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 15)) return { name, state: 'ok', says: `Node ${version}.` };
  const fix = 'Run "npm ci" and start Acore with "npm start": it brings its own Node.';
  return { name, state: 'failed', says: `Node ${version} is too old; Acore needs 24.15 or newer.`, fix };
}

function checkFolder(folder: string): Check {
  const name = 'Data folder';
  const there = nearestExisting(folder);
  if (!statSync(there).isDirectory()) {
    return {
      name,
      state: 'failed',
      says: `${there} is a file, not a folder.`,
      fix: 'Name another one with ACORE_DATA.',
    };
  }
  try {
    accessSync(there, constants.W_OK | constants.X_OK);
  } catch (error) {
    const fix = remedyForUnwritable(there, error);
    return { name, state: 'failed', says: `${there} cannot be written to.`, fix };
  }
  const says =
    there === folder ? `${folder} can be written to.` : `${folder} will be made at the first start.`;
  return { name, state: 'ok', says };
}

function checkSpace(folder: string): Check {
  const name = 'Disk';
  const { bavail, bsize } = statfsSync(nearestExisting(folder));
  const megabytes = Math.floor((bavail * bsize) / 1_000_000);
  const says = `${megabytes} MB are free for ${folder}.`;
  const fix = 'Free some space, or name a data folder on another disk with ACORE_DATA.';
  if (megabytes < 50) return { name, state: 'failed', says, fix };
  return megabytes < 500 ? { name, state: 'warning', says, fix } : { name, state: 'ok', says };
}

function checkMode(folder: string): Check {
  const name = 'Folder mode';
  if (process.platform === 'win32') return { name, state: 'skipped', says: 'Windows has other means.' };
  if (!existsSync(folder) || (statSync(folder).mode & 0o077) === 0)
    return { name, state: 'ok', says: 'Nobody else on this machine can look in.' };
  const says = `Others on this machine can look into ${folder}.`;
  return { name, state: 'warning', says, fix: `chmod 700 ${folder}` };
}

async function checkClock({ clock, timeFrom }: Needs): Promise<Check> {
  const name = 'Clock';
  const fix = 'Let the machine set its clock from the network: timedatectl set-ntp true';
  const now = new Date(clock.now());
  if (now.getUTCFullYear() < 2026)
    return { name, state: 'failed', says: `It says ${now.toISOString()}.`, fix };
  const right = timeFrom === undefined ? undefined : await timeAt(timeFrom);
  if (right === undefined)
    return { name, state: 'ok', says: `It says ${now.toISOString()}; nothing to compare it with.` };
  const seconds = Math.round((clock.now() - right) / 1000);
  if (Math.abs(seconds) <= 30) return { name, state: 'ok', says: 'It is right.' };
  return {
    name,
    state: 'warning',
    says: `It is ${Math.abs(seconds)} s ${seconds < 0 ? 'slow' : 'fast'}.`,
    fix,
  };
}

async function timeAt(address: string): Promise<number | undefined> {
  try {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(3_000) });
    const date = Date.parse(answer.headers.get('date') ?? '');
    return Number.isNaN(date) ? undefined : date;
  } catch {
    return undefined;
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}
