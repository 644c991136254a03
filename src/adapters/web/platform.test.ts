import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { chatPlatformContract } from '../../../test/contracts/chat-platform.ts';
import { createEvents } from '../../core/events.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { createLive, type PageEvent } from './live.ts';
import { isHeardIn } from './places.ts';
import { createPlatform } from './platform.ts';

/** Reads the events of a page as they come. */
async function read(response: Response, hear: (event: PageEvent) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const part of response.body ?? []) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) hear(JSON.parse(line.slice(6)) as PageEvent);
  }
}

describe('as a host', () => {
  chatPlatformContract('The playground', async () => {
    const live = createLive({ events: createEvents(), clock: { now: Date.now } });
    const kept = new Map<string, TranscriptEntry>();
    const seen: { id: string; name: string; text: string }[] = [];
    const response = live.hub.open({ kind: 'hello', version: 'test' });
    const reading = read(response ?? new Response(), (event) => {
      if (event.kind === 'line')
        seen.push({ id: event.line.id, name: event.line.authorName, text: event.line.text });
      const line = event.kind === 'revised' && seen.find(({ id }) => id === event.messageId);
      if (line && event.kind === 'revised') line.text = event.text;
    });
    return {
      platform: createPlatform({
        live,
        transcript: { find: async (id) => kept.get(id) },
        url: () => 'http://127.0.0.1:8787',
      }),
      place: { host: 'playground', guildId: 'playground', channelId: 'tavern', kind: 'text', name: 'tavern' },
      async seen() {
        await new Promise((resolve) => setImmediate(resolve));
        return seen;
      },
      async remember({ place, text }, messageId) {
        const author = { authorId: 'mira', authorName: 'Mira', kind: 'character' as const };
        kept.set(messageId, { messageId, place, ...author, text, at: 0, attachments: [] });
      },
      async close() {
        live.close();
        await reading;
      },
    };
  });

  test('channels and threads are heard everywhere, a direct line by its person alone', () => {
    const place = (channelId: string, kind: 'text' | 'thread' | 'direct') =>
      ({ host: 'playground', guildId: 'playground', channelId, kind }) as const;
    const rooms = [place('tavern', 'text'), place('t1', 'thread')];
    const ann = [place('direct.ann.mira', 'direct'), place('direct.ann.rufus', 'direct')];
    const bo = place('direct.bo.mira', 'direct');
    const heardIn = (here: (typeof rooms)[number] | typeof bo) =>
      [...rooms, ...ann, bo].filter((source) => isHeardIn(here, source));
    assert.deepEqual(rooms.map(heardIn), [rooms, rooms]);
    assert.deepEqual(ann.map(heardIn), [
      [...rooms, ...ann],
      [...rooms, ...ann],
    ]);
    assert.deepEqual(heardIn(bo), [...rooms, bo]);
  });
});
