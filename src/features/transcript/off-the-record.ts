import { laneOf } from '../../core/message.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import type { KeptTranscript, TranscriptStore } from './store.ts';

/** Lines off the record that are remembered of one channel. */
const mostLines = 30;
const mostChannels = 500;

/** The transcript together with lines that nobody may keep: they are in memory, a few of each channel, and never elsewhere. */
export function withOffTheRecord(kept: KeptTranscript): TranscriptStore {
  const lanes = new Map<string, TranscriptEntry[]>();
  const all = () => [...lanes.values()].flat();

  /** Puts lines among those of their channel, which is then the last to be forgotten. */
  function remember(lane: string, lines: readonly TranscriptEntry[]): void {
    lanes.delete(lane);
    if (lines.length > 0) lanes.set(lane, lines.slice(-mostLines));
    if (lanes.size > mostChannels) lanes.delete(lanes.keys().next().value ?? lane);
  }

  return {
    ...kept,
    overhear(entry) {
      const lane = laneOf(entry.place);
      const others = (lanes.get(lane) ?? []).filter(({ messageId }) => messageId !== entry.messageId);
      remember(lane, [...others, { ...entry, offTheRecord: 'heard' }]);
    },
    async revise(transaction, messageId, text, at, mentions) {
      for (const entry of all()) {
        if (entry.messageId === messageId) Object.assign(entry, { text, editedAt: at });
      }
      await kept.revise(transaction, messageId, text, at, mentions);
    },
    async retract(transaction, messageIds) {
      for (const [lane, lines] of lanes) {
        const left = lines.filter(({ messageId }) => !messageIds.includes(messageId));
        if (left.length < lines.length) remember(lane, left);
      }
      return kept.retract(transaction, messageIds);
    },
    async recent(place, limit) {
      const lines = await kept.recent(place, limit);
      const heard = lanes.get(laneOf(place)) ?? [];
      if (heard.length === 0) return lines;
      return [...lines, ...heard].sort((a, b) => a.at - b.at).slice(-limit);
    },
    async find(messageId) {
      return all().find((entry) => entry.messageId === messageId) ?? (await kept.find(messageId));
    },
    async lastAnswer(place, personId, since) {
      const answers = (lanes.get(laneOf(place)) ?? []).filter(
        ({ kind, at, wordsOf }) => kind === 'character' && at >= since && wordsOf?.[0] === personId,
      );
      const heard = answers.at(-1);
      const said = await kept.lastAnswer(place, personId, since);
      return heard !== undefined && (said === undefined || heard.at >= said.at) ? heard : said;
    },
  };
}
