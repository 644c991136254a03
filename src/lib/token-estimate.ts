import { remember } from './remember.ts';

/** Counts tokens roughly, and learns from every true count how this model really counts. */
export interface TokenEstimate {
  estimate(messages: readonly { content: string }[]): number;
  estimateText(text: string): number;
  /** What the provider counted for these messages. */
  observe(messages: readonly { content: string }[], trueCount: number): void;
  /** How many counts it has learned from. */
  readonly observed: number;
}

/*
 * The estimate is a weighted sum of what a text is made of. The weights start at what common byte-pair
 * vocabularies give and are corrected by a Kalman filter (linear regression, one observation at a time),
 * relative to the size of the prompt. Two kinds of doubt go into its first covariance: that all weights
 * are off by one common factor, and that each is off by itself.
 */
const classes = ['letter', 'word', 'digit', 'mark', 'space', 'cjk', 'other', 'message', 'prompt'] as const;
type Class = (typeof classes)[number];
type Counts = Float64Array;

const firstWeights: Record<Class, number> = {
  letter: 0.1,
  word: 0.8,
  digit: 0.5,
  mark: 0.6,
  space: 0.3,
  cjk: 0.9,
  other: 0.45,
  message: 4,
  prompt: 3,
};

const size = classes.length;
const at = Object.fromEntries(classes.map((name, index) => [name, index])) as Record<Class, number>;
const commonDoubt = 0.3;
const ownDoubt = 0.5;
/** How exact one observation is taken to be, as a share of it. */
const noise = 0.01;
/**
 * Old observations slowly lose weight, since talks change their language and their length: with every one the doubt
 * goes back to the first by this share. It never grows beyond that, so what no prompt holds keeps its weight.
 */
const forgetting = 0.003;

export function createTokenEstimate(): TokenEstimate {
  const weights = Float64Array.from(classes, (name) => firstWeights[name]);
  const covariance = firstDoubt.slice();
  let observed = 0;

  function predict(counts: Counts): number {
    return Math.max(1, Math.ceil(dot(weights, counts)));
  }

  function observe(messages: readonly { content: string }[], trueCount: number): void {
    const counts = countMessages(messages);
    const predicted = predict(counts);
    // Some servers leave out what they had cached: such a count says nothing about the length.
    if (trueCount <= 0 || (observed > 0 && trueCount < predicted / 2)) return;
    observed += 1;
    correct(weights, covariance, counts, trueCount);
  }

  return {
    estimate: (messages) => predict(countMessages(messages)),
    estimateText: (text) => (text === '' ? 0 : predict(countText(text))),
    observe,
    get observed() {
      return observed;
    },
  };
}

const firstDoubt = firstCovariance();

function firstCovariance(): Float64Array {
  const covariance = new Float64Array(size * size);
  for (const [row, name] of classes.entries()) {
    for (const [column, other] of classes.entries()) {
      const shared = commonDoubt ** 2 * firstWeights[name] * firstWeights[other];
      const own = row === column ? (ownDoubt * firstWeights[name]) ** 2 : 0;
      covariance[row * size + column] = shared + own;
    }
  }
  return covariance;
}

/** One step of the filter: moves the weights towards the observation, and lowers the doubt accordingly. */
function correct(weights: Float64Array, covariance: Float64Array, counts: Counts, trueCount: number): void {
  const spread = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      spread[row] = value(spread, row) + value(covariance, row * size + column) * value(counts, column);
    }
  }
  const doubt = dot(spread, counts) + (noise * trueCount) ** 2;
  const miss = trueCount - dot(weights, counts);
  for (let row = 0; row < size; row++) {
    weights[row] = value(weights, row) + (value(spread, row) / doubt) * miss;
    for (let column = 0; column < size; column++) {
      const cell = row * size + column;
      const left = value(covariance, cell) - (value(spread, row) * value(spread, column)) / doubt;
      covariance[cell] = left + forgetting * (value(firstDoubt, cell) - left);
    }
  }
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < size; index++) sum += value(left, index) * value(right, index);
  return sum;
}

function value(numbers: Float64Array | Uint8Array, index: number): number {
  return numbers[index] ?? 0;
}

function countMessages(messages: readonly { content: string }[]): Counts {
  const counts = new Float64Array(size);
  counts[at.prompt] = 1;
  counts[at.message] = messages.length;
  for (const { content } of messages) add(counts, countText(content));
  return counts;
}

function add(counts: Counts, more: Counts): void {
  for (let index = 0; index < size; index++) counts[index] = value(counts, index) + value(more, index);
}

/** A prompt's texts are mostly those of the prompt before it, and each is counted several times. */
const keptTexts = 500;
const longestKept = 20_000;
const countKept = remember(keptTexts, read);

function countText(text: string): Counts {
  return text.length > longestKept ? read(text) : countKept(text);
}

function read(text: string): Counts {
  const counts = new Float64Array(size);
  let before: number = at.space;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const found = code < commonClasses.length ? value(commonClasses, code) : at[classOf(code)];
    // A single space belongs to the word after it; further ones and line ends count.
    if (code === 32 && before !== at.space) {
      before = found;
      continue;
    }
    if (found === at.letter && before !== at.letter) increase(counts, at.word);
    increase(counts, found);
    before = found;
  }
  return counts;
}

function increase(counts: Counts, index: number): void {
  counts[index] = value(counts, index) + 1;
}

function classOf(code: number): Class {
  if (code === 32 || (code >= 9 && code <= 13) || code === 0xa0) return 'space';
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return 'letter';
  if (code >= 48 && code <= 57) return 'digit';
  if (code < 128) return 'mark';
  if (code >= 0xc0 && code < 0x250) return 'letter';
  if (isCjk(code)) return 'cjk';
  if (code >= 0x2000 && code <= 0x2bff) return 'mark';
  return 'other';
}

/** The classes of the signs that nearly all texts are made of: every prompt is counted several times. */
const commonClasses = Uint8Array.from({ length: 0x250 }, (_, code) => at[classOf(code)]);

/** Kana, hangul, ideographs, full-width forms: about one token a sign. */
function isCjk(code: number): boolean {
  return (
    (code >= 0x3000 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7af) ||
    (code >= 0xf900 && code <= 0xffef)
  );
}
