import { extractFacts, readLearned, type SaidLine } from '../src/features/memory/extract/index.ts';
import { keysFor } from '../src/features/memory/extract/request.ts';
import type { FactDraft } from '../src/features/memory/fact.ts';
import { characters, type Line, people, trafficOf } from '../test/fixtures/said/index.ts';
import { auditedJunk, storedOfJunk } from './facts-audit.ts';
import {
  type Judgement,
  judge,
  precisionOf,
  recallOf,
  saidLines,
  wrongSpeakerRateOf,
} from './facts-judge.ts';
import { scriptedModel } from './facts-model.ts';
import { machine } from './machine.ts';
import { rounded } from './statistics.ts';

/** What the two ways of reading are to reach; `junkStored` is of the patterns that an audit found in other memories. */
export const factGoals = {
  precision: 0.95,
  wrongSpeakerRate: 0.01,
  patternRecall: 0.6,
  modelRecall: 0.9,
  junkStored: 0,
} as const;

/** Everybody of the made talks, as learning knows them. */
export const acquaintances = [
  ...people.map(({ id, name }) => ({ id, name, kind: 'person' as const })),
  ...characters.map(({ id, name }) => ({ id, name, kind: 'character' as const })),
];

const batchLines = 20;

/** Reads a made talk by patterns, and with a scripted model in batches, and judges both. */
export function readTraffic(seed: string, turns: number) {
  const { lines, truth } = trafficOf(seed, turns);
  const said = saidLines(lines);
  const own = ownOf(lines);
  const byPatterns = extractFacts(said, acquaintances, { own });
  const byModel: FactDraft[] = [];
  const refused: Record<string, number> = {};
  for (let start = 0; start < said.length; start += batchLines) {
    const learned = readBatch(said, start, truth, seed, own);
    byModel.push(...learned.drafts);
    for (const { reason } of learned.refused) refused[reason] = (refused[reason] ?? 0) + 1;
  }
  return { patterns: judge(byPatterns, truth), model: judge(byModel, truth), refused, lines };
}

/** What characters were told for what they said. */
function ownOf(lines: readonly Line[]): (messageId: string) => readonly string[] | undefined {
  const told = new Map(lines.map((line) => [line.messageId, line.told]));
  return (messageId) => told.get(messageId);
}

/** A batch comes with some lines before it, which are answered or named in it; only its own are read. */
function readBatch(
  said: readonly SaidLine[],
  start: number,
  truth: Parameters<typeof judge>[1],
  seed: string,
  own: ReturnType<typeof ownOf>,
) {
  const window = said.slice(Math.max(0, start - batchLines), start + batchLines);
  const fresh = new Set(said.slice(start, start + batchLines).map(({ messageId }) => messageId));
  const { keyOf } = keysFor(window, acquaintances, own);
  const told = truth.filter(({ messageId }) => fresh.has(messageId));
  const answer = scriptedModel(window, told, keyOf, `${seed} ${start}`);
  const { drafts, refused } = readLearned(answer, window, acquaintances, { own });
  return { drafts: drafts.filter(({ sources }) => fresh.has(sources[0] ?? '')), refused };
}

interface FactsOptions {
  json: boolean;
  quick: boolean;
  scale?: boolean | undefined;
}

/** `npm run bench -- facts`: what is read of made talks, beside what was told in them. */
export async function benchFacts({ json, quick, scale }: FactsOptions): Promise<void> {
  if (scale) return await (await import('./facts-scale.ts')).benchFactsScale({ json, quick });
  const turns = 500;
  const seeds = quick ? ['a'] : ['a', 'b', 'c', 'd', 'e'];
  const reads = seeds.map((seed) => readTraffic(seed, turns));
  const summary = {
    patterns: figuresOf(reads.map(({ patterns }) => patterns)),
    model: figuresOf(reads.map(({ model }) => model)),
    refused: summed(reads.map(({ refused }) => refused)),
    junkLines: auditedJunk().length,
    junkStored: storedOfJunk(),
  };
  const reached = reaches(summary);
  if (!reached) process.exitCode = 1;
  const about = { turns, talks: seeds.length, goals: factGoals, reached };
  if (json) console.log(JSON.stringify({ ...summary, ...about, node: process.version, machine: machine() }));
  else console.log(`${tell(summary)}\n\n${machine()}`);
}

interface Figures {
  told: number;
  drafts: number;
  precision: number;
  recall: number;
  wrongSpeakerRate: number;
  junk: number;
  beyond: number;
  recallByKind: Record<string, number>;
}

function figuresOf(all: readonly Judgement[]): Figures {
  const mean = (of: (judgement: Judgement) => number) =>
    Number((all.reduce((sum, each) => sum + of(each), 0) / all.length).toFixed(3));
  const total = (of: (judgement: Judgement) => number) => all.reduce((sum, each) => sum + of(each), 0);
  const kinds = [...new Set(all.flatMap(({ byKind }) => Object.keys(byKind)))].sort();
  return {
    told: total(({ truths }) => truths),
    drafts: total(({ drafts }) => drafts),
    precision: mean(precisionOf),
    recall: mean(recallOf),
    wrongSpeakerRate: mean(wrongSpeakerRateOf),
    junk: total(({ junk }) => junk.length),
    beyond: total(({ beyond }) => beyond.length),
    recallByKind: Object.fromEntries(
      kinds.map((kind) => [
        kind,
        rounded(
          total(({ byKind }) => byKind[kind]?.found ?? 0) / total(({ byKind }) => byKind[kind]?.told ?? 0),
        ),
      ]),
    ),
  };
}

function summed(all: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const one of all) for (const [key, count] of Object.entries(one)) sums[key] = (sums[key] ?? 0) + count;
  return sums;
}

interface Summary {
  patterns: Figures;
  model: Figures;
  refused: Record<string, number>;
  junkLines: number;
  junkStored: number;
}

function reaches({ patterns, model, junkStored }: Summary): boolean {
  const both = [patterns, model].every(
    ({ precision, wrongSpeakerRate }) =>
      precision >= factGoals.precision && wrongSpeakerRate < factGoals.wrongSpeakerRate,
  );
  return (
    both &&
    patterns.recall >= factGoals.patternRecall &&
    model.recall >= factGoals.modelRecall &&
    junkStored === factGoals.junkStored
  );
}

function tell({ patterns, model, refused, junkLines, junkStored }: Summary): string {
  const row = (title: string, of: (figures: Figures) => number | string) =>
    `${title.padEnd(38)} ${String(of(patterns)).padStart(9)} ${String(of(model)).padStart(9)}`;
  const kinds = Object.keys(patterns.recallByKind);
  return [
    `${''.padEnd(38)} ${'patterns'.padStart(9)} ${'model'.padStart(9)}`,
    row('told', ({ told }) => told),
    row('read', ({ drafts }) => drafts),
    row('precision', ({ precision }) => precision),
    row('recall', ({ recall }) => recall),
    row('about the wrong person', ({ wrongSpeakerRate }) => wrongSpeakerRate),
    row('of lines without facts', ({ junk }) => junk),
    row('beyond the list', ({ beyond }) => beyond),
    ...kinds.map((kind) => row(`  recall of ${kind}`, ({ recallByKind }) => recallByKind[kind] ?? '')),
    '',
    `Claims of the model refused: ${Object.entries(refused)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', ')}`,
    `Stored of ${junkLines} lines of junk as an audit found it: ${junkStored}`,
  ].join('\n');
}
