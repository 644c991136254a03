import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from '../index.ts';

const people = [
  { id: 'bo', name: 'Bo', kind: 'person' as const },
  { id: 'callum', name: 'Callum', kind: 'person' as const },
];

function read(text: string): string[] {
  const author = { id: 'bo', name: 'Bo', kind: 'person' as const };
  const line = { messageId: '9', author, text, at: Date.UTC(2026, 10, 26, 15), mentions: [] };
  return extractFacts([line], people).map(({ statement }) => statement);
}

const told: readonly (readonly [string, readonly string[]])[] = [
  ['lagos originally but home is leeds these days', ['Bo comes from Lagos.', 'Bo lives in Leeds.']],
  [
    'spanish, english and a bit of basque from my nan',
    ['Bo speaks Spanish.', 'Bo speaks English.', 'Bo speaks Basque.'],
  ],
  ['fluent in dutch and german, my french is awful', ['Bo speaks Dutch.', 'Bo speaks German.']],
  ['third year of a degree in physics', ['Bo studies physics.']],
  ['i deleted instagram in january', ['Bo gave up instagram in January 2026.']],
  ['bricklayer by trade', ['Bo works as a bricklayer.']],
  ['leeds born and bred', ['Bo comes from Leeds.']],
  ['glasgow till i die', ['Bo likes glasgow.']],
  ['pottery is my thing', ['Bo likes pottery.']],
  ['they them for me', ["Bo's pronouns are they/them."]],
  ['shellfish sends me to the ER', ['Bo is allergic to shellfish.']],
  ['I am fifty-two years old', ['Bo is 52 years old.']],
  ['27 and the youngest in my office', ['Bo is 27 years old.']],
  ['pushing forty myself, 39 in the autumn', ['Bo turns 39 in autumn 2026.']],
  ['I was born on leap day', ['Bo was born on 29 February.']],
  ['I no longer do weekends, hooray', ['Bo worked weekends.']],
  ['ditched facebook last year', ['Bo gave up facebook in 2025.']],
  [
    'Four goats: Pepper, Salt, Sugar and Spice',
    [
      "Bo's goat is called Pepper.",
      "Bo's goat is called Salt.",
      "Bo's goat is called Sugar.",
      "Bo's goat is called Spice.",
    ],
  ],
  ['I grew up in the fishing village of Saltmere.', ['Bo comes from Saltmere.']],
  ['I can not eat anything with dairy in it either', ['Bo does not eat or drink dairy.']],
  ['Callum and Elina have been together since high school', ['Elina and Callum are together.']],
  ['Ines and I are getting married on July 18th in Lviv', ['Bo is getting married to Ines on 18 July 2027.']],
];

const notTold: readonly string[] = [
  "we're engaged! (in combat)",
  'we just got married in stardew',
  "i'm playing the cleric tonight",
  "i'm playing the tank this time",
  'i collect six feathers and go back to the inn',
  'i collect three wolf pelts and hand them to the elder',
  'i stopped for snacks',
  'i stopped for petrol',
  'i quit for tonight',
  'i gave up for now',
  'i work hard and i party harder',
  'i play to win',
  'my guildmate on the other server is 15 and lives in texas',
  'my teammate is 12 and lives in ohio',
  "i'm a level 12 paladin",
  "i'm a healer",
  'i live in the spawn village',
  'i moved to the second floor of the dungeon',
  'i have three lives left',
  'i have two potions and a sword',
  'i bought a horse from the stable master',
  'i got a dog in minecraft, his name is Bone',
  "i'm dead",
  "i'm married to the grind",
  "i'm starving, i could eat a horse",
  "i'm allergic to mondays",
  "i'm allergic to bullshit",
  'oh sure, i just love being audited',
  'i love it when the server crashes',
  'my love language is sarcasm',
  'i was born ready',
  'i was born yesterday apparently',
  'i was raised by wolves',
  'i come in peace',
  "i'm from the future",
  'i speak fluent sarcasm',
  "i'm fluent in sarcasm and bad decisions",
  'second year of being broke',
  'idiot by trade',
  "coffee's my thing today i guess",
  "this build's my thing now",
  'rain, always rain',
  'two goblins, Grib and Snarl, block the door',
  'two, maybe three',
  'three guards: Tom, Dick and Harry',
  'callum 😤 yeah his name is Rex',
  'bo... yeah she is called Nadia',
  'his pronouns? he',
  "he's a nurse i think",
  "the shopkeeper's name is Mira and she's a smith",
  'some guy on the bus is a nurse, age 40',
  'the baker and the smith have been together since act one',
  "my character's name is Zed and he's a firefighter",
  'i killed it at work',
  "i'm on fire today",
  'the bard is 49 in the summer update',
  'no longer cursed as of this turn',
  'not doing the crypt anymore, going to the tower',
  'ditched the sword last round',
  'spiders send me to the respawn point',
  "i'm building a fort at the river",
  'i stole the crown and moved to the north gate',
  "i'm learning fireball next level",
  "i'm 49 in the queue",
  'i am at level sixty',
  'wizard by trade, fool by choice',
  'Callum and Goblin have been together since act one',
  'clown by trade, fool by nature',
  'chaos is my thing',
  'german born and bred',
  "i'm playing support next match",
];

describe('what people tell of themselves without a verb', () => {
  for (const [text, statements] of told)
    test(`is learned: ${text}`, () => {
      assert.deepEqual(read(text), statements);
    });
});

describe('games, idioms, irony and strangers tell nothing', () => {
  for (const text of notTold)
    test(text, () => {
      assert.deepEqual(read(text), []);
    });
});

test('an answer to what was asked about somebody else leaves out them, not its author', () => {
  const asks = { id: 'callum', name: 'Callum', kind: 'person' as const };
  const author = { id: 'bo', name: 'Bo', kind: 'person' as const };
  const at = Date.UTC(2026, 10, 26, 15);
  const lines = [
    { messageId: '1', author: asks, text: 'what does your brother do?', at, mentions: [] },
    { messageId: '2', author, text: 'bricklayer by trade', at: at + 1000, mentions: [] },
  ];
  assert.deepEqual(extractFacts(lines, people), []);
});
