/** A suffix, what it becomes, and how much of a word must stand before it. */
type Rule = readonly [suffix: string, becomes: string];

const doubled = /([^aeioulsz])\1$/;
const vowel = /[aeiouy]/;
const shortEnd = /^[^aeiou][^aeiou]*[aeiouy][^aeiouwxy]$/;

const longEndings: readonly Rule[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['logi', 'log'],
];
const middleEndings: readonly Rule[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
];
const lastEndings: readonly Rule[] = [
  'al ance ence er ic able ible ant ement ment ent sion tion ou ism ate iti ous ive ize',
]
  .flatMap((endings) => endings.split(' '))
  .map((ending) => [ending, /^[st]ion$/.test(ending) ? ending.slice(0, 1) : ''] as const);

/** Words whose forms no rule joins. */
const irregular: Readonly<Record<string, string>> = {
  went: 'go',
  gone: 'go',
  goes: 'go',
  bought: 'buy',
  brought: 'bring',
  taught: 'teach',
  thought: 'think',
  caught: 'catch',
  met: 'meet',
  got: 'get',
  gotten: 'get',
  gave: 'give',
  given: 'give',
  took: 'take',
  taken: 'take',
  made: 'make',
  said: 'say',
  told: 'tell',
  found: 'find',
  felt: 'feel',
  kept: 'keep',
  left: 'leave',
  lost: 'lose',
  won: 'win',
  wrote: 'write',
  written: 'write',
  ate: 'eat',
  eaten: 'eat',
  saw: 'see',
  seen: 'see',
  ran: 'run',
  began: 'begin',
  begun: 'begin',
  drove: 'drive',
  driven: 'drive',
  flew: 'fly',
  chose: 'choose',
  chosen: 'choose',
  drew: 'draw',
  drawn: 'draw',
  spoke: 'speak',
  spoken: 'speak',
  broke: 'break',
  broken: 'break',
  sang: 'sing',
  swam: 'swim',
  sold: 'sell',
  spent: 'spend',
  built: 'build',
  came: 'come',
  became: 'become',
  knew: 'know',
  known: 'know',
  grew: 'grow',
  grown: 'grow',
  wore: 'wear',
  slept: 'sleep',
  children: 'child',
  kids: 'kid',
  people: 'person',
  men: 'man',
  women: 'woman',
  feet: 'foot',
  teeth: 'tooth',
  mice: 'mouse',
  wives: 'wife',
  lives: 'live',
};

/** How many times vowels are followed by consonants: Porter's measure of a word's length. */
function measure(stem: string): number {
  return stem.replace(/y/g, yAsLetter).match(/[aeiou]+[^aeiou]+/g)?.length ?? 0;
}

/** `y` is a vowel after a consonant and a consonant elsewhere. */
function yAsLetter(_y: string, index: number, word: string): string {
  return index > 0 && !/[aeiou]/.test(word[index - 1] ?? '') ? 'i' : 'j';
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  return /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutTense(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const [, stem] = /^(.+?)(?:ed|ing)$/.exec(word) ?? [];
  if (stem === undefined || !vowel.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (doubled.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && shortEnd.test(stem) ? `${stem}e` : stem;
}

/** The first rule that fits is the only one that is tried. */
function replaced(word: string, rules: readonly Rule[], least: number): string {
  const rule = rules.find(([suffix]) => word.endsWith(suffix));
  if (rule === undefined) return word;
  const stem = word.slice(0, word.length - rule[0].length);
  return measure(stem) > least ? stem + rule[1] : word;
}

const longestFirst = ([a]: Rule, [b]: Rule) => b.length - a.length;
const ordered = {
  long: longEndings.toSorted(longestFirst),
  middle: middleEndings.toSorted(longestFirst),
  last: lastEndings.toSorted(longestFirst),
};

function withoutFinalE(word: string): string {
  if (word.endsWith('ll') && measure(word.slice(0, -1)) > 1) return word.slice(0, -1);
  if (!word.endsWith('e')) return word;
  const stem = word.slice(0, -1);
  const length = measure(stem);
  return length > 1 || (length === 1 && !shortEnd.test(stem)) ? stem : word;
}

/** The part that the forms of an English word have in common, after Porter; `word` is of small letters a to z. */
export function stem(word: string): string {
  const plain = Object.hasOwn(irregular, word) ? (irregular[word] ?? word) : word;
  if (plain.length < 3) return plain;
  let found = withoutTense(withoutPlural(plain));
  if (/[^aeiou]y$/.test(found) && vowel.test(found.slice(0, -1))) found = `${found.slice(0, -1)}i`;
  found = replaced(found, ordered.long, 0);
  found = replaced(found, ordered.middle, 0);
  found = replaced(found, ordered.last, 1);
  return withoutFinalE(found);
}
