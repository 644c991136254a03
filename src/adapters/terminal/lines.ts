import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Command } from '../../core/commands/command.ts';
import { completeCommandLine } from '../../core/commands/completion.ts';
import { isCommandLine } from '../../core/commands/line.ts';
import type { Cast } from '../../core/ports/cast.ts';
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
  /** Shows the prompt again, with what was typed meanwhile. */
  prompt(): void;
  /** Makes room for output. Until the prompt is back, what is typed is taken in but not shown. */
  clear(): void;
  /** Whose line it is. */
  speakAs(name: string): void;
  close(): void;
}

export function createLines(needs: {
  streams: TerminalStreams;
  speaker: string;
  cast: Cast;
  commands: readonly Command[];
  leaveAtOnce(): void;
  /** Says something where it does not get between anybody's words. */
  tell(text: string): void;
}): Lines {
  const { input, output, interactive } = needs.streams;
  let reader: Interface | undefined;
  let leaving = false;
  let name = needs.speaker;
  let shown = false;
  /** Lines that were finished while the prompt was away. */
  let unseen: string[] = [];

  function open(): Interface {
    const opened = createInterface({
      input,
      output: interactive ? writingOnly(output, () => shown) : undefined,
      terminal: interactive,
      historySize,
      prompt: promptOf(name),
      completer: (line: string, done: (error: null, result: [string[], string]) => void) => {
        void complete(line, needs).then((offers) => done(null, [offers, line]));
      },
    });
    opened.on('line', (line) => {
      if (interactive && !shown) unseen.push(line);
      shown = false;
    });
    opened.on('SIGINT', () => {
      leaving = true;
      process.once('SIGINT', needs.leaveAtOnce);
      needs.tell('Leaving when everything is said. Ctrl-C again leaves at once.');
      opened.close();
    });
    return opened;
  }

  function clear(): void {
    if (!shown || reader === undefined) return;
    moveCursor(output, 0, -reader.getCursorPos().rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    shown = false;
  }

  function prompt(): void {
    if (!interactive || reader === undefined || isClosed()) return;
    clear();
    for (const line of unseen) output.write(`${promptOf(name)}${line}\n`);
    unseen = [];
    // Else the reader begins its drawing as many rows higher as it drew last time, over what stands there now.
    Object.assign(reader, { prevRows: 0 });
    shown = true;
    reader.prompt(true);
  }

  return {
    read() {
      reader = open();
      prompt();
      return reader;
    },
    prompt,
    clear,
    speakAs(other) {
      name = other;
      reader?.setPrompt(promptOf(name));
    },
    close: () => reader?.close(),
  };

  function isClosed(): boolean {
    return leaving || (reader as { closed?: boolean } | undefined)?.closed === true;
  }
}

function promptOf(name: string): string {
  return `${name} › `;
}

/** The same terminal, on which nothing is written unless it may be. */
function writingOnly(output: Writable, may: () => boolean): Writable {
  return new Proxy(output, {
    get(target, key) {
      if (key === 'write' && !may()) return () => true;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
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
  const names = cast.knownIn(placeOf()).map(({ displayName }) => displayName);
  return names.filter((name) => word !== '' && name.startsWith(word)).map((name) => head + name);
}
