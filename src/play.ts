import { userInfo } from 'node:os';
import { createTerminal, type TerminalAdapter } from './adapters/terminal/index.ts';
import { type AppOptions, type Entrance, startApp } from './app.ts';

/** The terminal keeps its talk in a database of its own, so that it works beside a running Acore. */
const ownDatabase = 'play.db';

/** A talk in this terminal, until the person leaves or the input ends. */
export async function playInTerminal(
  options: Pick<AppOptions, 'loaded' | 'log' | 'version' | 'clock'>,
  stopped: Promise<void>,
): Promise<void> {
  const { loaded } = options;
  const settings = { ...loaded.settings, storage: { ...loaded.settings.storage, file: ownDatabase } };
  const opened = Promise.withResolvers<TerminalAdapter>();
  await using _app = await startApp({
    ...options,
    loaded: { ...loaded, settings },
    entrances(parts): Entrance[] {
      const terminal = createTerminal({
        ...parts,
        ...parts.slices,
        speaker: speakerName(),
        streams: streams(),
        leaveAtOnce: () => process.exit(130),
      });
      opened.resolve(terminal);
      return [terminal];
    },
  });
  await Promise.race([(await opened.promise).ended, stopped]);
}

function streams() {
  const { stdin: input, stdout: output } = process;
  const interactive = input.isTTY === true && output.isTTY === true;
  return {
    input,
    output,
    interactive,
    colours: output.isTTY === true && process.env['NO_COLOR'] === undefined,
  };
}

/** What the machine calls the person, with a capital; some accounts have no name. */
function speakerName(): string {
  try {
    const { username } = userInfo();
    return username === 'root' ? 'Traveller' : username.charAt(0).toUpperCase() + username.slice(1);
  } catch {
    return 'Traveller';
  }
}
