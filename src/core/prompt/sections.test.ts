import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aCharacter, aPlace } from '../../../test/support/characters.ts';
import type { SectionPlace } from '../feature.ts';
import type { ModelMessage } from '../ports/model.ts';
import type { TranscriptEntry } from '../ports/transcript.ts';
import { composePrompt } from './prompt.ts';
import { outletsIn } from './sections.ts';
import { createSteadiness } from './steady-start.ts';

const ada = aCharacter({
  description: 'DESCRIPTION',
  personality: 'PERSONALITY',
  scenario: 'SCENARIO',
  examples: ['EXAMPLE'],
  postHistoryInstructions: 'REMINDER',
});

function said(text: string, index: number): TranscriptEntry {
  const own = text.startsWith('Ada: ');
  return {
    messageId: String(index),
    place: aPlace(),
    authorId: own ? 'ada' : 'bo',
    authorName: own ? 'Ada' : 'Bo',
    kind: own ? 'character' : 'person',
    ...(own && { characterId: 'ada' }),
    text: text.replace('Ada: ', ''),
    at: index,
    attachments: [],
  };
}

function compose(places: Record<string, SectionPlace>, talk = ['ONE', 'TWO', 'THREE'], budgetTokens = 8_000) {
  return composePrompt({
    character: ada,
    talk: talk.map(said),
    sections: Object.entries(places).map(([text, place]) => ({
      title: text,
      text,
      source: 'lorebook',
      volatility: 'talk',
      priority: 3,
      place,
    })),
    castNames: ['Ada'],
    budgetTokens,
    addedPercent: 50,
    steady: createSteadiness(),
    estimateTokens: (messages: readonly ModelMessage[]) =>
      messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4) + 4, 0),
    expand: (text) => text,
  });
}

/** The words in capitals, in the order in which the model reads them. */
function order(messages: readonly ModelMessage[]): string[] {
  return messages.flatMap(({ content }) => content.match(/\b[A-Z]{3,}\b/g) ?? []);
}

test('sections stand beside the texts of the card that they name', () => {
  const { messages } = compose({
    NOTE: 'note',
    AFTEREXAMPLES: 'after-examples',
    BEFOREEXAMPLES: 'before-examples',
    AFTER: 'after-character',
    WITHSCENARIO: 'after-scenario',
    WITHPERSONALITY: 'after-personality',
    BEFORE: 'before-character',
  });
  assert.deepEqual(order(messages), [
    'BEFORE',
    'DESCRIPTION',
    'PERSONALITY',
    'WITHPERSONALITY',
    'SCENARIO',
    'WITHSCENARIO',
    'AFTER',
    'BEFOREEXAMPLES',
    'EXAMPLE',
    'AFTEREXAMPLES',
    'ONE',
    'TWO',
    'THREE',
    'NOTE',
    'REMINDER',
  ]);
});

test('depth counts messages from the end of the talk', () => {
  const at = (depth: number) => order(compose({ LORE: { depth, role: 'system' } }).messages).slice(4, -1);
  assert.deepEqual(at(0), ['ONE', 'TWO', 'THREE', 'LORE']);
  assert.deepEqual(at(1), ['ONE', 'TWO', 'LORE', 'THREE']);
  assert.deepEqual(at(3), ['LORE', 'ONE', 'TWO', 'THREE']);
  assert.deepEqual(at(99), ['LORE', 'ONE', 'TWO', 'THREE']);
  assert.deepEqual(at(-3), at(0));
});

test('at one depth the character comes first, then the person, then the house in brackets', () => {
  const { messages } = compose({
    HOUSE: { depth: 1, role: 'system' },
    PERSON: { depth: 1, role: 'user' },
    OWN: { depth: 1, role: 'assistant' },
  });
  assert.deepEqual(
    messages.slice(1).map(({ role, content }) => [role, content.split('\n\n')[0]]),
    [
      ['user', 'Bo: ONE\nBo: TWO'],
      ['assistant', 'OWN'],
      ['user', 'PERSON\n[HOUSE]\nBo: THREE'],
    ],
  );
});

test('what stands in the talk is left out like every section, and counted', () => {
  const lore = `LORE ${'x'.repeat(4_000)}`;
  const { messages, parts } = compose(
    { [lore]: { depth: 1, role: 'system' } },
    ['ONE', 'Ada: TWO', 'THREE'],
    600,
  );
  assert.ok(!order(messages).includes('LORE'));
  assert.equal(parts.find(({ title }) => title === lore)?.dropped, true);
  assert.ok(order(messages).includes('THREE'));
});

test('a section stands below the message that it names, above what chose a depth', () => {
  const at = (talk: string[]) =>
    order(
      compose(
        {
          HOUSE: { depth: 1, role: 'system' },
          KEPT: { after: '1', role: 'system' },
          OWN: { after: '1', role: 'assistant' },
          GONE: { after: 'x', role: 'user' },
        },
        talk,
      ).messages,
    ).slice(4, -1);
  assert.deepEqual(at(['ONE', 'TWO', 'THREE']), ['GONE', 'ONE', 'TWO', 'KEPT', 'OWN', 'HOUSE', 'THREE']);
  assert.deepEqual(at(['ONE', 'TWO']).slice(0, 4), ['GONE', 'ONE', 'HOUSE', 'TWO']);
});

test('what goes into an outlet stands nowhere by itself', () => {
  const { messages } = compose({ HIDDEN: { outlet: 'world' } });
  assert.ok(!order(messages).includes('HIDDEN'));
  const sections = ['one', 'two'].map((text) => ({
    ...{ title: '', text, volatility: 'talk' as const, priority: 0 },
    place: { outlet: 'world' },
  }));
  assert.deepEqual(outletsIn(sections), { world: 'one\ntwo' });
});
