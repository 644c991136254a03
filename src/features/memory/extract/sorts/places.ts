import { isKnownPlace } from '../known-places.ts';
import type { Language } from '../language.ts';
import { anyOf, atEnd, atStart, phrases, whole } from '../phrases.ts';
import { fields } from './fields.ts';
import { object } from './object.ts';

/** What one can be in without living there. */
const notLivedIn = whole(phrases`
  fear, hope, denial, love, peace, hell, sin, shame, bed, front, pain, chaos, silence, luxury, sync, style
  trouble, sweatpants, pyjamas, pajamas, a (?:simulation|dream|bubble|society|lie|cave|box|world|nightmare|barn)
  (?:my|the) (?:head|moment|past|own head|own world|dreams|matrix|shadows|present|office|library|kitchen|bathroom|future)
  heaven, my, your, school, work, class
  the (?:shop|store|bar|gym|dentist|doctor|movies|party|beach|ground|same|dark|bus|train|car|bathtub|shower)
  sleep, lunch, dinner, town, die, jail, prison, space, college, university, uni, the future, experience, scratch
  mars, venus, jupiter, pluto, uranus, the (?:moon|sun|void|internet|clouds|trees), reality, discord, twitch
  twitter, roblox, minecraft, vrchat
`);

/** What comes with "the" and is a place all the same, beside names. */
const withArticle = phrases`
  city, country, countryside, suburbs, mountains, desert, (?:far )?(?:north|south|east|west), outskirts
  middle of nowhere, us, usa, uk, netherlands, philippines, midwest, states, alps, woods, village, coast, capital
  bay area, hague, bronx, maldives, bahamas, caribbean, highlands, balkans
`;
const namedWithArticle = new RegExp(`^the (?:\\p{Lu}|${anyOf(withArticle)}\\b)`, 'u');

/** "A land down under", "a society": what anybody comes from and lives in. */
const anybodys = atStart(
  `an? ${anyOf(phrases`
  land, place, society, family, time, era, generation, universe, galaxy, timeline, planet, different, long
  line of, broken, poor, rich, loving, country where, town where
`)}`,
);

/** What follows "in" or "to" and is no place. */
const noPlaces = atStart(phrases`
  to, be, have, get, do, see, say, ask, show, make, check, try, take, buy, sleep, eat, watch, bed, one, two
`);

/** Words of which one stands in a place's name that is written small. */
const firstOfName = phrases`
  an?, the, some, new, north, south, east, west, northern, southern, eastern, western, upper, lower, central
  rural, downtown, san, santa, st\.?, saint, los, las, el, la, le, port, fort, mount, lake, great, little, rio
  bad
`;
const lastOfName = phrases`
  city, town, bay, beach, valley, hills, falls, springs, park, heights, island, islands, county, port, harbou?r
  creek, village, wood, ville, burg, stadt, berg, heim, hausen, am main, state, province, region, area
`;
const spelledSmall = new RegExp(`^${anyOf(firstOfName)}\\b|${anyOf(lastOfName)}$|, `, 'i');

/** Where somebody lives or comes from. */
export function placeSort(text: string, language: Language): string | undefined {
  // "In 1990" is a time, not a place; "Oslo with my dogs" is more than one.
  if (/^\d|\p{L} (?:with|for|to|from|because|but) /u.test(text)) return undefined;
  if (notLivedIn.test(text) || (/^the\s/i.test(text) && !namedWithArticle.test(text))) return undefined;
  const place = object(ofOnePlace(text), language, 5);
  if (place === undefined || anybodys.test(place) || noPlaces.test(place)) return undefined;
  if (language.code === 'en' && !isSpelledPlace(place)) return undefined;
  return asWritten(place);
}

/** A name in one or two words that is written small is written large. */
function asWritten(place: string): string {
  const isName =
    place === place.toLowerCase() &&
    place.split(' ').length <= 2 &&
    !/^(?:an?|the|my|their|some)\b/i.test(place);
  return isName ? place.replace(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase()) : place;
}

/** "In Narnia and ride a lion": what comes after "and" is a place too only where it is spelled as one. */
function ofOnePlace(text: string): string {
  return isKnownPlace(text) ? text : text.replace(/ and (?!\p{Lu}).*$/u, '');
}

/** Several small words are a place's name only where one of them says so: "new york" is one, "caves people" is none. */
function isSpelledPlace(place: string): boolean {
  if (place !== place.toLowerCase() || !place.includes(' ') || isKnownPlace(place)) return true;
  return spelledSmall.test(place);
}

const partOfCountry = atEnd(phrases`
  city, town, village, suburbs?, capital, countryside, downtown, city cent(?:er|re), mountains, highlands
`);
const direction = /^the (?:(?:far )?(?:north|south|east|west)|outskirts|bay area)\b/i;
const named = /^\p{Lu}\p{Ll}[\p{L}'’-]*(?:,? \p{Lu}[\p{L}'’-]+){0,2}$/u;

/** Where somebody works that is no employer: a town, a country, a part of one. */
export function citySort(text: string, language: Language): string | undefined {
  const isNamed = named.test(text) && !fields.test(text);
  const isPart = partOfCountry.test(text) || direction.test(text);
  return isNamed || isPart || isKnownPlace(text) ? placeSort(text, language) : undefined;
}

/** "On a boat", "on Skye": of coffee nobody lives as one lives on an island. */
export function groundSort(text: string, language: Language): string | undefined {
  return /^(?:an?|the|my) |^\p{Lu}|^campus$/u.test(text) ? placeSort(text, language) : undefined;
}
