/** A line such as `[Age: 67]` or `Likes: pears, rain`, as some cards are written. */
export interface Attribute {
  key: string;
  value: string;
}

const attributeLine = /^[[\-*•\s]*\**([A-Za-z][A-Za-z /_-]{1,24}?)\**\s*[:=]\s*\**\s*(.{1,300}?)\s*\]?$/;
const wPlusPlus = /([A-Za-z][A-Za-z ]{1,24})\s*\(((?:\s*"[^"]*"\s*\+?)+)\)/g;

/** Reads one line of a card as an attribute; undefined when it is prose. */
export function readAttribute(line: string): Attribute | undefined {
  const match = attributeLine.exec(line.trim());
  if (match === null) return undefined;
  const [, key = '', value = ''] = match;
  return { key: key.trim().toLowerCase(), value: value.replace(/[.;]$/, '') };
}

/** Reads `Likes("pears" + "rain")`, all of them in a text, and gives the text without them. */
export function readWPlusPlus(text: string): { attributes: Attribute[]; rest: string } {
  const attributes: Attribute[] = [];
  const rest = text.replace(wPlusPlus, (_, key: string, list: string) => {
    const values = Array.from(list.matchAll(/"([^"]*)"/g), ([, value = '']) => value);
    const told = values.filter(isSentence);
    const named = values.filter((value) => !isSentence(value)).map((value) => inSentence(key, value));
    if (named.length > 0) attributes.push({ key: key.trim().toLowerCase(), value: named.join(', ') });
    return told.map((sentence) => `\n${sentence.replace(/\.?$/, '.')}`).join('');
  });
  return { attributes, rest: attributes.length === 0 ? text : rest.replace(/[{}[\]]/g, '') };
}

/** `She draws maps`: more than a value. */
function isSentence(value: string): boolean {
  return /^(?:he|she|it|they|i|\{\{char\}\})\b/i.test(value) && value.includes(' ');
}

const heldByName =
  /name|home|residence|address|pet|birthplace|origin|hometown|famil|friend|partner|relation|works? (?:at|for)/i;

/** Lists give every value a capital letter; only names keep it. */
function inSentence(key: string, value: string): string {
  const isName = heldByName.test(key)
    ? !/^(?:an?|the|his|her|their) /i.test(value)
    : /^\p{Lu}[\p{Lu}\d]/u.test(value);
  return isName ? value : value.charAt(0).toLowerCase() + value.slice(1);
}

const sayings: [RegExp, (value: string) => string][] = [
  [/^(?:full |real )?names?$/, (value) => `My name is ${value}.`],
  [/^nicknames?$/, (value) => `People call me ${value}.`],
  [/^age$/, (value) => (/^\d+$/.test(value) ? `I am ${value} years old.` : `My age: ${value}.`)],
  [/^(?:occupation|job|profession|work|role)$/, (value) => `My work: ${value}.`],
  [/^(?:species|race)$/, (value) => `I am ${withArticle(value)}.`],
  [/^height$/, (value) => `I am ${value} tall.`],
  [/^(?:loves?|likes?)$/, (value) => `I like ${list(value)}.`],
  [/^(?:dislikes?|hates?)$/, (value) => `I don't like ${list(value)}.`],
  [/^(?:fears?)$/, (value) => `I am afraid of ${list(value)}.`],
  [/^(?:home|residence|lives(?: in)?|address)$/, (value) => `I live in ${value}.`],
  [/^(?:hobby|hobbies|interests?)$/, (value) => `I spend my time with ${list(value)}.`],
  [/^pets?$/, (value) => `I have a pet: ${value}.`],
  [/^(?:personality|traits?|mind|character)$/, (value) => `I am ${list(value)}.`],
  [/^(?:birthplace|born(?: in)?|origin|hometown)$/, (value) => `I was born in ${value}.`],
];

/** An attribute as the character would say it. */
export function sayAttribute({ key, value }: Attribute): string {
  const saying = sayings.find(([pattern]) => pattern.test(key));
  if (saying !== undefined) return saying[1](value);
  if (/^(?:description|appearance|looks|body|features|background|backstory|other|extra|misc)/.test(key))
    return `Of me there is to say: ${value}.`;
  return `My ${key} ${/s$/.test(key) && !/ss$/.test(key) ? 'are' : 'is'} ${value}.`;
}

/** `a, b and c`. */
export function list(value: string): string {
  const items = value.split(/\s*[,;+]\s*/).filter((item) => item !== '');
  return items.length < 2 ? value : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

function withArticle(value: string): string {
  if (/^(?:a|an|the) /i.test(value)) return value;
  return `${/^[aeiou]/i.test(value) ? 'an' : 'a'} ${value}`;
}
