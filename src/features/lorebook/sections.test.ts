import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outletsIn } from '../../core/prompt/sections.ts';
import { expandMacros } from '../../lib/macros.ts';
import { sectionsOf } from './sections.ts';

test('what entries put into an outlet stands where the card asks for it, by its exact name', () => {
  const rendered = {
    ...{ before: '', after: '', personality: [], scenario: [], noteTop: [], noteBottom: [] },
    ...{ depth: [], examples: [], outlets: { Towers: ['One leans.', 'One fell. {{char}}'] } },
  };
  const sections = sectionsOf(rendered);
  assert.deepEqual(
    sections.map(({ place }) => place),
    [{ outlet: 'Towers' }],
  );
  const outlets = outletsIn(sections);
  const values = { char: 'Ada', user: 'Bo', now: 0, timeZone: 'UTC', random: () => 0, seed: '', outlets };
  assert.equal(
    expandMacros('Known: {{outlet::Towers}}{{outlet::towers}}{{outlet::constructor}}', values),
    'Known: One leans.\nOne fell. {{char}}',
  );
});
