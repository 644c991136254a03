import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expandMacros, type MacroValues } from './macros.ts';
import { seededRandom } from './random.ts';

function values(changes: Partial<MacroValues> = {}): MacroValues {
  return {
    char: 'Ada',
    user: 'Sam',
    now: Date.UTC(2026, 10, 22, 21, 40),
    timeZone: 'UTC',
    random: () => 0.5,
    seed: 'channel',
    ...changes,
  };
}

const table: [string, string][] = [
  ['plain', 'plain'],
  ['{{char}} meets {{user}}', 'Ada meets Sam'],
  ['{{CHAR}}, {{ User }}', 'Ada, Sam'],
  ['<BOT> <USER> <char>', 'Ada Sam Ada'],
  ['a < b > c <b>', 'a < b > c <b>'],
  ['{{random:a,b,c}}', 'b'],
  ['{{random::a,x::b,y::c}}', 'b,y'],
  [String.raw`{{random:a\,b,a\,b}}`, 'a,b'],
  ['{{random:{{char}},{{char}}}}', 'Ada'],
  ['{{random}}', ''],
  ['{{roll:6}}', '4'],
  ['{{roll:d20}}', '11'],
  ['{{roll 2d6+1}}', '9'],
  ['{{roll:nonsense}}', ''],
  ['{{roll:999d999999}}', ''],
  ['a{{// not for {{user}} to see }}b', 'ab'],
  ['a{{comment: hidden}}b', 'ab'],
  ['a{{hidden_key:key}}b', 'ab'],
  ['{{reverse:abc}}', 'cba'],
  ['a{{newline}}b', 'a\nb'],
  ['a\n\n{{trim}}\n\nb', 'ab'],
  ['{{noop}}x', 'x'],
  ['{{time}}, {{weekday}}, {{date}}', '21:40, Sunday, 22 November 2026'],
  ['{{isodate}} {{isotime}}', '2026-11-22 21:40'],
  ['{{time_UTC+2}} {{time_UTC-3:30}} {{time_utc+99}}', '23:40 18:10 '],
  ['{{datetimeformat DD.MM.YYYY HH:mm}}', '22.11.2026 21:40'],
  ['{{datetimeformat dddd, D MMM YY, h A [at noon]}}', 'Sunday, 22 Nov 26, 9 PM at noon'],
  ['{{timeDiff::2026-01-01::2026-01-03}}{{timeDiff::x::y}}', '2 days'],
  ['{{idle_duration}}', 'just now'],
  ['{{group}} / <GROUP> / {{charIfNotGroup}} / {{notChar}}', 'Ada / Ada / Ada / Sam'],
  ['a{{newline::2}}b{{space}}c', 'a\n\nb c'],
  ['{{newline::999999999}}', '\n'.repeat(100)],
  ['{{input}}{{lastMessage}}{{persona}}{{model}}{{isMobile}}{{banned "x"}}', ''],
  ['{{random::a}} {{pick: a , a }} {{pick::a::a}}', 'a a a'],
  ['{{random:{{random:a,a}},{{roll:1}}}}', '1'],
  ['{{reverse:ab👍}}', '👍ba'],
  ['{{hidden_key:{{char}}}}{{comment: {{user}} }}{{//}}x', 'x'],
  ['{{getvar::mood}}{{outlet::x}}{{foo}}', ''],
  ['{{ a + b }} and {{some words here}}', '{{ a + b }} and {{some words here}}'],
  ['{{constructor}}{{__proto__}}', ''],
  ['{{unclosed {{char}}', '{{unclosed {{char}}'],
  ['}} {{char}}', '}} Ada'],
  ['', ''],
];

test('an outlet holds what it is given, and nothing in that is expanded', () => {
  const outlets = { World: '{{char}} wins' };
  assert.equal(expandMacros('{{outlet::World}}|{{outlet::world}}', values({ outlets })), '{{char}} wins|');
});

for (const [field, expected] of table) {
  test(`macros: ${JSON.stringify(field)}`, () => assert.equal(expandMacros(field, values()), expected));
}

test('what a name holds is never read as a macro', () => {
  const hostile = '{{char}}{{random:x,y}}<BOT>';
  assert.equal(expandMacros('{{user}}', values({ user: hostile })), hostile);
  assert.equal(expandMacros('{{reverse:{{user}}}}', values({ user: '}}rahc{{' })), '{{char}}');
  assert.equal(expandMacros('{{random:{{user}},{{user}}}}', values({ user: 'a,b' })), 'a,b');
});

test('what a card replaces is given once', () => {
  assert.equal(expandMacros('{{original}}|{{original}}', values({ original: 'Be kind.' })), 'Be kind.|');
  assert.equal(expandMacros('{{original}}', values()), '');
});

test('those in the talk are named, and how long the person was away', () => {
  const now = values().now;
  const several = values({ group: ['Ada', 'Bo'], lastSpokenAt: now - 2 * 3_600_000 });
  assert.equal(
    expandMacros('{{group}}; <group>; {{notChar}}; {{idle_duration}}', several),
    'Ada, Bo; Ada, Bo; Sam, Bo; 2 hours',
  );
  assert.equal(expandMacros('{{idle_duration}}', values({ lastSpokenAt: now - 3_600_000 })), 'an hour');
});

test('fields of the card are expanded within, but not for ever', () => {
  const fields = { scenario: '{{char}} waits. {{scenario}}' };
  assert.equal(expandMacros('{{scenario}}', values({ fields })), 'Ada waits. ');
});

test('a pick stays the same where a random choice does not', () => {
  const field = '{{pick:a,b,c,d,e,f,g,h}}';
  const one = expandMacros(field, values({ random: seededRandom('1') }));
  assert.equal(expandMacros(field, values({ random: seededRandom('2') })), one);
  const seeds = Array.from({ length: 20 }, (_, seed) => expandMacros(field, values({ seed: String(seed) })));
  assert.ok(new Set(seeds).size > 1);
  const chances = Array.from({ length: 20 }, (_, seed) =>
    expandMacros('{{random:a,b,c,d}}', values({ random: seededRandom(String(seed)) })),
  );
  assert.ok(new Set(chances).size > 1);
});

test('a bomb of nested macros is harmless', () => {
  const nested = `${'{{random:'.repeat(5_000)}x${'}}'.repeat(5_000)}`;
  const began = performance.now();
  assert.equal(expandMacros(nested, values()), '');
  assert.equal(expandMacros('{{'.repeat(50_000), values()).length, 100_000);
  assert.ok(performance.now() - began < 5_000);
});

test('macros nobody knows stay as they are written where that is asked for', () => {
  const kept = values({ keepUnknown: true });
  assert.equal(expandMacros('{{char}} {{foo}} {{getvar::a}}{{noop}}', kept), 'Ada {{foo}} {{getvar::a}}');
});
