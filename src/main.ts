import { enableCompileCache } from 'node:module';

enableCompileCache();
const { run } = await import('./run.ts');

const leaveWithinMs = 1_000;

/** Runs one `acore` command. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = await run(argv);
  // What a library still waits for, such as the end of a rate limit, must not keep the process.
  setTimeout(() => process.exit(), leaveWithinMs).unref();
}
