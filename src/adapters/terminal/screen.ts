import type { Writable } from 'node:stream';
import type { AcoreEvent } from '../../core/events.ts';
import type { Cast, Post } from '../../core/ports.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Lines } from './lines.ts';
import { type Paint, plain } from './paint.ts';
import { host } from './place.ts';

/** What stands on the terminal: whole paragraphs, and one that is being said. */
export interface Screen {
  /** Waits while somebody is speaking. */
  print(text: string): void;
  /** It is the person's turn again, unless somebody is speaking. */
  ready(): void;
  /** A character's finished words: what has not been shown of them is shown now. */
  say(post: Post): void;
  hear(event: AcoreEvent): void;
}

interface Reply {
  characterId: string;
  said: string;
  shown: string;
}

/** The beginning of what steers a terminal, at the end of words that go on: its rest may be on its way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unfinishedSequence = /[\u001b\u009b][^\u001b\u009b]{0,64}$/;

export function createScreen(needs: {
  output: Writable;
  paint: Paint;
  cast: Pick<Cast, 'get'>;
  lines: Pick<Lines, 'clear' | 'prompt'>;
}): Screen {
  const { output, paint, cast, lines } = needs;
  /** The reply that is being shown word by word. */
  let open: Reply | undefined;
  const waiting: string[] = [];

  function begin(characterId: string): Reply {
    if (open?.characterId === characterId) return open;
    end();
    lines.clear();
    const character = cast.get(characterId);
    output.write(`${paint.name(character?.displayName ?? characterId, character?.colour ?? '#888888')}: `);
    open = { characterId, said: '', shown: '' };
    return open;
  }

  function end(): void {
    if (open === undefined) return;
    open = undefined;
    output.write('\n\n');
    lines.prompt();
    for (const text of waiting.splice(0)) print(text);
  }

  function print(text: string): void {
    if (open !== undefined) {
      waiting.push(text);
      return;
    }
    lines.clear();
    output.write(`${text}\n\n`);
    lines.prompt();
  }

  /** Shows what is new of the words said so far. */
  function show(reply: Reply, said: string, complete: boolean): void {
    reply.said = said;
    const words = plain(complete ? said : said.replace(unfinishedSequence, ''));
    if (words.startsWith(reply.shown)) output.write(words.slice(reply.shown.length));
    else output.write(`\n${words}`);
    reply.shown = words;
  }

  function withdraw(): void {
    if (open === undefined) return;
    if (open.shown !== '') output.write(paint.soft(' (taken back)'));
    end();
  }

  function tell(receipt: Receipt): void {
    withdraw();
    if (receipt.outcome === 'answered') return;
    const text = [receipt.why, receipt.remedy?.how ?? ''].join(' ').trim();
    print(paint.soft(plain(`(${text})`)));
  }

  return {
    print,
    ready() {
      if (open === undefined) lines.prompt();
    },
    say({ character, text }) {
      show(begin(character.id), text, true);
      end();
    },
    hear(event) {
      if (event.kind === 'failure' || event.kind === 'message-received') return;
      if (event.kind === 'receipt') {
        if (event.receipt.place.host === host) tell(event.receipt);
        return;
      }
      if (event.place.host !== host) return;
      if (event.kind === 'turn-started') begin(event.characterId);
      if (event.kind === 'reply-withdrawn') withdraw();
      if (event.kind !== 'reply-delta') return;
      const reply = begin(event.characterId);
      show(reply, reply.said + event.text, false);
    },
  };
}
