import { ConfigError, UserError } from '../../core/errors.ts';
import type { CliNeeds, Screen } from './needs.ts';

export { generalChecks, settingsChecks } from './checks.ts';
export type { CliNeeds, Screen } from './needs.ts';

const terminal: Screen = {
  out: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  colourful: process.stdout.isTTY === true,
  rewrites: process.stderr.isTTY === true,
};

/** Runs one `acore` command and returns the exit code: 0 well, 1 failed, 2 not understood. */
export async function runCli(argv: readonly string[], needs: CliNeeds, screen = terminal): Promise<number> {
  try {
    return await dispatch(argv, needs, screen);
  } catch (error) {
    if (!(error instanceof UserError || error instanceof ConfigError)) throw error;
    screen.complain(`${error instanceof ConfigError ? 'The settings are wrong:\n' : ''}${error.message}\n`);
    if (argv.includes('--json')) screen.out(`${JSON.stringify(asJson(error))}\n`);
    return 1;
  }
}

async function dispatch(argv: readonly string[], needs: CliNeeds, screen: Screen): Promise<number> {
  if (argv.length === 1 && argv[0] === 'start') {
    await needs.start({ json: false });
    return 0;
  }
  // The commonest command does without the parser: it costs time and memory that Acore would keep.
  const { parseAndRun } = await import('./commands.ts');
  return parseAndRun(argv, needs, screen);
}

function asJson(error: UserError | ConfigError): unknown {
  return { error: error.message, ...(error instanceof ConfigError ? { problems: error.problems } : {}) };
}
