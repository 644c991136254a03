import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isForeign, languageOf, seemsEnglish } from './language.ts';

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

test('the language of a talk is told by its common words or its script', () => {
  assert.equal(languageOf('the ferry is late and we are not there'), 'en');
  assert.equal(languageOf('die Fähre ist zu spät und wir sind nicht da'), 'de');
  assert.equal(languageOf('le bateau est en retard et nous ne sommes pas là'), 'fr');
  assert.equal(languageOf('フェリーは遅れています'), 'ja');
  assert.equal(languageOf('паром опаздывает'), 'ru');
  assert.equal(languageOf('Skagen 12'), 'und');
});

test('a few words that another language has too make no foreign text', () => {
  for (const text of [
    'la la la',
    'tell me about El Paso and Los Angeles',
    'a la carte menu',
    'ten to ten',
    'Rex',
  ])
    assert.ok(!isForeign(text), text);
  for (const text of [
    'hola, ¿cómo estás? no hablo inglés',
    'Я не говорю по-английски',
    'was magst du',
    'vad heter du',
  ])
    assert.ok(isForeign(text), text);
});
