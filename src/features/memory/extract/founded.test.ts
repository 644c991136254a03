import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readLearned, type SaidLine } from './index.ts';

/** What Bo said, and what a model may make of it. */
const right: readonly (readonly [said: string, statement: string])[] = [
  ['been renting a room in Ghent for two years now', 'Bo has lived in Ghent for two years.'],
  ['my mom is a pediatric nurse', "Bo's mother is a pediatric nurse."],
  ["I'm an electrician, mostly ships", 'Bo works as an electrician.'],
  ['i do night shifts in a hospital laundry', 'Bo works night shifts in a hospital laundry.'],
  ['we got married in june 2019', 'Bo married in June 2019.'],
  ['me and Lena got engaged on the 3rd of march', 'Bo and Lena got engaged on March 3.'],
  ['my little girl Ida starts school in august', "Bo's daughter Ida starts school in August."],
  ['adopted two kittens, Salt and Pepper', 'Bo has two cats named Salt and Pepper.'],
  ['my dog Otto died last spring', "Bo's dog Otto died last spring."],
  ['sold the boat in 2021', 'Bo sold the boat in 2021.'],
  ['gave up coffee for good', 'Bo gave up coffee.'],
  ["i can't stand olives", 'Bo hates olives.'],
  ['nothing beats rye bread with butter', 'Bo loves rye bread with butter.'],
  ['jazz is my thing, i enjoy it every evening', 'Bo likes jazz.'],
  ['my fav colour is teal', "Bo's favourite colour is teal."],
  ["I'm turning forty in May", 'Bo turns 40 in May.'],
  ['my birthday is the 21st of sept', "Bo's birthday is September 21."],
  ['i major in linguistics at uni', 'Bo studies linguistics at university.'],
  ['i go to Aalto University', 'Bo attends Aalto University.'],
  ['dropped out of art school in 2015', 'Bo dropped out of art school in 2015.'],
  ['i quit my job at the mill', 'Bo left the job at the mill.'],
  ['i no longer play the oboe', 'Bo stopped playing the oboe.'],
  ["i don't drink", 'Bo does not drink alcohol.'],
  ['got diagnosed with asthma at six', 'Bo was diagnosed with asthma at 6.'],
  ['i have asthma', 'Bo suffers from asthma.'],
  ['i drive an old Saab', 'Bo has an old Saab.'],
  ['bought a cargo bike yesterday', 'Bo bought a cargo bicycle.'],
  ["we're flying to Porto on the 9th of july", 'Bo is travelling to Porto on July 9.'],
  ["i've got tickets for the opera in may", 'Bo is going to the opera in May.'],
  ['my nan Edith taught me to knit', "Bo's grandmother Edith taught Bo knitting."],
  ["i'm up at five every morning", 'Bo wakes up at 5 every morning.'],
  ['i use they/them', 'Bo uses they/them pronouns.'],
  ['i play bass in a band called Low Tide', 'Bo plays bass in a band called Low Tide.'],
  ['I live in Lund, not in Malmö', 'Bo lives in Lund.'],
  ['cats are fine but i love horses', 'Bo loves horses.'],
  ['used to box, now i coach', 'Bo coaches.'],
  ['we split up, Jon and i', 'Bo and Jon split up.'],
];

/** What no model may make of it. */
const wrong: readonly (readonly [said: string, statement: string])[] = [
  ['been renting a room in Ghent for two years now', 'Bo has lived in Ghent for four years.'],
  ['my mom is a pediatric nurse', 'Bo is a pediatric nurse.'],
  ["I'm an electrician, mostly ships", 'Bo owns ships.'],
  ["I'm an electrician, mostly ships", 'Bo is an electrician and a pilot.'],
  ['i grew up in Graz', 'Bo lives in Graz.'],
  ["i'm allergic to dogs", 'Bo has dogs.'],
  ["i'm allergic to dogs", 'Bo loves dogs.'],
  ["i can't stand olives", 'Bo loves olives.'],
  ['i love olives', 'Bo hates olives.'],
  ['i love olives', 'Bo has olives in the garden.'],
  ['i hate rain but i love snow', 'Bo loves rain.'],
  ['my sister is a dentist', 'Bo works as a dentist.'],
  ["Lena's 34, i'm 31", 'Bo is 34.'],
  ['my cat is called Mog', "Bo's dog is called Mog."],
  ['my dog Otto died last spring', 'Bo has a dog called Otto.'],
  ['i quit my job at the mill', 'Bo works at the mill.'],
  ['dropped out of art school in 2015', 'Bo studies at art school.'],
  ['dropped out of art school in 2015', 'Bo graduated from art school in 2015.'],
  ['i teach maths', 'Bo studies maths.'],
  ['i study maths', 'Bo teaches maths.'],
  ['i volunteer at the library', 'Bo runs the library.'],
  ['i stopped smoking', 'Bo smokes.'],
  ['i started smoking again', 'Bo stopped smoking.'],
  ["i'm jewish", 'Bo is not Jewish.'],
  ["i'm the youngest of five boys", 'Bo has five boys.'],
  ['we split up, Jon and i', 'Bo is married to Jon.'],
  ["i'm vegetarian", 'Bo is vegan.'],
  ['my birthday is the 21st of sept', "Bo's birthday is September 12."],
  ['i live in Lund, not in Malmö', 'Bo lives in Malmö.'],
  ["i moved out of Lund, i'm in Malmö now", 'Bo lives in Lund.'],
  ['i collect stamps', 'Bo collects stamps and is rich.'],
  ['i collect stamps', 'Bo Anders collects stamps.'],
];

const people = [
  { id: 'bo', name: 'Bo', kind: 'person' as const },
  { id: 'ana', name: 'Ana', kind: 'person' as const },
];

function line(messageId: string, id: string, name: string, text: string): SaidLine {
  const at = Date.UTC(2026, 10, 26, 15);
  return { messageId, author: { id, name, kind: 'person' }, text, at, mentions: [] };
}

function isKept(
  said: string,
  statement: string,
  more: object = {},
  before: readonly SaidLine[] = [],
): boolean {
  const lines = [...before, line('m', 'bo', 'Bo', said)];
  const claim = { line: lines.length, quote: said, about: 'p1', statement, kind: 'fact', ...more };
  return readLearned(JSON.stringify({ facts: [claim] }), lines, people).drafts.length === 1;
}

describe('what a model may say in its own words', () => {
  for (const [said, statement] of right)
    test(`“${said}”: ${statement}`, () => assert.ok(isKept(said, statement)));

  test('what is over may be told as over', () => {
    assert.ok(isKept('Jon and i split up', 'Bo and Jon were a couple.', { ended: true }));
  });

  test('a short answer is about what was asked, and says what stands in it', () => {
    const asked = [line('q', 'ana', 'Ana', 'whats your favourite mineral?')];
    const statement = "Bo's favourite mineral is beryl.";
    assert.ok(isKept('beryl, no contest', statement, { value: 'beryl' }, asked));
    assert.ok(!isKept('beryl, no contest', statement, { value: 'beryl' }));
    const other = [line('q', 'ana', 'Ana', 'is your favourite mineral quartz?')];
    assert.ok(!isKept('no contest', "Bo's favourite mineral is quartz.", { value: 'quartz' }, other));
  });
});

describe('what a model may not make of it', () => {
  for (const [said, statement] of wrong)
    test(`“${said}”: ${statement}`, () => assert.ok(!isKept(said, statement)));
});
