import type { ChatPlatform } from '../../core/ports/platform.ts';
import type { Transcript } from '../../core/ports/transcript.ts';
import { host } from './place.ts';
import type { Screen } from './screen.ts';

/** A terminal as a host: what is said is printed, under the post's own id. */
export function createPlatform(needs: {
  screen: Screen;
  transcript: Pick<Transcript, 'find'>;
}): ChatPlatform {
  return {
    host,
    split: (text) => [text],
    async say(post) {
      needs.screen.say(post);
      return { messageId: post.id };
    },
    async find(post) {
      const line = await needs.transcript.find(post.id);
      return line === undefined ? 'absent' : { found: line.messageId };
    },
    /** The name stands on the screen from the beginning of the turn. */
    typing() {},
    /** Whoever sits at it reads everything. */
    heardIn: async (_, sources) => sources.filter((source) => source.host === host),
    health: async () => ({ ok: true, says: 'The terminal is open.' }),
  };
}
