import assert from 'node:assert/strict';
import fc from 'fast-check';
import { prepare } from '../../src/features/lorebook/engine/prepare.ts';
import { scan } from '../../src/features/lorebook/engine/scan.ts';
import { defaultScanSettings } from '../../src/features/lorebook/engine/settings.ts';
import { noTimedState } from '../../src/features/lorebook/engine/timed.ts';
import { readBook } from '../../src/features/lorebook/formats/index.ts';
import { objectWith, severalOf } from './json-values.ts';
import { fuzzTarget } from './target.ts';

const entry = objectWith([
  ...[
    'key',
    'keysecondary',
    'keys',
    'secondary_keys',
    'secondkey',
    'content',
    'entry',
    'text',
    'comment',
    'name',
  ],
  ...[
    'constant',
    'alwaysActive',
    'forceActivation',
    'selective',
    'selectiveLogic',
    'order',
    'insertion_order',
  ],
  ...[
    'position',
    'disable',
    'enabled',
    'probability',
    'useProbability',
    'depth',
    'role',
    'group',
    'groupWeight',
  ],
  ...[
    'scanDepth',
    'caseSensitive',
    'case_sensitive',
    'use_regex',
    'useRegex',
    'priority',
    'weight',
    'keywords',
  ],
  ...[
    'sticky',
    'cooldown',
    'delay',
    'delayUntilRecursion',
    'characterFilter',
    'triggers',
    'extensions',
    'uid',
  ],
]);
const body = fc
  .tuple(
    objectWith(['name', 'description', 'scan_depth', 'token_budget', 'recursive_scanning', 'extensions']),
    severalOf(entry),
  )
  .map(([fields, entries]) => ({ ...fields, entries, data: entries }));
/** Lorebooks of every format, as nobody would write them. */
export const oddBookFiles = fc
  .tuple(
    body,
    fc.constantFrom<object>(
      ...[{}, { lorebookVersion: 5 }, { kind: 'memory' }, { type: 'risu', ver: 1 }, { originalData: {} }],
    ),
    fc.constantFrom('bare', 'lorebook_v3', 'chara_card_v2', 'chara_card_v3'),
  )
  .map(([book, mark, spec]) => {
    if (spec === 'bare') return { ...book, ...mark };
    return { spec, data: spec === 'lorebook_v3' ? book : { name: 'Ada', character_book: book } };
  });

/** Any value is read as a book or as none, and what was read can be scanned. */
export const lorebookFormatsTarget = fuzzTarget(
  'lorebook-formats',
  fc.oneof(oddBookFiles, fc.jsonValue()),
  (raw) => {
    const before = JSON.stringify(raw);
    const read = readBook(raw, { id: 'b', name: 'b' });
    assert.equal(JSON.stringify(raw), before);
    if (read === undefined) return;
    const prepared = prepare([{ book: read.book, scope: 'character' }], defaultScanSettings);
    const { fired, decisions } = scan(prepared, {
      messages: [{ name: 'Ann', text: 'true 0 a, b {{char}}', byCharacter: false }],
      ...{ trigger: 'normal', character: undefined, sources: {}, extra: [], timed: noTimedState },
      ...{ greeting: undefined, userIcon: undefined, expand: (text: string) => text },
      countTokens: (text) => text.length,
      chance: () => 0.5,
    });
    assert.equal(decisions.length, prepared.candidates.length);
    assert.ok(fired.every(({ text }) => typeof text === 'string'));
  },
);
