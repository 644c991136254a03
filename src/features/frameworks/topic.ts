import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import { fold } from '../../lib/fold.ts';
import { remember } from '../../lib/remember.ts';
import { spokenPart } from '../../lib/words.ts';
import { type Topic, topics } from './framework.ts';
import { topicWords } from './topic-words.ts';

type Scores = Record<Topic, number>;

/** What the talk is about, and how surely. 1 is one clear word in the newest message. */
export interface TopicFound {
  topic: Topic;
  score: number;
}

const messagesLooked = 12;
const charactersLooked = 2_000;
/** Of what was said before, so much counts still with each further message. */
const keptShare = 0.7;
/** After such a pause a new talk begins. */
const pauseMs = 30 * 60_000;
/** A topic begins here, ends here, and gives way to one that is ahead by so much. */
const beginsAt = 1;
const endsAt = 0.35;
const ahead = 0.5;
const mostPerMessage = 2;
/** In words, the longest first. */
const phraseLengths = [5, 4, 3, 2, 1];

/**
 * What people in this talk speak about. It follows the messages one after another: a topic stays until it has faded
 * or another is clearly ahead, so that a single word changes nothing back and forth. The same talk gives the same answer.
 */
export function topicOf(
  talk: readonly Pick<TranscriptEntry, 'kind' | 'text' | 'at'>[],
): TopicFound | undefined {
  const said = talk.filter(({ kind }) => kind === 'person' || kind === 'proxied').slice(-messagesLooked);
  let scores = noScores();
  let topic: Topic | undefined;
  let before = said[0]?.at ?? 0;
  for (const { text, at } of said) {
    const kept = at - before > pauseMs ? 0 : keptShare;
    scores = added(scores, kept, knownScores(text));
    topic = nextTopic(kept === 0 ? undefined : topic, scores);
    before = at;
  }
  return topic && { topic, score: scores[topic] };
}

function nextTopic(current: Topic | undefined, scores: Scores): Topic | undefined {
  const best = topics.reduce((most, one) => (scores[one] > scores[most] ? one : most));
  if (current === undefined) return scores[best] >= beginsAt ? best : undefined;
  const overtakes = scores[best] >= beginsAt && scores[best] >= scores[current] + ahead;
  if (overtakes) return best;
  return scores[current] >= endsAt ? current : undefined;
}

function noScores(): Scores {
  return { support: 0, creative: 0, analytical: 0, playful: 0, debate: 0 };
}

function added(before: Scores, keptOfIt: number, now: Scores): Scores {
  const sum = noScores();
  for (const topic of topics) sum[topic] = before[topic] * keptOfIt + now[topic];
  return sum;
}

/** The same messages are looked at turn after turn. */
const knownScores = remember(1_000, (text) => scoresOf(text));

/** What one message says of each topic. What it merely quotes counts for nothing; a block of code is analytical. */
export function scoresOf(text: string): Scores {
  const looked = text.slice(0, charactersLooked);
  const scores = noScores();
  if (looked.includes('```')) scores.analytical += 1;
  const plain = fold(spokenPart(looked));
  const { phrases, beginnings, longest, pieces } = lexicon();
  const count = (marks: readonly Mark[]) => {
    for (const { topic, weight } of marks) scores[topic] = Math.min(mostPerMessage, scores[topic] + weight);
  };
  const words = plain.match(/[\p{L}\p{M}\p{N}']+/gu) ?? [];
  for (let at = 0; at < words.length; ) {
    const length = phraseLengths.find((size) => phrases.has(words.slice(at, at + size).join(' '))) ?? 0;
    if (length > 0) count(phrases.get(words.slice(at, at + length).join(' ')) ?? []);
    else count(beginningOf(words[at] ?? '', beginnings, longest));
    at += Math.max(1, length);
  }
  if (spaceless.test(plain)) for (const [piece, marks] of pieces) if (plain.includes(piece)) count(marks);
  return scores;
}

function beginningOf(
  word: string,
  beginnings: ReadonlyMap<string, readonly Mark[]>,
  longest: number,
): readonly Mark[] {
  for (let size = Math.min(word.length, longest); size > 2; size -= 1) {
    const marks = beginnings.get(word.slice(0, size));
    if (marks !== undefined) return marks;
  }
  return [];
}

interface Mark {
  topic: Topic;
  weight: number;
}

interface Lexicon {
  /** Words with single spaces. */
  phrases: Map<string, Mark[]>;
  /** Of words with any ending. */
  beginnings: Map<string, Mark[]>;
  longest: number;
  /** Of scripts without spaces. */
  pieces: Map<string, Mark[]>;
}

const spaceless = /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;
let kept: Lexicon | undefined;

/** The words, ready to be looked up; made when the first message is looked at. */
function lexicon(): Lexicon {
  if (kept !== undefined) return kept;
  kept = { phrases: new Map(), beginnings: new Map(), longest: 0, pieces: new Map() };
  for (const topic of topics) {
    for (const entry of entriesOf(topicWords[topic].sure)) enter(kept, entry, { topic, weight: 1 });
    for (const entry of entriesOf(topicWords[topic].hints)) enter(kept, entry, { topic, weight: 0.5 });
  }
  return kept;
}

function entriesOf(list: string): string[] {
  return [...new Set(list.split(',').map(fold))].filter((entry) => entry !== '');
}

function enter(lexicon: Lexicon, entry: string, mark: Mark): void {
  const bare = entry.replace(/\*$/, '').replaceAll('-', ' ');
  const isBeginning = entry.endsWith('*');
  const map = spaceless.test(bare) ? lexicon.pieces : isBeginning ? lexicon.beginnings : lexicon.phrases;
  if (isBeginning) lexicon.longest = Math.max(lexicon.longest, bare.length);
  const marks = map.get(bare) ?? [];
  // A word that is sure in one language may be a hint in another: the first entry counts.
  if (!marks.some(({ topic }) => topic === mark.topic)) map.set(bare, [...marks, mark]);
}
