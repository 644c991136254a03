import { germanMeanings } from './german-words.ts';
import type { Language, Rule } from './language.ts';

const rules: readonly Rule[] = [
  { kind: 'fact', slot: 'name', when: ['heiße {name}'], says: 'is called {name}' },
  { kind: 'fact', of: 'own', slot: 'name', when: ['name ist {name}'], says: 'name is {name}' },
  {
    kind: 'fact',
    slot: 'age',
    when: ['bin {age}(?: jahre alt)?'],
    says: 'is {age} years old',
    said: 'was {age} years old',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'birthday',
    when: ['geburtstag ist (?:am )?{date}'],
    says: 'birthday is on {date}',
  },
  {
    kind: 'fact',
    slot: 'birthday',
    when: ['habe am {date} geburtstag', 'bin am {date} geboren', 'wurde am {date} geboren'],
    says: 'was born on {date}',
  },
  {
    kind: 'fact',
    slot: 'origin',
    when: ['(?:komme|stamme|bin) (?:ursprünglich )?aus {place}', 'bin in {place} (?:aufgewachsen|geboren)'],
    says: 'comes from {place}',
  },
  {
    kind: 'fact',
    slot: 'home',
    when: ['(?:wohne|lebe) (?:in|bei|nahe|auf) {place}'],
    says: 'lives in {place}',
    said: 'lived in {place}',
  },
  {
    kind: 'fact',
    slot: 'home',
    tense: 'past',
    when: [
      '(?:habe|hatte) (?:früher )?in {place} (?:gewohnt|gelebt)',
      '(?:wohnte|lebte) (?:früher )?in {place}',
    ],
    says: 'lived in {place}',
  },
  {
    kind: 'fact',
    slot: 'home',
    tense: 'began',
    when: ['bin (?:.{2,24} )?nach {place} (?:gezogen|umgezogen)'],
    says: 'lives in {place}',
    said: 'lived in {place}',
  },
  {
    kind: 'plan',
    slot: 'move',
    tense: 'plan',
    when: ['ziehe nach {place}(?: um)?'],
    says: 'moves to {place}',
  },
  {
    kind: 'fact',
    slot: 'job',
    when: ['(?:arbeite|jobbe) als [berufe]', 'bin (?:von beruf )?(?:eine? )?[berufe]'],
    says: 'works as a {berufe}',
    said: 'worked as a {berufe}',
  },
  {
    kind: 'fact',
    slot: 'employer',
    when: ['arbeite (?:bei|für|in|im|an) (?:der |einem |einer )?{company}'],
    says: 'works at {company}',
    said: 'worked at {company}',
  },
  {
    kind: 'fact',
    slot: 'studies',
    when: ['studiere {topic}(?: (?:in|an der|an) {company})?'],
    says: 'studies {topic}',
    said: 'studied {topic}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'pet-name:{tiere}',
    value: '{name}',
    other: 'name',
    when: ['[tiere] heißt {name}'],
    says: '{tiere} is called {name}',
  },
  {
    kind: 'fact',
    slot: 'pet-name:{tiere}',
    value: '{name}',
    other: 'name',
    when: ['habe eine?n? (?:\\p{L}+ )?[tiere](?:,)? (?:namens|der|die|das|er|sie)(?: heißt)? {name}'],
    says: 'has a {tiere} called {name}',
  },
  {
    kind: 'fact',
    value: '{tiere}',
    when: ['habe eine?n? (?:\\p{L}+ )?[tiere]'],
    says: 'has a {tiere}',
    said: 'had a {tiere}',
  },
  {
    kind: 'relation',
    of: 'own',
    slot: '{verwandte}',
    value: '{name}',
    other: 'name',
    when: ['[verwandte] heißt {name}'],
    says: '{verwandte} is called {name}',
  },
  {
    kind: 'relation',
    value: '{verwandte}',
    when: ['habe eine?n? (?:kleinen? |großen? |ältere?n? |jüngere?n? )?[verwandte]'],
    says: 'has a {verwandte}',
  },
  {
    kind: 'fact',
    each: 'allergen',
    slot: 'allergy:{allergen}',
    when: ['bin (?:stark |sehr )?allergisch gegen {allergen}', 'habe eine {allergen}allergie'],
    says: 'is allergic to {allergen}',
  },
  {
    kind: 'preference',
    slot: 'diet',
    when: ['bin [ernährung]', 'ernähre mich [ernährung]', 'esse [ernährung]'],
    says: 'is {ernährung}',
    said: 'was {ernährung}',
  },
  {
    kind: 'preference',
    each: 'foods',
    slot: 'food:{foods}',
    value: 'not {foods}',
    when: ['(?:esse|trinke) keine?n? {foods}'],
    says: 'does not eat or drink {foods}',
  },
  {
    kind: 'preference',
    of: 'own',
    slot: 'favourite:{what}',
    value: '{thing}',
    when: ['lieblings(?<what>\\p{L}+) (?:ist|sind) {thing}'],
    says: 'favourite {what} is {thing}',
  },
  {
    kind: 'preference',
    each: 'thing',
    slot: 'taste:{thing}',
    value: 'not {thing}',
    when: [
      '(?:hasse|verabscheue) {thing}',
      'mag {thing} (?:überhaupt |gar )?nicht',
      'mag (?:überhaupt |gar )?keine?n? {thing}',
      'kann {thing} nicht (?:leiden|ausstehen)',
    ],
    says: 'dislikes {thing}',
    said: 'disliked {thing}',
  },
  {
    kind: 'preference',
    each: 'thing',
    slot: 'taste:{thing}',
    value: '{thing}',
    when: [
      '(?:mag|liebe) {thing}(?: gern| gerne)?',
      'habe {thing} (?:gern|gerne|lieb)',
      '(?:esse|trinke|höre|lese|schaue) (?:sehr |am liebsten )?(?:gern|gerne|am liebsten) {thing}',
      '(?:esse|trinke|höre|lese|schaue) {thing} (?:sehr )?(?:gern|gerne)',
      'bin (?:ein )?(?:großer |riesiger )?fan von {thing}',
      'stehe auf {thing}',
    ],
    says: 'likes {thing}',
    said: 'liked {thing}',
  },
  {
    kind: 'interest',
    slot: 'plays:{instrumente}',
    when: ['(?:spiele|lerne) [instrumente]'],
    says: 'plays the {instrumente}',
    said: 'played the {instrumente}',
  },
  {
    kind: 'interest',
    slot: 'learns:{sprachen}',
    when: ['lerne (?:gerade |zurzeit )?[sprachen]'],
    says: 'is learning {sprachen}',
  },
  {
    kind: 'interest',
    slot: 'speaks:{sprachen}',
    when: ['(?:spreche|kann) (?:fließend |etwas |ein bisschen |gut )?[sprachen]'],
    says: 'speaks {sprachen}',
  },
  {
    kind: 'fact',
    of: 'own',
    slot: 'native-language',
    when: ['muttersprache ist [sprachen]'],
    says: 'native language is {sprachen}',
  },
  {
    kind: 'interest',
    each: 'game',
    slot: 'plays:{game}',
    when: ['spiele (?:gern |gerne |viel |oft )?{game}'],
    says: 'plays {game}',
    said: 'played {game}',
  },
  {
    kind: 'interest',
    each: 'activity',
    of: 'own',
    slot: 'does:{activity}',
    when: ['(?:größtes )?hobbys? (?:ist|sind) {activity}'],
    says: 'hobby is {activity}',
  },
  {
    kind: 'interest',
    each: 'activity',
    slot: 'does:{activity}',
    when: ['sammle {activity}'],
    says: 'collects {activity}',
  },
  {
    kind: 'trait',
    slot: 'trait:{eigenschaften}',
    value: '{eigenschaften}',
    when: ['bin (?:eine? )?(?:sehr |ziemlich |eher |total |etwas |ein bisschen |so )?[eigenschaften]'],
    says: 'is {eigenschaften}',
  },
  {
    kind: 'plan',
    tense: 'plan',
    when: ['(?:fliege|fahre|reise|gehe) nach {place}'],
    says: 'is travelling to {place}',
    value: '{place}',
  },
];

const meanings = Object.values(germanMeanings).flatMap((words) => Object.entries(words));
const inEnglish = new Map(meanings);

/** What a word of the German lists is in English. */
export function germanInEnglish(word: string): string | undefined {
  return inEnglish.get(word.toLowerCase());
}

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
    /\s+(?:weil|aber|obwohl|denn|damit|als|während|und (?:ich|das|es|er|sie)|der|die(?= .* (?:ist|sind|hat)$)|wo|wenn|seitdem)\b.*$|\s*[([].*$/i,
  fillers:
    /(?:[\s,]+(?:auch|übrigens|halt|eben|haha|lol|ehrlich gesagt|gerade|zurzeit|momentan|jetzt|echt|total|sehr|so sehr|über alles|am meisten|oder so|leider|zum glück|schon|noch)|[\s.!,…~]+)+$/i,
  refers:
    /^(?:es|das|dies\w*|ihn|sie|ihnen|ihm|ihr|dich|dir|euch|uns|mich|mir|alles|nichts|etwas|was|wie|wenn|wo|jemand|niemand|hier|da|dort|so|sehr|nicht|kein\w*|dein\w*|euer|eure\w*|sein\w*|ihre\w*)\b|\b(?:du|dich|dir|dein\w*|euch|ihr)\b/i,
  asks: /^(?:wer|was|wo|wann|warum|wieso|wie|welche\w*|bist|hast|magst|kannst|ist|sind|habt|seid|mögt|kennt|weiß)\b/i,
  doubts:
    /\b(?:wäre|würde|hätte|könnte|sollte|möchte|müsste|vielleicht|wahrscheinlich|vermutlich|angeblich|anscheinend|stell dir vor|stellt euch vor|angenommen|glaube|denke|meint|meinte|meinst|sagt|sagte|gesagt|behauptet\w*|erzählt\w*|gehört, dass|träum\w*|wünsch\w*|hoffe|fast|beinahe|soll|laut|als ob|scherz|spaß|gelogen|niemand|im spiel|meine? (?:figur|charakter)|rollenspiel|nehmen wir an|weiß nicht)\b/i,
  conditions: /\b(?:wenn|falls|ob|sofern|sobald)\b/i,
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
  rules,
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
