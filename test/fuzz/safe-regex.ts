import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAutomaton } from '../../src/lib/regex/automaton.ts';
import { createBacktracker } from '../../src/lib/regex/backtracker.ts';
import { foldCase } from '../../src/lib/regex/fold-case.ts';
import { requiredLiterals } from '../../src/lib/regex/literals.ts';
import { layOut } from '../../src/lib/regex/program.ts';
import type { Pattern } from '../../src/lib/regex/syntax.ts';
import { compileSafeRegex } from '../../src/lib/safe-regex.ts';
import { compiled, flags, misreadByV8, patterns, texts } from './patterns.ts';
import { fuzzTarget } from './target.ts';

const cases = fc.record({ source: patterns, flags, texts: fc.array(texts, { minLength: 1, maxLength: 4 }) });

/** Each way to match gives JavaScript's answer, and a match holds a required literal. */
export const safeRegexTarget = fuzzTarget('safe-regex', cases, ({ source, flags, texts }) => {
  const native = compiled(source, flags);
  const safe = compileSafeRegex(source, flags);
  assert.equal('problem' in safe, native === undefined);
  if (native === undefined || 'problem' in safe) return;
  const ways = waysOf(safe.pattern);
  for (const text of texts.filter((each) => !misreadByV8(source, flags, each))) {
    native.lastIndex = 0;
    const expected = native.test(text);
    for (const [name, test] of Object.entries(ways))
      assert.equal(test(text) ?? expected, expected, `${name} on ${JSON.stringify(text)}`);
    const found = safe.regex.test(text);
    assert.equal(safe.regex.barred() === undefined ? found : expected, expected);
    assert.ok(!expected || holdsRequired(safe.pattern, text), `no required literal: ${JSON.stringify(text)}`);
  }
});

function waysOf(pattern: Pattern): Record<string, (text: string) => boolean | undefined> {
  const machine = pattern.hasBackReferences ? undefined : layOut(pattern);
  return {
    ...(machine && { automaton: createAutomaton(machine, pattern) }),
    backtracker: createBacktracker(pattern, 100_000),
  };
}

function holdsRequired(pattern: Pattern, text: string): boolean {
  const required = requiredLiterals(pattern);
  const where = required?.folded === true ? foldCase(text) : text;
  return required === undefined || required.literals.some((literal) => where.includes(literal));
}
