import assert from 'node:assert/strict';
import { test } from 'node:test';

interface Asked {
  tab: string;
  filter: Record<string, string | number>;
  asOf?: string | undefined;
}
interface Addresses {
  askedIn(query: string): Asked;
  writtenAsked(asked: Asked): string;
  endOf(day: string): number;
}

const { askedIn, writtenAsked, endOf }: Addresses = await import(new URL('asked.js', import.meta.url).href);

test('what is looked at comes back from the address as it was', () => {
  for (const asked of [
    { tab: 'facts', filter: {}, asOf: undefined },
    { tab: 'people', filter: { person: 'thing:bo:rex & co' }, asOf: undefined },
    {
      tab: 'facts',
      filter: { person: 'נועם', kind: 'plan', words: 'a=b&c', from: 5, to: 10 },
      asOf: '2026-11-20',
    },
  ])
    assert.deepEqual(askedIn(writtenAsked(asked)), asked);
  assert.equal(writtenAsked({ tab: 'facts', filter: {} }), '');
});

test('what an address cannot mean is left out', () => {
  const { tab, filter, asOf } = askedIn('?tab=nowhere&from=soon&to=-1&asOf=2026-13-40&colour=red&lane=x');
  assert.deepEqual([tab, filter, asOf], ['facts', { lane: 'x' }, undefined]);
});

test('a day ends before the next begins', () => {
  const end = endOf('2026-03-29');
  assert.equal(new Date(end).getDate(), 29);
  assert.equal(new Date(end + 1).getDate(), 30);
});
