import { lazily } from '../../../../lib/lazily.ts';
import { lastingThings } from '../english/retelling-words.ts';
import { anyOf, oneOf, phrases } from '../phrases.ts';

const bones = phrases`
  arm, leg, wrist, ankle, collarbone, nose, foot, hip, back, neck, ribs?, elbow, finger, toe, jaw, knee, shoulder, hand
  thumb, skull, femur, tibia, ankles, wrists, arms, legs, ligament, acl, meniscus, achilles
`;
const lost = phrases`
  job, leg, arm, foot, hand, eye, finger, hearing, eyesight, sense of smell, house, home, licen[cs]e, faith
`;
const things = oneOf(
  lastingThings,
  phrases`
  house, flat, apartment, home, cottage, farm, barn, land, van, campervan, car, bike, motorbike, motorcycle, boat, piano
  guitar, violin, cello, bass, drum kit, synth, telescope, loom, kiln, 3d printer, printer, camera, shop, business
  company, studio, bakery, caf[eé], restaurant, brewery, podcast, newsletter, blog, channel, band, charity, school, club
  novel, book, comic, album, game, app, pc, keyboard, laptop, electric \p{L}+, e-?bike, cargo bike, gravel bike, kayak
  canoe, horse, tortoise, dog, cat, pupp\p{L}+, kittens?, parrot, rabbit, snake, lizard, ps5(?: pro)?, steam deck
  compiler, treehouse, bookshelf, greenhouse
`,
);
const papers = phrases`
  licen[cs]e, degree, diploma, phd, doctorate, master'?s, bachelor'?s, certificat\p{L}+, black belt, brown belt
  citizenship, green card, visa, tattoo, piercing, scholarship, apprenticeship, implant, prosthe\p{L}+, pacemaker
  hearing aids?, diagnosis, season pass, season ticket
`;
const reached = phrases`
  married, engaged, divorced, promoted, hired, laid off, accepted, custody, diagnosed, sober, baptised, baptized
  into (?:uni|college|law|med|art|grad|\p{Lu}), an? (?:new )?job, divorced
`;
const had = phrases`
  stroke, baby, operation, surgery, heart attack, miscarriage, transplant, bypass, c-section, kid, daughter, son, twins
  breakdown, concussion, appendix, gallbladder, tonsils, hysterectomy, seizure, replacement
`;
const undertakings = phrases`
  business, company, band, blog, podcast, charity, degree, phd, masters?, master's, job, apprenticeship, family, shop
  club, newsletter, channel, training, therapy, diet
`;
const institutions = phrases`
  work, working, school, uni, university, college, therapy, hrt, testosterone, insulin, medication
`;
const habits = phrases`
  smoking, drinking, vaping, gambling, my job, my day job, school, uni, university, alcohol, caffeine, coffee, sugar, meat
  dairy, gluten, social media, facebook, twitter, instagram
`;
const honours = phrases`
  degree, phd, master'?s, apprenticeship, thesis, dissertation, novel, marathon, half-?marathon, championships?
  scholarship, award, prize, medal, course, certification, doctorate, training, bootcamp, triathlon, ironman
  tournament, contest, competition
`;
const groups = phrases`
  club, choir, band, army, navy, force, church, society, union, orchestra, troupe, board, council, guard, brigade, lodge
  library, cooperative, co-op, coast guard, marines, fire department
`;
const some = "(?:[\\p{L}\\d'-]+ ){0,3}";
const doingOf = '\\p{L}+ing (?!(?:to|this|that|it|you)\\b|the )\\p{L}+';

const begun = oneOf(
  doingOf,
  `(?:an?|my|my own|our|our own) (?:\\p{L}+ )*${anyOf(undertakings)}\\b`,
  `${anyOf(institutions)}\\b`,
);
const stopped = oneOf(doingOf, `${anyOf(habits)}\\b`);
const lasting = `(?:an?|my|our|two|three|four|my first|our first|my own|our own|the|some) ${some}${anyOf(things)}s?\\b`;
/** "The game" was there before. */
const newlyMade = `(?!the )(?:${lasting})`;
const won = `(?:an?|my|the|two|three|second|third) ${some}(?:[\\p{L}\\d'-]+ )?${anyOf(honours)}\\b`;
const learnt = '(?:how )?to (?!(?:live|cope|deal|accept|love|hate|be|trust|let|ignore)\\b)\\p{L}+';
const whither = oneOf(
  '(?:back |over |here |down |up |out )?(?:to|from) ',
  'in with (?:my|our|\\p{Lu})',
  'out of (?:my|our) ',
  'into (?:an?|my|our) ',
);

/** What must follow a verb for it to have changed a life; where nothing is asked for, the verb alone does. */
const objects: Readonly<Record<string, string>> = {
  get: oneOf(
    `(?:an?|my|our|two|three|another|the) ${some}${anyOf(papers, things)}\\b`,
    `${anyOf(reached)}\\b`,
  ),
  have: `(?:(?:an?|my|two|three|open) )?(?:\\p{L}+ ){0,2}${anyOf(had)}\\b`,
  lose: `(?:my|our|part of my) (?:\\p{L}+ )?${anyOf(lost)}(?=$| (?:in|to|at|as|when|after|during) (?!the (?:crowd|game|match|fight|last)))`,
  break: `(?:my|both|both my|two|three) (?:\\p{L}+ ){0,2}${anyOf(bones)}\\b`,
  tear: `(?:my|both|the) (?:\\p{L}+ ){0,2}${anyOf(bones)}\\b`,
  start: begun,
  begin: begun,
  stop: stopped,
  quit: stopped,
  buy: lasting,
  sell: lasting,
  inherit: lasting,
  adopt: lasting,
  rescue: lasting,
  build: newlyMade,
  found: newlyMade,
  open: newlyMade,
  launch: newlyMade,
  publish: newlyMade,
  win: won,
  finish: won,
  complete: won,
  write: `(?:an?|my|my first|two|three) ${some}(?:novel|book|thesis|dissertation|compiler|play|album|opera|symphony|musical|cookbook)\\b`,
  pass: '(?:my|the) (?:\\p{L}+ )?(?:driving|bar|licen[cs]e|citizenship|final|board|\\p{Lu}\\p{L}*\\d?) (?:test|exams?|licen[cs]e)',
  spend:
    '(?:my|most of my|(?:\\d+|\\p{L}+) (?:years?|months?|summers?|winters?|semesters?)) .*\\b(?:in|at|on|as|with)\\b',
  leave:
    '(?:my job|the (?:church|army|navy|military|country|city|faith|band|company)|school|home|uni|university|\\p{Lu}\\p{L}+(?: |$))',
  join: `(?:an?|the|my|our) .*\\b${anyOf(groups)}\\b`,
  learn: learnt,
  switch: 'from .+ to |majors\\b|to (?:\\p{L}+ing\\b|linux|mac|android|ios|windows|an? )',
  convert: 'to ',
  transfer: '(?:from|to) ',
  move: whither,
  relocate: '(?:to|from) ',
  emigrate: '(?:to|from) ',
  immigrate: '(?:to|from) ',
  graduate: '(?:from (?!\\p{L}+ to )|in |with )',
  major: 'in ',
  minor: 'in ',
  train: 'as ',
  retrain: 'as ',
  apprentice: '(?:as|with|at) ',
  qualify: 'as ',
  retire: '(?:from|at|as|to) ',
  survive: '(?:an?|my|the|two|breast|childhood|lung|skin|leuk)',
  undergo: '.',
  become: '(?:an?|the|vegan|vegetarian|muslim|jewish|catholic|christian|buddhist)\\b',
  compete: '(?:in|at|for) ',
  marry: '(?:my|our|an?|\\p{Lu})',
  divorce: '(?:my|\\p{Lu})',
  earn: "(?:my|an?) .*\\b(?:degree|belt|badge|licen[cs]e|phd|doctorate|master'?s|certificat\\p{L}+|diploma|living)\\b",
  swap: '(?:my|the|an?) .+ for ',
  enrol: '(?:in|at|on) ',
  enroll: '(?:in|at|on) ',
  run: '(?:my first|an?|two|three|the) .*\\b(?:marathon|half-?marathon|trail race|\\d+ ?k|ultra\\p{L}*|business|shop|bakery|pub|caf[eé]|company|farm)\\b',
  grow: 'up\\b',
  serve: '(?:(?:in|on|as|with) (?:an?|the|my)|time in the)',
  donate: '(?:my|an?|bone marrow)\\b',
};

/** Verbs that one says so with in whatever case: a town's name after "left" begins large. */
const casing = new Set(['leave', 'move', 'marry', 'divorce', 'pass']);
const ready = new Map<string, RegExp>();

/** Whether what somebody did has changed their life: "got a degree", and not "got a coffee". */
export function changesALife(verb: string, object: string): boolean {
  const pattern = objects[verb];
  if (pattern === undefined) return false;
  const known = ready.get(verb) ?? new RegExp(`^(?:${pattern})`, casing.has(verb) ? 'u' : 'iu');
  ready.set(verb, known);
  return known.test(object);
}

const upbringing = phrases`
  in, on, as, with, near, by (?!wolves), catholic, jewish, muslim, hindu, buddhist, christian, protestant, mormon
  vegetarian, vegan, bilingual, religious, atheist, speaking, jehovah's witness, orthodox, lutheran, baptist
`;
const done = phrases`
  homeschooled, home-?schooled, adopted, diagnosed (?:with|as|at|in), hired, promoted, laid off, elected, ordained
  baptised, baptized, named after, trained, accepted (?:at|into|to), admitted, evacuated, drafted, expelled, fostered
  christened, knighted, naturali[sz]ed, made redundant, married, divorced, widowed, orphaned, bitten by an?
  struck by lightning, employed, scouted, apprenticed, (?:raised|brought up) ${anyOf(upbringing)}
  born (?:in|on|at|and|with|into|prematurely|deaf|blind)(?! the same| 1[0-8]\d\d)
`;
/** What was done to somebody. */
const passive = lazily(
  () =>
    new RegExp(
      `^(?:have been|was|were|got) (?:once |recently |officially |originally |just )?${anyOf(done)}\\b`,
      'iu',
    ),
);

const several = phrases`
  dropped out of (?:school|uni|university|college|high school|law|med|art|an? |(?!the\b|this|that|my)\p{L}+), took up \p{L}+
  taken up \p{L}+, gave up \p{L}+, given up \p{L}+, gave birth to, taught myself, came out (?:as|to my), split up with
  broke up with, closed on (?:an?|our|my), put (?:an?|our|my) .+ down\b, settled (?:down )?in, ended up in \p{Lu}
  set up (?:an?|my) (?:own )?(?:business|company|shop|studio|charity)
  grew up (?:in|on|with|near|above|speaking|between|by|outside), came (?:here|over) from, came from, fell in love with
  went (?:vegan|vegetarian|blind|deaf|freelance|bankrupt), turned (?:\d{2,3}|one hundred|ninety|eighty)
  went to (?:art|law|med|film|drama|culinary|boarding|catholic|music) school, said yes
  did (?:\p{L}+|\d+) (?:years|semesters|terms) (?:of|at|in)
`;
/** Changes that are told in several words. */
const inSeveralWords = lazily(() => new RegExp(`^(?:have )?${anyOf(several)}(?= |$)`, 'iu'));

/** Whether a clause tells of a change by its words alone. */
export function isChange(predicate: string): boolean {
  return passive().test(predicate) || inSeveralWords().test(predicate);
}
