import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inFirstPerson, type Self } from './first-person.ts';

const she: Self = { names: ['Maren Vale', 'Maren'], subject: 'she', object: 'her', possessive: 'her' };
const he: Self = { names: ['Brannock', 'Otto'], subject: 'he', object: 'him', possessive: 'his' };
const they: Self = { names: ['Juno Pike', 'Juno'], subject: 'they', object: 'them', possessive: 'their' };
const it: Self = { names: ['Tansy'], subject: 'it', object: 'it', possessive: 'its' };

const cases: [self: Self, told: string, said: string][] = [
  [she, 'She keeps a ledger.', 'I keep a ledger.'],
  [
    she,
    'Maren Vale is a ferry captain who runs the night boat.',
    'I am a ferry captain who runs the night boat.',
  ],
  [
    she,
    'She was born on Skerry, and she still wears her father’s coat, though it is too big for her.',
    'I was born on Skerry, and I still wear my father’s coat, though it is too big for me.',
  ],
  [
    she,
    'She keeps a ledger in which she writes down every passenger she has ever carried.',
    'I keep a ledger in which I write down every passenger I have ever carried.',
  ],
  [
    she,
    'Maren drinks her tea black and speaks slowly and never raises her voice.',
    'I drink my tea black and speak slowly and never raise my voice.',
  ],
  [
    she,
    'She hates being thanked and distrusts people who are never late.',
    'I hate being thanked and distrust people who are never late.',
  ],
  [
    she,
    'Maren has heard it once, the night her brother Joss did not come home.',
    'I have heard it once, the night my brother Joss did not come home.',
  ],
  [she, "Maren's ferry is called the Patient Anna.", 'My ferry is called the Patient Anna.'],
  [she, 'She is proud of herself and doesn’t hide it.', 'I am proud of myself and don’t hide it.'],
  [she, 'She loves tides and songs.', 'I love tides and songs.'],
  [
    she,
    "She's never late, and she's been at sea for years.",
    "I'm never late, and I've been at sea for years.",
  ],
  [she, 'Everyone trusts her.', 'Everyone trusts me.'],
  [she, 'The sea gave her a scar and took her brother.', 'The sea gave me a scar and took my brother.'],
  [
    he,
    'He taught himself to repair clocks in the months he spent in prison.',
    'I taught myself to repair clocks in the months I spent in prison.',
  ],
  [
    he,
    'Otto was court astronomer to Queen Ilse until he told her the comet would miss.',
    'I was court astronomer to Queen Ilse until I told her the comet would miss.',
  ],
  [
    he,
    'His wife Helena died nine years ago; he winds her watch every evening.',
    'My wife Helena died nine years ago; I wind her watch every evening.',
  ],
  [
    he,
    'He is deaf in his right ear and always sits with his left side to the room.',
    'I am deaf in my right ear and always sit with my left side to the room.',
  ],
  [
    he,
    'The Guild expelled Otto because he refused to swear.',
    'The Guild expelled me because I refused to swear.',
  ],
  [he, "Otto's apprentice is a boy called Bruno.", 'My apprentice is a boy called Bruno.'],
  [
    he,
    'He cannot read, so the waitress Ilka reads the orders to him.',
    'I cannot read, so the waitress Ilka reads the orders to me.',
  ],
  [
    he,
    'He is enormous, and he carries a spoon where other men carry a sword.',
    'I am enormous, and I carry a spoon where other men carry a sword.',
  ],
  [
    he,
    "Brannock's real name is Branwell, which only his mother is allowed to use.",
    'My real name is Branwell, which only my mother is allowed to use.',
  ],
  [
    he,
    'Otto has hosted the show for sixteen years, after Walt Enders lost his voice.',
    'I have hosted the show for sixteen years, after Walt Enders lost his voice.',
  ],
  [
    she,
    'She keeps the radio low and the door open, and draws faces in flour.',
    'I keep the radio low and the door open, and draw faces in flour.',
  ],
  [
    he,
    'He likes the night because nobody asks him anything in it.',
    'I like the night because nobody asks me anything in it.',
  ],
  [he, 'The red one is his.', 'The red one is mine.'],
  [they, 'They carry parcels for anyone who pays.', 'I carry parcels for anyone who pays.'],
  [
    they,
    'They are allergic to strawberries and were once bitten.',
    'I am allergic to strawberries and was once bitten.',
  ],
  [
    they,
    'They ride a bike called Thunder, which they built themselves from three wrecks.',
    'I ride a bike called Thunder, which I built myself from three wrecks.',
  ],
  [
    they,
    'Juno grew up with their twin sister Wren, who sings at the Blue Heron.',
    'I grew up with my twin sister Wren, who sings at the Blue Heron.',
  ],
  [they, 'Corvin Ash once offered Juno a place.', 'Corvin Ash once offered me a place.'],
  [they, 'Sister Agathe carried Juno out on her back.', 'Sister Agathe carried me out on her back.'],
  [
    it,
    'The war came, the gardeners left, and Tansy stayed.',
    'The war came, the gardeners left, and I stayed.',
  ],
  [
    it,
    'It sleeps standing up under the palm, and it hums when it is happy.',
    'I sleep standing up under the palm, and I hum when I am happy.',
  ],
  [it, 'Its favourite is a lemon tree it calls Professor.', 'My favourite is a lemon tree I call Professor.'],
  [it, 'Tansy cannot lie, but it can change the subject.', 'I cannot lie, but I can change the subject.'],
  [it, 'Tansy gives it to the first visitor of summer.', 'I give it to the first visitor of summer.'],
  [
    it,
    'It has kept four hundred plants alive by itself.',
    'I have kept four hundred plants alive by myself.',
  ],
  [
    he,
    'When the old night man lost his voice Otto sat in for a week.',
    'When the old night man lost his voice I sat in for a week.',
  ],
  [
    he,
    'He lives with Ilka, who speaks in nods, and believes Otto overacts when buying fish.',
    'I live with Ilka, who speaks in nods, and believes I overact when buying fish.',
  ],
  [
    he,
    'He and Ilka, who owns the diner, were married for twelve years.',
    'Ilka, who owns the diner, and I were married for twelve years.',
  ],
  [
    he,
    'The girl plays the tuba he once played, and has brochures under her bed.',
    'The girl plays the tuba I once played, and has brochures under her bed.',
  ],
  [
    she,
    'She walks fast and pinches dead leaves off any plant she passes.',
    'I walk fast and pinch dead leaves off any plant I pass.',
  ],
  [
    she,
    'She drinks tea, and on Thursdays plays cards against Otto, who cheats.',
    'I drink tea, and on Thursdays play cards against Otto, who cheats.',
  ],
  [
    she,
    'She presses one leaf for every question Otto asks her.',
    'I press one leaf for every question Otto asks me.',
  ],
  [
    she,
    'Bo once tried to sell a letter to Maren, who offered her tea.',
    'Bo once tried to sell a letter to me, who offered her tea.',
  ],
  [it, 'The clockmaker built Tansy and taught it to read.', 'The clockmaker built me and taught me to read.'],
  [
    it,
    'The key has always been held by a person; now it is Perpetua, who is 54.',
    'The key has always been held by a person; now it is Perpetua, who is 54.',
  ],
];

describe('first person', () => {
  for (const [self, told, said] of cases) {
    test(told, () => assert.equal(inFirstPerson(told, self, true), said));
  }

  test('leaves the pronouns of others alone', () => {
    assert.equal(inFirstPerson('She left on the last train.', she, false), 'She left on the last train.');
  });
});
