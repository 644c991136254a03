import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { bareCharacter } from '../../../test/support/characters.ts';
import type { Post } from '../../core/ports/platform.ts';
import { createLines } from './lines.ts';
import { createPaint } from './paint.ts';
import { placeOf } from './place.ts';
import { createScreen } from './screen.ts';

const mira = bareCharacter({ id: 'mira', name: 'Mira' });

/** Somebody at a terminal, and everything that was written to it. */
function sitDown() {
  let written = '';
  const input = new PassThrough();
  const output = Object.assign(
    new Writable({
      write(part, _encoding, done) {
        written += part;
        done();
      },
    }),
    { columns: 60 },
  );
  const cast = { knownIn: () => [mira] };
  const streams = { input, output, interactive: true, colours: false };
  const lines = createLines({
    streams,
    speaker: 'Ada',
    cast: cast as unknown as Parameters<typeof createLines>[0]['cast'],
    commands: [],
    leaveAtOnce() {},
    tell: (text) => screen.interject(text),
  });
  const screen = createScreen({ output, interactive: true, paint: createPaint(false), cast, lines });
  const place = placeOf();
  const told = { messageId: 'm', place, characterId: 'mira' };
  lines.read();
  return {
    screen,
    lines,
    type: (keys: string) => input.emit('data', Buffer.from(keys)),
    start: () => screen.hear({ kind: 'turn-started', ...told }),
    withdraw: () => screen.hear({ kind: 'reply-withdrawn', ...told }),
    delta: (text: string) => screen.hear({ kind: 'reply-delta', ...told, text }),
    say: (text: string) => screen.say({ character: mira, text } as Post),
    written: () => stripVTControlCharacters(written),
    raw: () => written,
  };
}

test('what is typed while somebody speaks does not get between their words', () => {
  const { screen, lines, type, delta, say, written } = sitDown();
  delta('One two thr');
  type('hello, this is typ');
  delta('ee four.');
  say('One two three four.');
  type('ed');
  assert.match(written(), /Mira: One two three four\.\n\nAda › hello, this is typed$/);
  assert.equal(written().match(/One/g)?.length, 1);
  screen.print('later');
  assert.match(written(), /later\n\nAda › hello, this is typed$/);
  lines.close();
});

test('a line that was finished while somebody spoke stands there afterwards, before what it brought about', () => {
  const { screen, lines, type, delta, say, written } = sitDown();
  delta('One ');
  type('/help\r');
  screen.print('Nobody can help.');
  screen.ready();
  say('One two.');
  assert.match(written(), /Mira: One two\.\n\nAda › \/help\nAda › Nobody can help\.\n\nAda › $/);
  lines.close();
});

test('a line that fills several rows is not drawn over what was said', () => {
  const { lines, type, screen, delta, say, raw } = sitDown();
  type('x'.repeat(200));
  screen.print('later');
  delta('One.');
  say('One.');
  const drawn = raw().slice(raw().indexOf('One.'));
  assert.match(drawn, /Ada › x/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequence that moves the cursor up
  assert.doesNotMatch(drawn, /\u001b\[\d*A/);
  lines.close();
});

test('the prompt names whoever speaks', () => {
  const { screen, lines, written } = sitDown();
  lines.speakAs('Bob');
  screen.print('You speak as Bob.');
  assert.match(written(), /Bob › $/);
  lines.close();
});

test('a sequence that steers the terminal does nothing when it comes in pieces', () => {
  const { lines, delta, say, written, raw } = sitDown();
  const before = raw().length;
  for (const part of ['a', '\u001b', '[2', 'J', '\u001b]0;own', 'ed\u0007', 'b']) delta(part);
  say('a\u001b[2J\u001b]0;owned\u0007b');
  assert.match(raw().slice(before), /Mira: ab\n\n/);
  assert.doesNotMatch(written(), /owned|2J/);
  lines.close();
});

test('whoever says nothing leaves nothing behind', () => {
  const { lines, screen, start, withdraw, raw } = sitDown();
  start();
  withdraw();
  screen.print('(The model refused.)');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that take a line away
  assert.match(raw(), /Mira: \u001b\[1G\u001b\[2K/);
  assert.doesNotMatch(raw(), /Mira: \n/);
  lines.close();
});

test('what Ctrl-C says stands on a line of its own, and whoever speaks goes on below it', () => {
  const { delta, type, say, written } = sitDown();
  delta('One two');
  type('\u0003');
  delta(' three.');
  say('One two three.');
  assert.match(
    written(),
    /Mira: One two\nLeaving when everything is said\. Ctrl-C again leaves at once\.\nMira: three\.\n\n$/,
  );
});

test('Ctrl-C while nobody speaks is answered on a line of its own', () => {
  const { type, written } = sitDown();
  type('hal\u0003');
  assert.match(written(), /\n?Leaving when everything is said\. Ctrl-C again leaves at once\.\n\n$/);
});
