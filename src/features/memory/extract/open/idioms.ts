import { anyOf, phrases } from '../phrases.ts';
import { verbOf } from './verb-forms.ts';

/** What follows a verb in figures of speech, and in what is done for a moment, that look like what lasts. */
const figures: Readonly<Record<string, string>> = {
  play: phrases`
    to win, support, mid, top, jungle, adc, carry, tank, healer, dps, devil's, dumb, nice, dead, along, god, favou?rites, fair, dirty, safe, hard to get, house, pretend, it
    with fire, catch-?up, tricks, the (?:long game|fool|victim|blame|waiting|card)
  `,
  sing: phrases`in the (?:shower|car)`,
  work: phrases`in silence, out for, on it, hard, fine, well, like, wonders, miracles, for me, both ways`,
  serve: phrases`looks, cunt, face, time, no purpose, as a, the (?:dark|queen|king|empire)`,
  raise: phrases`concerns, awareness, eyebrows?, hopes, questions, funds, money, stakes, the bar, my hand, a good point, an eyebrow`,
  draw: phrases`a blank, the line, attention`,
  run: phrases`late, out, on, away, into, for`,
  drive: phrases`a hard bargain, home, me, everyone, people`,
  ride: phrases`at, or die, with, shotgun`,
  keep: phrases`
    going, trying, it, up, quiet, calm, score, my (?:word|cool|promise|eyes|mouth|fingers), \p{L}+ing, track, secrets?
    an eye, away, out, in mind, in touch, telling, everything, things, tabs
  `,
  watch: phrases`out, it, my, the (?:stream|clock), over, paint`,
  follow: phrases`up, suit`,
  fish: phrases`for`,
  fly: phrases`off, solo, by, under`,
  cook: phrases`everyone, people, noobs`,
  eat: phrases`shit, noobs, my words, dirt, crow, out, when, too, like, cereal`,
  drink: phrases`to, too`,
  smoke: phrases`everyone, noobs, him, them`,
  read: phrases`the (?:room|rules|chat|wiki|patch|docs|manual), minds, between, it, about`,
  speak: phrases`from, for, up, my mind, the truth, too, only, in, volumes, facts, sarcasm`,
  sell: phrases`it, out`,
  shoot: phrases`first, my shot, myself, people, for`,
  wear: phrases`the pants, many hats, my heart, black`,
  perform: phrases`well, badly, better`,
  lift: phrases`my, the`,
  box: phrases`it, in`,
  fix: phrases`it, things, everything, the`,
  fast: phrases`travel, food, forward, track`,
  rap: phrases`about`,
  train: phrases`hard, like`,
  share: phrases`the (?:sentiment|pain|feeling), your, that`,
  support: phrases`this, that, the (?:idea|motion|change), women'?s? wrongs`,
  collect: phrases`dust, my (?:thoughts|things|loot|reward), debts, rent`,
  volunteer: phrases`as tribute, as an?(?! \p{L}{4}), to go first`,
  move: phrases`on, over, to tears, to the (?!country|city|coast|north|south|east|west|states|uk|us|usa|netherlands|mountains|suburbs|countryside|philippines|capital)`,
  win: phrases`the (?:game|match|round|argument|fight|lottery|lane|coin)`,
  build: phrases`trust, bridges, confidence, momentum, tension, different, an? (?:wall|base|fort|tower), character`,
  find: phrases`out, it, a, the, my, this, that`,
  live: phrases`
    in (?:the woods|a simulation|your|my head|fear|hope|a cave|a tree|the moment|sin|denial|a society)
    on (?:coffee|caffeine|spite|the edge), by, for, with it, life, laugh
  `,
  have: phrases`to`,
  turn: phrases`around, out, off, on, it, the, into, up, left, right`,
  grow: phrases`on me, a pair, tired, up a lot`,
  stop: phrases`by, at, to, it`,
  complete: phrases`the, all the way, it`,
  walk: phrases`all, in, into, away, out, right`,
  dance: phrases`with the devil, around`,
  take: phrases`it, that, the (?:l|bait|blame|cake)`,
  come: phrases`back, out on top, to`,
  lose: phrases`it, my (?:mind|shit|keys|temper|will)`,
};

const ready = new Map(
  Object.entries(figures).map(
    ([verb, table]) => [verb, new RegExp(`^\\S+ ${anyOf(table)}\\b`, 'iu')] as const,
  ),
);

/** Whether a predicate is a figure of speech: "plays devil's advocate", "keeps forgetting". */
export function isFigure(predicate: string): boolean {
  const [first = ''] = predicate.split(' ', 1);
  const verb = verbOf(first, 'base') ?? verbOf(first, 'past') ?? first.toLowerCase();
  return ready.get(verb)?.test(predicate) === true;
}
