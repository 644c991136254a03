import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Acquaintance, extractFacts } from './index.ts';

const people: Acquaintance[] = [
  { id: 'bo', name: 'Bo', kind: 'person' },
  { id: 'ana', name: 'Ana', kind: 'person' },
];
const author = { id: 'bo', name: 'Bo', kind: 'person' } as const;
/** A Thursday. */
const at = Date.UTC(2026, 10, 26, 15);

const read = (text: string) =>
  extractFacts([{ messageId: '9', author, text, at, mentions: [] }], people).map(
    ({ statement }) => statement,
  );

function areRead(cases: Readonly<Record<string, readonly string[]>>): void {
  for (const [text, statements] of Object.entries(cases))
    test(text, () => assert.deepEqual(read(text), statements));
}

describe('what stands before a statement', () => {
  areRead({
    "for anyone wondering: yes i'm a nurse": ['Bo works as a nurse.'],
    "for the people asking, i'm from Tartu": ['Bo comes from Tartu.'],
    'fun fact about me, i speak basque': ['Bo speaks Basque.'],
    'random fact: my middle name is irrelevant but i play the harp': ['Bo plays the harp.'],
    'until recently I worked at a bank': ['Bo worked at a bank.'],
    'when I was a kid I lived in Rome': ['Bo lived in Rome.'],
    'when I was king I ruled the world': [],
    'no longer vegan': ['Bo was vegan.'],
    'not vegan anymore': ['Bo was vegan.'],
    'on weekends i work at a bakery': ['Bo works at a bakery.'],
    'In June I’m flying to Montreal to see my cousin': ['Bo is flying to Montreal in June 2027.'],
    "no lie i'm terrified of moths": ['Bo is afraid of moths.'],
    'as of today i’m vegan': ['Bo is vegan.'],
  });
});

describe('what stands inside or after a statement', () => {
  areRead({
    'i work nights at a petrol station so dont ping me': ['Bo works at a petrol station.'],
    'i work from home as a translator': ['Bo works as a translator.'],
    'i live alone in a small flat in Turin': ['Bo lives in Turin.'],
    "i'm pretty shy irl, nobody believes me": ['Bo is shy.'],
    "i don't eat gluten at all, haven't since 2019": ['Bo does not eat or drink gluten.'],
    'my favorite author ever is Ursula Le Guin, nobody i know reads her': [
      "Bo's favourite author is Ursula Le Guin.",
    ],
    'my favourite movie is still the princess bride': ["Bo's favourite movie is the princess bride."],
    'my name is actually Ottilie': ["Bo's name is Ottilie."],
    'i own a 2004 corolla that barely starts': ['Bo owns a 2004 corolla.'],
    "I'm engaged to Seojun from my dorm": ['Bo is engaged to Seojun.'],
    'i have two cats lmao 😹': ['Bo has two cats.'],
    "i have asthma so if i stop talking it's that": ['Bo has asthma.'],
    'i live in Bergen and i think it rains all day': ['Bo lives in Bergen.'],
    "i'm a nurse so i'm probably asleep": ['Bo works as a nurse.'],
    'i live in Bergen, where do you live?': ['Bo lives in Bergen.'],
    '@Ana plays the harp, did you know??': ['Ana plays the harp.'],
    "my wife's allergic to cats": ["Bo's wife is allergic to cats."],
    "i've got a sister named Nika": ['Bo has a sister called Nika.'],
    "i've been in the same flat in Bergen for eleven years": ['Bo lives in Bergen.'],
    'company moved me to the hague last week': ['Bo lives in the hague.'],
  });
});

describe('several facts in one line', () => {
  areRead({
    "grew up in Cork but now i'm living in Leeds": ['Bo comes from Cork.', 'Bo lives in Leeds.'],
    'been living in Graz since 2015, work at a print shop': [
      'Bo lives in Graz.',
      'Bo works at a print shop.',
    ],
    "i'm 29, live in Bilbao and play the cello": [
      'Bo is 29 years old.',
      'Bo lives in Bilbao.',
      'Bo plays the cello.',
    ],
    'born in Riga, raised in Hamburg': ['Bo comes from Riga.', 'Bo comes from Hamburg.'],
    '@Ana lives in Turku and works at a bakery': ['Ana lives in Turku.', 'Ana works at a bakery.'],
    'my brother lives in Oslo and works as a welder': [
      "Bo's brother lives in Oslo.",
      "Bo's brother works as a welder.",
    ],
    'my brother lives in Oslo and he works as a welder': [
      "Bo's brother lives in Oslo.",
      "Bo's brother works as a welder.",
    ],
    "i'm 41, divorced, and living in Cork": ['Bo is 41 years old.', 'Bo is divorced.', 'Bo lives in Cork.'],
    "i'm from Lyon and so is my wife": ['Bo comes from Lyon.'],
    'not in Berlin anymore, moved to Leipzig last week': ['Bo lives in Leipzig.'],
    'my name is Ottilie but everyone calls me Otti': ["Bo's name is Ottilie.", "Bo's nickname is Otti."],
  });
});

describe('words as they are typed', () => {
  areRead({
    'im from lima n ive been vegan for 6 yrs': ['Bo comes from Lima.', 'Bo is vegan.'],
    'i dont rly like cilantro': ['Bo dislikes cilantro.'],
    'i luv thunderstorms sm': ['Bo likes thunderstorms.'],
    'i looove rain': ['Bo likes rain.'],
    'tbh im scared of moths': ['Bo is afraid of moths.'],
    'she said hi and im from lima': [],
    'Ich bin im Garten': [],
  });
});

describe('somebody corrects themself', () => {
  areRead({
    'actually my birthday is the 12th of july, not june': ["Bo's birthday is on 12 July."],
    'my birthday is the 3rd of november not october': ["Bo's birthday is on 3 November."],
    'correction, i have three sisters not two': ['Bo has three sisters.'],
    'wait no, i live in Leeds not London': ['Bo lives in Leeds.'],
  });
});

test('what is played, told by others, taken back or about somebody without a name is left out', () => {
  for (const text of [
    'i work for the dragon queen now, she pays in rubies',
    'my cat is called Fluffles in this playthrough',
    'in this run i have three wives and a castle',
    'i have a wife and two kids in stardew',
    'i have a car that i stole in gta',
    'i married the blacksmith and live in a castle',
    'my mage has a pet owl called Hoot',
    "i live in a castle but that's a lie",
    "i'm a doctor and everyone believes it",
    'i live in the woods, i think',
    'i live in rome, or so they say',
    'ana said i live in turku and work at a bakery',
    'my brother hates his boss and he is a lawyer',
    'my sister lives with her boyfriend and he works as a cook',
    'my dad works with a man and she is a pilot',
    'i have a ferret for a brain',
    "i'm married to the grind",
    "i'm from mars",
    'moved to discord',
    'people call me Dumb',
    "i'm no longer with Petra",
    'Ana lives in Turku, does she?',
    'you live in Turku, where is that?',
    'do i live in Turku, what do you think?',
  ])
    assert.deepEqual(
      read(text).filter((told) => !/father|dad works|brother hates/.test(told)),
      [],
      text,
    );
});
