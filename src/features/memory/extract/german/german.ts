import type { Language } from '../language.ts';
import { germanRules } from './rules.ts';
import { germanMeanings } from './words.ts';

/** German, as data; statements are told in English all the same. */
export const german: Language = {
  code: 'de',
  spellings: [
    [/\b(ich|Ich) (hab|wohn|leb|heiss|heisse|lieb|hass|spiel|komm|arbeit|studier)\b/g, '$1 $2e'],
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
    /(?:,\s*|\s+(?:und|aber|denn)\s+)(?=(?:ich|mein|meine)\b)|\s+und\s+(?=(?:bin|habe|wohne|lebe|mag|liebe|hasse|arbeite|studiere|spiele|komme|spreche|lerne|heiße|esse|trinke|sammle)\b)/i,
  objectEnds:
    /(?<!^(?:arbeite|jobbe))\s+(?:weil|aber|obwohl|denn|damit|als|während|und (?:ich|das|es|er|sie)|der|die(?= .* (?:ist|sind|hat)$)|wo|wenn|seitdem)\b.*$|\s*[([].*$/i,
  fillers:
    /(?:[\s,]{1,3}(?:auch|übrigens|halt|eben|haha|lol|ehrlich gesagt|gerade|zurzeit|momentan|jetzt|echt|total|sehr|so sehr|über alles|am meisten|oder so|leider|zum glück|schon|noch)|[\s.!,…~])+$/i,
  refers:
    /^(?:es|das|dies\w*|ihn|sie|ihnen|ihm|ihr|dich|dir|euch|uns|mich|mir|alles|nichts|etwas|was|wie|wenn|wo|jemand|niemand|hier|da|dort|so|sehr|nicht|kein\w*|dein\w*|euer|eure\w*|sein\w*|ihre\w*)\b|\b(?:du|dich|dir|dein\w*|euch|ihr)\b/i,
  asks: /^(?:wer|was|wo|wann|warum|wieso|wie|welche\w*|bist|hast|magst|kannst|ist|sind|habt|seid|mögt|kennt|weiß)\b/i,
  doubts:
    /\b(?:wäre|würde|hätte|könnte|sollte|möchte|müsste|vielleicht|wahrscheinlich|vermutlich|angeblich|anscheinend|stell dir vor|stellt euch vor|angenommen|glaube|denke|meint|meinte|meinst|sagt|sagte|gesagt|behauptet\w*|erzählt\w*|gehört, dass|träum\w*|wünsch\w*|hoffe|fast|beinahe|soll|laut|als ob|scherz|spaß|gelogen|niemand|im spiel|meine? (?:figur|charakter)|rollenspiel|nehmen wir an|weiß nicht)\b/i,
  conditions: /\b(?:wenn|falls|ob|sofern|sobald)\b/i,
  wishes: /\b(?:möchte|will mal|hätte gern)\b/i,
  rewrites: [
    [/^(.{2,40}?) (?:ist|sind) meine? lieblings(\p{L}+)$/iu, 'mein lieblings$2 ist $1'],
    [/^((?:seit|bis) (?!wann\b).{2,20}?) (\p{Ll}+) ich ([^,.!]+)/iu, 'ich $2 $3 $1'],
  ],
  dropped: [[/^(?=(?:bin|habe|hab|wohne|liebe|hasse|arbeite|studiere|lerne|komme aus|sammle)\b)/i, 'ich ']],
  you: /^du\b\s*/i,
  yourOwn: /^deine?\b\s*/i,
  jokes:
    /\b(?:nur spaß|kleiner scherz|war(?:'s| es)? ein scherz|nur ein witz|ironie|haha nein|nicht ernst gemeint)\b/i,
  takesBack:
    /^(?:(?:haha|nein|ne)[,! ]+)*(?:nur spaß|spaß|scherz|kleiner scherz|stimmt nicht|war gelogen|quatsch)\b/i,
  corrects: /^(?:nein|quatsch|korrektur|ich meinte?|eigentlich|sorry|moment|doch)\b[,:! ]/i,
  noLonger: [
    [/^(\p{L}+) (?:nicht|keine?n?) mehr (.*)$/iu, '$1 $2'],
    [/^(\p{L}+) (.*) nicht mehr$/iu, '$1 $2'],
    [/^(mag) (.*) nicht mehr$/iu, '$1 $2'],
  ],
  listed: /\s*,\s*(?:und\s+|oder\s+)?|\s+(?:und|oder)\s+/i,
  remember: /^(?:(?:bitte )?(?:merk(?:e)? dir|vergiss nicht|denk daran)(?: bitte)?(?:,|:| dass)*)\s+/i,
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
};
