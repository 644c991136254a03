import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Book, type BookEntry, defaultEntry, noBookSettings } from '../book.ts';
import { runCases } from '../cases.ts';
import { sentence } from '../lore-text.ts';
import { fastMatcher } from './fast-matcher.ts';
import { createKeyRing, hasMacro, type Key, type Manner } from './key.ts';
import { type KeyReader, plainMatcher } from './key-matcher.ts';
import { prepare } from './prepare.ts';
import { scan } from './scan.ts';
import { createScanText, noText, type ScanText } from './scan-text.ts';
import { defaultScanSettings } from './settings.ts';
import { noTimedState } from './timed.ts';

const manner: Manner = { caseSensitive: false, wholeWords: true, borders: 'ascii' };

function keysOf(...written: string[]): Key[] {
  const makeKey = createKeyRing();
  return written.flatMap((one) => makeKey(one, manner) ?? []);
}

function textOf(...pieces: string[]): ScanText {
  return createScanText(pieces.map((text) => ({ text, from: { kind: 'extra' } })));
}

function found(reader: KeyReader, keys: readonly Key[], text: ScanText): string[] {
  const hits = reader.read(text);
  const places = hits.places?.() ?? [];
  const asked = keys.filter((key) => hits.has(key));
  assert.deepEqual(
    places.toSorted((a, b) => a - b),
    asked.map((key) => keys.indexOf(key)),
  );
  return asked.map(({ written }) => written);
}

const written = [
  'cat',
  'Élan',
  'new york',
  '/dogs?\\s/',
  '/^wolf/',
  '/\\w{9,}/',
  '/cat[^]*dog/',
  '/(?<!no )owl/',
  'x\n\x01y',
];

test('keys are found in the pieces of a text, and across them where they reach so far', () => {
  const keys = keysOf(...written);
  const reader = fastMatcher.learn(keys);
  assert.deepEqual(found(reader, keys, textOf('The CAT!', 'a dog')), ['cat']);
  assert.deepEqual(found(reader, keys, textOf('cat', 'a dog')), ['cat', '/cat[^]*dog/']);
  assert.deepEqual(found(reader, keys, textOf('dog', 'élan')), ['Élan', '/dogs?\\s/']);
  assert.deepEqual(found(reader, keys, textOf('cats', 'dog')), ['/cat[^]*dog/']);
  assert.deepEqual(found(reader, keys, textOf('New York', 'no owl')), ['new york']);
  assert.deepEqual(found(reader, keys, textOf('an owl', 'wolf')), ['/(?<!no )owl/']);
  assert.deepEqual(found(reader, keys, textOf('x', 'y')), ['x\n\x01y']);
  assert.deepEqual(found(reader, keys, textOf('something')), ['/\\w{9,}/']);
  assert.deepEqual(found(reader, keys, noText), []);
});

test('what is known of a message serves wherever it stands', () => {
  const keys = keysOf(...written);
  const reader = fastMatcher.learn(keys);
  const talk = ['a dog', 'cat', 'dogs', 'no owl', 'the owl', 'dog'];
  for (let end = 1; end <= talk.length; end += 1) {
    const text = textOf(...talk.slice(0, end).reverse());
    assert.deepEqual(
      found(reader, keys, text),
      keys.filter((key) => plainMatcher.learn([]).read(text).has(key)).map(({ written }) => written),
    );
  }
});

test('the recorded cases come out the same when every key is asked in turn', () => {
  const url = new URL('../../../../test/fixtures/lore-oracle/cases.json', import.meta.url);
  const file = JSON.parse(readFileSync(url, 'utf8'));
  assert.deepEqual(
    runCases(file, { profile: 'strict', matcher: fastMatcher }),
    runCases(file, { profile: 'strict', matcher: plainMatcher }),
  );
});

test('a book full of hostile patterns is read in the end, and those that cost most are not tried again', () => {
  const keys = keysOf(
    'cat',
    ...Array.from({ length: 300 }, (_, at) => `/(?:a+)+(?:a|b){1,${at + 9}}\\1x()|(a*)*\\2z${at}/`),
  );
  const reader = fastMatcher.learn(keys);
  const text = textOf(`cat ${'a'.repeat(2_000)}`);
  for (let turn = 0; turn < 3; turn += 1) assert.deepEqual(found(reader, keys, text), ['cat']);
  assert.ok(keys.some(({ pattern }) => pattern?.barred() !== undefined));
});

test('a key that took too long is told of, with the reason', () => {
  const entry: BookEntry = { ...defaultEntry, keys: ['/(a+)+\\1$/'], content: 'x' };
  const book: Book = { id: 'b', name: 'b', profile: 'strict', settings: noBookSettings, entries: [entry] };
  const prepared = prepare([{ book, scope: 'global' }], defaultScanSettings);
  const text = `${'a'.repeat(3_000)}!`;
  const { decisions } = scan(prepared, {
    messages: [{ name: 'Ann', text, byCharacter: false }],
    ...{ trigger: 'normal', character: undefined, sources: {}, extra: [], timed: noTimedState },
    ...{ greeting: undefined, userIcon: undefined, expand: (text: string) => text },
    countTokens: (text) => text.length,
    chance: () => 0,
  });
  const [decision] = decisions;
  assert.ok(decision?.kind === 'no-match');
  assert.match(sentence(decision), /no longer tried: It took too long/);
});

test('a look-behind is no macro', () => {
  assert.ok(hasMacro('{{char}}') && hasMacro('the <USER>'));
  assert.ok(!hasMacro('/(?<!no )cat/') && !hasMacro('a <b'));
});
