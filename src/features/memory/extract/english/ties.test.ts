import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractFacts } from '../index.ts';

const people = ['Ana', 'Bo', 'Kit', 'Mara'].map((name) => ({
  id: name.toLowerCase(),
  name,
  kind: 'person' as const,
}));
const at = Date.UTC(2026, 10, 26, 15);

/** What lines say one after the other: `Bo: …`. */
function drafts(...said: string[]) {
  const lines = said.map((line, index) => {
    const [, name = 'Bo', text = ''] = /^(?:(\p{Lu}\p{Ll}+): )?(.*)$/su.exec(line) ?? [];
    const mentions = people.filter(({ id }) => text.includes(`<@${id}>`));
    const author = { id: name.toLowerCase(), name, kind: 'person' as const };
    return { messageId: `${index}`, author, text, at: at + index, mentions };
  });
  return extractFacts(lines, people);
}

function read(...said: string[]): string[] {
  return drafts(...said).map(({ statement, ends }) => (ends ? `${statement} (over)` : statement));
}

const told: readonly (readonly [string | readonly string[], readonly string[]])[] = [
  // Names set beside a relative, wherever in the sentence.
  ['my nan Edith makes the best scones', ["Bo's nan is called Edith."]],
  [
    'moving in with my best friend Lars in may',
    ['Bo is moving in with their best friend Lars in May 2027.', "Bo's best friend is called Lars."],
  ],
  [
    'my ex husband Dale still lives in Kent',
    ["Bo's ex-husband is called Dale.", "Bo's ex-husband Dale lives in Kent."],
  ],
  ['my mother in law is called Sunita lol', ["Bo's mother-in-law is called Sunita."]],
  [
    'my wife Greta and I run a bakery in Bremen',
    ['Bo runs a bakery in Bremen.', "Bo's wife is called Greta."],
  ],
  [
    'my brothers Dev and Rohan are both doctors',
    ["Bo's brother is called Dev.", "Bo's brother is called Rohan."],
  ],
  [
    'ive got two younger brothers, Kwame and Yaw, both still in school',
    ['Bo has two brothers.', "Bo's younger brother is called Kwame.", "Bo's younger brother is called Yaw."],
  ],
  [
    'we have a son, Angus, and a daughter, Isla',
    ['Bo has a son.', "Bo's son is called Angus.", "Bo's daughter is called Isla."],
  ],
  [
    'my two dogs, Bramble and Nettle, ate the sofa',
    ["Bo's dog is called Bramble.", "Bo's dog is called Nettle."],
  ],
  [
    'our daughter Zosia turns 6 tomorrow!!',
    ["Bo's daughter Zosia turns 6 on 27 November 2026.", "Bo's daughter is called Zosia."],
  ],
  // What is told of them, also in the next clause or sentence.
  ["my dad's a retired bus driver", ["Bo's dad is a retired bus driver."]],
  ['my sister lives in Oslo and is a nurse', ["Bo's sister lives in Oslo.", "Bo's sister works as a nurse."]],
  ['my parents live in Halifax', ["Bo's parents live in Halifax."]],
  [
    'i have a little sister, Mia, shes 7 and obsessed with slime',
    [
      'Bo has a little sister.',
      "Bo's little sister Mia is 7 years old.",
      "Bo's little sister Mia likes slime.",
      "Bo's little sister is called Mia.",
    ],
  ],
  ['just adopted a kitten!! his name is mochi', ['Bo has a kitten.', "Bo's kitten is called Mochi."]],
  [
    "our dog Bruno is a border collie and he's 12",
    ["Bo's dog is called Bruno.", "Bo's dog Bruno is a border collie.", "Bo's dog Bruno is 12 years old."],
  ],
  [
    ['Bo: my partner Halvard is deaf', "Bo: I'm 34, Halvard's 37"],
    [
      "Bo's partner is called Halvard.",
      "Bo's partner Halvard is deaf.",
      'Bo is 34 years old.',
      "Bo's partner Halvard is 37 years old.",
    ],
  ],
  // Partners, and two who belong together.
  ["I'm dating Ren from my uni", ['Bo is dating Ren.']],
  ["engaged to Hamish since new year's", ['Bo is engaged to Hamish.']],
  ['married with two kids, no regrets', ['Bo is married with two kids.']],
  ['me and Piotr have been together since 2014', ['Piotr and Bo are together.']],
  [
    'my wife is from Lyon, we met at university in 2009',
    ["Bo's wife comes from Lyon.", 'Bo and their wife met at university in 2009.'],
  ],
  ['Kit and I met at a con in 2018', ['Kit and Bo met at a con in 2018.']],
  ['Ana and Kit are cousins, did you guys know??', ['Kit and Ana are cousins.']],
  // Ends.
  ['my old cat Figaro passed away in march', ["Bo's cat Figaro has died. (over)"]],
  ["my grandma passed away on sunday, won't be on", ["Bo's grandma has died. (over)"]],
  ['we had to put our dog Luna down last week', ["Bo's dog Luna has died. (over)"]],
  ['me and Esi split up last month, im fine', ['Bo is no longer together with Esi. (over)']],
  ['we broke up, me and Arjun', ['Bo is no longer together with Arjun. (over)']],
  ['i broke up with my girlfriend', ['Bo is no longer together with their girlfriend. (over)']],
  ["i'm not friends with Hana anymore", ['Bo is no longer friends with Hana. (over)']],
  ['Ana and I used to be flatmates', ['Ana and Bo used to be flatmates. (over)']],
  // Of others who are named.
  ['<@ana> lives in Porto and works at a hospital', ['Ana lives in Porto.', 'Ana works at a hospital.']],
  ["Kit's roommate Aya makes the pottery you like", ["Kit's roommate is called Aya."]],
  ['Kit is dating a guy named Felix, hes sweet', ['Kit is dating Felix.']],
];

const silent: readonly (string | readonly string[])[] = [
  'her husband is called Piotr',
  'my sister, Ana, is going to kill you',
  'my friend Monday was bad',
  'my sister met Carla in Rome. She is a dentist',
  'my brother and his wife are here. she is a nurse',
  'my cat met a dog. he is 12',
  'i saw a dog, it is called Rex',
  'my brother died in that dungeon',
  'my friend died last night',
  'my dad died laughing',
  'i lost my brother in the crowd',
  'me and Ana split up the loot',
  'Ana and Kit are together in vc',
  'Ana and Kit are sisters in crime',
  'Ana and I are twins lol same picture',
  'Ana and I are not friends',
  'they broke up, her and Felix',
  '<@ana> please tell me you live in Porto',
  '<@kit> lives in my walls',
  'Kit is literally 12',
  "Kit's sister's friend is a nurse",
  ['Kit: is your brother single?', 'Bo: married with three kids'],
];

describe('who belongs to whom', () => {
  for (const [lines, statements] of told)
    test(`is told: ${[lines].flat().join(' / ')}`, () => {
      assert.deepEqual(read(...[lines].flat()).sort(), [...statements].sort());
    });

  test('is not told for sure', () => {
    for (const lines of silent) assert.deepEqual(read(...[lines].flat()), [], [lines].flat().join(' / '));
  });
});

test('a tie that ends is the one that was told', () => {
  const [was] = drafts('my dog is called Rex');
  const [is] = drafts('our dog Rex passed away yesterday');
  assert.deepEqual(
    [is?.kind, is?.slot, is?.value, is?.about],
    [was?.kind, was?.slot, was?.value, was?.about],
  );
  assert.equal(is?.ends, true);
  const [dating] = drafts('i am dating Ren');
  const [over] = drafts('Ren and I broke up');
  assert.deepEqual([over?.slot, over?.value, over?.ends], [dating?.slot, dating?.value, true]);
});

test('what is told of others is worth less, and is theirs', () => {
  const [cousins] = drafts('Ana and Kit are cousins');
  assert.deepEqual(
    cousins?.about.map(({ id }) => id),
    ['ana', 'kit'],
  );
  assert.deepEqual([cousins?.saidBy.id, cousins?.confidence], ['bo', 0.56]);
  const [aya] = drafts("Kit's roommate Aya paints");
  assert.deepEqual(
    aya?.about.map(({ id }) => id),
    ['kit', 'thing:kit:aya'],
  );
});
