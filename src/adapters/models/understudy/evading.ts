import { questionGuardOf } from './guarded.ts';
import { leadsOn } from './leading.ts';
import { gentleNods } from './mood-lines.ts';
import { isHeavy, moodOf } from './moods.ts';
import { closed, frames, newFrames, nods, undecided, unknowns, wonderings } from './phrases.ts';
import { inSecondPerson } from './second-person.ts';
import { opening } from './sentences.ts';
import { withoutFillers } from './spelling.ts';
import { plain } from './stems.ts';
import type { Line, Turn } from './turn.ts';
import { shuffled } from './voice.ts';

const longestEcho = 70;

/** The same again, in other words around it; whoever did not ask it before is not told so. */
export function* repeated(said: Line[], { chance, scene, message }: Turn): Generator<Line> {
  const asked = scene.talk.slice(0, -1).some(({ bySelf, text }) => !bySelf && plain(text) === plain(message));
  const fitting = asked
    ? [...shuffled(frames, chance), ...newFrames]
    : [...shuffled(newFrames, chance), ...frames];
  for (const { text, verbatim } of said)
    for (const frame of fitting) yield { frame, text, verbatim: verbatim ?? false };
}

/** What the character keeps to itself: its examples show how it slips away. */
export function* refusals({ plainly, asks, scene, exchanges, chance }: Turn): Generator<Line> {
  const touches = questionGuardOf(scene.character);
  if (!asks || !touches(plainly)) return;
  for (const { asked, answer } of exchanges) if (touches(asked)) yield { text: answer, verbatim: true };
  for (const text of shuffled(closed, chance)) yield { text };
}

/** Nothing fits: the character owns up to it, or takes up what was said, and leads on. */
export function* evasions(turn: Turn): Generator<Line> {
  const { chance, scene } = turn;
  for (const text of takenUp(turn)) yield { text };
  const heads = headsFor(turn);
  const tails = shuffled(leadsOn(turn), chance);
  for (const [index, head] of heads.entries()) {
    const tail = index % 2 === 0 ? tails[index / 2] : undefined;
    yield { text: tail === undefined ? head : `${head} ${tail}` };
  }
  for (const head of heads) for (const tail of [...tails, ...wonderings]) yield { text: `${head} ${tail}` };
  yield { text: `${scene.partner}, let us speak of something else.` };
}

function headsFor({ asks, plainly, chance }: Turn): string[] {
  if (!asks) return shuffled(nods, chance);
  const taste =
    /^do you (?:like|love|enjoy|drink|eat|watch|play) (?!it\b|that\b|this\b|me\b|him\b|her\b|them\b)(.{2,24}?)\W*$/.exec(
      plainly,
    )?.[1];
  const undecidedly = taste === undefined ? [] : undecided.map((text) => `${capital(taste)}? ${text}`);
  return [...shuffled(undecidedly, chance), ...shuffled(unknowns, chance)];
}

/** To what hangs on bad news the character listens. */
export function* listening(turn: Turn): Generator<Line> {
  if (isSadTalk(turn)) for (const text of shuffled(gentleNods, turn.chance)) yield { text };
}

/** Bad news is not over with one reply, while what is said still hangs on it. */
function isSadTalk({ scene, asks, plainly }: Turn): boolean {
  const hangsOn =
    /^(?:she|he|it|they|we|that|this|and|because|nobody|i (?:just|miss|feel|keep|can't|don't|didn't|really|loved))\b/;
  const lately = scene.talk.filter(({ speaker }) => speaker === scene.partner).slice(-3, -1);
  return !asks && hangsOn.test(plainly) && lately.some(({ text }) => isHeavy(moodOf(text)));
}

/** Says back what was said now and then, so that it is plain what is answered. */
function takenUp({ message, asks, scene, chance }: Turn): string[] {
  const sentence = withoutFillers(opening(message, longestEcho)).replace(/[.!?…\s]+$/, '');
  const isOwn = /^(?:i|my|we|our|i'm|i've|im)\b/i.test(sentence) && !/[*_`]/.test(sentence);
  const justDone = scene.talk.slice(-6).some(({ bySelf, text }) => bySelf && /^so (?:you|i)\b/i.test(text));
  if (asks || !isOwn || justDone || sentence.length > longestEcho) return [];
  const turned = inSecondPerson(sentence);
  const echo = `So ${turned.charAt(0).toLowerCase()}${turned.slice(1)}.`;
  return shuffled(wonderings, chance).map((tail) => `${echo} ${tail}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
