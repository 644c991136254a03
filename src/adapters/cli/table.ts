import picocolors from 'picocolors';
import type { Check } from '../../core/ports/health.ts';
import { harmless } from './harmless.ts';

/** What `acore doctor` prints: a line for each check, and under it what to do when it is not well. */
export function doctorTable(checks: readonly Check[], colourful: boolean): string {
  const colours = picocolors.createColors(colourful);
  const signs = {
    ok: colours.green('✓'),
    warning: colours.yellow('!'),
    failed: colours.red('✗'),
    skipped: colours.dim('–'),
  };
  const width = Math.max(0, ...checks.map(({ name }) => name.length));
  const lines = checks.flatMap(({ name, state, says, fix }) => {
    const line = `${signs[state]} ${colours.bold(harmless(name).padEnd(width))}  ${harmless(says)}`;
    return fix === undefined ? [line] : [line, `  ${' '.repeat(width)}  → ${harmless(fix)}`];
  });
  return `${[...lines, '', summary(checks)].join('\n')}\n`;
}

function summary(checks: readonly Check[]): string {
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length;
  if (count('failed') > 0) return `${count('failed')} of ${checks.length} checks failed.`;
  const warnings = count('warning');
  if (warnings === 0) return 'All is well.';
  return `All is well, with ${warnings === 1 ? 'one warning' : `${warnings} warnings`}.`;
}
