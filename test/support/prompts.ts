import type { Character } from '../../src/core/character.ts';
import type { ModelMessage } from '../../src/core/ports/model.ts';
import type { TranscriptEntry } from '../../src/core/ports/transcript.ts';
import { composePrompt, type PromptNeeds } from '../../src/core/prompt/prompt.ts';
import { createSteadiness } from '../../src/core/prompt/steady-start.ts';

export const ada: Character = {
  id: 'ada',
  name: 'Ada',
  displayName: 'Ada',
  aliases: ['Captain'],
  description: 'Ada mends clocks for {{user}}.',
  personality: 'Patient.',
  scenario: 'A workshop.',
  systemPrompt: '',
  postHistoryInstructions: 'Short sentences.',
  firstMessage: 'Hello.',
  alternateGreetings: [],
  groupGreetings: [],
  examples: ['Bo: Hi.\nAda: Mind the spring.', 'Bo: Bye.\nAda: Wind it daily.'],
  lore: [],
  tags: [],
  creator: '',
  creatorNotes: 'never shown to a model',
  talkativeness: 0.5,
  topics: { loves: [], avoids: [] },
  relationships: [],
  voice: undefined,
  colour: '#123456',
  portrait: undefined,
};

export const estimateTokens = (messages: readonly ModelMessage[]) =>
  messages.reduce((sum, { content }) => sum + Math.ceil(content.length / 4) + 4, 0);

let counter = 0;
/** A line of a talk; each later than the one before. */
export function line(authorName: string, text: string, more: Partial<TranscriptEntry> = {}): TranscriptEntry {
  counter += 1;
  return {
    messageId: String(counter),
    place: { host: 'discord', channelId: '5', kind: 'text' },
    authorId: authorName,
    authorName,
    kind: 'person',
    text,
    at: counter,
    attachments: [],
    ...more,
  };
}

/** The prompt of a character whom a person greets, where nothing else is said. */
export function compose(change: Partial<PromptNeeds> = {}) {
  return composePrompt({
    character: ada,
    talk: [line('Bo', 'Hello Ada')],
    sections: [],
    castNames: ['Ada', 'Finn'],
    budgetTokens: 8_000,
    addedPercent: 50,
    estimateTokens,
    steady: createSteadiness(),
    expand: (text) => text.replaceAll('{{user}}', 'Bo'),
    ...change,
  });
}

export const all = (messages: ModelMessage[]) => messages.map(({ content }) => content).join('\n');
