import { isJson, type Json, listIn, textAt } from '../../../lib/json-http.ts';
import { worstSteps } from '../../../lib/regex/cost.ts';
import { parsePattern } from '../../../lib/regex/parse.ts';
import { createCharsmap } from './charsmap.ts';
import { Unreadable } from './unreadable.ts';

type Rewrite = (text: string) => string;

const deepest = 5;
/** What a pattern may take at most on a text of this length: one that looks at each pair of characters. */
const usualLength = 4_000;
const mostSteps = 100_000_000;

/** How a text is made even before it is cut, as a tokenizer.json describes it. Throws Unreadable. */
export function createNormalizer(described: unknown, depth = 0): Rewrite {
  if (described === null || described === undefined) return (text) => text;
  if (!isJson(described) || depth > deepest) throw new Unreadable('A normalizer is not described.');
  const type = textAt(described, 'type');
  switch (type) {
    case 'Sequence':
      return inRow(listIn(described, 'normalizers').map((one) => createNormalizer(one, depth + 1)));
    case 'BertNormalizer':
      return bertNormalizer(described);
    case 'Precompiled':
      return createCharsmap(textAt(described, 'precompiled_charsmap'));
    case 'Replace':
      return replacing(described);
    case 'Prepend': {
      const before = textAt(described, 'prepend');
      return (text) => (text === '' ? text : before + text);
    }
    case 'Strip':
      return stripping(described['strip_left'] === true, described['strip_right'] === true);
    case 'Lowercase':
      return lowercase;
    case 'StripAccents':
      return withoutAccents;
    case 'NFC':
    case 'NFD':
    case 'NFKC':
    case 'NFKD':
      return (text) => text.normalize(type);
    default:
      throw new Unreadable(`The normalizer ${type} is not known.`);
  }
}

function inRow(rewrites: readonly Rewrite[]): Rewrite {
  return (text) => rewrites.reduce((before, rewrite) => rewrite(before), text);
}

function bertNormalizer(described: Json): Rewrite {
  const lower = described['lowercase'] !== false;
  const stripsAccents = typeof described['strip_accents'] === 'boolean' ? described['strip_accents'] : lower;
  return inRow([
    ...(described['clean_text'] === false ? [] : [cleaned]),
    ...(described['handle_chinese_chars'] === false ? [] : [ideographsApart]),
    ...(stripsAccents ? [(text: string) => withoutAccents(text.normalize('NFD'))] : []),
    ...(lower ? [lowercase] : []),
  ]);
}

function cleaned(text: string): string {
  return text.replace(/(?![\t\n\r])[\0\ufffd\p{Cc}\p{Cf}\p{Co}]/gu, '').replace(/\s/gu, ' ');
}

function ideographsApart(text: string): string {
  return text.replace(
    /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu,
    ' $& ',
  );
}

function withoutAccents(text: string): string {
  return text.replace(/\p{Mn}/gu, '');
}

/** Sign by sign: JavaScript alone writes a sigma at the end of a word in another way. */
function lowercase(text: string): string {
  return text.replaceAll('Σ', 'σ').toLowerCase();
}

function stripping(left: boolean, right: boolean): Rewrite {
  return (text) => {
    const start = left ? text.trimStart() : text;
    return right ? start.trimEnd() : start;
  };
}

function replacing(described: Json): Rewrite {
  const content = textAt(described, 'content');
  const source = textAt(described['pattern'], 'Regex');
  if (source !== '') {
    const pattern = harmlessPattern(source);
    return (text) => text.replace(pattern, () => content);
  }
  const part = textAt(described['pattern'], 'String');
  if (part === '') throw new Unreadable('A replacement has no pattern.');
  return (text) => text.replaceAll(part, () => content);
}

/** A pattern that no text can make slow. */
function harmlessPattern(source: string): RegExp {
  try {
    const pattern = new RegExp(source, 'gu');
    const read = parsePattern(source, 'gu');
    if (read !== undefined && worstSteps(read, usualLength) <= mostSteps) return pattern;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Unreadable('The pattern of a replacement cannot be used.');
}
