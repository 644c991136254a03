import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seemsEnglish } from './small-words.ts';

test('English is told from other languages by its small words and letters', () => {
  const english = [
    'where does Bo live?',
    'pizza toppings',
    'Who was the war poet in Die Welt?',
    'Rex',
    'my café',
  ];
  for (const text of english) assert.ok(seemsEnglish(text), text);
  const others = [
    'Wo wohnt Bo?',
    'Was hat Bo über die Fähre gesagt?',
    'où habite Bo ?',
    '¿Dónde vive Bo con su perro?',
    'dove abita Bo?',
    'waar woont Bo?',
    'Где живёт Бо?',
    'ボーはどこに住んでいますか',
  ];
  for (const text of others) assert.ok(!seemsEnglish(text), text);
});
