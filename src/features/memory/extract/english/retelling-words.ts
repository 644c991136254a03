import { anyOf, phrases } from '../phrases.ts';

/** Words of the open retelling: what lasts, and what says nothing although it has the shape of it. */

const counted = phrases`
  an?, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, \d{1,2}, several, a couple of
  a few, a pair of, many
`;
/** How a thing of one's own is begun. */
export const owned = `(?:${counted}|my own|our own|my|our)`;

/** What somebody has for long, in one word; more words may stand before it, and where and of what after it. */
export const lastingThings = phrases`
  tattoos?, scars?, piercings?, birthmark, freckles, dimples, degree, diploma, doctorate, phd, master'?s
  bachelor'?s, licen[cs]e, black belt, allerg(?:y|ies), phobia, intolerance, disorder, disability, prosthe\p{L}+
  implants?, transplant, stepsons?, stepdaughters?, step-?kids, step-?children, godchild(?:ren)?, godsons?
  goddaughters?, grandkids, grandchild(?:ren)?, grandsons?, granddaughters?, half-?(?:brother|sister)s?, siblings?
  sisters?, brothers?, daughters?, sons?, kids, children, twins, triplets, nephews?, nieces?, cousins?, husband
  wife, girlfriend, boyfriend, partner, fianc[eé]e?, housemates?, flatmates?, roommates?, lodgers?, pen ?pal
  dogs?, cats?, kittens?, pupp(?:y|ies), rabbits?, hens?, chickens?, goats?, sheep, donkeys?, pon(?:y|ies)
  horses?, cows?, pigs?, ducks?, geese, llamas?, alpacas?, parrots?, budgies?, cockatiels?, pigeons?, ferrets?
  geckos?, snakes?, pythons?, tortoises?, turtles?, tarantulas?, axolotls?, hedgehogs?, guinea pigs?, hamsters?
  rats, koi, bees, beehives?, hives, ant farm, worm farm, garden, allotment, orchard, vineyard, greenhouse
  polytunnel, smallholding, farm, cabin, cottage, caravan, houseboat, narrowboat, workshop, darkroom, studio
  boats?, sailboat, canoe, kayak, motorbikes?, motorcycles?, bikes?, cars?, van, campervan, truck, tractor
  telescope, piano, harpsichord, guitars?, banjo, ukulele, violin, cello, accordion, synths?, kiln, loom
  pottery wheel, sewing machine, typewriters?, sourdough starter, pizza oven, sauna, shed, collection
  library of \p{L}+, hideout, shop, stall, bakery, bookshop, caf[eé], restaurant, business, company, practice
  youtube channel, podcast, newsletter, etsy shop, season ticket, passports?, citizenship, stammer, stutter, lisp
  sweet tooth, (?:photographic|terrible|good) memory, perfect pitch
  (?:red|blond|blonde|ginger|grey|gray|curly|brown|black|blue|green|purple|pink) (?:hair|eyes)
`;

/** What somebody builds, mends or makes up for weeks and months. */
export const lastingDoings = phrases`
  building, restoring, renovating, converting, rebuilding, refurbishing, writing, illustrating, translating
  composing, recording, directing, developing, designing, raising, fostering, growing, studying, training
  learning, teaching, coaching, running, managing, mentoring, tutoring, saving up, saving, retraining, recovering
  sewing, knitting, crocheting, quilting, organi[sz]ing, breeding
`;

/** Nouns that say what somebody is, besides jobs. */
export const lastingRoles = phrases`
  only child, middle child, twin, triplet, identical twin, (?:great-?)?aunt, (?:great-?)?uncle, godmother
  godfather, godparent, grand(?:mother|father|parent|ma|pa|dad), granny, dad, mum, mom, father, mother, parent
  stepdad, stepmum, stepmom, stepparent, foster (?:mum|mom|dad|parent|kid|child), widow, widower, bachelor, orphan
  adoptee, immigrant, refugee, expat, emigrant, veteran, volunteer, season ticket holder, trustee, councillor
  governor, chair(?:man|woman|person)?, treasurer, secretary, goalkeeper, goalie, striker, defender, midfielder
  prop, referee, umpire, scout leader, drummer, bassist, pianist, guitarist, violinist, cellist, singer, soprano
  alto, tenor, baritone, beekeeper, birder, birdwatcher, collector, runner, cyclist, climber, swimmer, rower
  sailor, hiker, knitter, potter, amateur \p{L}+, hobby \p{L}+, blood donor, wheelchair user, coeliac, celiac
  non-?smoker, ex-?smoker, teetotaller, undergrad\p{L}*, postgrad\p{L}*, freshman, sophomore, first-?year
  phd (?:student|candidate), pensioner, retiree, single (?:mum|mom|dad|parent), houseplant hoarder
`;

/** The same, of something. */
export const memberships = phrases`
  member, survivor, supporter, owner, co-?owner, founder, co-?founder, resident, native, citizen, captain, chair
  trustee, patron
`;

/** Adjectives that hold for years. */
export const lastingAdjectives = phrases`
  adopted, deaf, blind, half-?blind, colou?r-?blind, left-?handed, ambidextrous, autistic, dyslexic, dyspraxic
  diabetic, asthmatic, epileptic, an[a]?emic, neurodivergent, bilingual, trilingual, multilingual, divorced
  separated, widowed, married, engaged, single, pregnant, retired, semi-retired, self-employed, unemployed
  self-taught, homeschooled, home-schooled, sober, teetotal, vegan, vegetarian, religious, catholic, jewish
  muslim, hindu, buddhist, sikh, quaker, agnostic, atheist, gay, lesbian, bi, bisexual, asexual, pansexual, queer
  trans, transgender, non-?binary, tone-?deaf, double-jointed, short-sighted, near-?sighted, long-?sighted
  claustrophobic, arachnophobic, introverted, extroverted, superstitious, dual citizen
`;

/** Looks like a thing, and is a figure of speech, a moment's matter or nothing at all. */
const light = phrases`
  questions?, ideas?, problems?, issues?, feelings?, points?, doubts?, time, times, minutes?, mins?, secs?
  seconds?, moments?, hours?, bugs?, lag, internet, wifi, turns?, clues?, thoughts?, opinions?, theor(?:y|ies)
  suggestions?, plans?, chances?, choices?, things?, stuff, something, nothing, anything, everything, lots?, bits?
  ton, hand, say, look, go, try, laugh, break, nap, shower, meeting, call, headache, hangover, cold, fever, cramp
  craving, mess, disaster, genius, idiots?, clown, legend, god, goddess, king, queen, monster, wreck, joke, meme
  memes, beast, menace, failure, loser, winner, noob, pro, mood, vibe, vibes, suspense, tension, momentum, hype
  trust, bridges, walls, castles, character, muscle, patience, energy, confidence, drama, chaos, sense, mistakes?
  excuses, promises, jokes, faces, noises, plays, moves, deals, threats, bets, rules?, show, risk, bath, errands?
  circles, late, tight ship, long game, fool, victim, part, role, blade, dark arts, straw, grudge, grudges, calm
  secrets?, track, eye, faith, account, tab, tabs, message, email, e-?mail, text, reply, comment, list, post
  review, report, ticket, code, function, test, tests, script, commit, prompt, essay, note, notes, letter, pile
  army, nerve, audacity, heart, soul, brain, brain cells?, mind, life, world, day, week, night, floor, corner
  couch, bed, past, present, future, shadows?, rock, bubble, fear, hope, denial, dream, dreams, love, peace, hell
  regrets?, weekends?, plan b, beef, crush, hots, blast, ball, clue, say, urge, need, sandwich, tea, coffee
  dinner, lunch, breakfast, snack, snacks, pizza, leftovers, milk, water, beers?, drinks?, money, cash, change
  homework, deadline, deadlines, appointment, interview, stream, screenshot, video, vid, link, pic, picture, photo
  playlist, emote, emoji, reason, excuse, way, weapon, feet, butterflies, goosebumps, rights?, standards
  priorities, receipts, decisions?, takes?, zero, no, enough, more, less, other, same, such, everyone, everybody, people, guys
  kinda, plenty, half, lost, ready, done, walls?, bar, tired, bored, old, desktop, icons, expectations, concerns
  lies, systems, headaches, procrastination, sarcasm, overthinking, complaining, napping, suffering, crying
  sleeping, trouble, pain, wolves, streets, lap, fix, fight, enemy, skill issue, success, snowman, fort, case
  logo, sandcastle, argument, temperature, fever, arc, cult, luck, taste, later, dead laptop, backups?, brows?
  course
`;

/** What is of a game, a play or a screen: a message with one of these is not about a life. */
const games = phrases`
  quests?, dungeons?, boss(?:es)? fight, loot(?:ed|ing)?, lvl, levels?, levell?ed, xp, hp, mp, mana, dps, raids?
  raiding, respawn\w*, spawn\w*, npcs?, skins?, ranked, elo, guild, clan, lobby, mats, crafting, crafted
  inventory, potions?, swords?, shields?, armou?r, spells?, mage, wizard, rogue, paladin, cleric, druid, warlock
  bard, necromancer, orcs?, elves, elf, dwar(?:f|ves), goblins?, dragons?, dungeon, tavern, throne, kingdom, realm
  enchanted, cursed, legendary, buff(?:ed)?, nerf(?:ed)?, combat, respec, speedrun, save file, playthrough
  minecraft, skyrim, stardew, roblox, fortnite, sims, terraria, valheim, factorio, rimworld, elden ring, creepers?
  nether, villagers?, mobs?, d20, dnd, d&d, campaign, party members?, storyline, lore, story arc, gold coins?
  \d+ ?gold, gems?, diamonds, tokens?, cards?, decks?, dice, victory points?, bases?, tanks?, healer, units?
  colony, settlers?, wood, wheat, ore
`;
const played = new RegExp(`\\b${anyOf(games)}\\b`, 'i');

/** Words that say that it is a figure of speech, or only now. */
const moments = phrases`
  tonight, today, tomorrow, right now, rn, at the moment
  this (?:morning|evening|afternoon|time|round|week|weekend)
  for (?:now|dinner|lunch|breakfast|once|the night|a sec|a bit), atm, again, anymore lol, in my head, rent[- ]free
  on caffeine, on coffee, on spite, in disguise, in arms, in the background, real quick, stuck in, at heart
  around my heart, on my (?:lap|keyboard|desk|screen|plate|mind|bed|chest)
  of (?:you|u|the (?:chat|server|group|channel)), in (?:chat|here|vc|voice|this (?:chat|server|channel|call))
`;
const passing = new RegExp(`\\b${anyOf(moments)}\\b`, 'i');

const head = new RegExp(
  `(?:^|[\\s-])(?:${light})(?=$|[\\s,] ?(?:of|in|on|at|for|to|with|from|about|than|as|left|today|tonight|now|or|and)\\b|,)`,
  'i',
);
const begins =
  /^(?:it|that|this|these|those|such|so|too|very|no|none|not|all|any|every|more|most|enough|like|kinda|better|worse|harder|faster)\b/i;

/** Points at where it is said. */
const pointing =
  /\b(?:this|these|those|server|chat|lobby|discord|channel|everyone|anyone|anybody|someone|somebody|being)\b/i;

/** Whether an object has weight: a thing, an animal, a place, a matter by its own name. */
export function isWeighty(text: string): boolean {
  const whole = text.trim();
  const plain = whole.replace(/^(?:an?|the|my|our|their|some|your)\s+/i, '');
  return /\p{L}{3}/u.test(plain) && !begins.test(whole) && !head.test(plain) && !pointing.test(whole);
}

/** Whether a message is of a game or a play: nothing of it is retold. */
export function isOfAGame(text: string): boolean {
  return played.test(text);
}

/** Whether a clause is of a moment or a figure of speech. */
export function isPassing(clause: string): boolean {
  return passing.test(clause);
}

/** What is understood by its form alone is less sure than what a rule knows. */
export const formConfidence = 0.55;

/** Where one serves, and retires from. */
export const services =
  '(?:an?|the|my|our) (?:[\\p{L}-]+ ){0,3}(?:council|board|committee|jury|navy|army|air force|coast ?guard|reserves|raf|marines|church|parish|fire (?:service|brigade)|military|police|post office|railways?)';

/** What one lives in. */
export const home =
  '(?:house|flat|apartment|room|houseboat|narrowboat|boat|cabin|cottage|farm|farmhouse|bungalow|studio|attic|basement|caravan|van|campervan|yurt|village|town|hamlet|island|hostel|dorm|monastery|convent|lighthouse|mill|shop|bakery|pub|church|forest|woods|valley|commune|castle)';
