import { type Book, type BookEntry, defaultEntry, noBookSettings } from '../src/features/lorebook/book.ts';
import type { ScanMessage } from '../src/features/lorebook/engine/input.ts';
import { seededRandom } from '../src/lib/random.ts';

/** A large book and a talk that touches it now and then. */
export interface LoreWorld {
  book: Book;
  messages: ScanMessage[];
}

const beginnings =
  'Ba Ka Dra El Fen Gor Hal Il Jor Kel Lor Mar Nim Or Pel Qua Ruk Sel Tor Ul Vex Wyn Xan Yl Zar'.split(' ');
const middles = 'da li mo nu ra shi ta ve wo zen gar tho mir lu ash bel cor dun fal rin'.split(' ');
const ends = 'dor mere neth wick stone gard vale ion us ara iel oth rim ster moor'.split(' ');
const common =
  'the a and then we went over there with some bread before it rained all night so nobody could sleep well because of wolves near old road while she said that they should have stayed at home where fire was warm enough for everyone to tell stories about sea mountains gold kings who never came back again until spring brought birds into gardens behind our house'.split(
    ' ',
  );

/** The same world for the same seed: half of the entries have regular expressions as keys, as authors write them. */
export function createLoreWorld(entries: number, messages: number, seed: string): LoreWorld {
  const random = seededRandom(seed);
  const pick = <Value>(values: readonly Value[]): Value | undefined =>
    values[Math.floor(random() * values.length)];
  const names = [...namesFrom(pick, entries)];

  function entry(name: string, at: number): BookEntry {
    const keys = at % 2 === 0 ? plainKeys(name, at, pick) : patternKeys(name, at);
    return {
      ...defaultEntry,
      uid: String(at),
      name,
      keys,
      content: `${name} is told of here.`,
      order: at % 50,
    };
  }

  function message(at: number): ScanMessage {
    const words = Array.from({ length: 40 + Math.floor(random() * 40) }, () => pick(common));
    const told = Array.from({ length: Math.floor(random() * 3) }, () => pick(names));
    for (const name of told) words[Math.floor(random() * words.length)] = name;
    return { name: at % 2 === 0 ? 'Alice' : 'Bram', text: `${words.join(' ')}.`, byCharacter: at % 2 === 1 };
  }

  return {
    book: {
      ...{ id: 'book', name: 'A large book', profile: 'st-compat', settings: noBookSettings },
      entries: names.map(entry),
    },
    messages: Array.from({ length: messages }, (_, at) => message(at)),
  };
}

function namesFrom(pick: (parts: string[]) => string | undefined, count: number): Set<string> {
  const names = new Set<string>();
  while (names.size < count) names.add(`${pick(beginnings)}${pick(middles)}${pick(middles)}${pick(ends)}`);
  return names;
}

function plainKeys(name: string, at: number, pick: (parts: string[]) => string | undefined): string[] {
  const phrase = `${name} ${pick(['castle', 'guild', 'road', 'war'])}`;
  return [[name], [name, phrase], [phrase, `house of ${name}`]][at % 3] ?? [name];
}

function patternKeys(name: string, at: number): string[] {
  const stem = name.slice(0, -2);
  const shapes = [
    `/\\b${name}(?:s|'s)?\\b/i`,
    `/\\b${stem}\\w{0,4}\\b/i`,
    `/(?:old|new|great) ${name}|${name} (?:castle|guild)/i`,
    `/${name}.{0,40}(?:war|siege|fall)/i`,
    `/(?<!no )\\b${name}\\b/`,
    `/[${name[0]}${name[0]?.toLowerCase()}]${name.slice(1)}s?/`,
    `/${stem}(\\w+)\\s+(?:and|or)\\s+\\w+/i`,
    // One in a hundred needs no word of its own.
    at % 200 === 15 ? `/\\b(?:${at}|\\d{4,}) (?:gold|silver)?/` : `/^.*\\b${name}\\b/im`,
  ];
  return [shapes[(at >> 1) % shapes.length] ?? ''];
}
