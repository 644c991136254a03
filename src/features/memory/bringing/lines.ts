import type { Consents } from '../../../core/consent.ts';
import { homeOf, laneOf } from '../../../core/message.ts';
import type { LineIntake } from '../../../core/ports/line-intake.ts';
import type { Recall } from '../../../core/ports/recall.ts';
import { whoseWords } from '../../../core/whose-words.ts';
import type { MemorySettings } from '../config.ts';
import type { LaneStore } from '../lane-store.ts';
import { openLines } from '../learning.ts';
import { lineAsPassage } from '../passages.ts';

export interface LineIntakeNeeds {
  lanes: LaneStore;
  recall: Recall;
  consents: Consents;
  settings: Pick<MemorySettings, 'enabled'>;
}

/** Makes lines from files findable by the rules of all lines, but for the time since when is learned. */
export function createLineIntake({ lanes, recall, consents, settings }: LineIntakeNeeds): LineIntake {
  return {
    async findable(place, lines) {
      const { learnsSince } = await lanes.rules(homeOf(place));
      if (!settings.enabled || learnsSince === undefined)
        return { isLearning: false, ids: new Set(), shelve: async () => {} };
      const kept = new Set<string>();
      for (let begin = 0; begin < lines.length; begin += atOnce) {
        const some = lines.slice(begin, begin + atOnce).map(({ messageId }) => messageId);
        for (const id of await lanes.keptAmong(some)) kept.add(id);
      }
      const unknown = lines.filter(({ messageId }) => !kept.has(messageId));
      const { open, isConfined } = await openLines({ consents }, unknown);
      const ids = new Set(open.map(({ messageId }) => messageId));
      return {
        isLearning: true,
        ids,
        async shelve(transaction, given, { characterIds, isToLearn }) {
          const some = given.filter(({ messageId }) => ids.has(messageId));
          if (some.length === 0) return;
          // What went and comes in once more has its own turn.
          await lanes.settleRevised(
            some.map(({ messageId }) => messageId),
            transaction,
          );
          // Whoever comes into this talk by a file has yet to go through what was said since then.
          for (const id of characterIds) await lanes.begin(transaction, place, id, learnsSince);
          await recall.shelve(
            transaction,
            some.map((line) => lineAsPassage(line, whoseWords(line).some(isConfined))),
          );
          await lanes.keep(
            transaction,
            some.map(({ messageId, authorId, at }) => {
              return { messageId, authorId, at, lane: laneOf(place), isBrought: isToLearn(messageId) };
            }),
          );
        },
      };
    },
  };
}

const atOnce = 500;
