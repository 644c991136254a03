import { phrases } from './phrases.ts';

/** Nouns that make a name a place's: `Café Lumen`, `Harrow Park`, `the north tower of Harrow`. */
const english = phrases`
  bar, pub, tavern, inn, café, cafe, caffè, coffee, coffeehouse, bakery, restaurant, diner, bistro, brewery
  pizzeria, teahouse, hotel, hostel, park, garden, gardens, library, museum, gallery, theatre, theater, cinema
  station, market, mall, church, chapel, cathedral, school, academy, university, college, hospital, clinic, pool
  gym, stadium, arena, bridge, tower, castle, fort, fortress, lighthouse, harbour, harbor, pier, docks, square
  street, road, lane, avenue, hall, shop, store, bookshop, bookstore, pharmacy, mill, gate, lake, island, beach
  forest, woods, cemetery, zoo, farm, temple, palace, ruins, archive, archives, centre, center, fountain, barn
  workshop, studio, lounge, parlour, airport, planetarium, observatory
`;
const german = phrases`
  kneipe, gasthaus, gasthof, wirtshaus, bäckerei, restaurant, café, hotel, park, garten, bibliothek, bücherei
  museum, galerie, theater, kino, bahnhof, markt, kirche, kapelle, dom, schule, universität, krankenhaus
  schwimmbad, freibad, hallenbad, stadion, brücke, turm, burg, schloss, leuchtturm, hafen, platz, straße, gasse
  halle, laden, buchladen, apotheke, mühle, tor, see, insel, strand, wald, friedhof, zoo, hof, tempel, palast
  ruine, archiv, brunnen, scheune, werkstatt
`;

const nouns = new Set([...english.split('|'), ...german.split('|')]);
const endings = ['turm', 'brücke', 'platz', 'straße', 'markt', 'haus', 'park', 'bad', 'tor', 'hof', 'mühle'];

/** Whether words say by one of them what sort of place they are about. */
export function namesSort(words: string): boolean {
  return words
    .toLowerCase()
    .split(/[\s,.!?]+/)
    .some(
      (word) =>
        nouns.has(word) || endings.some((ending) => word.length > ending.length && word.endsWith(ending)),
    );
}

const proper = "\\p{Lu}[\\p{L}\\p{M}\\d'’&-]*";
const linking = '(?:and|of|the|und|&|von|am|an der|zum|zur)';
const article = '(?:[Tt]he|[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Zz]um|[Zz]ur)';

/** `The Broken Drum`: an article and two words of a name. */
const titled = `(?:The|Der|Die|Das|Zum|Zur) ${proper}(?: (?:${linking} )?${proper}){1,3}`;
/** `Café Lumen`, `the Maritime Museum`: a name; whether a noun in it says what it is, is looked at afterwards. */
const named = `(?:${article} )?${proper}(?: (?:${linking} )?${proper}){1,4}`;
/** `the north tower of Harrow`: words with a name beside them; the noun among them is looked at afterwards. */
const described = `${article} (?:[^\\s,.!?]+ ){1,3}?(?:of|in|at|near|von|in|bei) ${proper}(?: ${proper})?`;

/** How a named place is written, the longest way first. It is dear to compile: few patterns hold it. */
export const placeName = `(?:(?<described>${described})|(?<titled>${titled})|(?<named>${named}))`;

const weekday =
  '(?:(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)days?|weekends?|weekdays|holidays)';
const wochentag = '(?:[Mm]ontag|[Dd]ienstag|[Mm]ittwoch|[Dd]onnerstag|[Ff]reitag|[Ss]amstag|[Ss]onntag)';
const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember)';
const number = '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const zahl = '(?:ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)';
const clock = `(?:noon|midnight|sunset|sunrise|dusk|dawn|(?:\\d{1,2}(?:[:.]\\d{2})?|${number})(?: ?(?:[ap]m|[ap]\\.m\\.|o'clock))?)`;
const uhr = `(?:(?:halb )?(?:\\d{1,2}(?:[:.]\\d{2})?|${zahl})(?: [Uu]hr)?|mittags|[Mm]itternacht)`;
const often = `(?:every (?:other |second |first |last |single )?(?:day|night|morning|evening|week|month|year|summer|winter|${weekday})(?: (?:morning|afternoon|evening|night))?|on (?:${weekday}(?:,? (?:and|or) ${weekday})?|the (?:first|second|third|last) ${weekday} of (?:the|every|each) month)|all (?:day|night|year(?: round)?)|daily|24/7|in (?:the )?(?:summer|winter|spring|autumn|mornings?|evenings?))`;
const hours = `(?:at ${clock}|(?:un)?till? (?:${clock}|late|${month})|from ${clock} (?:to|till|until) ${clock}|after ${clock}|${often})`;
const oft = `(?:jede[nrs]? (?:zweiten? |ersten? )?(?:Tag|Abend|Morgen|Woche|Monat|${wochentag})|${wochentag}s(?: und ${wochentag}s)?|am Wochenende|täglich)`;

/** When something is so again and again. */
export const repeating = { en: `${often}(?: (?:at|from) ${clock})?`, de: `${oft}(?: um ${uhr})?` } as const;

/** One thing that people say of a place for certain. */
export interface PlaceRule {
  /** What follows the name. */
  when: string;
  /** Words that it can begin with; where they do not stand, it is not even compiled. */
  begins?: readonly string[];
  slot?: string;
  /** Only of a name in which a noun says that it is a place. */
  sorted?: true;
  /** It happened once: a time may follow. */
  event?: true;
}

const words = (most: number) => `[^\\s,.!?()]+(?: [^\\s,.!?()]+){0,${most - 1}}`;
const beside = '(?:in|on|at|near|next to|behind|opposite|across from|beside|by|close to)';
const neben =
  '(?:am|an der|im|in der|in|auf dem|auf der|bei|beim|neben (?:dem|der)|gegenüber (?:dem|der|vom)|hinter (?:dem|der))';

export const placeRules: Readonly<Record<'en' | 'de', readonly PlaceRule[]>> = {
  en: [
    { begins: ['opens'], when: `opens(?: again)? ${hours}(?: ${hours})?`, slot: 'opens' },
    { begins: ['closes', 'shuts'], when: `(?:closes|shuts) ${hours}(?: ${hours})?`, slot: 'closes' },
    { begins: ['is'], when: `is (?:open|closed|shut) (?:${hours}(?: ${hours})?|for good|permanently)` },
    {
      when: '(?:has |was |is |got )?(?:burned down|burnt down|collapsed|shut down|closed down|reopened|torn down|been torn down|demolished|flooded|rebuilt|renovated)',
      event: true,
    },
    { when: `is (?:right |just |directly )?${beside} ${words(5)}`, slot: 'location' },
    { begins: ['serves', 'sells'], when: `(?:serves|sells) ${words(5)}(?: ${hours})?` },
    { begins: ['has', 'offers'], when: `(?:has|offers) ${words(5)}(?: ${hours})?`, sorted: true },
    { when: `(?:only )?(?:takes|accepts) (?:only )?(?:cash|cards?|card payments?)(?: only)?` },
    { begins: ['is'], when: `is free(?: of charge)?(?: ${hours})`, sorted: true },
  ],
  de: [
    { begins: ['macht', 'öffnet'], when: `(?:macht|öffnet) (?:${oft} )?um ${uhr}(?: auf)?`, slot: 'opens' },
    {
      begins: ['macht', 'schließt'],
      when: `(?:macht|schließt) (?:${oft} )?um ${uhr}(?: zu)?`,
      slot: 'closes',
    },
    { begins: ['hat', 'ist'], when: `(?:hat|ist) ${oft} (?:geschlossen|zu|Ruhetag|offen|geöffnet|frei)` },
    {
      when: `(?:ist|wurde) (?:abgebrannt|eingestürzt|abgerissen|geschlossen|renoviert|wiedereröffnet)(?: worden)?`,
    },
    { when: `(?:ist|liegt|steht) (?:direkt |gleich )?${neben} ${words(3)}`, slot: 'location' },
  ],
};

/** Stands for the name of the place in what is said of something there. */
export const there = '\ufffd';

/** What is said of something that happens at a place, or is allowed or to be had there. */
export const eventRules: Readonly<Record<'en' | 'de', readonly string[]>> = {
  en: [
    `(?:[Oo]ur |[Tt]he )?(?<event>[^\\d,.!?()]{3,30}?) (?:is|are|takes place|happens|meets?|is held|rehearses|gathers|practi[sc]es) (?:at|in) ${there} (?<when>${repeating.en})`,
    `(?<we>[Ww]e) (?<does>(?:meet|gather|play|practi[sc]e|rehearse)(?: up)?) (?:at|in) ${there} (?<when>${repeating.en})`,
    `(?<event>[^\\d,.!?()]{3,24}?) (?:are|is) (?:not )?(?:allowed|welcome|forbidden|banned) (?:at|in) ${there}`,
    `[Yy]ou can (?:not )?(?:get|buy|find|rent|eat|drink|book) (?<event>[^\\d,.!?()]{3,30}?) (?:at|in) ${there}(?: ${hours})?`,
  ],
  de: [
    `(?:[Uu]nser[e]? |[Dd]er |[Dd]ie |[Dd]as )(?<event>[^\\d,.!?()]{3,30}?) (?:ist|findet) (?<when>${repeating.de}) (?:im|in der|in|bei|beim|am) ${there}(?: statt)?`,
    `(?<we>[Ww]ir) (?<does>treffen uns) (?<when>${repeating.de}) (?:im|in der|in|bei|beim|am) ${there}`,
  ],
};
