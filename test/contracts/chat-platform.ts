import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Place } from '../../src/core/message.ts';
import type { ChatPlatform, Post } from '../../src/core/ports/platform.ts';
import { bareCharacter } from '../support/characters.ts';

/** A host as the contract needs it. */
export interface HostUnderTest {
  platform: ChatPlatform;
  place: Place;
  /** A place of another server, where the host has several. */
  foreign?: Place;
  /** The longest text of one post, where there is a limit. */
  longest?: number;
  /** What people see in the place, oldest first; `name` only where the host shows who speaks. */
  seen():
    | Promise<{ id: string; name?: string; text: string }[]>
    | { id: string; name?: string; text: string }[];
  /** Does what the engine does once a post was said, where `find` depends on it. */
  remember?(post: Post, messageId: string): Promise<void>;
  close(): Promise<void>;
}

const speaker = bareCharacter({ id: 'mira', name: 'Mira' });

/** What every host promises to the engine. */
export function chatPlatformContract(name: string, open: () => Promise<HostUnderTest>): void {
  describe(`${name} keeps the contract of a chat platform`, () => {
    let host: HostUnderTest;
    let posts = 0;

    before(async () => {
      host = await open();
    });
    after(() => host.close());

    function post(text: string, changes: Partial<Post> = {}): Post {
      posts += 1;
      const id = `contract-${posts}-${Date.now()}`;
      return { id, place: host.place, character: speaker, text, mentionable: [], ...changes };
    }

    async function say(given: Post): Promise<string> {
      const { messageId } = await host.platform.say(given);
      await host.remember?.(given, messageId);
      return messageId;
    }

    test('it carries the name of its places', () => {
      assert.equal(host.platform.host, host.place.host);
    });

    test('what is said is seen, under the id that was returned', async () => {
      const id = await say(post('Good evening to you.'));
      const line = (await host.seen()).find((seen) => seen.id === id);
      assert.ok(line !== undefined, 'nothing was seen under that id');
      assert.ok(line.text.includes('Good evening to you.'));
      if (line.name !== undefined) assert.equal(line.name, 'Mira');
    });

    test('two posts with the same words are two', async () => {
      const ids = [await say(post('Twice.')), await say(post('Twice.'))];
      assert.equal(new Set(ids).size, 2);
    });

    test('a long reply is cut into posts that are all taken, in order', async () => {
      const words = Array.from({ length: 1_200 }, (_, index) => `word${index}`);
      const parts = host.platform.split(words.join(' '));
      assert.ok(parts.length > 0);
      if (host.longest !== undefined) {
        for (const part of parts) assert.ok(part.length <= host.longest, `${part.length} characters`);
      }
      assert.deepEqual(
        parts.flatMap((part) => part.split(/\s+/)),
        words,
      );
      const ids: string[] = [];
      for (const part of parts) ids.push(await say(post(part)));
      const seen = (await host.seen()).map(({ id }) => id).filter((id) => ids.includes(id));
      assert.deepEqual(seen, ids);
    });

    test('a short reply stays whole', () => {
      assert.deepEqual(host.platform.split('Short.'), ['Short.']);
    });

    test('a post that was said is found, another is not', async () => {
      const said = post('Was I heard?');
      const begunAt = Date.now();
      const messageId = await say(said);
      assert.deepEqual(await host.platform.find(said, begunAt), { found: messageId });
      assert.equal(await host.platform.find(post('Never said at all.'), begunAt), 'absent');
    });

    test('other words are written over what was said, where the host can', async () => {
      const said = post('What I said first.');
      const messageId = await say(said);
      await host.platform.amend?.({ ...said, text: 'What I say now.' }, messageId);
      const words = host.platform.amend === undefined ? /said first/ : /say now/;
      const [line, ...others] = (await host.seen()).filter(({ id }) => id === messageId);
      assert.match(line?.text ?? '', words);
      assert.deepEqual(others, []);
    });

    test('showing that somebody types never throws', () => {
      const already = AbortSignal.abort();
      host.platform.typing(host.place, already);
      const soon = new AbortController();
      host.platform.typing(host.place, soon.signal);
      host.platform.typing({ ...host.place, channelId: '1', kind: 'thread' }, soon.signal);
      soon.abort();
    });

    test('a place hears itself, and nothing of another host or server', async () => {
      const { place, foreign } = host;
      const elsewhere = [{ ...place, host: 'elsewhere' }, ...(foreign === undefined ? [] : [foreign])];
      const heard = await host.platform.heardIn?.(place, [...elsewhere, place]);
      if (heard !== undefined) assert.deepEqual(heard, [place]);
    });

    test('it says how it is', async () => {
      const health = await host.platform.health();
      assert.equal(health.ok, true);
      assert.notEqual(health.says, '');
    });
  });
}
