import assert from 'node:assert/strict';
import { test } from 'node:test';
import { learned, missed, notLearned } from '../../../../test/fixtures/chat-lines.ts';
import { retellings } from './english/retelling-rules.ts';
import { languages } from './languages.ts';
import { beginningsOf, beginsWith, firstWords, listsIn } from './pattern-words.ts';
import { rulesOf } from './rules.ts';

const lists = { pets: 'dog|guinea pig|bearded dragon' };

function words(pattern: string): string[] | undefined {
  const found = firstWords(pattern, lists);
  return found && [...found].sort();
}

test('what a pattern can begin with is read from it', () => {
  assert.deepEqual(words('am {place}-based'), ['am']);
  assert.deepEqual(words('am (?:an? )?vegan'), ['am a', 'am an', 'am vegan']);
  assert.deepEqual(words('(?:have|have got|own) {thing}'), ['have', 'have got', 'own']);
  assert.deepEqual(words('(?:have )?(?<verb>sold|gave away) (?<told>.+)'), [
    'gave',
    'have gave',
    'have sold',
    'sold',
  ]);
  assert.deepEqual(words('(?:(?:just|only) )?moved to {place}'), ['just', 'moved', 'only']);
  assert.deepEqual(words('[pets] people'), ['bearded', 'dog', 'guinea']);
  assert.deepEqual(words('runs? (?:a|the) shop'), ['run', 'runs']);
  assert.deepEqual(words('(?:re)?reading {title}'), ['reading', 'rereading']);
});

test('where it is no plain word, the beginning is open', () => {
  for (const pattern of ['{thing} is', '(?:\\w+ )?dog', '.+ dog', 'practi[sc]e', '(?!x)y z', 'dogs\\b'])
    assert.equal(words(pattern), undefined, pattern);
});

test('a list counts for a pattern where none of its words can be left out', () => {
  for (const pattern of ['own a [pets]', 'own (?<what>(?:\\w+ )?(?:[pets])s?)', '[pets] [pets]'])
    assert.ok(listsIn(pattern, lists).includes('pets'), pattern);
  for (const pattern of [
    'own (?:a [pets])?',
    'own (?:[pets]|it)',
    'own [pets]|it',
    'own (?![pets])',
    'own [pens]',
    '\\[pets]',
  ])
    assert.deepEqual(listsIn(pattern, lists), [], pattern);
});

test('the words of a list are known by how they begin', () => {
  assert.deepEqual(beginningsOf('Left[- ]handed|colou?r-blind|guinea pig|(?:a|b) c'), [
    'left',
    'colo',
    'guinea pig',
    '',
  ]);
});

test('no rule fits what begins with another word than it says', () => {
  const texts = [...learned.map(([text]) => text), ...missed, ...notLearned];
  const ends = texts.flatMap((text) => text.split(' ').map((_, index, all) => all.slice(index).join(' ')));
  const [english, german] = languages;
  assert.ok(english !== undefined && german !== undefined);
  for (const language of [english, german, { ...english, rules: retellings }])
    for (const { patterns } of rulesOf(language))
      for (const { expression, begins } of patterns)
        for (const text of ends.filter((each) => expression().test(each)))
          assert.ok(begins === undefined || beginsWith(begins, text), `${text} of ${expression().source}`);
});
