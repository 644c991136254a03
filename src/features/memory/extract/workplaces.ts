import { isKnownPlace } from './known-places.ts';
import { anyOf, phrases } from './phrases.ts';

/** Nouns of what employs people. */
const english = phrases`
  school, academy, university, college, uni, kindergarten, nursery, daycare, hospital, clinic, surgery, pharmacy
  lab, laboratory, library, museum, gallery, theat(?:er|re), cinema, zoo, bank, office, agency, firm, company
  startup, corporation, charity, ngo, nonprofit, institute, authority, council, ministry, court, prison, police
  army, navy, factory, plant, mill, mine, brewery, bakery, butchery, restaurant, diner, caf[eé], bar, pub, canteen
  kitchen, hotel, hostel, resort, casino, shop, store, supermarket, market, mall, boutique, salon, barbershop
  garage, workshop, studio, warehouse, depot, airport, airline, station, railway, harbou?r, port, shipyard, farm
  vineyard, stable, forest, garden cent(?:er|re), call cent(?:er|re), data cent(?:er|re), cent(?:er|re), church
  parish, embassy, newspaper, magazine, publisher, station, gym, spa, pool, cinema, bookshop, bookstore
  post office, fire department, hospice, shelter, retirement home, nursing home, care home, home depot
`;
const german = phrases`
  schule, akademie, universität, hochschule, kita, kindergarten, krankenhaus, klinik, praxis, apotheke, labor
  bibliothek, bücherei, museum, galerie, theater, kino, zoo, bank, büro, agentur, firma, unternehmen, amt, behörde
  ministerium, gericht, polizei, bundeswehr, fabrik, werk, brauerei, bäckerei, metzgerei, restaurant, café, kneipe
  kantine, küche, hotel, supermarkt, markt, laden, geschäft, salon, werkstatt, studio, lager, flughafen, bahnhof
  hafen, werft, hof, gärtnerei, kirche, botschaft, zeitung, verlag, handel, vertrieb, einkauf, verkauf, marketing
  handwerk, bau, verwaltung, pflege, altenheim, pflegeheim, heim, post, bahn, feuerwehr, gastronomie, gastro, it
  forschung
`;

/** A word that ends so is one as well. */
const kinds = new RegExp(`${anyOf(english, german)}$`, 'iu');

/** Those whom people work with. */
const company =
  /(?:children|kids|toddlers|teens|teenagers|students|people|adults|seniors|patients|clients|refugees|animals|dogs|cats|horses|computers|machines|wood|metal|leather|glass|clay|textiles|data|plants)$/i;

/** Whether words name what somebody can work for, in, or with: a name, or a noun of the kind. */
export function isWorkplace(words: string, how: string): boolean {
  const text = words.replace(/^(?:an?|the|my|our|some|der|die|das|dem|den|ein(?:e[rmn]?)?) /i, '');
  const isNamed = /\p{Lu}/u.test(words.slice(0, 1)) || /\s\p{Lu}/u.test(words);
  if (kinds.test(text) || kinds.test(text.split(/ (?:in|for|near|on|of|von|für) /)[0] ?? '')) return true;
  if (how === 'with') return isNamed || company.test(text);
  if (how === 'in') return isNamed && !isKnownPlace(words);
  // "i work at nokia" is as common as the capital letter; "for peanuts" and "at night" are none.
  const isOneWord = /^\p{L}[\p{L}\d&'.-]+$/u.test(words) && !/(?:[^s]s|ing|ly)$/.test(words);
  return isNamed || (text !== words && how !== 'in') || isOneWord;
}
