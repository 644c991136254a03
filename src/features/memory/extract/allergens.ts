import { lazily } from '../../../lib/lazily.ts';
import { phrases, whole } from './phrases.ts';

/**
 * What people are allergic to in earnest: much else is said in jest ("to fame", "to bad code"), and there is no end to
 * that. A word counts in the singular and the plural, alone or as the last or first of several: "raw tomatoes".
 */
const words = lazily(
  () =>
    new Set(
      `peanut nut walnut hazelnut almond cashew pistachio pecan macadamia chestnut coconut sesame milk dairy lactose cheese
      whey casein egg wheat gluten barley rye oat corn soy soya fish tuna salmon cod shellfish seafood shrimp prawn crab
      lobster oyster mussel clam squid mollusc celery mustard lupin garlic onion tomato potato carrot avocado banana kiwi mango
      pineapple papaya peach plum cherry apple pear melon watermelon grape orange lemon lime citrus strawberry raspberry
      blueberry berry fruit vegetable mushroom yeast chocolate cocoa cinnamon pepper paprika chili chilli curry spice vanilla
      honey sugar caffeine coffee tea alcohol wine beer sulfite sulphite msg colouring coloring preservative meat pork beef
      chicken lamb spinach lettuce bean lentil chickpea pea pepperoni cilantro coriander parsley dill basil mint aspartame
      sweetener dust mite mould mold pollen grass hay tree birch hazel alder ash oak cedar ragweed mugwort flower lily rose
      sunflower daisy poison ivy nettle bee wasp hornet insect mosquito flea ant sting bite spider venom cat dog horse rabbit
      hamster guinea pig fur hair dander feather animal bird cockroach latex rubber nickel metal gold silver copper chrome
      zinc wool nylon polyester lanolin leather dye ink henna tattoo adhesive plaster glue perfume fragrance scent deodorant
      detergent soap shampoo bleach chlorine formaldehyde sunscreen lotion makeup cosmetic paraben smoke tobacco sun sunlight
      uv cold water penicillin amoxicillin antibiotic aspirin ibuprofen paracetamol naproxen codeine morphine opioid sulfa
      sulfonamide iodine contrast anesthetic anaesthetic novocaine lidocaine vaccine insulin medication medicine drug
      erdnuss nuss nüsse walnuss haselnuss haar haare mandel milch laktose käse ei eier weizen roggen hafer mais soja fisch
      meeresfrüchte krabbe garnele muschel sellerie senf knoblauch zwiebel tomate kartoffel karotte möhre banane ananas
      pfirsich kirsche apfel äpfel birne traube zitrone erdbeere himbeere beere obst gemüse pilz hefe schokolade kakao zimt
      gewürz honig zucker alkohol wein staub hausstaub hausstaubmilbe milbe schimmel pollen gräser birke hasel erle beifuß
      ambrosia blume biene wespe insekt insektenstich mücke katze hund pferd kaninchen meerschweinchen tier tierhaar
      katzenhaar hundehaar feder latex gummi kautschuk nickel metall wolle kleber pflaster parfüm duftstoff waschmittel
      seife chlor sonne rauch penicillin antibiotikum antibiotika aspirin ibuprofen jod medikament koriander`
        .split(/\s+/)
        .filter((word) => word !== ''),
    ),
);

/** How medicines end. */
const medicine =
  /(?:cillin|mycin|cycline|floxacin|azole|sulfa|profen|caine|statin|pril|mide|codone|oxide|acetate)e?$/i;

/** What nobody's body minds, whatever is said in jest: time, work, people, feelings. */
const notOfBody = whole(
  phrases`
  fame, money, love, luck, fun, work, working, effort, exercise, cardio, sports?, homework, school, college
  maths?, politics, drama, talk, talking, gossip, nonsense, bullshit, bs, crap, cringe, chores, cleaning, cooking
  deadlines?, meetings?, emails?, calls?, alarms?, mondays?, mornings?, people, humans, idiots?, fools?, men
  women, boys?, girls?, kids, children, crowds?, strangers?, exes, feelings?, emotions?, compliments?, criticism
  advice, rules, authority, orders, vibes, peace, joy, winning, losing, failure, success, adulting, life, sleep
  silence, noise, lies, lying, liars?, spoilers?, puns?, bills, taxes, rent, winter, summer, rain, heat, reality
  logic, common, karaoke, waiting, you, him, her, them, us, me, it, this, that, everything, everyone, nobody
  nothing, montage?, arbeit, aufstehen, menschen, leute, idioten, dummheit, stress, sport, schule, hausaufgaben
  liebe, geld, lügen, langeweile, frauen, männer, kinder, politik, smalltalk, ruhm, mathe, alles, nichts, dich
  euch, ihn, sie
`,
  'iu',
);

/** How words end that mean something one can neither eat nor touch. */
const abstract = /(?:ness|ship|hood|dom|ism|ity|ance|ence|ment|tion|heit|keit|schaft|ismus|tät|ung)s?$/iu;

/** Whether somebody can be allergic to it in earnest: what is known, or a single word that may be a name of the like. */
export function isAllergen(text: string): boolean {
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const [first = '', last = ''] = [said[0], said.at(-1)];
  if ([first, last].some(isKnown)) return said.length <= 4;
  return said.length === 1 && !notOfBody.test(first) && !abstract.test(first);
}

/** The whole word, or the end of one that German joined: `Birkenpollen`. */
const endings = [Number.POSITIVE_INFINITY, 8, 7, 6, 5];

function isKnown(word: string): boolean {
  if (medicine.test(word)) return true;
  const forms = [
    word,
    word.replace(/(?:e?s|e?n)$/, ''),
    word.replace(/[sn]$/, ''),
    word.replace(/ies$/, 'y'),
  ];
  return forms.some((form) => endings.some((length) => words().has(form.slice(-length))));
}
