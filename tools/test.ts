/**
 * `npm test [-- path …]`: unit tests together in one process, system tests some files after one another in each, those that
 * look at their own process in one of their own.
 * The last line is `N passed, N failed, N skipped`.
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './testing/batch.ts';
import { type Batch, runBatch } from './testing/run-batch.ts';

const root = resolve(process.env['ACORE_TEST_ROOT'] ?? fileURLToPath(new URL('..', import.meta.url)));
const minute = 60_000;
/** Tests that take so long are named at the end, the slowest of them. */
const slowMs = 5_000;
const mostSlow = 25;
/** So many files that follow one another load what they share once; more would leave a processor idle in the end. */
const inARow = 5;
/** What they measure or change is of their whole process, or they take long. */
const alone = /^(?:consent|crash|erase|flood|lore-scan|memory-(?:audience|load)|receipts)/;

async function main(filters: string[]): Promise<void> {
  const batches = batchesOf(filesFor(filters));
  if (batches.length === 0) console.log(`No test file's path contains ${filters.join(' or ')}.`);
  const results: Result[] = [];
  const waiting = [...batches];
  const worker = async () => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift()) {
      results.push(...(await runAndShow(batch)));
    }
  };
  // One more than there are processors: what waits for the time to pass leaves its own to another.
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism() + 1) }, worker));
  summarise(results);
  process.exitCode = results.length === 0 || results.some(({ kind }) => kind === 'failed') ? 1 : 0;
}

function filesFor(filters: string[]): string[] {
  return globSync('{src,test,tools,bench}/**/*.test.ts', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => filters.length === 0 || filters.some((filter) => path.includes(filter)))
    .sort()
    .map((path) => resolve(root, path));
}

function batchesOf(files: string[]): Batch[] {
  const { system = [], unit = [] } = Object.groupBy(files, (file) =>
    relative(root, file).startsWith('test/system/') ? 'system' : 'unit',
  );
  const together: Batch = { files: unit, way: 'together', testMs: 2 * minute, deadlineMs: 15 * minute };
  const inOrder = rowsOf(system).map(
    (row): Batch => ({ files: row, way: 'one by one', testMs: 10 * minute, deadlineMs: 20 * minute }),
  );
  return unit.length === 0 ? inOrder : [together, ...inOrder];
}

/** What takes long begins early, so that in the end nobody waits for it alone. */
function rowsOf(files: readonly string[]): string[][] {
  const { own = [], shared = [] } = Object.groupBy(files, (file) =>
    alone.test(basename(file)) ? 'own' : 'shared',
  );
  const rows = Math.ceil(shared.length / inARow);
  return [
    ...own.map((file) => [file]),
    // Neighbours of one subject take about the same time, so each row has some of all.
    ...Array.from({ length: rows }, (_, row) => shared.filter((_file, index) => index % rows === row)),
  ];
}

async function runAndShow(batch: Batch): Promise<Result[]> {
  const results: Result[] = [];
  const started = performance.now();
  const { output } = await runBatch(batch, (result) => {
    results.push(result);
    if (result.kind === 'failed') console.log(`✗ ${title(result)}\n${indent(result.reason)}`);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  for (const file of batch.files) console.log(fileLine(file, results));
  console.log(`  ${batch.files.length} ${batch.files.length === 1 ? 'file' : 'files'} in ${seconds} s`);
  if (results.some(({ kind }) => kind === 'failed') && output.trim() !== '') {
    console.log(`  what it printed:\n${indent(output.trimEnd())}`);
  }
  return results;
}

function fileLine(file: string, results: readonly Result[]): string {
  const own = results.filter((result) => result.file === file);
  const failed = own.filter(({ kind }) => kind === 'failed').length;
  const skipped = own.filter(({ kind }) => kind === 'skipped').length;
  const details = [
    `${own.length} tests`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
  ];
  return `${failed > 0 ? '✗' : '✓'} ${relative(root, file)} (${details.join(', ')})`;
}

function summarise(results: readonly Result[]): void {
  const of = (kind: Result['kind']) => results.filter((result) => result.kind === kind);
  for (const skipped of of('skipped')) console.log(`– skipped: ${title(skipped)}: ${skipped.reason}`);
  for (const failed of of('failed')) console.log(`✗ failed: ${title(failed)}`);
  tellSlowest(results);
  console.log(
    `${of('passed').length} passed, ${of('failed').length} failed, ${of('skipped').length} skipped`,
  );
}

/** So that what makes the whole slow is seen while it is still one test. */
function tellSlowest(results: readonly Result[]): void {
  const slow = results.filter(({ tookMs }) => tookMs >= slowMs);
  if (slow.length > 0) console.log('slowest:');
  for (const result of slow.toSorted((a, b) => b.tookMs - a.tookMs).slice(0, mostSlow))
    console.log(`  ${(result.tookMs / 1000).toFixed(1)} s ${title(result)}`);
}

function title({ file, name }: Result): string {
  return `${relative(root, file)} › ${name}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}

await main(process.argv.slice(2));
