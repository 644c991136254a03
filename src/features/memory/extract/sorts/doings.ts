import { anyOf, atStart, phrases, whole } from '../phrases.ts';

/** What follows "play" and is no game. */
export const noGames = atStart(phrases`
  to, harder, hardest, rough, dirty, with, along, it, around, favou?rites, hooky, cupid, possum, coy, house
  catch-?up, second, mind, lose, win, cry, die, suck, chill, relax, vibe, repeat, mit, gegen, auf, im, zum, bei
  dem, den, keine, games?, music, sports?, something, dumb, fair, nice, safe, dead, hard, tricks?, god, devil's
  pranks?, chicken, fetch, dress-?up, matchmaker, peacemaker, referee, mediator, therapist, detective, doctor
  nurse, fool, victim, hero, a (?:role|part|character), the (?:fool|victim|game|hero|villain), for, in, on, as, at
  support, mid, top, jungle, adc, carry, tank, healer, dps, by ear, outside, together, every, all, some, that, this, my, a lot
`);

/** What follows "love" or "enjoy" and is no pastime. */
export const noActivities = atStart(phrases`
  to, it, trouble, an? (?:fight|argument|car|accident|mess), bed, at, my, the, fine, well, on, alone, life, today
  now, how, english class, something
`);

/** What somebody can do. */
export const skills = whole(
  phrases`
  swim, ski, skate, ice skate, juggle(?: \w+){1,3}, drive(?: a .*| stick| manual)?, cook(?: .*)?, bake(?: .*)?
  juggle, whistle, sing(?: .*)?, dance(?: .*)?, knit, crochet, sew, code(?: .*)?, program, draw(?: .*)?, paint
  sail, surf, dive, type .*, read music, read (?:lips|braille|hieroglyphs|tarot), ride .*
  do (?:a|the) (?:handstand|backflip|cartwheel|splits|headstand|.*accent|rubik.*), solve a rubik.*
  play (?:the )?(?!later|again|now|tonight|tomorrow|today)(?:chess|poker|[\p{L} ]+), touch-?type, pick locks, fly .*, hold my breath .*, moonwalk, yodel
  beatbox, weld, climb, wiggle my ears, roll my tongue, lip-?read, sign, lift .*, run a .*, speak .*
`,
  'iu',
);

/** What is done for pleasure in any week. */
const pastimes = phrases`
  yoga, pilates, karate, judo, taekwondo, aikido, jiu-?jitsu, bjj, kendo, boxing, kickboxing, muay thai, ballet
  gymnastics, parkour, crossfit, archery, fencing, origami, calligraphy, pottery, ceramics, woodwork, carpentry
  photography, astronomy, cosplay, theat(?:er|re), improv, stand-up, magic, crosswords, sudokus?, puzzles
  embroidery, crochet, cross-?stitch, macram[eé], martial arts, track, athletics, crafts, [\p{L}]+ing
`;
export const hobbies = new RegExp(`^(?:a (?:lot|bit) of )?(?:[\\p{L}-]+ )?${anyOf(pastimes)}$`, 'iu');

/** What everybody does at any time, in a word that ends like a pastime. */
const anybodys = phrases`
  going, doing, being, having, getting, living, waiting, thinking, trying, looking, feeling, wondering, crying
  dying, sleeping, eating, talking, asking, telling, saying, hoping, dreaming, staring, sitting, standing, lying
  wanting, needing, working, struggling, coughing, sneezing, arguing, screaming, laughing, complaining, avoiding
  ignoring, using, seeing, hearing, staying, coming, leaving, making, taking, putting, procrastinating, missing
  meaning, planning, considering, worrying, pretending, joking, kidding
`;
export const outings = new RegExp(`^(?!${anyOf(anybodys)}\\b)(?:[\\p{L}-]+ )?[\\p{L}-]{2,}ing\\b`, 'iu');

/** What follows "my plan is to" and is none. */
export const noTodos = atStart(phrases`
  the, an?, my, our, be (?!in |at |on ), have to, try, need, go to bed, sleep, kill, say, tell, ask, do (?:it|that|this), let, never
  not, always, explain, show, give, send, post, check, think, see, look, remind, help, cry, die, scream, lose, win
  miss, love, like, hate, pass, use, find, wait, stop, keep, pretend, assume, guess, know
`);

/** What follows "got" or "going" and is no event. */
export const noEvents = atStart(phrases`
  from, with, for, in, to, at, on, by, about, off, out, up, home, now, soon, there, back, ready
  a (?:feeling|break|hard), fun, trouble, better, worse, old, tired, hungry, bored, late, like, alone, it
`);

/** What nobody coaches. */
export const notCoached = /^(?:the|this|that|class|trips?|tours?)\b/i;

const journeys = phrases`trip, holiday, vacation, wedding, party, move, visit, tour, cruise, road trip, surprise, journey`;
export const trips = new RegExp(`^an? (?:[\\p{L}-]+ ){0,3}${anyOf(journeys)}\\b`, 'iu');
