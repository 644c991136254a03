import { homeOf, laneOf, type Place } from '../../src/core/message.ts';
import type { PlacedEntry, TranscriptEntry } from '../../src/core/ports/transcript.ts';
import { aPlace } from './characters.ts';

const begun = Date.UTC(2026, 10, 2, 8);

/** What was said, kept in a list: for slices that read along, without the slice that keeps it for real. */
export function aTranscript() {
  const all: PlacedEntry[] = [];
  const inLane = (place: Place) => all.filter((line) => laneOf(line.place) === laneOf(place));
  const add = (entry: TranscriptEntry) => {
    const line = { ...entry, position: entry.at * 1_000 + (all.length % 1_000) };
    all.push(line);
    all.sort((a, b) => a.position - b.position);
    return line;
  };
  return {
    all,
    /** Somebody says something, a minute after what was said before. */
    say: (text: string, change: Partial<PlacedEntry> = {}): PlacedEntry =>
      add({
        ...{ messageId: `m${all.length}`, place: aPlace(), authorId: 'bo', authorName: 'Bo', kind: 'person' },
        ...{ text, at: begun + all.length * 60_000, attachments: [] },
        ...change,
      }),
    async append(_: unknown, entries: readonly TranscriptEntry[]): Promise<void> {
      for (const entry of entries)
        if (!all.some(({ messageId }) => messageId === entry.messageId)) add(entry);
    },
    forget(...ids: string[]): void {
      for (const id of ids) {
        const index = all.findIndex(({ messageId }) => messageId === id);
        if (index >= 0) all.splice(index, 1);
      }
    },
    after: async (place: Place, position: number, limit: number) =>
      inLane(place)
        .filter((line) => line.position > position)
        .slice(0, limit),
    async upTo(id: string, limit: number) {
      const last = all.find(({ messageId }) => messageId === id);
      if (last === undefined) return [];
      return inLane(last.place)
        .filter(({ position }) => position <= last.position)
        .slice(-limit);
    },
    async calledIn(place: Place) {
      const home = homeOf(place);
      const spoken = all.filter((line) => line.kind === 'person' && homeOf(line.place) === home).toReversed();
      return [...Map.groupBy(spoken, ({ authorId }) => authorId)].map(([id, lines]) => {
        const [name = '', ...formerNames] = [...new Set(lines.map(({ authorName }) => authorName))];
        return { id, name, formerNames };
      });
    },
    lastAnswer: async (place: Place, personId: string, since: number) =>
      inLane(place).findLast(
        ({ kind, at, wordsOf }) => kind === 'character' && at >= since && wordsOf?.[0] === personId,
      ),
    recent: async (place: Place, limit: number) => inLane(place).slice(-limit),
    find: async (id: string) => all.find(({ messageId }) => messageId === id),
    count: async (place: Place) => inLane(place).length,
    findArchived: async () => undefined,
    archived: async () => [],
    forgetArchived: async () => 0,
  };
}
