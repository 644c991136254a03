import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { chatCommands } from './commands.ts';
import { texts } from './texts.ts';

interface ChatNeeds {
  cast: Cast;
  clock: Clock;
}

/** Speaking to characters by command. */
export function chat({ cast, clock }: ChatNeeds): Feature {
  let current: Conversation | undefined;
  function conversation(): Conversation {
    if (current === undefined) throw new UserError(texts.starting);
    return current;
  }
  return {
    name: 'chat',
    commands: chatCommands({ cast, clock, conversation }),
    async start(started) {
      current = started;
      return async () => {
        current = undefined;
      };
    },
  };
}
