import { fold } from '../../../lib/fold.ts';

const irregularForms = `brought bring|said say|told tell|went go|gone go|lost lose|built build|made make|grew grow|grown grow|ran run|met meet|left leave|fell fall|fallen fall|slept sleep|thought think|gave give|given give|took take|taken take|caught catch|sang sing|sung sing|won win|bought buy|taught teach|came come|knew know|known know|saw see|seen see|wrote write|written write|drove drive|fought fight|found find|kept keep|felt feel|hid hide|hidden hide|stole steal|stolen steal|broke break|broken break|wore wear|worn wear|died die|dead die|death die|children child|kids child|kid child|men man|women woman|wives wife|knives knife|lives live|life live|geese goose|feet foot|teeth tooth|mice mouse|better good|best good|worst bad|worse bad|hated hate|drank drink|drunk drink|ate eat|eaten eat|sold sell|sent send|spent spend|lent lend|paid pay|heard hear|held hold|stood stand|understood understand|swam swim|spoke speak|spoken speak|swore swear|sworn swear|woke wake|chose choose|chosen choose|froze freeze|began begin|begun begin|rode ride|rose rise|flew fly|threw throw|drew draw|drawn draw|shot shoot|struck strike|sat sit|got get|did do|does do|done do|had have|has have|colour color|favourite favorit|favorite favorit|grey gray|mum mother|mom mother|dad father|afraid fear|scared fear|scare fear|scary fear|fright fear|frightened fear|terrified fear|bike bicycle|allergy allergic|married marry|wedding marry|siblings sibling|burned burn|burnt burn|dreamt dream|learnt learn|song sing|singer sing|wound wind`;
const irregular = new Map(
  irregularForms.split('|').map((pair) => {
    const [form = '', stem = ''] = pair.split(' ');
    return [form, stem] as const;
  }),
);

const stopWords = new Set(
  `a an the and or but if so than then as of at by for in into on onto to with from up down out off over is are am was were
be been being do does did have has had having will would can could shall should may might must i you he she it we they me him
her us them my your his its our their mine yours hers ours theirs myself yourself himself herself itself this that these those there here
what which who whom whose when where why how not no nor just very really too also again ever yet oh well hey hi
please tell about know anything something anyone someone any some much many more most lot get got let lets s t re ve ll d m
u ur im whats hows wheres thing things kind sort like because while until say said ask right now actually so ok okay
remember mind mean go went one all only own same such both each few other
everyone everybody everything nobody somebody someone
last next first lately soon whatever never always day today tonight time times call called calling name named names`.split(
    /\s+/,
  ),
);

const spaceless =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Khmer}\p{sc=Lao}\p{sc=Myanmar}]/u;

/** The words of a text in small letters; scripts without spaces give pairs of signs. */
export function wordsIn(text: string): string[] {
  const found = folded(text).match(/[\p{L}\p{M}\p{N}]+(?:'[\p{L}]+)?/gu) ?? [];
  return found.flatMap((word) =>
    spaceless.test(word) ? pairsOf(word) : [word.replace(/'(?:s|re|ve|ll|d|m)$/, '')],
  );
}

/** Most texts have nothing to fold but their capitals. */
function folded(text: string): string {
  return /^[\x20-\x7e\s]*$/.test(text) ? text.toLowerCase() : fold(text);
}

function pairsOf(word: string): string[] {
  const signs = Array.from(word);
  return signs.length === 1 ? signs : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

/** The words that carry meaning, stemmed so that `ran`, `running` and `runs` are one. */
export function stemsIn(text: string): string[] {
  return wordsIn(text)
    .filter((word) => !stopWords.has(word) && !/n't$/.test(word))
    .map(stem);
}

/** A rough English stem; other languages come through nearly unchanged. */
export function stem(word: string): string {
  const known = irregular.get(word) ?? irregular.get(singular(word));
  return finish(known ?? singular(word));
}

function singular(word: string): string {
  if (word.length <= 3) return word;
  if (/ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|z|ss|o)es$/.test(word)) return word.slice(0, -2);
  return /[^su]s$/.test(word) && !/is$/.test(word) ? word.slice(0, -1) : word;
}

/** No word of a language is longer; looking for its ending would take ever longer. */
const longestWord = 40;

function finish(word: string): string {
  if (word.length > longestWord) return word;
  const cut = /^(.*[aeiouy].*?)(?:ing|ed|ly|ers?|or|ation|ment|ful)$/.exec(word)?.[1];
  const root = cut !== undefined && cut.length >= 3 ? cut.replace(/([^aeiousl])\1$/, '$1') : word;
  return root.length > 3 ? root.replace(/e$/, '').replace(/y$/, 'i') : root;
}

/** A text by its words alone, for telling whether two are the same. */
export function plain(text: string): string {
  return wordsIn(text).join(' ');
}
