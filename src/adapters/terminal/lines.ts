import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Command } from '../../core/command.ts';
import { completeCommandLine } from '../../core/command-completion.ts';
import { isCommandLine } from '../../core/command-line.ts';
import type { Cast } from '../../core/ports.ts';
import { placeOf } from './place.ts';

const historySize = 200;

/** Where the talk comes from and goes to. */
export interface TerminalStreams {
  input: Readable;
  output: Writable;
  /** Somebody sits at it: a prompt, a history, completion. Else lines are read as they come. */
  interactive: boolean;
  colours: boolean;
}

/** The lines somebody types. */
export interface Lines {
  /** Ends at the end of input, or when `close` is called. */
  read(): AsyncIterable<string>;
  /** Shows the prompt again, with what is typed so far. */
  prompt(): void;
  /** Makes room for output above the prompt. */
  clear(): void;
  close(): void;
}

export function createLines(needs: {
  streams: TerminalStreams;
  speaker: string;
  cast: Cast;
  commands: readonly Command[];
  leaveAtOnce(): void;
}): Lines {
  const { input, output, interactive } = needs.streams;
  let reader: Interface | undefined;
  let leaving = false;

  function open(): Interface {
    const opened = createInterface({
      input,
      output: interactive ? output : undefined,
      terminal: interactive,
      historySize,
      prompt: `${needs.speaker} › `,
      completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
        void complete(line, needs).then((offers) => done(null, [offers, line]));
      },
    });
    opened.on('SIGINT', () => {
      leaving = true;
      process.once('SIGINT', needs.leaveAtOnce);
      output.write('\nLeaving when everything is said. Ctrl-C again leaves at once.\n');
      opened.close();
    });
    return opened;
  }

  return {
    read() {
      reader = open();
      if (interactive) reader.prompt();
      return reader;
    },
    prompt() {
      if (interactive && !isClosed()) reader?.prompt(true);
    },
    clear() {
      if (!interactive || reader === undefined) return;
      moveCursor(output, 0, -reader.getCursorPos().rows);
      cursorTo(output, 0);
      clearScreenDown(output);
    },
    close: () => reader?.close(),
  };

  function isClosed(): boolean {
    return leaving || (reader as { closed?: boolean } | undefined)?.closed === true;
  }
}

/** Whole lines that the typed one could become. */
async function complete(
  line: string,
  { cast, commands, speaker }: { cast: Cast; commands: readonly Command[]; speaker: string },
): Promise<string[]> {
  if (isCommandLine(line) || line === '/') {
    const caller = { id: speaker, name: speaker, mayManage: true };
    const { items } = await completeCommandLine(commands, line, { place: placeOf(), caller });
    return items.map((item) => item.line);
  }
  const [, head = '', word = ''] = /^(.*?@?)([^\s@]*)$/.exec(line) ?? [];
  const names = cast.all().map(({ displayName }) => displayName);
  return names.filter((name) => word !== '' && name.startsWith(word)).map((name) => head + name);
}
