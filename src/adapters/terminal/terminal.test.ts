import { Writable } from 'node:stream';
import { describe } from 'node:test';
import { chatPlatformContract } from '../../../test/contracts/chat-platform.ts';
import { bareCharacter } from '../../../test/support/characters.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { createPaint } from './paint.ts';
import { placeOf } from './place.ts';
import { createPlatform } from './platform.ts';
import { createScreen } from './screen.ts';

const mira = bareCharacter({ id: 'mira', name: 'Mira' });

describe('as a host', () => {
  chatPlatformContract('A terminal', async () => {
    let printed = '';
    const seen: { id: string; name: string; text: string }[] = [];
    const kept = new Map<string, TranscriptEntry>();
    const screen = createScreen({
      output: new Writable({
        write(part, _encoding, done) {
          printed += part;
          done();
        },
      }),
      paint: createPaint(false),
      interactive: false,
      cast: { knownIn: () => [mira] },
      lines: { clear() {}, prompt() {} },
    });
    return {
      platform: createPlatform({ screen, transcript: { find: async (id) => kept.get(id) } }),
      place: placeOf(),
      seen: () => seen,
      async remember(post, messageId) {
        const [name = '', text = ''] = printed.trim().split(': ');
        printed = '';
        seen.push({ id: messageId, name, text });
        kept.set(messageId, {
          messageId,
          place: post.place,
          authorId: 'mira',
          authorName: 'Mira',
          kind: 'character',
          text: post.text,
          at: 0,
          attachments: [],
        });
      },
      async close() {},
    };
  });
});
