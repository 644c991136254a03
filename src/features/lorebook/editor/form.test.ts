import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { oddBooks } from '../../../../test/support/lore-files.ts';
import { logics, numberedPositions, roles } from '../../../core/lore/words.ts';
import { type BookEntry, scanSources } from '../book.ts';
import { readBook } from '../formats/index.ts';
import { withBookChanges } from './apply.ts';
import { sheetOf } from './form.ts';

const naming = { id: 'b', name: 'b', profile: 'strict' } as const;

/** Which of the page's fields ask for which source. */
const sources = {
  matchPersona: 'personaDescription',
  matchDescription: 'characterDescription',
  matchPersonality: 'characterPersonality',
  matchDepthPrompt: 'characterDepthPrompt',
  matchScenario: 'scenario',
  matchCreatorNotes: 'creatorNotes',
} as const;

/** What the engine has of an entry, by the names of the page. */
function shown(entry: BookEntry): Record<string, unknown> {
  const maybe = (value: unknown) => value ?? null;
  return {
    ...entry,
    comment: entry.name,
    place: entry.position,
    logic: logics.indexOf(entry.logic),
    role: roles.indexOf(entry.role),
    ownCaseSensitive: maybe(entry.caseSensitive),
    wholeWords: maybe(entry.wholeWords),
    groupScoring: maybe(entry.groupScoring),
    scanDepth: maybe(entry.scanDepth),
    priority: maybe(entry.priority),
    filterNames: entry.filter?.names ?? [],
    filterTags: entry.filter?.tags ?? [],
    filterExclude: entry.filter?.exclude ?? false,
    ...Object.fromEntries(
      Object.entries(sources).map(([name, source]) => [name, entry.sources.includes(source)]),
    ),
  };
}

/** Something else than what the page shows of a field that nobody filled in. */
function other(name: string, value: unknown): unknown {
  if (name === 'place') return 'at-depth';
  if (name === 'useRegex') return false;
  if (Array.isArray(value)) return ['first', 'second'];
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'string') return `the ${name}`;
  if (typeof value === 'number') return value === 2 ? 1 : 2;
  return ['scanDepth', 'priority'].includes(name) ? 3 : true;
}

/** What counts only where something else does not, or is told to people alone. */
const covered = ['name', 'caseSensitive'];

describe('what the page shows of an entry is what the engine reads', () => {
  for (const [format, raw] of Object.entries(oddBooks)) {
    const { holds, otherwise } = sheetOf(raw, naming);
    const names = holds.filter((name) => !covered.includes(name));

    test(`in every field of ${format}, filled in or not`, () => {
      const set = Object.fromEntries(holds.map((name) => [name, other(name, otherwise[name])]));
      for (const values of [{}, set]) {
        const changed = withBookChanges(raw, { set: {}, entries: [{ set: values }] }, { saysItself: false });
        const [entry] = readBook(changed, naming)?.book.entries ?? [];
        const [form] = sheetOf(changed, naming).form.entries;
        assert.ok(entry && form);
        const fields: Record<string, unknown> = { ...otherwise, ...form.fields };
        const read = shown(entry);
        for (const name of names) assert.deepEqual(fields[name], read[name], name);
        if (values === set) for (const name of names) assert.deepEqual(fields[name], set[name], name);
      }
    });

    test(`in every place of ${format}`, () => {
      if (!holds.includes('place')) return assert.ok(!names.includes('place'));
      for (const place of numberedPositions) {
        const entries = [{ set: { place } }];
        const changed = withBookChanges(raw, { set: {}, entries }, { saysItself: false });
        assert.equal(readBook(changed, naming)?.book.entries[0]?.position, place);
        assert.equal(sheetOf(changed, naming).form.entries[0]?.fields['place'] ?? otherwise['place'], place);
      }
    });
  }

  test('and every source has its field', () => {
    assert.deepEqual(Object.values(sources).sort(), [...scanSources].sort());
  });
});
