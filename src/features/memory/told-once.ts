import { laneOf } from '../../core/message.ts';
import type { DigestsTold } from '../../core/ports/digests.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { type Fact, hasEnd } from './fact.ts';
import { isSame } from './reconcile.ts';
import type { Memory } from './telling.ts';
import { promptLine } from './texts.ts';

/** Without lines that stand word for word in what is told in short; nothing where the line that was found does. */
export function beyondExcerpts(memory: Memory, { texts }: DigestsTold): Memory[] {
  if (memory.kind !== 'line') return [memory];
  const isToldBy = ({ text }: PlacedEntry) => {
    const words = promptLine(text).slice(0, comparedCharacters);
    return words.length >= fewestCompared && texts.some((told) => told.includes(`“${words}`));
  };
  const lines = memory.lines.filter((line) => !isToldBy(line));
  return lines.at(-1) === memory.lines.at(-1) ? [{ ...memory, lines }] : [];
}

/** Excerpts are cut at some 180 characters, and short words are said by many. */
const comparedCharacters = 150;
const fewestCompared = 12;

/** They are long, and what was said is nearer to the point. */
const mostDigests = 2;

/**
 * No line and no fact is told twice, also not a fact that another character remembers as well; and of a stretch of talk either
 * lines are told or what sums them up, whichever fits better. `known` is told in any case.
 */
export function withoutRepetition(memories: readonly Memory[], known: readonly Fact[]): Memory[] {
  const told = new Set<string>();
  const said = [...known];
  const stretches: Stretch[] = [];
  return memories.flatMap((memory): Memory[] => {
    if (memory.kind === 'fact') {
      if (said.some((fact) => isOneFact(fact, memory.fact))) return [];
      said.push(memory.fact);
      return [memory];
    }
    const stretch = stretchOf(memory);
    const isToldOtherwise = (other: Stretch) => (stretch.isDigest || other.isDigest) && meet(stretch, other);
    if (stretches.some(isToldOtherwise)) return [];
    if (memory.kind === 'digest') {
      if (stretches.filter(({ isDigest }) => isDigest).length === mostDigests) return [];
      stretches.push(stretch);
      return [memory];
    }
    const lines = memory.lines.filter(({ messageId }) => !told.has(messageId));
    if (lines.at(-1) !== memory.lines.at(-1)) return [];
    for (const { messageId } of lines) told.add(messageId);
    stretches.push(stretch);
    return [{ ...memory, lines }];
  });
}

/** The same, said by the same one, whoever remembers it. */
function isOneFact(one: Fact, other: Fact): boolean {
  return isSame(one, other) && one.saidBy.id === other.saidBy.id && hasEnd(one) === hasEnd(other);
}

/** Where in a talk a memory comes from, by positions: after the first, up to and with the second. */
interface Stretch {
  lane: string;
  after: number;
  to: number;
  isDigest: boolean;
}

function stretchOf(memory: Exclude<Memory, { kind: 'fact' }>): Stretch {
  if (memory.kind === 'digest') return { ...memory.digest, isDigest: true };
  const line = memory.lines.at(-1);
  const to = line?.position ?? 0;
  return { lane: line === undefined ? '' : laneOf(line.place), after: to - 1, to, isDigest: false };
}

function meet(one: Stretch, other: Stretch): boolean {
  return one.lane === other.lane && one.after < other.to && other.after < one.to;
}
