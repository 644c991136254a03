import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mannerOf } from './blend.ts';
import type { Framework } from './framework.ts';
import { shipped } from './shipped.ts';

const frameworks = new Map(shipped.map((framework) => [framework.name, framework]));

function named(name: string): Framework {
  const framework = frameworks.get(name);
  assert.ok(framework, name);
  return framework;
}

type Needs = Parameters<typeof mannerOf>[0];

function manner(name: string, change: Partial<Needs> = {}) {
  return mannerOf({
    chosen: { framework: named(name), because: 'the card names it' },
    topic: undefined,
    strength: 1,
    frameworks,
    card: undefined,
    names: { char: 'Ada', user: 'Bo' },
    replyTokens: 500,
    ...change,
  });
}

describe('a framework alone', () => {
  test('its text stands with the card, and its numbers are in force', () => {
    const { sections, temperature, replyTokens, length, mix } = manner('chaotic');
    assert.equal(sections.length, 1);
    assert.equal(sections[0]?.volatility, 'stable');
    assert.match(sections[0]?.text ?? '', /Be a pleasant surprise/);
    assert.match(sections[0]?.text ?? '', /one to three sentences/);
    assert.match(sections[0]?.text ?? '', /When unsure: play on/);
    assert.deepEqual(
      { temperature, replyTokens, length },
      { temperature: 1.2, replyTokens: 200, length: 'short' },
    );
    assert.deepEqual(mix, [{ name: 'chaotic', share: 1, because: 'the card names it' }]);
  });

  test('each field changes something', () => {
    const base = named('assistant');
    const of = (change: Partial<Framework>) =>
      manner('assistant', { chosen: { framework: { ...base, ...change }, because: '' } });
    assert.match(
      of({ rules: ['Rhyme for {{user}}, {{char}}.'] }).sections[0]?.text ?? '',
      /- Rhyme for Bo, Ada\./,
    );
    assert.match(of({ whenUnsure: 'guess' }).sections[0]?.text ?? '', /it is a guess/);
    assert.match(of({ requiresTools: ['search_web'] }).sections[0]?.text ?? '', /not there \(search_web\)/);
    assert.match(of({ length: 'long' }).sections[0]?.text ?? '', /several paragraphs/);
    assert.equal(of({ length: 'long' }).replyTokens, 500);
    assert.equal(of({ temperature: 0.1 }).temperature, 0.1);
  });
});

describe('a second one mixed in', () => {
  test('it changes the prompt, the temperature, the length and the receipt; the first stays as it is', () => {
    const alone = manner('chaotic');
    const mixed = manner('chaotic', { topic: 'support' });
    assert.deepEqual(mixed.sections[0], alone.sections[0]);
    assert.equal(mixed.sections[1]?.volatility, 'talk');
    assert.match(mixed.sections[1]?.text ?? '', /somebody needs comfort.*70 %/);
    assert.match(
      mixed.sections[1]?.text ?? '',
      /who Ada is, what Ada knows and how Ada sounds stay the same/,
    );
    assert.match(mixed.sections[1]?.text ?? '', /Put the person before the subject/);
    assert.equal(mixed.temperature, 0.85);
    assert.equal(mixed.replyTokens, 340);
    assert.equal(mixed.length, 'medium');
    assert.deepEqual(mixed.mix, [
      { name: 'chaotic', share: 0.3, because: 'the card names it' },
      { name: 'caring', share: 0.7, because: 'the talk is about support' },
    ]);
  });

  test('the weight decides how much of its text is there', () => {
    const at = (strength: number) =>
      manner('chaotic', { topic: 'support', strength }).sections[1]?.text ?? '';
    assert.match(at(1), /Let it decide how you speak[\s\S]*Listen first[\s\S]*When unsure: ask/);
    assert.match(at(0.5), /colour clearly[\s\S]*Listen first/);
    assert.doesNotMatch(at(0.5), /When unsure/);
    assert.match(at(0.2), /a touch of it[\s\S]*Listens, comforts/);
    assert.doesNotMatch(at(0.2), /Listen first/);
    assert.equal(at(0), '');
  });

  test('the rules of a card replace those of the framework, under former names too', () => {
    const card = { blends: [{ about: 'emotional_support', with: 'neuro', weight: 0.4 }] };
    const { mix } = manner('chaotic', { topic: 'support', card });
    assert.deepEqual(
      mix.map(({ name, share }) => [name, share]),
      [
        ['chaotic', 0.6],
        ['entertainer', 0.4],
      ],
    );
    assert.equal(manner('chaotic', { topic: 'support', card: { blends: [] } }).mix.length, 1);
  });

  test('nobody becomes somebody else, and nothing is mixed with itself or with what is not there', () => {
    const rule = (name: string) => ({ blends: [{ about: 'debate', with: name, weight: 1 }] });
    const of = (name: string) => manner('caring', { topic: 'debate', card: rule(name) }).mix;
    assert.deepEqual(
      of('assistant').map(({ share }) => share),
      [0.1, 0.9],
    );
    assert.equal(of('caring').length, 1);
    assert.equal(of('nobody').length, 1);
  });
});
