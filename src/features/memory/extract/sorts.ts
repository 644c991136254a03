import { isAllergen } from './allergens.ts';
import { isWeighty } from './english/retelling-words.ts';
import { germanDate } from './german/times.ts';
import { isKnownPlace } from './known-places.ts';
import type { Language } from './language.ts';
import { gap } from './marks.ts';
import { companySort } from './sorts/companies.ts';
import {
  hobbies,
  noActivities,
  noEvents,
  noGames,
  noTodos,
  notCoached,
  outings,
  skills,
  trips,
} from './sorts/doings.ts';
import { fields } from './sorts/fields.ts';
import { berufSort, jobSort } from './sorts/jobs.ts';
import { nameSort } from './sorts/names.ts';
import { ageSort, countSort } from './sorts/numbers.ts';
import { except, object, only, type SortReader, turnedAround, wholePredicate } from './sorts/object.ts';
import { citySort, groundSort, placeSort } from './sorts/places.ts';
import { businesses, foodSort, noTopics, productSort, thingSort } from './sorts/things.ts';
import { schooling, subjects, university } from './study-words.ts';
import { dateSays, readDate } from './times.ts';

const anyCompany = companySort('');

/** What may stand in the places of patterns, by the name of the place. Others take any object. */
const sorts: Readonly<Record<string, SortReader>> = {
  // Who somebody is.
  name: nameSort,
  age: ageSort,
  pronouns: (text) =>
    /^(?:he|she|they|it|xe|ze|any|fae|ey)(?:\/(?:him|her|hers|them|its?|xem|zir|hir|they|she|he|faer|em|theirs|his)){0,2}$/i.test(
      text,
    )
      ? text.toLowerCase()
      : undefined,
  spouse: (text) =>
    /^(?:(?:my|our) \p{L}+(?: \p{L}+)?|\p{L}[\p{L}'’-]+)$/u.test(text) ? turnedAround(text) : undefined,
  lang: (text) =>
    text.replace(
      /^(?:some|enough|a little|a (?:little )?bit of|basic|broken|fluent|passable|decent|terrible|bad|rusty) /i,
      '',
    ),

  // When, and how many.
  count: countSort,
  year: (text) => (/^(?:19[2-9]\d|20[0-4]\d)$/.test(text) ? text : undefined),
  date(text, { code }) {
    const date = readDate(text.replace(/^(?:on )?(?:the )?/i, ''), code);
    return date && (code === 'de' ? germanDate(date) : dateSays(date));
  },

  // Where.
  place: placeSort,
  origin: placeSort,
  city: citySort,
  ground: groundSort,
  knowncity: (text, language) => (isKnownPlace(text) ? placeSort(text, language) : undefined),
  where: turnedAround,

  // Work and studies.
  job: jobSort,
  beruf: berufSort,
  field: only(fields, 4),
  company: anyCompany,
  employer: companySort('at'),
  insider: companySort('in'),
  companions: companySort('with'),
  named: (text, language) => (/\p{Lu}/u.test(text) ? anyCompany(text, language) : undefined),
  business: only(businesses, 4),
  work: (text, language) => object(text, language, 9),
  subject: only(subjects, 4),
  schooling: only(schooling, 5),
  university: (text, language) => (university.test(text) ? anyCompany(text, language) : undefined),

  // Things.
  thing: thingSort,
  thing2: (text, language) => object(text, language, 5),
  topic: except(noTopics, 4),
  foods: foodSort,
  allergen: (text, language) => (isAllergen(text) ? object(text, language, 4) : undefined),
  product: productSort,
  title: only(/\p{Lu}/u, 6),
  retold: wholePredicate,
  told: (text, language) => (isWeighty(text) ? object(text, language, 10) : undefined),

  // What is done.
  activity: except(noActivities, 5),
  hobby: (text, language) =>
    hobbies.test(text) ? object(text.replace(/^a (?:lot|bit) of /, ''), language, 4) : undefined,
  outing: only(outings, 5),
  game: except(noGames, 5),
  skill: only(skills, 6),
  coached: except(notCoached, 5),
  trip: only(trips, 8),
  event: except(noEvents, 7),
  todo: except(noTodos, 8),
  race: turnedAround,
  craft: turnedAround,
  prize: turnedAround,
};

/** Reads one place of a pattern; undefined where it cannot be what it should. */
export function readSort(name: string, text: string, language: Language): string | undefined {
  const sort = sorts[name];
  if (sort !== undefined) return sort(text.trim(), language);
  return text.includes(gap) ? undefined : text.trim();
}
