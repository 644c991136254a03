import type { Character } from '../../core/character.ts';
import type { FinishedTurn } from '../../core/feature.ts';

/** What characters were told for what they said lately, so that nothing of it counts as something they made known. */
export interface OwnTold {
  note(turn: FinishedTurn): void;
  /** For a line of this character; undefined where it is not known: then nothing is learned from the line. */
  of(characterId: string, messageId: string): readonly string[] | undefined;
}

const mostKept = 200;

export function createOwnTold(): OwnTold {
  const kept = new Map<string, { characterId: string; texts: readonly string[] }>();
  return {
    note({ character, messageIds, told }) {
      const texts = [...cardTexts(character), ...told.map(({ text }) => text)];
      for (const id of messageIds) kept.set(id, { characterId: character.id, texts });
      for (const id of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(id);
    },
    of(characterId, messageId) {
      const one = kept.get(messageId);
      return one?.characterId === characterId ? one.texts : undefined;
    },
  };
}

/** Everything that a card says of a character. */
export function cardTexts(character: Character): string[] {
  const { description, personality, scenario, systemPrompt, postHistoryInstructions, depthPrompt } =
    character;
  const { firstMessage, alternateGreetings, groupGreetings, examples, lore, topics, relationships } =
    character;
  return [
    ...[description, personality, scenario, systemPrompt, postHistoryInstructions, depthPrompt?.text ?? ''],
    ...[firstMessage, ...alternateGreetings, ...groupGreetings, ...examples],
    ...lore.map(({ content }) => content),
    [...topics.loves, ...topics.avoids].join(', '),
    ...relationships.map(({ kind, feeling }) => `${kind}: ${feeling}`),
  ].filter((text) => text.trim() !== '');
}
