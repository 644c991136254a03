import type { Language } from '../language.ts';
import { dateSays, readDate } from '../times.ts';
import { germanPretence } from './pretence.ts';
import { germanRules } from './rules.ts';
import { articlesOf, germanInEnglish, germanMeanings, germanSpelling } from './words.ts';

/** Lists whose words are nouns: they come with articles. */
const nounLists = ['tiere', 'verwandte', 'wesen', 'lieblinge'];

/** In German any doubt spoils the whole sentence. */
const never = /(?!)/;

/** German, as data: what is said in German is told in German. */
export const german: Language = {
  code: 'de',
  spellings: [
    [/\b(ich|Ich) (hab|wohn|leb|heiss|heisse|lieb|hass|spiel|komm|arbeit|studier)\b/g, '$1 $2e'],
    [/\b(ich|Ich) (ess|trink|hör|lern|steh|sammel|sprech)\b/g, '$1 $2e'],
    [/\b(und|aber|dann) (wohn|leb|arbeit|studier|spiel|lieb|hass|komm) (?=\p{L})/gu, '$1 $2e '],
    // "Kein Fleisch mehr" is none.
    [/\b(kein(?:e|en)?) (\p{L}+) mehr\b/giu, '$1 $2'],
    [/^hab (?=\p{L})/giu, 'ich habe '],
    [/\bsammele\b/g, 'sammle'],
    [
      /\b[Ww]ir (hab|wohn|leb)en (?=(?:zwei|drei|vier|einen?|eine|in|seit|schon|zu|auch|keine?n?|im|am)\b)/g,
      'ich $1e ',
    ],
    [/\b(hab|habe|hatte|hast|hat) n(en|e)\b/gi, '$1 ein$2'],
    [/\b(?:'n|nen)\b (?=\p{L})/gu, 'einen '],
    [/\bheisse\b|\bheissee\b/gi, 'heiße'],
    [/\bheisst\b/gi, 'heißt'],
  ],
  leadIns:
    /^(?:(?:also|ja|nein|hallo|hi|hey|moin|servus|übrigens|ach|oh|naja|na ja|ok|okay|und|aber|ehrlich gesagt|eigentlich|nee|ne|guten (?:tag|morgen|abend)|leute|zusammen|alle|stimmt|genau)\b[,:!.]*\s*)+(?=\S)/i,
  adverbs:
    /(?<=^\p{L}+ )(?:(?:wirklich|auch|gerade|momentan|zurzeit|jetzt|immer|schon|noch|echt|total|sehr|ja|eigentlich|übrigens|halt|eben|einfach|seit kurzem|persönlich|inzwischen|mittlerweile|so) )+/iu,
  self: /^ich\b\s*/i,
  own: /^meine?[nrms]?\b\s*/i,
  other: /^(?:er|sie)\b\s*/i,
  otherOwn: /^(?:seine?|ihre?)\b\s*/i,
  possessive: /^['’]?s?\s+/,
  clauses:
    /(?:,\s*|\s+(?:und|aber|denn)\s+)(?=(?:ich|mein|meine)\b)|,?\s+(?:und|aber)\s+(?=(?:bin|habe|wohne|lebe|mag|liebe|hasse|arbeite|studiere|spiele|komme|spreche|lerne|heiße|esse|trinke|sammle)\b)/i,
  thirdPerson: never,
  tails: never,
  objectEnds:
    /\s+(?:weil|aber|obwohl|denn|damit|als (?:ich|er|sie|wir|alles|jede[nrs]?)|während|und (?:ich|das|es|er|sie)|die(?= .* (?:ist|sind|hat)$)|wo|wenn|seitdem)\b.*$|\s*[([].*$/i,
  fillers:
    /(?:(?=([\s,](?:auch|übrigens|halt|eben|haha|lol|ehrlich gesagt|gerade|zurzeit|momentan|jetzt|echt|total|so sehr|sehr|über alles|am meisten|oder so|leider|zum glück|schon|noch)(?!\w)|[\s.!,…~]))\1)+$/i,
  refers:
    /^(?:es|das|dies\w*|ihn|sie|ihnen|ihm|ihr|dich|dir|euch|uns|mich|mir|alles|nichts|etwas|was|wie|wenn|wo|jemand|niemand|hier|da|dort|so|sehr|nicht|kein\w*|dein\w*|euer|eure\w*|sein\w*|ihre\w*)\b|\b(?:du|dich|dir|dein\w*|euch|ihr)\b/i,
  pretends: germanPretence,
  asks: /^(?:wer|was|wo|wann|warum|wieso|wie|welche\w*|bist|hast|magst|kannst|ist|sind|habt|seid|mögt|kennt|weiß)\b/i,
  doubts: [
    /\b(?:wäre|würde|hätte|könnte|sollte|möchte|müsste|vielleicht|wahrscheinlich|vermutlich|angeblich|anscheinend|stell dir vor|stellt euch vor|angenommen|glaube|denke|meint|meinte|meinst|sagt|sagte|gesagt|behauptet\w*|erzählt\w*|gehört, dass|träum\w*|wünsch\w*|hoffe|fast|beinahe|soll|laut|als ob|scherz|spaß|gelogen|niemand|im spiel|meine? (?:figur|charakter)|rollenspiel|nehmen wir an|weiß nicht)\b/i,
  ],
  hedges: never,
  asides: /(?!)/g,
  retracts: never,
  conditions: /\b(?:wenn|falls|ob|sofern|sobald)\b/i,
  wishes: /\b(?:möchte|will mal|hätte gern)\b/i,
  elliptic: [],
  rewrites: [
    // "Merk dir, dass ich gegen Nüsse allergisch bin"
    [
      /^ich (?!(?:bin|habe|mag|wohne|lebe|heiße|hasse|liebe|spiele|esse|trinke|komme|arbeite)\b)(.{3,60}) (bin|habe|mag|wohne|lebe|heiße|hasse|liebe|spiele|esse|trinke|komme|arbeite)[.!]*$/iu,
      'ich $2 $1',
    ],
    [/^(.{2,40}?) (?:ist|sind) meine? lieblings(\p{L}+)$/iu, 'mein lieblings$2 ist $1'],
    [/^((?:seit|bis|von|zwischen) (?!wann\b).{2,24}?) (\p{Ll}+) ich ([^,.!]+)/iu, 'ich $2 $3 $1'],
    [
      /^(?:früher|damals|als kind|in meiner (?:kindheit|jugend)) (?:mal |da )?(\p{Ll}+) ich ([^,.!]+)/iu,
      'ich $1 früher $2',
    ],
  ],
  dropped: [
    [
      /^(?=(?:(?:bin|habe|hab|wohne|liebe|hasse|arbeite|studiere|lerne|komme aus|sammle|esse|trinke|heiße|spreche|fliege|ziehe)\b|spiele (?:seit|schon|gerne?|gerade|Schlagzeug|Gitarre|Klavier|Geige|Bass|Fußball|Tennis|Schach)\b))/iu,
      'ich ',
    ],
  ],
  you: /^du\b\s*/i,
  yourOwn: /^deine?\b\s*/i,
  jokes:
    /\b(?:nur spaß|kleiner scherz|war(?:'s| es)? ein scherz|nur ein witz|ironie|haha nein|nicht ernst gemeint)\b/i,
  takesBack:
    /^(?:(?:haha|nein|ne)[,! ]+)*(?:nur spaß|spaß|scherz|kleiner scherz|stimmt nicht|war gelogen|quatsch)\b/i,
  corrects: /^(?:nein|quatsch|korrektur|ich meinte?|eigentlich|sorry|moment|doch)\b[,:! ]/i,
  noLonger: [
    [
      /^(\p{L}+) (?:als kind|früher|damals) (?:(?:mal|einmal|immer|oft|auch|sehr|total|noch|viel|lange) )*/iu,
      '$1 ',
      'was',
    ],
    [/^(\p{L}+) nicht mehr$/iu, '$1'],
    [/^(\p{L}+) (?:nicht|keine?n?) mehr (.*)$/iu, '$1 $2'],
    [/^(\p{L}+) (.*) nicht mehr$/iu, '$1 $2'],
    [/^(mag) (.*) nicht mehr$/iu, '$1 $2'],
  ],
  listed: /\s*,\s*(?:und\s+|oder\s+)?|\s+(?:und|oder)\s+/i,
  remember: /^(?:(?:bitte )?(?:merk(?:e)? dir|vergiss nicht|denk daran)(?: bitte)?(?:,|:| dass)*)\s+/i,
  noMore: (says) => says.replace(/^(?:(\p{L}+)|(.* \{who\} \p{L}+))/u, '$& nicht mehr'),
  shown(place, read) {
    if (germanMeanings[place] === undefined) return {};
    const word = place === 'lieblinge' ? read.toLowerCase() : germanSpelling(place, read);
    return { [place]: word, ...(nounLists.includes(place) && articlesOf(word)) };
  },
  keyOf(place, read) {
    if (germanMeanings[place] !== undefined) return germanInEnglish([place], read) ?? read;
    const date = place === 'date' ? readDate(read, 'de') : undefined;
    return date === undefined ? read : dateSays(date);
  },
  firstPerson(predicate) {
    return predicate.replace(
      /^(\p{L}+)/u,
      (verb) => irregular[verb.toLowerCase()] ?? verb.replace(/t$/, 'e'),
    );
  },
  lists: Object.fromEntries(
    Object.entries(germanMeanings).map(([name, words]) => [name, Object.keys(words).join('|')]),
  ),
  rules: germanRules,
};

const irregular: Readonly<Record<string, string>> = {
  ist: 'bin',
  hat: 'habe',
  mag: 'mag',
  kann: 'kann',
  arbeitet: 'arbeite',
  heißt: 'heiße',
  fährt: 'fahre',
  liest: 'lese',
  isst: 'esse',
  spricht: 'spreche',
  sammelt: 'sammle',
  hatte: 'hatte',
  war: 'war',
  trinkt: 'trinke',
  hört: 'höre',
  schaut: 'schaue',
};
