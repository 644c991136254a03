import type { ChatPlatform } from '../../core/ports/platform.ts';
import type { Transcript } from '../../core/ports/transcript.ts';
import type { Live } from './live.ts';
import { host, isHeardIn } from './places.ts';

/**
 * The playground as a host. A post becomes a line on every open page under the post's own id, so saying it again
 * after a crash changes nothing; what was said is in the transcript.
 */
export function createPlatform(needs: {
  live: Pick<Live, 'said' | 'amended'>;
  transcript: Pick<Transcript, 'find'>;
  url(): string | undefined;
}): ChatPlatform {
  return {
    host,
    split: (text) => [text],
    say: async (post) => ({ messageId: needs.live.said(post) }),
    amend: async (post, messageId) => needs.live.amended(post, messageId),
    async find(post) {
      const line = await needs.transcript.find(post.id);
      return line === undefined ? 'absent' : { found: line.messageId };
    },
    /** Pages show who is at work by the engine's own events. */
    typing() {},
    heardIn: async (place, sources) => sources.filter((source) => isHeardIn(place, source)),
    async health() {
      const url = needs.url();
      if (url !== undefined) return { ok: true, says: `The playground is open at ${url}.` };
      return { ok: false, says: 'The playground is not open.', fix: 'Start it with npm start.' };
    },
  };
}
