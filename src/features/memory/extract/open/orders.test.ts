import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from '../index.ts';

const author = { id: 'bo', name: 'Bo', kind: 'person' } as const;
/** A Thursday. */
const at = Date.UTC(2026, 10, 26, 15);

const read = (text: string) =>
  extractFacts([{ messageId: '9', author, text, at, mentions: [] }], [{ ...author }]).map(
    ({ statement }) => statement,
  );

function areRead(cases: Readonly<Record<string, readonly string[]>>): void {
  for (const [text, statements] of Object.entries(cases))
    test(text, () => assert.deepEqual(read(text), statements));
}

describe('what is stressed stands first', () => {
  areRead({
    'What I do for a living is restore harpsichords.': ['Bo restores harpsichords.'],
    'The club I have supported since childhood is Celtic.': ['Bo supports Celtic.'],
    'Not a week goes by without me baking rye bread.': ['Bo likes to bake rye bread.'],
    'Beetroot is the one vegetable I can not stand.': ['Bo dislikes Beetroot.'],
    'Nothing calms me down as much as sea swimming.': ['Bo likes sea swimming.'],
    'Neither my cousin nor I can ski.': ['Bo cannot ski.'],
    'What made me leave Turin for Ghent was the noise.': ['Bo left Turin for Ghent.'],
    'Keeping bees has been my hobby for nearly a decade.': ['Bo keeps bees.'],
  });
});

describe('what stands before and beside the clause that tells', () => {
  areRead({
    'I lived in Oslo until May. Now I live in Bergen.': ['Bo lived in Oslo.', 'Bo lives in Bergen.'],
    'Pepper is my ferret.': ["Bo's ferret is called Pepper."],
    'Our wedding is on 9 May in Verona': ['Bo is getting married in Verona on 9 May 2027.'],
    'my job is in logistics': ['Bo works in logistics.'],
    'I signed up for the Porto marathon in October': ['Bo is running the Porto marathon in October 2027.'],
    'I graduated in 2019 with a degree in botany': ['Bo graduated in 2019.', 'Bo has a degree in botany.'],
    'Every Thursday evening I sing in a gospel choir.': ['Bo sings in a gospel choir.'],
    'Although I was born in Graz, I consider Cork my home now.': ['Bo comes from Graz.', 'Bo lives in Cork.'],
    'Being tone-deaf, I never sing in public.': ['Bo never sings in public.', 'Bo is tone-deaf.'],
    'Few people know that I trained as a pastry chef before I became a midwife.': [
      'Bo trained as a pastry chef.',
      'Bo works as a midwife.',
    ],
    'My aunt, who comes from Crete, hates the rain.': ["Bo's aunt comes from Crete."],
    'My friend Ruth from college runs a bike shop in Derby now': [
      "Bo's friend is called Ruth.",
      "Bo's friend Ruth runs a bike shop in Derby.",
    ],
    'my mum is a judge, I teach pottery to teenagers': [
      "Bo's mum works as a judge.",
      'Bo teaches pottery to teenagers.',
    ],
  });
});

describe('where, when and what of', () => {
  areRead({
    'Utrecht is where I ended up after my studies': ['Bo lives in Utrecht.'],
    "I'm in Lima, so it's still night here": ['Bo lives in Lima.'],
    "can't do Mondays, that's when I have drum lessons": ['Bo has drum lessons on Mondays.'],
    'My left ear has been deaf since birth.': ['Bo is deaf in their left ear.'],
    'shrimp gives me hives so none for me': ['Bo is allergic to shrimp.'],
    'of all the towns I know, Delft is my favourite': ["Bo's favourite town is Delft."],
    'if I had to pick one band it would be Portishead': ["Bo's favourite band is Portishead."],
    'I collect thimbles, I have over ninety by now': ['Bo is into thimbles.', 'Bo has over ninety thimbles.'],
  });
});

describe('as chats write it', () => {
  areRead({
    'bro i work at tesco u dont wanna see the kitchen': ['Bo works at tesco.'],
    'my bro finn jus joined the navy': ["Bo's bro is called Finn.", "Bo's bro Finn joined the navy."],
    'im livin in leeds 4 work': ['Bo lives in Leeds.'],
    'me n suki been together 4 yrs': ['Suki and Bo are together.'],
    'idk i got like 60 pairs of socks its a problem': ['Bo has 60 pairs of socks.'],
    'switchd from xbox to pc last xmas': ['Bo switched from xbox to pc.'],
  });
});

test('no order makes a statement of a question, a guess, a condition or what others say', () => {
  for (const text of [
    'Is Porto where you ended up?',
    'i live in the woods, i think',
    'if I had a boat I would sail every day',
    'my boss says I sing in a gospel choir',
    'so you remember that I live in Cork',
    "I'm in Lima if anyone wants to raid",
    'you could eat pasta every day',
    'imagine what I do for a living is lift rocks',
    'the tavern is where I ended up after the raid',
    'what I do is none of your business',
  ])
    assert.deepEqual(read(text), [], text);
});

test('long lines of words that repeat are read at once, however they end', () => {
  const pieces = [
    'and ',
    'I, ',
    'my a, ',
    'is where I ',
    'the cat on my ',
    '(',
    'who ',
    ', or ',
    'so there ',
    'been ',
  ];
  for (const piece of pieces) {
    const line = `I ${piece.repeat(400 / piece.length)}`.slice(0, 390);
    for (const end of ['', '.', ' x', ', o']) assert.deepEqual(read(`${line}${end}`), [], piece);
  }
});
