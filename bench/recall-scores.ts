import type { ChatQuestion } from './recall-data.ts';

/** How well the lines that answer questions were found, in percent. */
export interface Scores {
  questions: number;
  recall5: number;
  recall10: number;
  recall20: number;
  ndcg10: number;
}

/** A question with the ids that were found, best first. */
export interface Answered {
  question: ChatQuestion;
  ranking: readonly string[];
}

/** The categories of LoCoMo. */
export const categories: Readonly<Record<number, string>> = {
  1: 'multi-hop',
  2: 'temporal',
  3: 'open-domain',
  4: 'single-hop',
  5: 'adversarial',
};

/** Scores of all questions that have evidence, and of each category; undefined where no question has any. */
export function scoresOf(
  answered: readonly Answered[],
): { all: Scores; byCategory: Record<string, Scores> } | undefined {
  const scored = answered.filter(({ question }) => question.evidence.length > 0);
  if (scored.length === 0) return undefined;
  const groups = Map.groupBy(scored, ({ question }) => categories[question.category ?? 0] ?? 'other');
  const byCategory = Object.fromEntries(
    [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, group]) => [name, mean(group)]),
  );
  return { all: mean(scored), byCategory };
}

function mean(group: readonly Answered[]): Scores {
  const average = (score: (answered: Answered) => number) =>
    (100 * group.reduce((sum, each) => sum + score(each), 0)) / group.length;
  return {
    questions: group.length,
    recall5: average((each) => recallAt(each, 5)),
    recall10: average((each) => recallAt(each, 10)),
    recall20: average((each) => recallAt(each, 20)),
    ndcg10: average((each) => ndcgAt(each, 10)),
  };
}

/** Which share of the evidence is among the first so many. */
export function recallAt({ question, ranking }: Answered, most: number): number {
  const first = new Set(ranking.slice(0, most));
  return question.evidence.filter((id) => first.has(id)).length / question.evidence.length;
}

/** How far up the evidence is among the first so many. */
export function ndcgAt({ question, ranking }: Answered, most: number): number {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const wanted = new Set(question.evidence);
  let gained = 0;
  ranking.slice(0, most).forEach((id, place) => {
    if (wanted.has(id)) gained += gain(place);
  });
  let best = 0;
  for (let place = 0; place < Math.min(most, wanted.size); place += 1) best += gain(place);
  return gained / best;
}
