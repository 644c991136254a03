import type { Writable } from 'node:stream';
import type { AcoreEvent } from '../../core/events.ts';
import type { Cast, Post } from '../../core/ports.ts';
import type { Receipt } from '../../core/receipt.ts';
import type { Lines } from './lines.ts';
import { type Paint, plain } from './paint.ts';
import { host } from './place.ts';

/** What stands on the terminal: whole paragraphs, and one that is being said. */
export interface Screen {
  print(text: string): void;
  /** A character's finished words: what has not been shown of them is shown now. */
  say(post: Post): void;
  hear(event: AcoreEvent): void;
}

export function createScreen(needs: {
  output: Writable;
  paint: Paint;
  cast: Pick<Cast, 'get'>;
  lines: Pick<Lines, 'clear' | 'prompt'>;
}): Screen {
  const { output, paint, cast, lines } = needs;
  /** The reply that is being shown word by word. */
  let open: { characterId: string; shown: string } | undefined;

  function begin(characterId: string): { characterId: string; shown: string } {
    if (open?.characterId === characterId) return open;
    end();
    lines.clear();
    const character = cast.get(characterId);
    output.write(`${paint.name(character?.displayName ?? characterId, character?.colour ?? '#888888')}: `);
    open = { characterId, shown: '' };
    return open;
  }

  function end(): void {
    if (open === undefined) return;
    open = undefined;
    output.write('\n\n');
    lines.prompt();
  }

  function print(text: string): void {
    end();
    lines.clear();
    output.write(`${text}\n\n`);
    lines.prompt();
  }

  function withdraw(): void {
    if (open === undefined) return;
    if (open.shown !== '') output.write(paint.soft(' (taken back)'));
    end();
  }

  function show(receipt: Receipt): void {
    if (open !== undefined) withdraw();
    if (receipt.outcome === 'answered') return;
    const text = [receipt.why, receipt.remedy?.how ?? ''].join(' ').trim();
    print(paint.soft(plain(`(${text})`)));
  }

  return {
    print,
    say({ character, text }) {
      const said = begin(character.id);
      const words = plain(text);
      if (words.startsWith(said.shown)) output.write(words.slice(said.shown.length));
      else output.write(`\n${words}`);
      end();
    },
    hear(event) {
      if (event.kind === 'failure' || event.kind === 'message-received') return;
      if (event.kind === 'receipt') {
        if (event.receipt.place.host === host) show(event.receipt);
        return;
      }
      if (event.place.host !== host) return;
      if (event.kind === 'turn-started') begin(event.characterId);
      if (event.kind === 'reply-withdrawn') withdraw();
      if (event.kind !== 'reply-delta') return;
      const reply = begin(event.characterId);
      const words = plain(event.text);
      reply.shown += words;
      output.write(words);
    },
  };
}
