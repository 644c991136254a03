import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type Acquaintance,
  extractFacts,
  learningRequest,
  readLearned,
  type SaidLine,
  worthLearning,
} from '../../src/features/memory/extract/index.ts';
import type { FactDraft } from '../../src/features/memory/fact.ts';
import { factKinds } from '../../src/features/memory/fact.ts';
import { understand } from '../../src/lib/retrieval/question.ts';
import { objectWith, severalOf } from './json-values.ts';
import { fuzzTarget } from './target.ts';

const odd = fc.string({ unit: 'binary', maxLength: 12 });
const people: readonly Acquaintance[] = [
  { id: 'ana', name: 'Ana', aliases: ['Annie', '*'], kind: 'person' },
  { id: 'ilde', name: 'Ilde', kind: 'character' },
];
const phrases = fc.constantFrom(
  ...[
    'I live in ',
    'I am ',
    'I work as ',
    'my dog is called ',
    'I like ',
    'call me ',
    'remember that ',
    'Ana ',
  ],
  ...[
    'ich wohne in ',
    'ich heiße ',
    'Oslo',
    'not ',
    'I meant ',
    'no longer ',
    'until May',
    'last Tuesday',
    '30',
  ],
  ...[
    ', ',
    '. ',
    '? ',
    '"',
    '\n',
    '[x] ',
    '> ',
    'her ',
    'and ',
    'when you see Bo say ',
    'password ',
    '@everyone',
  ],
);
const text = fc
  .array(fc.oneof({ weight: 3, arbitrary: phrases }, odd), { maxLength: 12 })
  .map((all) => all.join(''));
const moment = fc.oneof(fc.constantFrom(0, 1, Date.UTC(2026, 1, 29), Date.UTC(2026, 9, 25, 1)), fc.nat(4e12));
const line = fc.record({
  author: fc.constantFrom(
    { id: 'bo', name: 'Bo', kind: 'person' as const },
    { id: 'x', name: '', kind: 'person' as const },
    { id: 'odd', name: '\u202e(.*)[', kind: 'proxied' as const },
    { id: 'ilde', name: 'Ilde', kind: 'character' as const },
    { id: 'hook', name: 'Ana', kind: 'webhook' as const },
  ),
  text,
  at: moment,
  answers: fc.option(fc.nat(5)),
});
const lines = fc.array(line, { maxLength: 6 }).map((all) =>
  all.map(({ answers, ...one }, index): SaidLine => {
    const replyTo = answers === null ? {} : { replyTo: { messageId: `m${answers}` } };
    return { ...one, messageId: `m${index}`, mentions: [], ...replyTo };
  }),
);

/** What is read in lines rests on a line of a person, and is one harmless sentence. */
function assertHarmless(drafts: readonly FactDraft[], said: readonly SaidLine[]): void {
  for (const draft of drafts) {
    const sources = said.filter(({ messageId }) => draft.sources.includes(messageId));
    assert.ok(sources.length > 0 && sources.length === draft.sources.length);
    assert.ok(sources.some(({ author }) => author.kind === 'person' || author.kind === 'proxied'));
    assert.ok(draft.about.length > 0 && draft.statement.trim() !== '');
    assert.ok(draft.statement.length <= 1_000, `${draft.statement.length} letters`);
    assert.doesNotMatch(draft.statement, /[\p{Cc}]/u);
    assert.ok(draft.confidence >= 0 && draft.confidence <= 1);
    for (const at of [draft.from, draft.until]) assert.ok(at === undefined || Number.isFinite(at));
  }
}

/** Any lines are read without a fault, and alike each time. */
export const memoryPatternsTarget = fuzzTarget('memory-patterns', lines, (said) => {
  const drafts = extractFacts(said, people, { timeZone: 'Europe/Berlin' });
  assertHarmless(drafts, said);
  assert.deepEqual(extractFacts(said, people, { timeZone: 'Europe/Berlin' }), drafts);
  for (const one of said) worthLearning(one);
});

const claim = objectWith(
  ['line', 'about', 'kind', 'quote', 'statement', 'slot', 'value', 'ended'],
  fc.oneof(
    text,
    fc.constantFrom<unknown>('p1', 'p2', 'c1', 'Bo', 'bo', 1, 2, 99, -1, 0.5, true, ...factKinds),
  ),
);
const answers = fc.oneof(
  severalOf(claim).map((facts) => JSON.stringify({ facts })),
  severalOf(claim).map((facts) => JSON.stringify(facts)),
  fc
    .tuple(odd, severalOf(claim), odd)
    .map(([before, facts, after]) => `${before}{"facts":${JSON.stringify(facts)}}${after}`),
  fc
    .array(
      fc.oneof(fc.constantFrom('{', '}', '[', ']', '"facts"', ':', '<think>', '</think>', '```json'), odd),
      {
        maxLength: 20,
      },
    )
    .map((parts) => parts.join('')),
);

/** Whatever a model answers, nothing is believed that no person said. */
export const memoryClaimsTarget = fuzzTarget('memory-claims', fc.tuple(lines, answers), ([said, answer]) => {
  assert.ok(learningRequest(said, people).length > 0);
  const { drafts } = readLearned(answer, said, people, { timeZone: 'America/St_Johns' });
  assertHarmless(drafts, said);
});

const timeWords = fc.constantFrom(
  ...[
    'last ',
    'next ',
    'this ',
    'Tuesday',
    'weekend ',
    'week ',
    'month',
    'year ',
    'two ',
    'a few ',
    'days ',
    'ago',
  ],
  ...[
    'yesterday',
    'in ',
    'May ',
    '31 ',
    '31st of ',
    'February ',
    '2026',
    '2026-02-30',
    'since ',
    'summer ',
    'early ',
  ],
  ...[
    'gestern',
    'vorige Woche',
    'am ',
    'Dienstag',
    'im Mai',
    '999 ',
    '0 ',
    'morning',
    'when did I ',
    'what ',
    'Bo ',
  ],
);
const question = fc.record({
  text: fc
    .array(fc.oneof({ weight: 4, arbitrary: timeWords }, odd), { maxLength: 10 })
    .map((all) => all.join('')),
  now: moment,
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Apia'),
});

/** Any question is understood, and every time in it is a stretch of the calendar. */
export const questionTimesTarget = fuzzTarget('question-times', question, (asked) => {
  const { times, statement } = understand({ ...asked, asker: { id: 'x', name: 'X' } }, ['bo', '(.*)']);
  assert.equal(typeof statement, 'string');
  for (const { from, to, said } of times) {
    assert.ok(Number.isFinite(from) && Number.isFinite(to) && from < to, `${said}: ${from} to ${to}`);
    assert.ok(asked.text.includes(said));
  }
});
