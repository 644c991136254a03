import { englishLists } from '../english/words.ts';
import type { Language } from '../language.ts';
import { anyOf, phrases, whole } from '../phrases.ts';
import { object } from './object.ts';

/** What everybody is said to love and to hate. */
const cliches = whole(phrases`
  dust, souls, loot, debts,
  mondays?, montage?, punishment, the worst, (?:my|this|our) (?:life|job|place|family|country|server), life
  people, humans, humanity, mornings, myself, drama, everybody, adulting, existence, being alive, waking up, work
  hard, out, down, dead, gone, back, over, online, offline, the world, the internet, discord, when .*, how .*
  myself.*
`);

/** "Love to see it", "hate to say": what is only a way of speaking. */
const sayings = phrases`
  be(?:ing)?(?: able)?, do(?:ing)? (?:it|that|this), say, think, know, hear(?:ing)?, see(?:ing)?
  go(?:ing)? (?:there|back), imagine, go to bed, have
`;
const saying = new RegExp(`^(?:to )?${anyOf(sayings)}(?: |$)`, 'i');

/** What is liked and disliked. */
export function thingSort(text: string, language: Language): string | undefined {
  return cliches.test(text) || saying.test(text) ? undefined : object(text, language, 6);
}

const foods = new RegExp(`^(?:any |much )?(?:(?:${englishLists['diet_foods']}))$`, 'i');

/** What is eaten and drunk, or given up. */
export function foodSort(text: string, language: Language): string | undefined {
  if (language.code === 'en' && !foods.test(text)) return undefined;
  return object(text.replace(/^(?:any|much) /i, ''), language, 3);
}

/** What somebody runs or owns for a living. */
const trades = phrases`
  bakery, shop, store, caf[ée], restaurant, farm, company, business, studio, agency, bar, pub, brewery, salon
  clinic, practice, gallery, startup, bookshop, bookstore, garage, hotel, hostel, b&b, vineyard, nursery, stall
  label, blog, newsletter, webcomic, server, channel, podcast, library, gym, workshop, office, firm, consultancy
  kennel, food truck, dental practice, law firm, garden cent(?:er|re), campsite, school
`;
export const businesses = new RegExp(`${anyOf(trades)}(?: (?:about|on|for) [\\p{L} -]{3,30})?$`, 'iu');

const brands = new RegExp(`\\b(?:${englishLists['brands']})\\b`, 'iu');

/** A thing by its maker's name. */
export function productSort(text: string, language: Language): string | undefined {
  return /[\p{Lu}\d]/u.test(text) || brands.test(text) ? object(text, language, 5) : undefined;
}

/** What nobody studies or talks of as a subject. */
export const noTopics = /^(?:hard|a lot|late|at|for|abroad|here|there|online|all|every)\b/i;
