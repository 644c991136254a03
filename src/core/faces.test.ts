import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CharacterAsset } from './character.ts';
import { faceFor, facesOf, moodCalled } from './faces.ts';
import { type Mood, moods } from './mood.ts';

const picture = async () => undefined;
const emotion = (name: string): CharacterAsset => ({ type: 'emotion', name, ext: 'png', picture });
const withFaces = (...names: string[]) => ({ assets: names.map(emotion) });

test('every mood is found by its own name, and by what cards call it', () => {
  for (const mood of moods) assert.equal(moodCalled(mood), mood);
  const called: Record<string, Mood | undefined> = {
    Happy: 'joy',
    happy2: 'joy',
    'Ada_angry_02.png': 'anger',
    'very sad': 'sadness',
    SHOCKED: 'surprise',
    笑顔: 'joy',
    default: 'neutral',
    'beach-outfit': undefined,
    '': undefined,
  };
  for (const [name, mood] of Object.entries(called)) assert.equal(moodCalled(name), mood, name);
});

test('a mood is shown by its own picture, else by one that looks like it, else by the icon', () => {
  const character = withFaces('happy', 'sad', 'angry', 'joy');
  assert.equal(facesOf(character).get('joy'), character.assets[0], 'the first of two');
  assert.equal(faceFor(character, 'joy'), 'joy');
  assert.equal(faceFor(character, 'amusement'), 'joy');
  assert.equal(faceFor(character, 'grief'), 'sadness');
  assert.equal(faceFor(character, 'annoyance'), 'anger');
  assert.equal(faceFor(character, 'surprise'), undefined);
  assert.equal(faceFor(character, 'neutral'), undefined);
  assert.equal(faceFor(withFaces('neutral'), 'neutral'), 'neutral');
  assert.equal(faceFor(withFaces('neutral'), 'anger'), undefined);
  assert.equal(faceFor(character, undefined), undefined);
  assert.equal(faceFor({}, 'joy'), undefined);
});

test('only pictures of emotions are faces', () => {
  assert.equal(facesOf({ assets: [{ ...emotion('happy'), type: 'background' }] }).size, 0);
});
