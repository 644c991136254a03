import { isAllergen } from './allergens.ts';
import { isWeighty } from './english/retelling-words.ts';
import { englishLists } from './english/words.ts';
import { germanDate } from './german/times.ts';
import { isKnownPlace } from './known-places.ts';
import type { Language } from './language.ts';
import { gap } from './marks.ts';
import { schooling, subjects, university } from './study-words.ts';
import { dateSays, readDate } from './times.ts';
import { isWorkplace } from './workplaces.ts';

/** Makes what was found of a sort presentable, or refuses it. */
type Sort = (text: string, language: Language) => string | undefined;

const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const teens = 'thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const ones = 'one two three four five six seven eight nine'.split(' ');

/** "Sixty-one" is 61; smaller numbers are rarely ages. */
function yearsInWords(text: string): number | undefined {
  const [ten = '', one] = text.toLowerCase().split(/[ -]/);
  if (teens.includes(ten) && one === undefined) return 13 + teens.indexOf(ten);
  const rest = one === undefined ? 0 : ones.indexOf(one) + 1;
  return tens.includes(ten) && (one === undefined || rest > 0)
    ? 20 + 10 * tens.indexOf(ten) + rest
    : undefined;
}

/** What may stand in the places of patterns, by the name of the place. Others take any object. */
const sorts: Readonly<Record<string, Sort>> = {
  age(text) {
    const years = /^\d{1,3}$/.test(text) ? Number(text) : yearsInWords(text);
    return years !== undefined && years >= 6 && years <= 110 ? String(years) : undefined;
  },
  count: (text) =>
    /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|first|second|third|fourth|fifth|a couple of|several)$/i.test(
      text,
    )
      ? text.toLowerCase()
      : undefined,
  year: (text) => (/^(?:19[2-9]\d|20[0-4]\d)$/.test(text) ? text : undefined),
  date(text, { code }) {
    const date = readDate(text.replace(/^(?:on )?(?:the )?/i, ''), code);
    return date && (code === 'de' ? germanDate(date) : dateSays(date));
  },
  pronouns: (text) =>
    /^(?:he|she|they|it|xe|ze|any|fae|ey)(?:\/(?:him|her|hers|them|its?|xem|zir|hir|they|she|he|faer|em|theirs|his)){0,2}$/i.test(
      text,
    )
      ? text.toLowerCase()
      : undefined,
  name: nameSort,
  place: placeSort,
  origin: placeSort,
  city: citySort,
  /** "On a boat", "on Skye": of coffee nobody lives as one lives on an island. */
  ground: (text, language) =>
    /^(?:an?|the|my) |^\p{Lu}|^campus$/u.test(text) ? placeSort(text, language) : undefined,
  knowncity: (text, language) => (isKnownPlace(text) ? placeSort(text, language) : undefined),
  field: (text, language) => (fields.test(text) ? object(text, language, 4) : undefined),
  job: jobSort,
  beruf: (text) =>
    /^\p{L}[\p{L}-]{3,30}$/u.test(text) &&
    !/^(?:ich|einzige[rs]?|erste[rs]?|letzte[rs]?|kind|team|hobby|ausgleich)$/i.test(text)
      ? text
      : undefined,
  company: companySort(''),
  employer: companySort('at'),
  insider: companySort('in'),
  companions: companySort('with'),
  named: (text, language) => (/\p{Lu}/u.test(text) ? companySort('')(text, language) : undefined),
  subject: (text, language) => (subjects.test(text) ? object(text, language, 4) : undefined),
  schooling: (text, language) => (schooling.test(text) ? object(text, language, 5) : undefined),
  university: (text, language) => (university.test(text) ? companySort('')(text, language) : undefined),
  business: (text, language) =>
    /(?:bakery|shop|store|caf[ée]|restaurant|farm|company|business|studio|agency|bar|pub|brewery|salon|clinic|practice|gallery|startup|bookshop|bookstore|garage|hotel|hostel|b&b|vineyard|nursery|stall|label|blog|newsletter|webcomic|server|channel|podcast|library|gym|workshop|office|firm|consultancy|kennel|food truck|dental practice|law firm|garden cent(?:er|re)|campsite|school)(?: (?:about|on|for) [\p{L} -]{3,30})?$/iu.test(
      text,
    )
      ? object(text, language, 4)
      : undefined,
  topic: (text, language) =>
    /^(?:hard|a lot|late|at|for|abroad|here|there|online|all|every)\b/i.test(text)
      ? undefined
      : object(text, language, 4),
  thing: (text, language) =>
    cliche.test(text) ||
    /^(?:to )?(?:be(?:ing)?(?: able)?|do(?:ing)? (?:it|that|this)|say|think|know|hear(?:ing)?|see(?:ing)?|go(?:ing)? (?:there|back)|imagine|go to bed|have)(?: |$)/i.test(
      text,
    )
      ? undefined
      : object(text, language, 6),
  thing2: (text, language) => object(text, language, 5),
  foods: foodSort,
  allergen: (text, language) => (isAllergen(text) ? object(text, language, 4) : undefined),
  activity: (text, language) =>
    /^(?:to|it|trouble|an? (?:fight|argument|car|accident|mess)|bed|at|my|the|fine|well|on|alone|life|today|now|how|english class|something)\b/i.test(
      text,
    )
      ? undefined
      : object(text, language, 5),
  lang: (text) =>
    text.replace(
      /^(?:some|enough|a little|a bit of|basic|broken|fluent|passable|decent|terrible|bad|rusty) /i,
      '',
    ),
  race: (text) => turnedAround(text),
  craft: (text) => turnedAround(text),
  spouse: (text) =>
    /^(?:(?:my|our) \p{L}+(?: \p{L}+)?|\p{L}[\p{L}'’-]+)$/u.test(text) ? turnedAround(text) : undefined,
  where: (text) => turnedAround(text),
  work: (text, language) => object(text, language, 9),
  told: (text, language) => (isWeighty(text) ? object(text, language, 10) : undefined),
  prize: (text) => turnedAround(text),
  coached: (text, language) =>
    /^(?:the|this|that|class|trips?|tours?)\b/i.test(text) ? undefined : object(text, language, 5),
  trip: (text, language) =>
    /^an? (?:[\p{L}-]+ ){0,3}(?:trip|holiday|vacation|wedding|party|move|visit|tour|cruise|road trip|surprise|journey)\b/iu.test(
      text,
    )
      ? object(text, language, 8)
      : undefined,
  hobby: (text, language) =>
    /^(?:a (?:lot|bit) of )?(?:[\p{L}-]+ )?(?:yoga|pilates|karate|judo|taekwondo|aikido|jiu-?jitsu|bjj|kendo|boxing|kickboxing|muay thai|ballet|gymnastics|parkour|crossfit|archery|fencing|origami|calligraphy|pottery|ceramics|woodwork|carpentry|photography|astronomy|cosplay|theat(?:er|re)|improv|stand-up|magic|crosswords|sudokus?|puzzles|embroidery|crochet|cross-?stitch|macram[eé]|martial arts|track|athletics|crafts|[\p{L}]+ing)$/iu.test(
      text,
    )
      ? object(text.replace(/^a (?:lot|bit) of /, ''), language, 4)
      : undefined,
  outing: (text, language) =>
    /^(?!(?:going|doing|being|having|getting|living|waiting|thinking|trying|looking|feeling|wondering|crying|dying|sleeping|eating|talking|asking|telling|saying|hoping|dreaming|staring|sitting|standing|lying|wanting|needing|working|struggling|coughing|sneezing|arguing|screaming|laughing|complaining|avoiding|ignoring|using|seeing|hearing|staying|coming|leaving|making|taking|putting|procrastinating|missing|meaning|planning|considering|worrying|pretending|joking|kidding)\b)(?:[\p{L}-]+ )?[\p{L}-]{2,}ing\b/iu.test(
      text,
    )
      ? object(text, language, 5)
      : undefined,
  game: (text, language) =>
    /^(?:to|harder|hardest|rough|dirty|with|along|it|around|favou?rites|hooky|cupid|possum|coy|house|catch-?up|second|mind|lose|win|cry|die|suck|chill|relax|vibe|repeat|mit|gegen|auf|im|zum|bei|dem|den|keine|games?|music|sports?|something|dumb|fair|nice|safe|dead|hard|tricks?|god|devil's|pranks?|chicken|fetch|dress-?up|matchmaker|peacemaker|referee|mediator|therapist|detective|doctor|nurse|fool|victim|hero|a (?:role|part|character)|the (?:fool|victim|game|hero|villain)|for|in|on|as|at|by ear|outside|together|every|all|some|that|this|my|a lot)\b/i.test(
      text,
    )
      ? undefined
      : object(text, language, 5),
  skill: (text, language) =>
    /^(?:swim|ski|skate|ice skate|juggle(?: \w+){1,3}|drive(?: a .*| stick| manual)?|cook(?: .*)?|bake(?: .*)?|juggle|whistle|sing(?: .*)?|dance(?: .*)?|knit|crochet|sew|code(?: .*)?|program|draw(?: .*)?|paint|sail|surf|dive|type .*|read music|read (?:lips|braille|hieroglyphs|tarot)|ride .*|do (?:a|the) (?:handstand|backflip|cartwheel|splits|headstand|.*accent|rubik.*)|solve a rubik.*|play (?:the )?(?:chess|poker|[\p{L} ]+)|touch-?type|pick locks|fly .*|hold my breath .*|moonwalk|yodel|beatbox|weld|climb|wiggle my ears|roll my tongue|lip-?read|sign|lift .*|run a .*|speak .*)$/iu.test(
      text,
    )
      ? object(text, language, 6)
      : undefined,
  product: (text, language) =>
    /[\p{Lu}\d]/u.test(text) || brands.test(text) ? object(text, language, 5) : undefined,
  title: (text, language) => (/\p{Lu}/u.test(text) ? object(text, language, 6) : undefined),
  event: (text, language) =>
    /^(?:from|with|for|in|to|at|on|by|about|off|out|up|home|now|soon|there|back|ready|a (?:feeling|break|hard)|fun|trouble|better|worse|old|tired|hungry|bored|late|like|alone|it)\b/i.test(
      text,
    )
      ? undefined
      : object(text, language, 7),
  todo: (text, language) =>
    /^(?:be (?!in |at |on )|have to|try|need|go to bed|sleep|kill|say|tell|ask|do (?:it|that|this)|let|never|not|always|explain|show|give|send|post|check|think|see|look|remind|help|cry|die|scream|lose|win|miss|love|like|hate|pass|use|find|wait|stop|keep|pretend|assume|guess|know)\b/i.test(
      text,
    )
      ? undefined
      : object(text, language, 8),
};

const brands = new RegExp(`\\b(?:${englishLists['brands']})\\b`, 'iu');

/** What everybody is said to love and to hate. */
const cliche =
  /^(?:mondays?|montage?|punishment|the worst|(?:my|this|our) (?:life|job|place|family|country|server)|life|people|humans|humanity|mornings|myself|drama|everybody|adulting|existence|being alive|waking up|work|hard|out|down|dead|gone|back|over|online|offline|the world|the internet|discord|when .*|how .*|myself.*)$/i;

/** Reads one place of a pattern; undefined where it cannot be what it should. */
export function readSort(name: string, text: string, language: Language): string | undefined {
  const sort = sorts[name];
  if (sort !== undefined) return sort(text.trim(), language);
  return text.includes(gap) ? undefined : text.trim();
}

/** Words that take the speaker's place in somebody else's mouth. */
const turned: readonly (readonly [RegExp, string])[] = [
  [/\bmyself\b/gi, 'themself'],
  [/\b(?:my|our)\b/gi, 'their'],
  [/\bmine\b/gi, 'theirs'],
  [/\b(?:me|us)\b/g, 'them'],
];

/** The speaker's own "my" and "me" as somebody tells it of them. */
export function turnedAround(text: string): string {
  return turned.reduce((told, [own, theirs]) => told.replace(own, theirs), text);
}

/** A time that was not understood: it is no part of a thing. */
const untold = / (?:since|until|till|ago|seit|bis|from \d.*|for \d.*)(?: |$)/;

function object(text: string, { refers, code }: Language, mostWords: number): string | undefined {
  const clean = text
    .replace(/^(?:some|a lot of|lots of|loads of)\s+/i, '')
    .replace(/[\s.,!…]+$/, '')
    .replace(/^[\s.,]+/, '');
  const words = clean.split(/\s+/);
  if (clean.length < 2 || words.length > mostWords || clean.length > 60) return undefined;
  if (code === 'de' && /\b(?:mein|unser)(?:e[nrms]?)?\b/i.test(clean)) return undefined;
  if (
    refers.test(clean) ||
    untold.test(clean) ||
    /^(?:and|or|but|und|oder|aber|mal)\b|\bnicht\b/i.test(clean) ||
    !/^[\p{L}\p{N}\p{M}'’&+.,/ %#-]+$/u.test(clean)
  )
    return undefined;
  if (/\b(?:I|ich|is|are|was|were|am|will|do|does|did|has|have|had|not|can|ist|sind|habe)\b/.test(clean))
    return undefined;
  return turnedAround(clean);
}

function nameSort(text: string): string | undefined {
  const clean = text.replace(/^(?:the )?/i, '').trim();
  if (!/^[\p{L}][\p{L}\p{M}'’.-]{0,24}(?: [\p{L}\p{M}\d][\p{L}\p{M}\d'’.-]{0,24}){0,2}$/u.test(clean))
    return undefined;
  if (notNames.test(clean)) return undefined;
  const isLower = clean === clean.toLowerCase();
  return isLower ? clean.replace(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase()) : clean;
}

const notNames =
  /^(?:an?|not|nicht|auch|leider|eigentlich|wie|no|so|very|my|your|his|her|their|our|it|that|this|what|who|how|in|on|at|to|from|of|and|or|for|with|by|as|like|just|too|also|all|hard|easy|weird|funny|boring|cute|pretty|ugly|unique|common|long|short|secret|none|nothing|something|anything|unknown|taken|people|someone|always|never|the|here|there|going|coming|doing|being|back|home|ready|late|him|her|them|me|you|name|names|old|new|still|really|out|off|up|down|am|is|was|will|mom|mum|dad|mother|father|bro|dude|mate|master|boss|god|daddy|mommy|queen|king|game|grind|sea|lazy|dumb|sad|slow|fat|thin|small|big|tall|annoying|insane|lame|evil|idiot|stupid|crazy|good|bad|great|nice|mad|lucky|today|tomorrow|later|back)\b|\b(?:is|was|are|and|or|because|but|not|who|that|when|if)\b/i;

function placeSort(text: string, language: Language): string | undefined {
  // "In 1990" is a time, not a place; "Oslo with my dogs" is more than one.
  if (/^\d|\p{L} (?:with|for|to|from|because|but) /u.test(text)) return undefined;
  if (
    /^(?:fear|hope|denial|love|peace|hell|sin|shame|bed|front|pain|chaos|silence|luxury|sync|style|trouble|sweatpants|pyjamas|pajamas|a (?:simulation|dream|bubble|society|lie|cave|box|world|nightmare|barn)|(?:my|the) (?:head|moment|past|own head|own world|dreams|matrix|shadows|present|office|library|kitchen|bathroom|future)|heaven|my|your|school|work|class|the (?:shop|store|bar|gym|dentist|doctor|movies|party|beach|ground|same|dark|bus|train|car|bathtub|shower)|bed|sleep|lunch|dinner|town|die|school|jail|prison|space|town|college|university|uni|the future|experience|scratch|mars|venus|jupiter|pluto|uranus|the (?:moon|sun|void|internet|clouds|trees)|reality|discord|twitch|twitter|roblox|minecraft|vrchat)$/i.test(
      text,
    )
  )
    return undefined;
  if (
    /^the\s/i.test(text) &&
    !/^the (?:\p{Lu}|(?:city|country|countryside|suburbs|mountains|desert|(?:far )?(?:north|south|east|west)|outskirts|middle of nowhere|us|usa|uk|netherlands|philippines|midwest|states|alps|woods|village|coast|capital|bay area|hague|bronx|maldives|bahamas|caribbean|highlands|balkans)\b)/u.test(
      text,
    )
  )
    return undefined;
  const place = object(ofOnePlace(text), language, 5);
  if (
    place === undefined ||
    noPlace.test(place) ||
    /^(?:to|be|have|get|do|see|say|ask|show|make|check|try|take|buy|sleep|eat|watch|bed|one|two)\b/i.test(
      place,
    )
  )
    return undefined;
  if (language.code === 'en' && !isSpelledPlace(place)) return undefined;
  const isName =
    place === place.toLowerCase() &&
    place.split(' ').length <= 2 &&
    !/^(?:an?|the|my|their|some)\b/i.test(place);
  return isName ? place.replace(/(?<=^|[ -])\p{L}/gu, (letter) => letter.toUpperCase()) : place;
}

/** "A land down under", "a society": what anybody comes from and lives in. */
const noPlace =
  /^an? (?:land|place|society|family|time|era|generation|universe|galaxy|timeline|planet|different|long|line of|broken|poor|rich|loving|country where|town where)\b/i;

/** "In Narnia and ride a lion": what comes after "and" is a place too only where it is spelled as one. */
function ofOnePlace(text: string): string {
  return isKnownPlace(text) ? text : text.replace(/ and (?!\p{Lu}).*$/u, '');
}

/** Several small words are a place's name only where one of them says so: "new york" is one, "caves people" is none. */
function isSpelledPlace(place: string): boolean {
  if (place !== place.toLowerCase() || !place.includes(' ') || isKnownPlace(place)) return true;
  return /^(?:an?|the|some|new|north|south|east|west|northern|southern|eastern|western|upper|lower|central|rural|downtown|san|santa|st\.?|saint|los|las|el|la|le|port|fort|mount|lake|great|little|rio|bad)\b|(?:city|town|bay|beach|valley|hills|falls|springs|park|heights|island|islands|county|port|harbou?r|creek|village|wood|ville|burg|stadt|berg|heim|hausen|am main|state|province|region|area)$|, /i.test(
    place,
  );
}

/** Where somebody works that is no employer: a town, a country, a part of one. */
function citySort(text: string, language: Language): string | undefined {
  const isNamed = /^\p{Lu}\p{Ll}[\p{L}'’-]*(?:,? \p{Lu}[\p{L}'’-]+){0,2}$/u.test(text) && !fields.test(text);
  const isPart =
    /(?:city|town|village|suburbs?|capital|countryside|downtown|city cent(?:er|re)|mountains|highlands)$/i.test(
      text,
    ) || /^the (?:(?:far )?(?:north|south|east|west)|outskirts|bay area)\b/i.test(text);
  return isNamed || isPart || isKnownPlace(text) ? placeSort(text, language) : undefined;
}

/** An employer, or what stands in an employer's place; `how` says by which word it was told. */
function companySort(how: string): Sort {
  return (written, language) => {
    const text = written.replace(namedSo, '');
    const isNone = notCompanies.test(text) || (how !== '' && !isWorkplace(text, how));
    return isNone ? undefined : object(text, language, 5);
  };
}

/** "A firm called" is no part of its name. */
const namedSo = /^an? (?:[\p{L}-]+ ){1,3}(?:called|named) (?=\p{L})/iu;

const notCompanies =
  /^(?:it|home|night|nights|all|least|heart|the moment|last|once|first|times|sea|a time|an angle|school|work|fun|free|real|sure|me|progress|general|vain|two|it all|peace|silence|shifts?|style|teams?|(?:the |my |this |that |a )?(?:band|game|server|group|chat|call|raid|club|clan|guild|dark|cold|rain|background|shadows?|moment)|schlafanzug|pyjama|homeoffice|stehen|sitzen|bett|team|akkord|dunkeln|hintergrund|garten|keller)$/i;

/** What people work in that is neither a place nor an employer. */
const fields =
  /^(?:(?:digital|social|corporate|investment|public|local|early|higher|tech|customer|human|software|web|data|machine|renewable|solar|wind|film|music|video|game|mental|elder(?:ly)?|child) )*(?:marketing|sales|finance|accounting|accountancy|it|tech|technology|software|hr|resources|pr|relations|support|service|retail|hospitality|healthcare|health care|health|care|education|academia|research|logistics|construction|insurance|banking|real estate|advertising|publishing|journalism|media|film|films|tv|television|radio|gaming|games|development|biotech|pharma|agriculture|farming|tourism|catering|security|cybersecurity|science|learning|ai|engineering|design|architecture|fashion|law|politics|government|work|childcare|nursing|medicine|psychology|theat(?:er|re)|music|aviation|shipping|manufacturing|production|devops|qa|procurement|management|administration|consulting|fintech|e-?commerce|animation|vfx|energy|telecoms?|robotics|electronics|aerospace|forestry|conservation|recruiting|recruitment|the (?:[\p{L}-]+ )?(?:industry|sector|business|trade|field))$/iu;

const jobs = new RegExp(
  `(?:^|[\\s-])(?:${englishLists['jobs']})(?:s|es)?(?: (?:in|on|for(?! (?:halloween|carnival|christmas|the|an?|like|one|fun|now)\\b)) [\\p{L} -]{2,30})?$`,
  'iu',
);
const jobEnding =
  /(?:[^\s]{2,}(?:ologist|grapher|keeper|maker|smith|wright|monger|technician|engineer|developer|designer|officer|specialist|therapist|worker|instructor|trainer|supervisor|inspector|planner|dispatcher|operator|controller|administrator|coordinator|physician|mechanic|scientist|manager|herder|farmer|ist|ician|iatrist)s?)$/i;
const notJobs =
  /^(?:big|huge|real|total|complete|great|good|bad|terrible|fast|slow|hard|such|bit|true|proud|little|better|natural|born|fake|wannabe|pretend|lucky|simple|mere|former|ex|potential|future|aspiring|professional idiot|team player)\b|\bnon-|(?:pianist|guitarist|bassist|optimist|pessimist|realist|feminist|racist|sexist|perfectionist|minimalist|artist at heart|tourist|twist|list|fist|wrist|scientist at heart|sadist|narcissist|masochist|nudist|atheist|worst judge|own boss|bad influence|model citizen|my own .*|terrible judge.*|good judge.*|backseat driver|drama queen|party clown)$/i;

function jobSort(text: string, language: Language): string | undefined {
  const clean = text.replace(/^(?:an?|the) /i, '');
  if (notJobs.test(clean) || !(jobs.test(clean) || jobEnding.test(clean))) return undefined;
  return object(clean, language, 5);
}

const foods = new RegExp(`^(?:any |much )?(?:(?:${englishLists['diet_foods']}))$`, 'i');

function foodSort(text: string, language: Language): string | undefined {
  if (language.code === 'en' && !foods.test(text)) return undefined;
  return object(text.replace(/^(?:any|much) /i, ''), language, 3);
}
