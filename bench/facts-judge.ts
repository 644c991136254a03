import type { FactDraft } from '../src/features/memory/fact.ts';
import { fold } from '../src/lib/fold.ts';
import { characters, type Line, type Truth } from '../test/fixtures/said/index.ts';

/** How drafts stand beside what was really told. */
export interface Judgement {
  drafts: number;
  /** Drafts that say what their line tells, about the right one. */
  right: number;
  /** Drafts from lines that tell something, about the right one, that are in nobody's list: true, or not, by hand. */
  beyond: FactDraft[];
  /** Drafts from lines that tell nothing. */
  junk: FactDraft[];
  /** Drafts about somebody whom their line tells nothing of. */
  wrongSpeaker: FactDraft[];
  /** Drafts that say that something holds which was told to be over, or the other way round. */
  wrongTime: FactDraft[];
  truths: number;
  missed: Truth[];
  /** Found and told, by kind. */
  byKind: Record<string, { told: number; found: number }>;
}

/** Compares what an extractor read in a talk with what was told there: strict about whom, lenient about the kind. */
export function judge(drafts: readonly FactDraft[], truth: readonly Truth[]): Judgement {
  const byLine = Map.groupBy(truth, ({ messageId }) => messageId);
  const found = new Set<Truth>();
  const verdict: Judgement = {
    drafts: drafts.length,
    right: 0,
    beyond: [],
    junk: [],
    wrongSpeaker: [],
    wrongTime: [],
    truths: truth.length,
    missed: [],
    byKind: {},
  };
  for (const draft of drafts) {
    const told = byLine.get(draft.sources[0] ?? '') ?? [];
    const about = told.filter((each) => isAbout(draft, each));
    const says = about.filter((each) => holds(draft, each.what));
    const right = says.filter(({ ended }) => (ended === true) === (draft.ends === true));
    for (const each of right) found.add(each);
    if (right.length > 0) verdict.right += 1;
    else if (told.length === 0) verdict.junk.push(draft);
    else if (about.length === 0) verdict.wrongSpeaker.push(draft);
    else if (says.length > 0) verdict.wrongTime.push(draft);
    else verdict.beyond.push(draft);
  }
  for (const each of truth) {
    const kind = sortOf(each);
    const count = verdict.byKind[kind] ?? { told: 0, found: 0 };
    verdict.byKind[kind] = count;
    count.told += 1;
    if (found.has(each)) count.found += 1;
    else verdict.missed.push(each);
  }
  return verdict;
}

/** What people say of people goes by its kind; places, and what characters say of themselves, stand for themselves. */
function sortOf({ about, of, kind }: Truth): string {
  if (of !== undefined) return 'places';
  return characters.some(({ id }) => id === about) ? 'characters of themselves' : kind;
}

/** Of everything that is certain to be right or wrong, the share that is right. */
export function precisionOf({ right, junk, wrongSpeaker, wrongTime }: Judgement): number {
  const all = right + junk.length + wrongSpeaker.length + wrongTime.length;
  return all === 0 ? 1 : right / all;
}

/** The share of all drafts that are about somebody else than was told of. */
export function wrongSpeakerRateOf({ drafts, wrongSpeaker }: Judgement): number {
  return drafts === 0 ? 0 : wrongSpeaker.length / drafts;
}

/** The share of what was told that was found. */
export function recallOf({ truths, missed }: Judgement): number {
  return truths === 0 ? 1 : (truths - missed.length) / truths;
}

/** What is told of somebody's dog or sister may be about either; never about anybody else. */
function isAbout({ about }: FactDraft, truth: Truth): boolean {
  if (truth.of !== undefined) return about.length === 1 && isPlace(about[0]?.id, truth.of);
  const people = about.filter(({ id }) => !id.startsWith('thing:'));
  if (truth.through !== undefined) return people.every(({ id }) => id === truth.about);
  return people.some(({ id }) => id === truth.about) && (people.length === 1 || truth.kind === 'relation');
}

/** A place is the same with and without its article. */
function isPlace(id = '', name: string): boolean {
  const [, called] = /^place:(.+)$/.exec(id) ?? [];
  return called !== undefined && ` ${plain(name)}`.endsWith(` ${plain(called)}`);
}

function holds({ statement, value }: FactDraft, what: string): boolean {
  const said = ` ${plain(statement)} ${plain(value)} `;
  return (
    said.includes(` ${plain(what)} `) ||
    plain(what)
      .split(' ')
      .every((word) => said.includes(` ${word} `))
  );
}

function plain(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The lines of a made talk as learning reads them. */
export function saidLines(lines: readonly Line[]) {
  const authors = new Map(lines.map(({ messageId, authorId }) => [messageId, authorId]));
  return lines.map(({ messageId, authorId, authorName, kind, text, at, replyTo, mentions }) => ({
    messageId,
    author: { id: authorId, name: authorName, kind },
    text,
    at,
    mentions,
    ...(replyTo !== undefined && { replyTo: { messageId: replyTo, authorId: authors.get(replyTo) } }),
  }));
}
