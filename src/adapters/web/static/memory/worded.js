import { html } from '../view.js';

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;
const letters = /\p{L}/gu;

/**
 * Which way words run: as most of their letters do, since a sentence may begin with a name in another script. Letters of
 * `names` count only where there are no others.
 */
export function directionOf(text, names = []) {
  const own = partsOf(text, names)
    .filter(({ isName }) => !isName)
    .map(({ words }) => words)
    .join(' ');
  const counted = letters.test(own) ? own : text;
  letters.lastIndex = 0;
  const all = counted.match(letters)?.length ?? 0;
  const turned = counted.match(rightToLeft)?.length ?? 0;
  return turned * 2 > all ? 'rtl' : 'ltr';
}

/** A text cut at the names in it. */
export function partsOf(text, names) {
  const known = names.filter((name) => name.trim() !== '').sort((one, other) => other.length - one.length);
  if (known.length === 0) return [{ words: text, isName: false }];
  const pattern = new RegExp(`(${known.map(escaped).join('|')})`, 'u');
  return text
    .split(pattern)
    .map((words, index) => ({ words, isName: index % 2 === 1 }))
    .filter(({ words }) => words !== '');
}

function escaped(words) {
  return words.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A sentence that runs its own way, and each name in it as well. */
export function Worded({ text, names = [], as: Element = 'span', ...rest }) {
  return html`<${Element} dir=${directionOf(text, names)} ...${rest}>${partsOf(text, names).map(({ words, isName }) => (isName ? html`<bdi>${words}</bdi>` : words))}<//>`;
}
