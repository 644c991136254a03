import type { Command } from '../../core/commands/command.ts';
import type { Events } from '../../core/events.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { ChatPlatform } from '../../core/ports/platform.ts';
import type { Transcript } from '../../core/ports/transcript.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import { createLines, type TerminalStreams } from './lines.ts';
import { createPaint } from './paint.ts';
import { createPlatform } from './platform.ts';
import { createScreen } from './screen.ts';
import { createTalk } from './talk.ts';
import { createTurns } from './turns.ts';
import { welcome } from './welcome.ts';

export interface TerminalNeeds {
  clock: Clock;
  cast: Cast;
  transcript: Pick<Transcript, 'find'>;
  events: Events;
  commands: readonly Command[];
  model: Pick<LanguageModel, 'describe'>;
  version: string;
  /** Whom the person at the keyboard is called. */
  speaker: string;
  streams: TerminalStreams;
  /** Where typed paths begin, and where files that commands give are put. */
  folder: string;
  /** Called when somebody presses Ctrl-C a second time. */
  leaveAtOnce(): void;
}

export interface TerminalAdapter {
  platform: ChatPlatform;
  /** Begins to read; returns what ends it. */
  start(conversation: Conversation): Promise<() => Promise<void>>;
  /** Resolves when the person has left and every turn has ended. */
  readonly ended: Promise<void>;
}

/** The playground in a terminal: a talk when there is somebody at it, a filter for lines when there is not. */
export function createTerminal(needs: TerminalNeeds): TerminalAdapter {
  const { streams, events, cast } = needs;
  const paint = createPaint(streams.colours);
  const lines = createLines({ ...needs, tell: (text) => screen.interject(text) });
  const { output, interactive } = streams;
  const screen = createScreen({ output, interactive, paint, cast, lines });
  const turns = createTurns(events);
  const ended = Promise.withResolvers<void>();
  return {
    platform: createPlatform({ screen, transcript: needs.transcript }),
    ended: ended.promise,
    async start(conversation) {
      const stopShowing = events.listen(screen.hear);
      screen.print(await welcome(needs, paint));
      const talk = createTalk({
        ...needs,
        conversation,
        screen,
        lines,
        nextId: createIdentifiers(needs.clock.now),
      });
      void converse(talk.handle, turns.ended).then(ended.resolve, ended.reject);
      return async () => {
        lines.close();
        turns.close();
        stopShowing();
      };
    },
  };

  async function converse(
    handle: (line: string) => Promise<'on' | 'leave'>,
    turnsEnded: () => Promise<void>,
  ): Promise<void> {
    for await (const line of lines.read()) {
      if ((await handle(line)) === 'leave') break;
      if (!streams.interactive) await turnsEnded();
      screen.ready();
    }
    lines.close();
    await turnsEnded();
  }
}
