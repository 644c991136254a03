import { clearLine, cursorTo } from 'node:readline';
import type { Writable } from 'node:stream';
import { characterIn } from '../../core/cast.ts';
import type { AcoreEvent } from '../../core/events.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Post } from '../../core/ports/platform.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Lines } from './lines.ts';
import { type Paint, plain } from './paint.ts';
import { host, placeOf } from './place.ts';

/** What stands on the terminal: whole paragraphs, and one that is being said. */
export interface Screen {
  /** Waits while somebody is speaking. */
  print(text: string): void;
  /** Does not wait: whoever is speaking goes on below it. */
  interject(text: string): void;
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
  /** Its name stands there anew: the next words need no space before them. */
  resumed?: boolean;
}

/** The beginning of what steers a terminal, at the end of words that go on: its rest may be on its way. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const unfinishedSequence = /[\u001b\u009b][^\u001b\u009b]{0,64}$/;

export function createScreen(needs: {
  output: Writable;
  paint: Paint;
  /** Somebody watches, and what stands on the last line can be taken away again. */
  interactive: boolean;
  cast: Pick<Cast, 'knownIn'>;
  lines: Pick<Lines, 'clear' | 'prompt'>;
}): Screen {
  const { output, paint, interactive, cast, lines } = needs;
  /** The reply that is being shown word by word. */
  let open: Reply | undefined;
  const waiting: string[] = [];

  function begin(characterId: string): Reply {
    if (open?.characterId === characterId) return open;
    end();
    lines.clear();
    writeName(characterId);
    open = { characterId, said: '', shown: '' };
    return open;
  }

  function writeName(characterId: string): void {
    const character = characterIn(cast, placeOf(), characterId);
    output.write(`${paint.name(character?.displayName ?? characterId, character?.colour ?? '#888888')}: `);
  }

  /** Takes the name away of somebody who has said nothing. */
  function eraseName(): void {
    cursorTo(output, 0);
    clearLine(output, 0);
  }

  function end(): void {
    if (open === undefined) return;
    if (open.shown === '' && interactive) eraseName();
    else output.write('\n\n');
    open = undefined;
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
    const more = words.startsWith(reply.shown) ? words.slice(reply.shown.length) : undefined;
    if (more !== undefined) output.write(reply.resumed ? more.trimStart() : more);
    else output.write(`\n${words}`);
    reply.shown = words;
    reply.resumed = false;
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

  function interject(text: string): void {
    if (open === undefined) {
      print(text);
      return;
    }
    if (open.shown === '') eraseName();
    else output.write('\n');
    output.write(`${text}\n`);
    writeName(open.characterId);
    open.resumed = true;
  }

  return {
    print,
    interject,
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
      // Where nothing can be taken away again, a name comes with the first word.
      if (event.kind === 'turn-started' && interactive) begin(event.characterId);
      if (event.kind === 'reply-withdrawn') withdraw();
      if (event.kind !== 'reply-delta') return;
      const reply = begin(event.characterId);
      show(reply, reply.said + event.text, false);
    },
  };
}
