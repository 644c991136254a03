import { anyOf, phrases } from '../phrases.ts';

/** Verbs of pastimes, as they stand after "enjoy". */
const doings = phrases`
  bouldering, climbing, jogging, knitting, crocheting, sewing, quilting, weaving, sketching, gardening, hiking
  cycling, biking, skating, skateboarding, longboarding, surfing, kitesurfing, windsurfing, skiing, snowboarding
  rowing, sailing, kayaking, canoeing, paddleboarding, rafting, fencing, boxing, kickboxing, wrestling, journaling
  meditating, birdwatching, birding, fishing, angling, bowling, curling, whittling, woodworking, woodturning
  carving, brewing, homebrewing, winemaking, streaming, geocaching, foraging, camping, backpacking, orienteering
  caving, weightlifting, powerlifting, lifting, horse riding, juggling, beekeeping, blogging, vlogging, podcasting
  scrapbooking, stargazing, embroidering, diving, freediving, skydiving, paragliding, karting, bird watching
  whale watching, candle making, soap making, cheese making, trail running, sea swimming, wild swimming, djing
  thrifting, upcycling, bookbinding, felting, dyeing, leatherworking, blacksmithing, metal detecting, larping
  cosplaying, puzzling, tinkering
`;

const races = phrases`
  marathon, half[- ]marathon, ultra(?:marathon)?, triathlon, iron ?man, duathlon, spartan race, tough mudder
  [\d.]+ ?k, parkrun, camino(?: de santiago)?, [\p{L}]+ trail, (?!the\b)[\p{L}]+ way, kilimanjaro, mont blanc
  everest base camp
`;

/** What takes somebody long to make. */
const works = phrases`
  novel, book, memoir, screenplay, comic, graphic novel, webcomic, manga, album, ep, mixtape, thesis, dissertation
  phd, video game, board game, text adventure, app, cookbook, musical, opera, symphony, poetry collection, trilogy
  fantasy series, short story collection, children's book, model railway, boat, cabin, treehouse, harpsichord
  synth, synthesi[sz]er, telescope, camper van, campervan, tiny house
`;

/** What is opened, begun or due on a day. */
const openings = phrases`
  shop, store, bakery, caf[ée], restaurant, bar, pub, gallery, studio, salon, clinic, exhibition, play, musical
  gig, concert, album, ep, single, book, novel, memoir, podcast, website, course, semester, term, apprenticeship
  internship, job, contract, lease, visa, training, residency, holiday, vacation, wedding, graduation, surgery
  move, due date, last day
`;

/** Closed lists of English words for what people do and have, which patterns name in brackets. */
export const englishPastimes: Readonly<Record<string, string>> = {
  pastimes: `(?:(?:rock|ice|roller|scuba|fly|trail|open water|competitive|indoor|urban|wood) )?${anyOf(doings)}`,
  voices: 'alto|soprano|tenor|bass|baritone|mezzo(?:-soprano)?|lead vocals|backing vocals|backup|backing',
  ensembles: phrases`
  band, orchestra, quartet, trio, quintet, ensemble, choir, chorus, choral society, a cappella group, symphony
  opera, big band, klezmer band, brass band, wind band, ska band, duo
`,
  clubs: phrases`
  (?:[\p{L}&-]+ ){0,3}(?:band|orchestra|quartet|trio|choir|chorus|troupe)
  (?!(?:night|strip) )(?:[\p{L}&-]+ ){1,3}(?:league|club|reading group|theat(?:er|re) group|running group|drama group|(?:bowling|football|soccer|rugby|hockey|volleyball|basketball|swim|quiz|rowing|netball|cricket|darts) team)
`,
  races: `(?:(?:an?|the|my|our) )?(?:(?:first|second|third|last|only) )?(?:(?:ever|full|half|ultra|virtual|charity|[\\p{L}'-]+) ){0,3}${anyOf(races)}`,
  works: anyOf(works),
  crafts: phrases`
  (?:restore|repair|fix up) (?:(?:old|vintage|antique|classic|broken|retro) )(?:[\p{L}-]+ ){0,2}[\p{L}-]+s
  (?:build|paint) (?:[\p{L}-]+ ){0,2}(?:miniatures|minis|models|model (?:trains|planes|ships|kits|railways)|robots|guitars|keyboards|furniture|boats|lego sets|landscapes|portraits|watercolou?rs|warhammer)
  (?:write|compose) (?:[\p{L}-]+ )?(?:poetry|poems|haikus?|songs|short stories|fiction|fan ?fic(?:tion)?|novels|sci-fi|screenplays|plays|music)
  (?:make|brew) (?:my own |our own )?(?:[\p{L}-]+ )?(?:beer|cider|mead|wine|kombucha|jewell?e?ry|soap|candles|cheese|pottery|ceramics|clothes|furniture|music|beats|sourdough|hot sauce|jam|zines)
  (?:bake|ferment) (?:my own |our own )?(?:[\p{L}-]+ )?(?:bread|sourdough|cakes|vegetables)
  (?:knit|crochet|sew|embroider|quilt) (?:my own |our own )?(?:[\p{L}-]+ )?(?:socks|sweaters|jumpers|scarves|hats|blankets|clothes|dresses|amigurumi|toys|bags|quilts|plushies)
  carve (?:wooden )?spoons
  (?:rescue|foster) (?:[\p{L}-]+ )?(?:cats|dogs|kittens|greyhounds|hedgehogs|animals|puppies|birds|rabbits)
`,
  brands: phrases`
  toyota, honda, ford, vw, volkswagen, beetle, fiat, bmw, audi, mercedes, volvo, saab, subaru, mazda, nissan
  hyundai, kia, skoda, škoda, opel, vauxhall, renault, peugeot, citro[eë]n, tesla, mini cooper, jeep, land rover
  chevy, chevrolet, dodge, lada, trabant, corolla, civic, prius, twingo, clio, yaris, miata, corsa, panda, vespa
  harley, yamaha, kawasaki, ducati, triumph, thinkpad, macbook, pixel, iphone, galaxy, chromebook, dell, lenovo
  asus, kindle, fairphone, nokia, motorola, oneplus, huawei, xiaomi
`,
  contracts:
    '(?:[\\p{L}+-]+ ){0,3}(?:membership|subscription|season ticket|allotment|lessons|classes|library card|instagram|facebook|twitter|tiktok|account)',
  openings: `(?:[\\p{L}'-]+ ){0,2}${anyOf(openings)}`,
};
