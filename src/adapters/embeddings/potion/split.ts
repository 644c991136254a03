import { isJson, type Json, listIn, textAt } from '../../../lib/json-http.ts';
import { Unreadable } from './unreadable.ts';

type Split = (texts: readonly string[]) => string[];

const deepest = 5;

/** How a text is taken apart into words, as a tokenizer.json describes it. Throws Unreadable. */
export function createSplit(described: unknown, depth = 0): Split {
  if (described === null || described === undefined) return (texts) => [...texts];
  if (!isJson(described) || depth > deepest) throw new Unreadable('The cutting into words is not described.');
  const type = textAt(described, 'type');
  switch (type) {
    case 'Sequence': {
      const splits = listIn(described, 'pretokenizers').map((one) => createSplit(one, depth + 1));
      return (texts) => splits.reduce((before, split) => split(before), [...texts]);
    }
    case 'BertPreTokenizer':
      return each((text) => text.match(/[^\s\p{P}$+<=>^`|~]+|[\p{P}$+<=>^`|~]/gu) ?? []);
    case 'WhitespaceSplit':
      return each((text) => text.match(/\S+/gu) ?? []);
    case 'Metaspace':
      return metaspace(described);
    default:
      throw new Unreadable(`The cutting into words by ${type} is not known.`);
  }
}

function each(split: (text: string) => readonly string[]): Split {
  return (texts) => texts.flatMap(split);
}

/** A sign stands for spaces, and before the first word. */
function metaspace(described: Json): Split {
  const sign = textAt(described, 'replacement') || '▁';
  const scheme = described['add_prefix_space'] === false ? 'never' : textAt(described, 'prepend_scheme');
  const isWhole = described['split'] === false;

  function marked(text: string, place: number): string {
    const replaced = text.replaceAll(' ', sign);
    const isToBegin = scheme !== 'never' && (scheme !== 'first' || place === 0);
    return isToBegin && !replaced.startsWith(sign) ? sign + replaced : replaced;
  }

  return (texts) => texts.map(marked).flatMap((text) => (isWhole ? [text] : beginningWith(sign, text)));
}

/** Cuts a text before each of these signs. */
function beginningWith(sign: string, text: string): string[] {
  const [first = '', ...rest] = text.split(sign);
  return [first, ...rest.map((word) => sign + word)].filter((word) => word !== '');
}
