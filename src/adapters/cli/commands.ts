import { Command, CommanderError } from 'commander';
import picocolors from 'picocolors';
import { ConfigError } from '../../core/errors.ts';
import { addCardCommands } from './cards.ts';
import { addEmbeddingsCommands } from './embeddings.ts';
import { addLoreCommands } from './lore.ts';
import type { CliNeeds, Screen } from './needs.ts';
import { addPredecessorCommand } from './predecessor.ts';
import { addPrivacyCommands } from './privacy.ts';
import { doctorTable } from './table.ts';
import { whyText } from './why.ts';

type Needs = CliNeeds & {
  screen: Screen;
  /** Where help and version go. */
  tell(text: string): void;
};

const usageError = 2;

/** Reads the command line and does what it says. */
export async function parseAndRun(argv: readonly string[], given: CliNeeds, screen: Screen): Promise<number> {
  const needs = { ...given, screen };
  const json = argv.includes('--json');
  let exitCode = 0;
  let told = '';
  const tell = (text: string) => {
    if (!json) return screen.out(text);
    told += text;
  };
  const program = describeProgram({ ...needs, tell }, json, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const wasAskedFor = error.exitCode === 0;
    if (json && wasAskedFor) screen.out(`${JSON.stringify({ [subjectOf(error)]: told.trimEnd() })}\n`);
    if (wasAskedFor) return 0;
    if (json) screen.out(`${JSON.stringify({ error: complaintOf(error) })}\n`);
    return usageError;
  }
}

/** Help and version are told by ending the program. */
function subjectOf({ code }: CommanderError): 'version' | 'help' {
  return code === 'commander.version' ? 'version' : 'help';
}

/** Commander reports a missing command as a help page, and puts its own mark before other complaints. */
function complaintOf({ code, message }: CommanderError): string {
  return code === 'commander.help' ? 'A command is missing.' : message.replace(/^error: /, '');
}

function describeProgram(needs: Needs, json: boolean, exit: (code: number) => void): Command {
  const program = prepared(new Command('acore'), needs)
    .description('Brings a cast of AI characters to life in a Discord server.')
    .version(needs.version)
    .option('--json', 'one JSON document on standard output, nothing else');
  const add = (parent: Command, usage: string, says: string) =>
    prepared(parent.command(usage), needs).description(says).option('--json', 'print one JSON document');
  add(
    program,
    'start',
    'start Acore: on Discord with DISCORD_TOKEN, else as a playground in the browser',
  ).action(() => needs.start({ json }));
  add(program, 'play', 'the playground in this terminal').action(() => needs.play({ json }));
  add(program, 'doctor', 'look at everything that can be wrong, and say how to mend it').action(async () =>
    exit(await doctor(needs, json)),
  );
  add(program, 'why <message-id>', 'why a message was answered, or was not')
    .option('--prompt', 'with the texts of the prompt')
    .action(async (id: string, options: { prompt?: boolean }) =>
      exit(await why(id, options.prompt === true, needs, json)),
    );
  const card = prepared(program.command('card'), needs).description(
    'look at character cards and handle them',
  );
  addCardCommands(card, { ...needs, json, exit, add });
  const lore = prepared(program.command('lore'), needs).description('try lorebooks out');
  addLoreCommands(lore, { ...needs, json, exit, add });
  addPredecessorCommand(program, { ...needs, json, exit, add });
  const privacy = prepared(program.command('privacy'), needs).description('what is kept of a person');
  addPrivacyCommands(privacy, { ...needs, json, add });
  const embeddings = prepared(program.command('embeddings'), needs).description(
    'models that find memories by their meaning',
  );
  addEmbeddingsCommands(embeddings, { ...needs, json, add });
  const config = prepared(program.command('config'), needs).description('look at the settings');
  add(config, 'check', 'report every mistake in the settings').action(async () =>
    exit(await checkConfig(needs, json)),
  );
  add(config, 'print', 'the settings in force and where they come from, without secrets').action(() =>
    printConfig(needs, json),
  );
  return program;
}

function prepared(command: Command, { tell, screen: { complain } }: Needs): Command {
  return command
    .exitOverride()
    .showHelpAfterError()
    .allowExcessArguments(false)
    .configureOutput({ writeOut: tell, writeErr: complain });
}

async function doctor({ checks, screen: { out, colourful } }: Needs, json: boolean): Promise<number> {
  const found = await checks();
  const ok = found.every(({ state }) => state !== 'failed');
  out(json ? `${JSON.stringify({ ok, checks: found })}\n` : doctorTable(found, colourful));
  return ok ? 0 : 1;
}

async function why(id: string, prompt: boolean, needs: Needs, json: boolean): Promise<number> {
  const { screen } = needs;
  const receipt = await needs.why(id);
  if (json) screen.out(`${JSON.stringify(receipt ?? null)}\n`);
  else if (receipt !== undefined) screen.out(whyText(receipt, { prompt, colourful: screen.colourful }));
  if (receipt !== undefined) return 0;
  screen.complain(
    `Nothing is known of a message ${id}. Message ids are long numbers; copy one with "Copy Message ID".\n`,
  );
  return 1;
}

async function checkConfig(
  { config, screen: { out, complain, colourful } }: Needs,
  json: boolean,
): Promise<number> {
  const { problems, warnings } = await problemsOf(config);
  const ok = problems.length === 0;
  if (json) out(`${JSON.stringify({ ok, problems, warnings })}\n`);
  else if (ok) out('The settings are right.\n');
  const red = picocolors.createColors(colourful).red;
  for (const { path, problem, fix } of json ? [] : problems) out(`${red('✗')} ${path}: ${problem} ${fix}\n`);
  for (const warning of json ? [] : warnings) complain(`${warning}\n`);
  return ok ? 0 : 1;
}

async function problemsOf(
  config: CliNeeds['config'],
): Promise<{ problems: ConfigError['problems']; warnings: string[] }> {
  try {
    return { problems: [], warnings: await config.check() };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { problems: error.problems, warnings: [] };
  }
}

async function printConfig({ config, screen: { out } }: Needs, json: boolean): Promise<void> {
  const printed = await config.print();
  out(json ? `${JSON.stringify(printed.json)}\n` : printed.text);
}
