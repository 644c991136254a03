import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAutomaton } from './regex/automaton.ts';
import { createBacktracker } from './regex/backtracker.ts';
import { worstSteps } from './regex/cost.ts';
import { layOut } from './regex/program.ts';
import { compileSafeRegex, type SafeRegex } from './safe-regex.ts';

function compile(source: string, flags = ''): SafeRegex {
  const compiled = compileSafeRegex(source, flags);
  assert.ok('regex' in compiled, source);
  return compiled.regex;
}

/** The answers of the automaton and of the step-by-step matcher, which for short texts JavaScript's own engine spares. */
function answers(source: string, flags: string, text: string): (boolean | undefined)[] {
  const compiled = compileSafeRegex(source, flags);
  assert.ok('pattern' in compiled, source);
  const { pattern } = compiled;
  const machine = pattern.hasBackReferences ? undefined : layOut(pattern);
  const backtracker = createBacktracker(pattern, 100_000)(text);
  return machine === undefined ? [backtracker] : [backtracker, createAutomaton(machine, pattern)(text)];
}

const letters = 'a'.repeat(4_000);
const words = 'word '.repeat(2_000);
const mixed = Array.from({ length: 20_000 }, (_, at) => 'ab'[((at * 7_919) >> 3) & 1]).join('');

/** Pattern, flags, text, and the answer. Most would take JavaScript's own engine longer than the sun will shine. */
const catastrophes: [string, string, string, boolean][] = [
  ['(a+)+$', '', `${letters}!`, false],
  ['^(a+)+$', '', letters, true],
  ['([a-zA-Z]+)*$', '', `${letters}!`, true],
  ['^([a-zA-Z]+)*$', '', `${letters}!`, false],
  ['(a|aa)+$', '', `${letters}!`, false],
  ['(a|a?)+b', '', letters, false],
  ['(.*a){20}$', '', `${letters}!`, false],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', '', letters, false],
  ['(?:(?:a*)*)*b', '', letters, false],
  ['(x+x+)+y', '', 'x'.repeat(50_000), false],
  ['(x+x+)+y', '', `${'x'.repeat(50_000)}y`, true],
  ['\\s+$', '', `${' '.repeat(80_000)}x`, false],
  ['.*.*=.*', '', letters.repeat(20), false],
  ['(\\w+\\s?)+!$', 'iu', words, false],
  ['(?:\\p{L}+)*\\d', 'u', letters.repeat(10), false],
  ['^(\\d+)+$', 'm', `${'1'.repeat(50_000)}a\n12`, true],
  ['(?=(a+)+$)b', '', `${letters}b`, false],
  ['(?<!(a|aa)+b)c', '', `${letters}c`, true],
  ['(?<!(a|aa)+b)c', '', `${letters}bc`, false],
  ['(?:(?=a)a*)*b', '', letters.repeat(10), false],
  ['[\\s\\S]*[\\s\\S]*[\\s\\S]*x', '', letters.repeat(20), false],
  ['^(?:.?){100}(?=.{100}z)', 's', `${'-'.repeat(199)}z`, true],
  ['([^"\\\\]|\\\\.)*"$', '', '\\\\'.repeat(20_000), false],
  ['(a|b)*a(a|b){200}$', '', mixed, mixed.at(-201) === 'a'],
];

test('patterns that would never end have their answer', () => {
  for (const [source, flags, text, answer] of catastrophes) {
    const regex = compile(source, flags);
    assert.deepEqual([source, regex.test(text), regex.barred()], [source, answer, undefined]);
  }
});

test('what even then would take too long counts as not found, is told and stays so', () => {
  const hopeless: [string, string][] = [
    ['(a+)+\\1$', `${letters}!`],
    ['(.*)*\\1x', letters],
    ['((a*)*)*\\2b', letters],
    ['(?:a{0,1000}){0,1000}b', letters],
    ['(?:(?:(?:a{0,50}){0,50}){0,50}){0,50}b', letters],
  ];
  for (const [source, text] of hopeless) {
    const regex = compile(source);
    assert.equal(regex.barred(), undefined);
    assert.equal(regex.test(text), false, source);
    assert.match(regex.barred() ?? '', /took too long/);
    assert.equal(regex.test('aab'), false);
  }
});

test('what cannot take long is left to JavaScript', () => {
  const steps = (source: string, length: number) => {
    const compiled = compileSafeRegex(source, '');
    return 'pattern' in compiled ? worstSteps(compiled.pattern, length) : Number.NaN;
  };
  assert.ok(steps('\\b(?:dragon|wyrm)s?\\b', 4_000) < 200_000);
  assert.ok(steps('dragon.*fire', 200) < 1_000_000);
  assert.ok(steps('dragon.*fire', 4_000) > 10_000_000);
  assert.equal(steps('(a+)+b', 100), 101e12);
  assert.ok(steps('(?:a?){30}', 30) > 1e9);
});

/** Where JavaScript is odd: source, flags, text, and its answer. */
const oddities: [string, string, string, boolean][] = [
  ['^\\8\\9$', '', '89', true],
  ['^\\101\\60$', '', 'A0', true],
  ['^(a)\\2$', '', 'a\x02', true],
  ['^\\c$', '', '\\c', true],
  ['^\\cA\\x4\\u12\\p{L}$', '', '\x01x4u12p{L}', true],
  ['^a{,5}{$', '', 'a{,5}{', true],
  ['^]}$', '', ']}', true],
  ['^\\k<n>$', '', 'k<n>', true],
  ['^(?<n>a)\\k<n>$', '', 'aa', true],
  ['^\\k<n>(?<n>a)$', '', 'a', true],
  ['^(?:(?<n>a)|(?<n>b))\\k<n>$', '', 'bb', true],
  ['^(?=a)*b', '', 'b', true],
  ['[^]', '', '\n', true],
  ['[]', '', 'a', false],
  ['.', '', '\u2028', false],
  ['.', 's', '\u2028', true],
  ['a$', 'm', 'a\u2029b', true],
  ['\\s', '', '\ufeff', true],
  ['\\bé', '', 'aé', true],
  ['^\\w$', 'iu', '\u017f', true],
  ['^\\w$', 'i', '\u017f', false],
  ['a\\bb', '', 'ab', false],
  ['-\\bſ', 'iu', '-ſ', true],
  ['-\\bſ', 'i', '-ſ', false],
  ['^k$', 'iu', '\u212a', true],
  ['^k$', 'i', '\u212a', false],
  ['^ß$', 'iu', 'ẞ', true],
  ['^ß$', 'i', 'ẞ', false],
  ['^i$', 'i', 'İ', false],
  ['^σ$', 'i', 'ς', true],
  ['^\u{10400}$', 'iu', '\u{10428}', true],
  ['^\u{10400}$', 'i', '\u{10428}', false],
  ['^.$', 'u', '😀', true],
  ['^.$', '', '😀', false],
  ['\ud83d', '', '😀', true],
  ['\\ud83d', 'u', '😀', false],
  ['^\\ud83d\\ude00$', 'u', '😀', true],
  ['^\\u{1f600}{2}$', 'u', '😀😀', true],
  ['b', 'y', 'ab', false],
  ['(?<=(\\d)(\\d+))$', '', '123', true],
  ['(?<=\\1(a))b', '', 'aab', true],
  ['(?:(a)|b)*\\1c', '', 'abc', true],
  ['^(?:(a)|b)*\\1$', '', 'ab', true],
  ['^(A)\\1$', 'i', 'aA', true],
  ['(z)((a+)?(b+)?(c))*', '', 'zaacbbbcac', true],
  ['^(?i:a)b$', '', 'Ab', true],
  ['^(?i:a)b$', '', 'AB', false],
  ['^(?-i:a)b$', 'i', 'AB', false],
];

test('the answers are those of JavaScript, where it is odd as well', () => {
  for (const [source, flags, text, answer] of oddities) {
    assert.equal(new RegExp(source, flags).test(text), answer, `RegExp: ${source}`);
    assert.equal(compile(source, flags).test(text), answer, source);
    const each = answers(source, flags, text);
    assert.deepEqual(each, Array(each.length).fill(answer), `/${source}/${flags}`);
  }
});

test('a test leaves nothing behind, whatever the flags', () => {
  const regex = compile('a', 'g');
  assert.deepEqual([regex.test('ba'), regex.test('ba'), regex.test('ba')], [true, true, true]);
});

test('what is no regular expression, or one that costs too much to understand, is refused with a reason', () => {
  const problem = (source: string, flags = '') => {
    const compiled = compileSafeRegex(source, flags);
    return 'problem' in compiled ? compiled.problem : 'none';
  };
  assert.match(problem('C++'), /not a valid regular expression/);
  assert.match(problem('a', 'v'), /flag "v"/);
  assert.match(problem('\\p{L}'.repeat(60), 'u'), /Unicode properties/);
  assert.match(problem('a'.repeat(20_000)), /20000 characters long/);
  assert.match(problem(`${'('.repeat(300)}${')'.repeat(300)}`), /nested too deeply/);
});
