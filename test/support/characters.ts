import type { Character } from '../../src/core/character.ts';
import type { Message, Place } from '../../src/core/message.ts';
import type { Cast } from '../../src/core/ports/cast.ts';

/** A character with nothing but what is given. */
export function bareCharacter(given: Partial<Character> & { id: string }): Character {
  return {
    name: given.id,
    displayName: given.name ?? given.id,
    aliases: [],
    description: '',
    personality: '',
    scenario: '',
    systemPrompt: '',
    postHistoryInstructions: '',
    firstMessage: '',
    alternateGreetings: [],
    groupGreetings: [],
    examples: [],
    lore: [],
    tags: [],
    creator: '',
    creatorNotes: '',
    talkativeness: 0.5,
    topics: { loves: [], avoids: [] },
    relationships: [],
    voice: undefined,
    colour: '#336699',
    portrait: undefined,
    ...given,
  };
}

/** Ada, who keeps bees, or a character of whom only the interesting part need be said. */
export function aCharacter(changes: Partial<Character> = {}): Character {
  return bareCharacter({
    id: 'ada',
    name: 'Ada Quill',
    displayName: 'Ada',
    description: '{{char}} keeps bees on the roof. She counts them every evening.',
    personality: 'Patient.',
    firstMessage: 'Hello, {{user}}.',
    ...changes,
  });
}

/** A cast that is everywhere, the first one leading. */
export function aCast(characters: readonly Character[]): Cast {
  return {
    all: () => characters,
    knownIn: () => characters,
    get: (id) => characters.find((character) => character.id === id),
    presentIn: async () => [...characters],
  };
}

export function aPlace(changes: Partial<Place> = {}): Place {
  return { host: 'discord', guildId: 'g', channelId: 'tavern', kind: 'text', name: 'tavern', ...changes };
}

export function aMessage(text: string, changes: Partial<Message> = {}): Message {
  return {
    id: 'm1',
    place: aPlace(),
    author: { id: 'alice', name: 'Alice', kind: 'person' },
    text,
    at: Date.UTC(2026, 10, 22, 21, 40),
    attachments: [],
    mentions: [],
    mentionsSelf: false,
    ...changes,
  };
}
