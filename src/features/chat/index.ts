import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { Cast, Clock, Conversation } from '../../core/ports.ts';
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
