import type { FinishedTurn } from '../../core/feature.ts';
import { laneOf } from '../../core/message.ts';
import { acquaintances } from './acquaintances.ts';
import type { MemorySettings } from './config.ts';
import { extractInBackground } from './extract/index.ts';
import { asSaid, type LearningNeeds, openLines, textsOf } from './learning.ts';
import type { OwnTold } from './own-told.ts';
import { learnsIn } from './scope.ts';
import type { Learned } from './writing.ts';

export interface OwnLearningNeeds extends LearningNeeds {
  ownTold: OwnTold;
  settings: Pick<MemorySettings, 'ownFacts'>;
}

const contextLines = 8;

/** Learns what a character has just said of itself, from that answer alone. */
export async function learnOwnWords(needs: OwnLearningNeeds, turn: FinishedTurn): Promise<Learned[]> {
  const { writing, transcript, lanes, consents, cast, ownTold, timeZone, signal } = needs;
  const { message, character, messageIds, told } = turn;
  const { place } = message;
  if (needs.settings.ownFacts === 0 || !(await learnsIn(lanes, place))) return [];
  ownTold.note(turn);
  const listener = await lanes.listener(place, character.id);
  const last = messageIds.at(-1);
  if (listener === undefined || last === undefined) return [];
  const lines = await transcript.upTo(last, contextLines + messageIds.length);
  const answer = new Set(lines.filter(isOwn).map(({ messageId }) => messageId));
  if (answer.size === 0) return [];
  const learned = await writing.write({ place, listener, lines, told }, async () => {
    const { open, isConfined } = await openLines({ consents }, lines);
    const own = (id: string) => (answer.has(id) ? ownTold.of(character.id, id) : undefined);
    const said = open.map(asSaid);
    const people = await acquaintances({ cast, transcript }, place, textsOf(said));
    const drafts = await extractInBackground(said, people, { timeZone, own, signal });
    const unknown: typeof open = [];
    return {
      unknown,
      drafts: drafts.filter(({ sources }) => sources.some((id) => answer.has(id))),
      isConfined,
    };
  });
  return [learned];

  function isOwn(line: (typeof lines)[number]): boolean {
    const isHere = laneOf(line.place) === laneOf(place) && line.characterId === character.id;
    return isHere && messageIds.includes(line.messageId);
  }
}
