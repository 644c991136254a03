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
    attributes.push({ key: key.trim().toLowerCase(), value: values.join(', ') });
    return '';
  });
  return { attributes, rest: attributes.length === 0 ? text : rest.replace(/[{}[\]]/g, '') };
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
