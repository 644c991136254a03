import { anyOf, oneOf, phrases } from '../phrases.ts';
import { illnesses } from './illnesses.ts';

const grades = phrases`very, really, total, complete, proud, big, huge, bit of an?`;
const trades = phrases`
  trained, certified, licen[cs]ed, qualified, registered, retired, former, practi[sc]ing, professional, freelance
  self-taught, self-employed, part-?time, full-?time, lifelong, first-generation, second-generation, third-generation
  recovering, lapsed, reformed, volunteer, amateur, semi-professional, competitive, chartered, junior, senior
  assistant, deputy, night, trainee, apprentice, first-year, second-year, third-year, fourth-year, final-year
`;
const persons = phrases`
  morning, night, people, cat, dog, tea, coffee, seafood, cheese, meat, dairy, outdoors?, beach, city, country, numbers
  car, horse, plant, sweets?, breakfast, hugs?, phone, gym, religious, spiritual, private, crowd
`;
const kinds = phrases`
  owner, enthusiast, believer, survivor, descendant, immigrant, expat, refugee, amputee, veteran, convert, carrier
  lover, server, holder, fan
`;
const years = phrases`first, second, third, fourth, fifth, final, last, 1st, 2nd, 3rd, 4th`;
const treatments = phrases`
  insulin, medication, antidepressants, disability, the (?:autism |autistic )?spectrum, hrt, parental leave
  maternity leave, paternity leave, a (?:gluten-free|low-\p{L}+|keto|vegan|vegetarian) diet
`;
const weakSides = phrases`numbers, names, faces, money, animals, kids, children, plants, my hands`;

/** What somebody is for good: trades, beliefs, bodies. */
export const lastingState = new RegExp(
  `^am (?:not )?(?:${oneOf(
    `(?:an?|one) (?:${anyOf(grades)} )*(?:\\p{L}+ )?${anyOf(trades)} (?!noob|idiot|potato)\\p{L}+.*`,
    `(?:an?|one) (?:\\p{L}+ ){0,2}${anyOf(persons)} person`,
    `(?:an?|one) \\p{L}+ ${anyOf(kinds)}`,
    '(?:\\d{2,3}|\\p{L}+) ?(?:cm|centimet(?:re|er)s?|feet|foot)(?: \\p{L}+| \\d+)? tall',
    "\\d ?(?:ft|foot|'|feet) ?\\d{0,2}(?: tall)?",
    `in (?:my|the) ${anyOf(years)} (?:year|semester) (?:of|at|in) (?!it$|being|this|that).+`,
    '(?:red-green )?colou?r-?blind',
    `on ${anyOf(treatments)}`,
    '(?:employed|stationed|enrolled) (?:as|at|by|in|with) .+',
    '(?:deaf|blind|half blind) in (?:my|one|the) .+',
    `(?:bad|terrible|hopeless|good|great) with ${anyOf(weakSides)}`,
    'terrified of .+|(?:very )?religious|outdoorsy|musical|sporty|superstitious',
    '(?:the |an )(?:only child|middle child|(?:oldest|youngest|eldest) (?:of|in)\\b.*)',
  )})$`,
  'iu',
);

/** An illness that one has, with a word or two of which kind. */
export const illnessHad = new RegExp(
  `^have (?:an? |mild |severe )?(?:[\\p{L}-]+ ){0,2}${anyOf(illnesses)}(?: in my .+)?$`,
  'iu',
);

const crafts = phrases`
  swim, whistle, juggle, cook, ski, skate, sing, dance, draw, knit, sew, crochet, code, weld, yodel, lip-?read
  touch-?type, drive, sail, surf, bake, pick locks, hold my breath, wiggle my ears, roll my tongue, recite, smell, taste
  roll my r, burp the alphabet, see (?:3d|colou?rs?), hear (?:out of|in|on), walk on (?:my hands|stilts), tie, bench
  deadlift, squat, run (?:an?|\d+), drive (?:an?|stick|manual), ride (?:an?|horses|bikes?)
  fly (?:an?|planes?|helicopters?|drones?), solve an? \p{L}+(?:'s)? cube
  (?:speak|read|write|understand|sign|speak and read|read and write) \p{Lu}\p{L}+
  do (?:an?|the) (?:backflip|handstand|cartwheel|split|splits|\p{L}+ accent|card tricks?)
`;
const notPlayed = phrases`for, in, on, with, at, tonight, now, later, again, it, this, that, tomorrow, today, you`;
const notBorne = phrases`spicy, lactose, dairy, milk, gluten, alcohol, wheat, raw, seafood, nuts, eggs, onions?, garlic`;

/** What somebody can or cannot do, whatever the moment. */
export const skill = new RegExp(
  `^can (?:not )?(?:only |barely |hardly |actually |also |even |still )?(?:${oneOf(
    crafts,
    `play (?:the |two |three |several )?(?!${notPlayed})\\p{L}+`,
    `(?:digest|eat|drink|tolerate|handle|stomach) ${anyOf(notBorne)}`,
  )})\\b.*$`,
  'iu',
);

const activities = phrases`
  translations?, editing, design, photography, carpentry, woodwork, yoga, pilates, archery, karate, aikido, judo, bjj
  ballet, gymnastics, pottery, ceramics, improv, stand-?up, cosplay, calligraphy, origami, parkour, crossfit
  illustrations?, animation, consulting, accounting, bookkeeping, catering, landscaping, data entry, tutoring, taekwondo
  martial arts, voice acting, roller derby, ballroom, athletics, triathlons?, open mics?, weddings, volunteering
`;
/** What one "does" for a living or for pleasure. */
export const activityDone = new RegExp(
  `^do (?:a (?:lot|bit) of |some )?(?:[\\p{L}-]+ ){0,2}${anyOf(activities)}$`,
  'iu',
);

const units = phrases`
  years?, months?, weeks?, days?, hours?, minutes?, mins?, secs?, seconds?, percent, messages?, notifications?, emails?
  errands?, points?, fps, ping, ms, kills?, wins?, coins?, dollars, bucks, euros, pages, people, tabs, hp, things
  reasons, problems, friends, tries, pings, alts, characters, bots, followers, subs, items
`;
const number =
  '(?:about |around |over |almost |like |at least )?(?:\\d{2,}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-\\p{L}+)?|(?:a |two |three |several )?hundreds?(?: of)?|dozens of)';
/** So many things that they are a collection. */
export const collection = new RegExp(
  `^have ${number} (?!.*\\b${anyOf(units)}\\b)(?:[\\p{L}-]+ ){0,3}\\p{L}{2,}s(?: of \\p{L}+)?$`,
  'iu',
);

const devices = phrases`computer, pc, rig, laptop, desktop, car, van, bike, house, flat, apartment, garden, keyboard, telescope`;
/** What belongs to a thing of one's own: "my computer has an RTX 4070". */
export const partOfOwn = new RegExp(
  `^(?<thing>${devices}) has (?<told>(?:an? (?=.*\\d)|\\d|two |three |four |five |six )[^,]+?)(?: in it)?(?: and .*)?$`,
  'iu',
);

/** Where one's people come from. */
export const familyFrom =
  /^(?:whole |entire )?family (?:is|are|comes?|came) (?:all |originally )*from (?<told>\p{Lu}[\p{L} '-]+)$/u;
