import { enableCompileCache } from 'node:module';

enableCompileCache();
const { run } = await import('./run.ts');

/** Runs one `acore` command. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv);
}
