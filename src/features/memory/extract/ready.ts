import { createBreath } from '../../../lib/breath.ts';
import { couldFit } from './could-fit.ts';
import { languages } from './languages.ts';
import type { SaidLine } from './line.ts';
import { orders } from './open/orders.ts';
import { extractFacts } from './patterns.ts';
import { rulesOf } from './rules.ts';
import { timeWords } from './time-languages.ts';

/** Hardly anything fits it. For letters beyond Latin 1 expressions are compiled anew: that is left to the lines that have some. */
const sample = 'I';
/** The engine compiles an expression quickly for its first text, and better for its second one. */
const times = 2;

/** Bring up the expressions that belong to no language, a few with each. */
const sampleLines = [
  'Hello',
  'Hello there',
  'I was',
  'I was there.',
  'I was there on Friday.',
  'My friend',
  'My friend was there, and she was great.',
];

const heldUpMs = 5;

let isReady = false;

/**
 * Compiles what is tried on nearly every line, a little at a time, since all of it at once would hold up everybody else.
 * Once it is done, or given up since everything ends, there is nothing more to do.
 */
export async function readyToExtract(signal?: AbortSignal): Promise<void> {
  const breath = createBreath(heldUpMs);
  for (const step of isReady ? [] : steps()) {
    if (signal?.aborted === true) return;
    step();
    await breath();
  }
  isReady = true;
}

function* steps(): Generator<() => void> {
  for (const expression of commonExpressions())
    for (let time = 0; time < times; time += 1) yield () => sample.search(expression);
  for (const language of languages) yield () => rulesOf(language);
  for (const text of sampleLines) yield () => extractFacts([lineWith(text)], [somebody]);
}

function commonExpressions(): RegExp[] {
  const ending = Object.values(timeWords).flatMap(({ clock, roles }) => [
    clock,
    ...roles.map(({ pattern }) => pattern),
  ]);
  const turned = orders.filter(({ needs }) => needs === '').map(({ pattern }) => pattern());
  const spoken = languages.flatMap((language) => Object.values(language).flat(2));
  // Those that need a word wait for it.
  return [...spoken.filter((part) => part instanceof RegExp), ...ending, ...turned].filter((each) =>
    couldFit(each, ''),
  );
}

const somebody = { id: 'somebody', name: 'Somebody', kind: 'person' as const };

function lineWith(text: string): SaidLine {
  return { messageId: 'sample', author: somebody, text, at: 0, mentions: [] };
}
