import { createAutomaton } from './regex/automaton.ts';
import { createBacktracker } from './regex/backtracker.ts';
import { worstSteps } from './regex/cost.ts';
import { parsePattern } from './regex/parse.ts';
import { layOut } from './regex/program.ts';
import type { Pattern } from './regex/syntax.ts';

/** A regular expression from outside that can be tested without fear. */
export interface SafeRegex {
  /** Whether it is found in the text: JavaScript's answer, or false where that would take too long. */
  test(text: string): boolean;
  /** Why it is no longer tried, once a text took too long. */
  barred(): string | undefined;
  /** Has it tried no more, because of what the caller has seen. */
  bar(reason: string): void;
}

/** A regular expression, or why there is none. */
export type Compiled = { regex: SafeRegex; pattern: Pattern } | { problem: string };

/** What JavaScript's own engine may take at the worst: a few milliseconds. */
const cheapSteps = 5_000_000;
const backtrackerSteps = 200_000;

const longestSource = 10_000;
/** JavaScript takes near a millisecond to understand each. */
const mostProperties = 50;

/**
 * Takes a regular expression from outside, so that no text and no pattern can hold up the process. What cannot take long
 * runs on JavaScript's own engine; the rest on an automaton that reads each character once; and what refers back to groups, step
 * by step with a limit. All three ask JavaScript itself what fits into a place of the pattern, so the answers are its own.
 */
export function compileSafeRegex(source: string, flags: string): Compiled {
  const problem = flagProblem(flags) ?? sizeProblem(source);
  if (problem !== undefined) return { problem };
  const native = compileNative(source, flags);
  if (native === undefined) return { problem: 'It is not a valid regular expression.' };
  const pattern = parsePattern(source, flags);
  if (pattern === undefined) return { problem: 'Its groups are nested too deeply.' };
  return { regex: createSafeRegex(native, pattern), pattern };
}

function createSafeRegex(native: RegExp, pattern: Pattern): SafeRegex {
  const dear = once(() => createDear(pattern));
  const isCheap = cheapness(pattern);
  let barred: string | undefined;

  function testNative(text: string): boolean | undefined {
    native.lastIndex = 0;
    try {
      return native.test(text);
    } catch {
      // Too large for JavaScript, which says so only now.
      return undefined;
    }
  }

  function answerTo(text: string): boolean {
    const answer = isCheap(text.length) ? testNative(text) : dear()(text);
    if (answer === undefined) barred = 'It took too long, so it counts as not found.';
    return answer ?? false;
  }

  return {
    test: (text) => barred === undefined && answerTo(text),
    barred: () => barred,
    bar: (reason) => {
      barred ??= reason;
    },
  };
}

/** Tells for a text's length whether JavaScript's own engine is safe; the longer, the dearer. */
function cheapness(pattern: Pattern): (length: number) => boolean {
  let [cheapUpTo, dearFrom] = [-1, Number.POSITIVE_INFINITY];
  return (length) => {
    if (length <= cheapUpTo) return true;
    if (length >= dearFrom) return false;
    const isCheap = worstSteps(pattern, length) <= cheapSteps;
    if (isCheap) cheapUpTo = length;
    else dearFrom = length;
    return isCheap;
  };
}

/** What is tested where JavaScript's own engine may take too long. */
function createDear(pattern: Pattern): (text: string) => boolean | undefined {
  const machine = pattern.hasBackReferences ? undefined : layOut(pattern);
  return machine === undefined
    ? createBacktracker(pattern, backtrackerSteps)
    : createAutomaton(machine, pattern);
}

function flagProblem(flags: string): string | undefined {
  const unknown = flags.replace(/[dgimsuy]/g, '');
  return unknown === '' ? undefined : `The flag "${unknown}" is not understood.`;
}

function sizeProblem(source: string): string | undefined {
  if (source.length > longestSource)
    return `It is ${source.length} characters long; ${longestSource} are the most.`;
  const properties = source.match(/\\p\{/gi)?.length ?? 0;
  return properties > mostProperties
    ? `It names ${properties} Unicode properties; ${mostProperties} are the most.`
    : undefined;
}

function compileNative(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
