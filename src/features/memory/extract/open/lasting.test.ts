import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from '../index.ts';

const author = { id: 'bo', name: 'Bo', kind: 'person' } as const;
const at = Date.UTC(2026, 10, 26, 15);

const read = (text: string) =>
  extractFacts([{ messageId: '9', author, text, at, mentions: [] }], [{ ...author }]).map(
    ({ statement }) => statement,
  );

describe('what lasts by its tense and verb', () => {
  const cases: Readonly<Record<string, string>> = {
    // Again and again
    'I mend old radios': 'Bo mends old radios.',
    'i get up at six every morning to row': 'Bo gets up at six every morning to row.',
    'I pray five times a day': 'Bo prays five times a day.',
    'I do freelance illustration': 'Bo does freelance illustration.',
    'my grandad plays cribbage every week': "Bo's grandad plays cribbage.",
    'I do not own a television': 'Bo has no television.',
    "I don't believe in horoscopes": 'Bo does not believe in horoscopes.',
    'I can read Braille with one hand': 'Bo can read Braille with one hand.',
    // What is so
    "I'm in my third year of nursing": 'Bo is in the third year of nursing.',
    'I have photosensitive epilepsy': 'Bo has photosensitive epilepsy.',
    'i have 300 enamel pins': 'Bo has 300 enamel pins.',
    'My family is originally from Malta': "Bo's family comes from Malta.",
    'I always have cocoa before bed': 'Bo has cocoa before bed.',
    'I get up at 5 am every day': 'Bo gets up at 5 am every day.',
    'I have not flown since 2014': 'Bo has not flown.',
    "my nan's got arthritis": "Bo's nan has arthritis.",
    "I've got about 90 fountain pens": 'Bo has about 90 fountain pens.',
    'My computer has an RTX 3080 in it': "Bo's computer has an RTX 3080.",
    // What changed a life
    'I broke both ankles in 2019': 'Bo broke both ankles in 2019.',
    'we just closed on a house in Nantes': 'Bo closed on a house in Nantes.',
    'I broke my wrist when I was twelve': 'Bo broke their wrist.',
    'I dropped out of law school': 'Bo dropped out of law school.',
    'I passed the driving test today!!': 'Bo passed the driving test on 26 November 2026.',
    'I was raised by my grandparents': 'Bo was raised by their grandparents.',
    'I have photographed over nine hundred churches': 'Bo has photographed over nine hundred churches.',
    // What is planned
    'I fly to Tokyo on 4 December': 'Bo flies to Tokyo on 4 December 2026.',
    'We are visiting my sister in Oslo in March': 'Bo is visiting their sister in Oslo in March 2027.',
  };
  for (const [text, statement] of Object.entries(cases))
    test(text, () => assert.deepEqual(read(text), [statement]));
});

test('what is of the moment, of a game or a figure of speech does not', () => {
  for (const text of [
    'I play it every day',
    "i haven't had coffee yet",
    "I haven't slept since yesterday",
    "I haven't eaten since breakfast",
    'i always have to restart it before work',
    'i get up again',
    'I keep forgetting my password',
    'i read the rules',
    'I walked all the way there',
    'we sing in the shower',
    'i volunteer as tribute',
    'I joined the call late',
    'i bought the sword in the second town',
    'I collect wood every morning in this world',
    'I have 40 unread messages',
    'my pc has crashed twice',
    'i broke the build again',
    'I have been waiting for hours',
    'i won the round',
    "I don't eat that",
    'I can play later',
    'i raise my hand',
    'I served him well',
    'I smoke noobs daily',
    'we are going to the shop tomorrow',
    'I left the call',
    'my brother just joined the voice channel',
  ])
    assert.deepEqual(read(text), [], text);
});
