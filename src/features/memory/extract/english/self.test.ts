import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from '../index.ts';

const bo = { id: 'bo', name: 'Bo', kind: 'person' as const };
const read = (text: string) =>
  extractFacts([{ messageId: '1', author: bo, text, at: Date.UTC(2026, 10, 26), mentions: [] }], []);

describe('who somebody is', () => {
  const said: [string, string[]][] = [
    ['youngest of five, so i eat fast', ['Bo is the youngest of five.']],
    ["I'm a practicing Buddhist", ['Bo is buddhist.']],
    ["I'm Jewish but not very observant", ['Bo is jewish.']],
    ["i'm a leo, obviously", ['Bo is a leo.']],
    ["I'm 1.93m tall", ['Bo is 1.93m tall.']],
    ['I volunteer at the food bank on thursdays', ['Bo volunteers at the food bank.']],
    ["i've got a pilot's licence", ["Bo has a pilot's licence."]],
    ['I served in the navy for six years', ['Bo was in the navy for six years.']],
    ["i'm a widow", ['Bo is a widow.']],
    ["i'm half Irish half Ghanaian", ['Bo is half Irish and half Ghanaian.']],
    ["it's my birthday on the 2nd of may", ["Bo's birthday is on 2 May."]],
    ['correction: my birthday is the 4th of march, not the 5th', ["Bo's birthday is on 4 March."]],
    ['most people call me Bee', ["Bo's nickname is Bee."]],
    [
      'i speak Farsi, Turkish and just enough Dutch to order beer',
      ['Bo speaks Farsi.', 'Bo speaks Turkish.', 'Bo speaks Dutch.'],
    ],
    ['been in the same flat in Bergen for eleven years', ['Bo lives in Bergen.']],
    ['my company moved me to Ghent last week', ['Bo lives in Ghent.']],
  ];
  for (const [text, statements] of said)
    test(text, () =>
      assert.deepEqual(
        read(text).map(({ statement }) => statement),
        statements,
      ),
    );
});

describe('work and studies', () => {
  const said: [string, string[]][] = [
    ['i work nights at a bakery', ['Bo works at a bakery.']],
    ['i run a small flower shop with my aunt', ['Bo runs a flower shop.']],
    ["i'm a retired postman", ['Bo is a retired postman.']],
    ["i'm doing an apprenticeship as a carpenter", ['Bo is training as a carpenter.']],
    ['starting a new job at Vestas next month', ['Bo starts working at Vestas in December 2026.']],
    ['got transferred to the Munich office', ['Bo works in Munich.']],
    ['I go to Leiden University', ['Bo studies at Leiden University.']],
    ['switched majors to oceanography', ['Bo studies oceanography.']],
    ["i'm a nursing student", ['Bo studies nursing.']],
    ['dropped out of law school in 2018', ['Bo dropped out of law school in 2018.']],
  ];
  for (const [text, statements] of said)
    test(text, () =>
      assert.deepEqual(
        read(text).map(({ statement }) => statement),
        statements,
      ),
    );

  const over = [
    'no longer at the bank',
    'handed in my notice at the bank',
    'i no longer work at Siemens btw',
  ];
  for (const text of over)
    test(`over: ${text}`, () =>
      assert.deepEqual(
        read(text).map(({ ends }) => ends),
        [true],
      ));
});

describe('what is no fact about anybody', () => {
  const lines = [
    'dropped out of the queue, sorry',
    'no longer at the gym',
    'no longer in the lobby',
    'handed in my homework late',
    'switched to tabs',
    "i'm in Oslo until friday",
    "i'm Christian",
    'starting May 1 the rules change',
    "i'm a non-operator",
    'going to university is expensive',
    'raised my hand and nobody saw',
    'moved to the couch',
    "i'm the youngest",
  ];
  for (const text of lines)
    test(text, () =>
      assert.deepEqual(
        read(text).map(({ statement }) => statement),
        [],
      ),
    );
});
