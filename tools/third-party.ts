/** Writes THIRD_PARTY.md from package-lock.json: `node tools/third-party.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

interface LockedPackage {
  version?: string;
  license?: string;
  dev?: boolean;
  resolved?: string;
}

/** A package that is installed with Acore. */
interface RuntimePackage {
  name: string;
  version: string;
  licence: string;
}

/** Licences that would ask something of those who build on Acore. */
const copyleft = /\b(A|L)?GPL|SSPL|MPL|EPL|EUPL|CDDL|OSL|CPAL|CECILL|BUSL|\bSleepycat|-SA-|-NC-/i;

/** What stands in THIRD_PARTY.md. */
export function thirdParty(lock: string): string {
  const packages = runtimePackages(lock);
  return [
    '# Third-party packages',
    '',
    '<!-- Written by tools/third-party.ts from package-lock.json: do not edit. -->',
    '',
    'Acore itself, its characters and their portraits are under the MIT licence (see LICENSE). It is installed together',
    'with the packages below, which npm fetches with their own licence texts into `node_modules/`. Which of the `node-…`',
    'packages is installed depends on the machine; each is the Node.js runtime.',
    '',
    '| package | version | licence |',
    '|---|---|---|',
    ...packages.map(
      ({ name, version, licence }) =>
        `| [${name}](https://www.npmjs.com/package/${name}) | ${version} | ${licence} |`,
    ),
    '',
  ].join('\n');
}

/** Why these packages must not be shipped, as sentences. */
export function licenceProblems(lock: string): string[] {
  return runtimePackages(lock).flatMap(({ name, version, licence }) => {
    if (licence === '' || /unlicensed|see license/i.test(licence))
      return [`${name} ${version} names no licence`];
    return isFree(licence) ? [] : [`${name} ${version} is under ${licence}, a copyleft licence`];
  });
}

/** One of the alternatives of `A OR B` must be free, and in it every part of `A AND B`. */
function isFree(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, ' ')
    .split(/\bOR\b/)
    .some((alternative) => !copyleft.test(alternative));
}

function runtimePackages(lock: string): RuntimePackage[] {
  const { packages } = JSON.parse(lock) as { packages: Record<string, LockedPackage> };
  const found = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && dev !== true)
    .map(([path, { version = '', license = '' }]) => ({
      name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
      version,
      licence: license,
    }));
  const unique = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

function inRepository(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** Everything that is wrong with the licences of this checkout. */
export function thirdPartyProblems(): string[] {
  const lock = readFileSync(inRepository('package-lock.json'), 'utf8');
  const stale = readFileSync(inRepository('THIRD_PARTY.md'), 'utf8') !== thirdParty(lock);
  return [...licenceProblems(lock), ...(stale ? ['THIRD_PARTY.md is stale: node tools/third-party.ts'] : [])];
}

if (import.meta.main) {
  writeFileSync(
    inRepository('THIRD_PARTY.md'),
    thirdParty(readFileSync(inRepository('package-lock.json'), 'utf8')),
  );
}
