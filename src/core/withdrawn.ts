import { withoutWords } from './heed.ts';
import type { Person } from './keeping.ts';
import type { Clock } from './ports/clock.ts';
import type { Answer } from './receipt.ts';

/** Words that were taken back: messages that were deleted, or everything of a person. */
export interface WithdrawnWords {
  people: readonly Person[];
  /** Left out where everything of them goes. */
  messageIds?: readonly string[] | undefined;
}

/** What a turn was told, and when it was read. */
export interface ToldWords {
  host: string;
  at: number;
  /** Messages of the talk. */
  lines: readonly { messageId: string; people: readonly string[] }[];
  /** People whose words stand in what slices added: from which messages is not known. */
  people: readonly string[];
}

/** What was taken back lately, so that nothing that is just being made with it brings it back. */
export interface Withdrawn {
  /** To be called before it is taken out, so that nobody writes it down in between. */
  note(words: WithdrawnWords): void;
  /** Whether something of what a turn was told was taken back since. */
  touches(told: ToldWords): boolean;
  /** An answer as it may be kept: without the texts of its prompt, where words of somebody in it were taken back since. */
  cleaned(host: string, answer: Answer): Answer;
}

interface Note {
  at: number;
  host: string;
  people: ReadonlySet<string>;
  messageIds: ReadonlySet<string> | undefined;
}

/** A turn is over and said long before. */
const knownForMs = 3_600_000;

export function createWithdrawn(clock: Clock): Withdrawn {
  let notes: Note[] = [];

  const since = (host: string, at: number) => notes.filter((note) => note.host === host && note.at >= at);

  return {
    note({ people, messageIds }) {
      const at = clock.now();
      const ids = messageIds && new Set(messageIds);
      notes = notes.filter((note) => at - note.at < knownForMs);
      for (const [host, some] of Map.groupBy(people, (person) => person.host))
        notes.push({ at, host, people: new Set(some.map(({ id }) => id)), messageIds: ids });
    },
    touches({ host, at, lines, people }) {
      return since(host, at).some(
        (note) =>
          people.some((id) => note.people.has(id)) ||
          lines.some((line) =>
            note.messageIds === undefined
              ? line.people.some((id) => note.people.has(id))
              : note.messageIds.has(line.messageId),
          ),
      );
    },
    cleaned(host, answer) {
      const { wordsOf = [], toldAt } = answer;
      if (toldAt === undefined) return answer;
      const isHeld = since(host, toldAt).some((note) => wordsOf.some((id) => note.people.has(id)));
      return isHeld ? withoutPrompt(answer) : answer;
    },
  };
}

/** What an answer took, without a word of what was told for it. */
export function withoutPrompt({ grounds: _, wordsOf: __, saidFrom: ___, ...answer }: Answer): Answer {
  return { ...answer, prompt: withoutWords(answer.prompt) };
}
