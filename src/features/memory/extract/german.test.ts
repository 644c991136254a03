import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FactDraft } from '../fact.ts';
import { extractFacts } from './index.ts';

const at = Date.UTC(2026, 10, 26, 12);
const day = (year: number, month: number, date: number) => Date.UTC(year, month - 1, date);
const people = ['Bo', 'Ana'].map((name) => ({ id: name.toLowerCase(), name, kind: 'person' as const }));

function read(text: string): FactDraft[] {
  const author = { id: 'bo', name: 'Bo', kind: 'person' as const };
  return extractFacts([{ messageId: 'm1', author, text, at, mentions: [] }], people);
}

/** Words that only an English sentence has. */
const english =
  /\b(?:lives?|lived|works?|worked|likes?|dislikes|is|has|had|the|of|called|old|was|afraid|plays|from)\b/i;

describe('what is said in German is told in German', () => {
  const cases: [string, ...string[]][] = [
    ['Ich wohne in der Schweiz', 'Bo wohnt in der Schweiz.'],
    ['Ich wohne in einer kleinen Wohnung in Köln', 'Bo wohnt in Köln.'],
    ['ich arbeite bei der Post', 'Bo arbeitet bei der Post.'],
    ['Ich arbeite in einer Bäckerei', 'Bo arbeitet in einer Bäckerei.'],
    ['Ich arbeite in Lissabon', 'Bo arbeitet in Lissabon.'],
    ['ich arbeite als krankenschwester in München', 'Bo arbeitet als Krankenschwester in München.'],
    ['Ich arbeite nicht mehr bei Siemens', 'Bo arbeitete bei Siemens.'],
    ['Ich mag Katzen und Hunde', 'Bo mag Katzen.', 'Bo mag Hunde.'],
    ['Ich liebe scharfes Essen', 'Bo mag scharfes Essen.'],
    ['Ich hasse frühes Aufstehen', 'Bo mag frühes Aufstehen nicht.'],
    ['Meine Schwester heißt Ida', 'Die Schwester von Bo heißt Ida.'],
    [
      'Meine Schwester Ida wohnt in Rom',
      'Die Schwester von Bo heißt Ida.',
      'Ida (Schwester von Bo) wohnt in Rom.',
    ],
    ['Ana ist meine Schwester', 'Ana ist die Schwester von Bo.'],
    ['Mein Geburtstag ist am 12. Mai', 'Bo hat am 12. Mai Geburtstag.'],
    ['ich bin 34 jahre alt', 'Bo ist 34 Jahre alt.'],
    ['ich hab ne katze namens Minka', 'Bo hat eine Katze namens Minka.'],
    ['Früher habe ich in Oslo gewohnt', 'Bo wohnte in Oslo.'],
    ['Ich habe früher Cello gespielt', 'Bo spielte Cello.'],
    ['Früher hatte ich einen Hund', 'Bo hatte einen Hund.'],
    ['Ich habe drei Jahre lang in Oslo gewohnt', 'Bo wohnte drei Jahre lang in Oslo.'],
    ['Ich fliege am 9. Oktober nach Oslo', 'Bo fliegt am 9. Oktober 2027 nach Oslo.'],
    ['ich ziehe im Mai nach Wien', 'Bo zieht im Mai 2027 nach Wien.'],
    ['Ich spreche kein Polnisch mehr'],
    ['Ich spreche nicht mehr Polnisch', 'Bo spricht nicht mehr Polnisch.'],
    ['Ich habe Cello gespielt'],
    ['Ich liebe meine Katze'],
  ];
  for (const [text, ...expected] of cases)
    test(text, () => {
      const statements = read(text).map(({ statement }) => statement);
      assert.deepEqual(statements, expected);
      assert.doesNotMatch(statements.join(' '), english);
    });
});

describe('times in German', () => {
  const cases: [string, Partial<FactDraft>][] = [
    ['Ich spiele seit zehn Jahren Cello', { statement: 'Bo spielt Cello.', from: day(2016, 11, 26) }],
    ['Ich spiele seit Jahren Cello', { statement: 'Bo spielt Cello.', from: undefined }],
    ['Ich habe früher in Oslo gewohnt', { over: true, until: undefined }],
    ['Ich habe von 2010 bis 2015 bei Siemens gearbeitet', { from: day(2010, 1, 1), until: day(2015, 1, 1) }],
    ['Ich wohne seit Mai nicht mehr in Graz', { from: undefined, until: day(2026, 5, 1) }],
  ];
  for (const [text, expected] of cases)
    test(text, () => {
      const [draft] = read(text);
      assert.ok(draft, 'nothing was read');
      for (const [key, value] of Object.entries(expected))
        assert.deepEqual(draft[key as keyof FactDraft], value, key);
    });
});

test('what is said in both languages is one', () => {
  const pairs = [
    ['Ich bin Lehrer', 'I am a teacher'],
    ['Mein Geburtstag ist am 12. Mai', 'My birthday is on 12 May'],
    ['Ich spiele Gitarre', 'I play the guitar'],
    ['Meine Schwester heißt Ida', 'My sister is called Ida'],
    ['Meine Katze heißt Minka', 'My cat is called Minka'],
    ['Ich wohne in Berlin', 'I live in Berlin'],
  ];
  const known = (text: string) => read(text).map(({ slot, value, kind }) => ({ slot, value, kind }));
  for (const [german = '', english = ''] of pairs) assert.deepEqual(known(german), known(english), german);
});
