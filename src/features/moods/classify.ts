import { type Mood, moods } from '../../core/mood.ts';
import { lazily } from '../../lib/lazily.ts';
import { spokenPart } from '../../lib/words.ts';
import { actionCues, spacelessActions } from './action-cues.ts';
import { emojiCues, spacelessSpeech, speechCues } from './speech-cues.ts';

interface Cue {
  mood: Mood;
  weight: number;
  pattern: RegExp;
}

/** Less than this shows no mood. */
const least = 2;
/** Longer replies show their mood at the end of what is looked at. */
const longest = 8_000;
const emojiWeight = 2.5;

const anywhere = emojiCues.map(([mood, pattern]): Cue => ({ mood, weight: emojiWeight, pattern }));
const inActions = lazily(() => ({
  words: actionCues.map(compiled),
  signs: [...spacelessActions.map(plain), ...anywhere],
}));
const inSpeech = lazily(() => ({
  words: speechCues.map(compiled),
  signs: [...spacelessSpeech.map(plain), ...anywhere],
}));

/**
 * The mood that a reply shows: by what the character does (*laughs*), by what it cries out and says of itself, by emoji and
 * by punctuation. What shows most counts, and of equals what comes last. Quotes, code and links show nothing.
 */
export function moodIn(reply: string): Mood {
  const { actions, speech } = partsOf(spokenPart(reply.slice(-longest)).replaceAll('’', "'"));
  const scores: Scores = new Map();
  count(actions, inActions(), scores);
  count(speech, inSpeech(), scores);
  for (const [mood, weight] of shouted(speech)) add(scores, mood, weight, 0);
  let found: Mood = 'neutral';
  let best = { weight: least - 0.001, at: -1 };
  for (const mood of moods) {
    const score = scores.get(mood);
    if (score === undefined) continue;
    if (score.weight > best.weight || (score.weight === best.weight && score.at > best.at)) {
      found = mood;
      best = score;
    }
  }
  return found;
}

/** Action texts stand between stars; where a story is told, everything outside of quotes is one. Each part keeps its place. */
function partsOf(text: string): { actions: string; speech: string } {
  const starred = /\*{1,3}[^*\n]+\*{1,3}|(?<![\p{L}\p{N}_])_[^_\n]+_(?![\p{L}\p{N}_])/gu;
  const quoted = /"[^"\n]+"|“[^”\n]+”|«[^»\n]+»|„[^“\n]+“|「[^」\n]+」/gu;
  const withoutStars = text.replace(starred, blank);
  const stars = keep(text, starred);
  if (!isStory(withoutStars)) return { actions: stars, speech: withoutStars.replace(quoted, blank) };
  const told = text.replace(quoted, blank);
  return { actions: told, speech: keep(withoutStars, quoted) };
}

/** A story begins or ends with somebody speaking in quotes. */
function isStory(text: string): boolean {
  const trimmed = text.trim();
  return /^["“«„「]\S+\s\S|\S\s\S+["”»“」]$/u.test(trimmed) || /^「|」$/u.test(trimmed);
}

function keep(text: string, pattern: RegExp): string {
  let kept = '';
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    kept += blank(text.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return kept + blank(text.slice(end));
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}

type Scores = Map<Mood, { weight: number; at: number }>;

function count(text: string, { words, signs }: Record<'words' | 'signs', Cue[]>, scores: Scores): void {
  if (text.trim() === '') return;
  countEach(text.toLowerCase(), words, scores);
  countEach(text, signs, scores);
}

/** The first match of a cue counts whole, each further one a little. */
function countEach(text: string, cues: readonly Cue[], scores: Scores): void {
  for (const { mood, weight, pattern } of cues) {
    let further = 1;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      add(scores, mood, weight * further, match.index);
      further = 0.25;
    }
  }
}

function add(scores: Scores, mood: Mood, weight: number, at: number): void {
  const before = scores.get(mood);
  scores.set(mood, { weight: (before?.weight ?? 0) + weight, at: Math.max(before?.at ?? 0, at) });
}

/** What punctuation and capitals add; alone it is little. */
function shouted(speech: string): [Mood, number][] {
  return [
    ...(/!{3,}/.test(speech) ? [['excitement', 2] as [Mood, number]] : []),
    ...(/[^!]!!(?!!)/.test(speech) ? [['excitement', 1] as [Mood, number]] : []),
    ...(/\?!|!\?|！？|？！/.test(speech) ? [['surprise', 1.5] as [Mood, number]] : []),
    ...(/(?<!\p{L})\p{Lu}{3,}[!.]/u.test(speech) ? [['anger', 0.5] as [Mood, number]] : []),
    ...(/(?<!\p{L})(\p{L})-\1/iu.test(speech) ? [['nervousness', 1] as [Mood, number]] : []),
  ];
}

/**
 * Small letters and digits of the scripts that put spaces between words, and a little more. The exact classes, without regard to
 * case, would cost a millisecond in each cue, and the first answer would wait for all of them.
 */
const letter = String.raw`[0-9a-z\u00df-\u1fff]`;

/** `~` stands for any ending of a word; a cue is a whole word, in a text in small letters. */
function compiled([mood, weight, words]: readonly [Mood, number, string]): Cue {
  const letters = words.replaceAll('~', `${letter}*`);
  return { mood, weight, pattern: new RegExp(`(?<!${letter})(?:${letters})(?!${letter})`, 'gu') };
}

function plain([mood, weight, pattern]: readonly [Mood, number, RegExp]): Cue {
  return { mood, weight, pattern };
}
