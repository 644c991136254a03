import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from './index.ts';

const people = [
  { id: 'bo', name: 'Bo', kind: 'person' as const },
  { id: 'mira', name: 'Mira', kind: 'character' as const },
];
/** A Thursday. */
const at = Date.UTC(2026, 10, 26, 15);

function read(text: string, author: (typeof people)[number] | undefined = people[0]) {
  if (author === undefined) throw new Error('nobody says it');
  return extractFacts([{ messageId: '9', author, text, at, mentions: [] }], people, { own: () => [] });
}

/** What is read, with "(over)" where it has ended. */
function told(text: string, author?: (typeof people)[number]): string[] {
  return read(text, author).map(({ statement, ends }) => `${statement}${ends ? ' (over)' : ''}`);
}

const tables: Readonly<Record<string, readonly (readonly [string, ...string[]])[]>> = {
  'likes and dislikes': [
    ['sushi is life', 'Bo likes sushi.'],
    ['honestly, cheesy musicals are totally my jam', 'Bo likes cheesy musicals.'],
    ['mango lassi is my religion, send help', 'Bo likes mango lassi.'],
    ['olives are the worst lol', 'Bo dislikes olives.'],
    ['crochet keeps me from losing my mind', 'Bo likes crochet.'],
    ["there's nothing i love more than a quiet library", 'Bo likes a quiet library.'],
    ['sci-fi > fantasy, fight me', 'Bo prefers sci-fi to fantasy.'],
    ['needles freak me out', 'Bo is afraid of needles.'],
    ["i'm a sucker for christmas films", 'Bo likes christmas films.'],
    ['hooked on crosswords since lockdown', 'Bo likes crosswords.'],
    ["can't get enough of mango lassi lately", 'Bo likes mango lassi.'],
    ['not a fan of cilantro at all', 'Bo dislikes cilantro.'],
    ["my favourite band ever is still Low, they're great", "Bo's favourite band is Low."],
    ['My favourite season? Autumn, of course.', "Bo's favourite season is Autumn."],
    ['i find gardening really soothing', 'Bo likes gardening.'],
    ['i stick to rooibos', 'Bo sticks to rooibos.'],
    ["haven't touched alcohol in three years", 'Bo does not eat or drink alcohol.'],
    ['lactose intolerant gang', 'Bo is lactose intolerant.'],
    ['my guilty pleasure is reality tv', 'Bo likes reality tv.'],
    ['my biggest fear is drowning', 'Bo is afraid of drowning.'],
    ['my biggest pet peeve is loud chewing', 'Bo dislikes loud chewing.'],
    ["i've always been scared of dogs", 'Bo is afraid of dogs.'],
    ['i get seasick easily', 'Bo gets seasick.'],
    ['total introvert tbh', 'Bo is an introvert.'],
  ],
  'pastimes and things': [
    ['started bouldering last month', 'Bo is into bouldering.'],
    ['I do karate twice a week', 'Bo is into karate.'],
    ['i coach under-11s football on saturdays', 'Bo coaches under-11s football.'],
    [
      'I play alto sax in a ska band called Wet Socks',
      'Bo plays the alto sax in a ska band called Wet Socks.',
    ],
    ['I sing alto in the church choir', 'Bo sings in the church choir.'],
    ["i'm writing a novel about lighthouse keepers", 'Bo is working on a novel about lighthouse keepers.'],
    ['ran my first half marathon in 2021', 'Bo completed their first half marathon in 2021.'],
    ["i've run the oslo marathon twice", 'Bo completed the oslo marathon twice.'],
    ["I'm training for an ironman", 'Bo is training for an ironman.'],
    ['i restore old radios in my spare time', 'Bo likes to restore old radios.'],
    ['in my spare time i build model ships', 'Bo likes to build model ships.'],
    ['i spend my weekends fixing old bikes', 'Bo is into fixing old bikes.'],
    ['i own three bikes', 'Bo has three bikes.'],
    ['i got a tattoo of a fox', 'Bo has a tattoo.'],
    ['i have a motorbike license', 'Bo has a motorbike license.'],
    ['I speak seven languages', 'Bo speaks seven languages.'],
    ['i speak french and enough welsh to get by', 'Bo speaks French.', 'Bo speaks Welsh.'],
    ['i own a 1974 moped that leaks oil', 'Bo has a 1974 moped.'],
    ['i drive a beat up toyota corolla', 'Bo drives a beat up toyota corolla.'],
    ['my laptop is an old thinkpad from 2011', "Bo's laptop is a thinkpad."],
    ["we've got an allotment behind the station", 'Bo has an allotment.'],
  ],
  'what is over': [
    ['cancelled my netflix subscription, finally', 'Bo had a netflix subscription. (over)'],
    ['gave away my drum kit last weekend', 'Bo had a drum kit. (over)'],
    ['quit my band two weeks ago', 'Bo was in a band. (over)'],
    ["don't play chess anymore, too grindy", 'Bo played chess. (over)'],
    ['quit smoking 6 weeks ago today', 'Bo gave up smoking on 15 October 2026.'],
  ],
  'plans and what has a date': [
    ['Petra and I are getting married on june 6', 'Bo is getting married to Petra on 6 June 2027.'],
    [
      'got tickets for the Björk show on november 30',
      'Bo has tickets for the Björk show on 30 November 2026.',
    ],
    [
      "we're in portugal from the 2nd to the 14th of july",
      'Bo is in Portugal from 2 July 2027 to 14 July 2027.',
    ],
    ['our bakery opens on March 1st', "Bo's bakery opens on 1 March 2027."],
    ['moving to Ghent in spring!!', 'Bo moves to Ghent in spring 2027.'],
    ["i'm leaving for Peru on the 10th of january", 'Bo is leaving for Peru on 10 January 2027.'],
    ['i have surgery on monday', 'Bo has surgery on 30 November 2026.'],
    ['i won a poetry contest in 2019', 'Bo won a poetry contest in 2019.'],
    ['i published my first book in 2021', 'Bo published their first book in 2021.'],
    ['exam next friday, wish me luck', 'Bo has an exam on 4 December 2026.'],
    ['my birthday party is on saturday the 12th', "Bo's birthday party is on 12 December 2026."],
    [
      "In August I'm walking the West Highland Way with my sister",
      'Bo is walking the West Highland Way in August 2027.',
    ],
    ["In June I'm flying to Montreal to see my aunt", 'Bo is flying to Montreal in June 2027.'],
    ['I graduated in 2015 from Leeds', 'Bo graduated from Leeds in 2015.'],
  ],
};

describe('what people say in everyday words', () => {
  for (const [about, lines] of Object.entries(tables))
    test(about, () => {
      for (const [text, ...statements] of lines) assert.deepEqual(told(text), statements, text);
    });

  test('from–to lasts through its last day', () => {
    const [draft] = read("I'm in Rome from June 3 to 10");
    assert.deepEqual([draft?.from, draft?.until], [Date.UTC(2027, 5, 3), Date.UTC(2027, 5, 11)]);
  });

  test('what only sounds like it is left out', () => {
    for (const text of [
      'this is life',
      'this boss scares me',
      'bob is the best',
      'my friends keep me sane',
      'wifi > people',
      '2 > 1',
      'hooked on you',
      'big into drama today',
      'scared of losing this match',
      "i'm a sucker for punishment",
      "can't get enough of this",
      'my favourite part is the end',
      'my favourite colour? hard to say',
      'i stick to the plan',
      'i started crying',
      'started climbing the tower',
      'i joined a new guild',
      'i sing in the shower',
      'i own a castle in minecraft',
      'i have a car that flies in gta',
      'my horse is called Gerald in skyrim',
      'my cat is called Gerald in this save file',
      'i ride a dragon called Smaug',
      "i haven't had coffee yet",
      'my phone is a brick',
      "i don't drink that fast",
      'got tickets for you',
      "we're in a meeting on monday",
      "i'm in charge on monday",
      'exam on friday? anyone?',
      'our game crashed',
    ])
      assert.deepEqual(told(text), [], text);
    assert.deepEqual(told('my daughter Lotte just got into med school, i got into trouble'), [
      "Bo's daughter is called Lotte.",
      "Bo's daughter Lotte got into med school.",
    ]);
  });
});

describe('small words at the end and in between', () => {
  test('a word that is written large after another one belongs to its name', () => {
    assert.deepEqual(told('my favourite film is The Third Man'), ["Bo's favourite film is The Third Man."]);
    assert.deepEqual(told('i love The Wicker Man lol'), ['Bo likes The Wicker Man.']);
    assert.deepEqual(told('i love Dune man'), ['Bo likes Dune.']);
  });
  test('a language that somebody speaks a little stands anywhere in a list', () => {
    const languages = ['Bo speaks Dutch.', 'Bo speaks Czech.', 'Bo speaks German.'];
    assert.deepEqual(told('I speak Dutch, a little Czech and German'), languages);
    assert.deepEqual(told('fluent in dutch and a little czech'), languages.slice(0, 2));
  });
  test('"em" is nothing to like or to dislike', () => {
    for (const text of ['hate em', "I hate 'em", 'spiders? hate em', "love 'em"])
      assert.deepEqual(told(text), []);
  });
  test('some people are called as others are after their country', () => {
    assert.deepEqual(told('my brother Finn lives in Rome'), [
      "Bo's brother is called Finn.",
      "Bo's brother Finn lives in Rome.",
    ]);
    assert.deepEqual(told('my dog Dane is old'), ["Bo's dog is called Dane."]);
    assert.deepEqual(told('my brother German lives in Rome'), []);
  });
});

describe('what a character says of itself in its own way', () => {
  const mira = people[1];
  test('by its own name, also without a verb', () => {
    assert.deepEqual(told('Mira hates boats. Always has.', mira), ['Mira dislikes boats.']);
    assert.deepEqual(told('Mira afraid of fire.', mira), ['Mira is afraid of fire.']);
    assert.deepEqual(told('Mira born in Ashfang, under red moon.', mira), ['Mira comes from Ashfang.']);
  });
  test('in old words', () => {
    assert.deepEqual(told('I do love honeyed figs.', mira), ['Mira likes honeyed figs.']);
    assert.deepEqual(told('I cannot abide sailors.', mira), ['Mira dislikes sailors.']);
    assert.deepEqual(told('I dwell in a tower by the sea.', mira), ['Mira lives in a tower by the sea.']);
    assert.deepEqual(told('I was raised by my grandmother in the Silver Marsh.', mira), [
      'Mira comes from the Silver Marsh.',
    ]);
    assert.deepEqual(told('I lost my left eye at Crag Ford.', mira), ['Mira lost their left eye.']);
  });
  test('in answer to its own question', () =>
    assert.deepEqual(told('*closes the book* My favourite colour? Moss green, if you must know.', mira), [
      "Mira's favourite colour is Moss green.",
    ]));
  test('but not of another one by name, and not what it does', () => {
    assert.deepEqual(told('Bo hates boats.', mira), []);
    assert.deepEqual(told('*eats meat loudly*', mira), []);
  });
});
