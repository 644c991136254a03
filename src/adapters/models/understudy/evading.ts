import { frames, nods, unknowns, wonderings } from './phrases.ts';
import { inSecondPerson } from './second-person.ts';
import { opening } from './sentences.ts';
import type { Line, Turn } from './turn.ts';
import { shuffled } from './voice.ts';

/** The same again, in other words around it. */
export function* repeated(said: Line[], { chance }: Turn): Generator<Line> {
  for (const { text, verbatim } of said) {
    for (const frame of shuffled(frames, chance))
      yield { text: `${frame} ${text}`, verbatim: verbatim ?? false };
  }
}

/** Nothing fits: the character owns up to it, or takes up what was said, and turns to what it cares for. */
export function* evasions(turn: Turn): Generator<Line> {
  const { asks, chance, scene } = turn;
  const fond = shuffled(fondness(turn), chance);
  const echo = asks ? [] : takenUp(turn);
  for (const head of echo) for (const tail of shuffled(wonderings, chance)) yield { text: `${head} ${tail}` };
  const heads = shuffled(asks ? unknowns : nods, chance);
  const tails = fond.length > 0 ? fond : ['Ask me something else.'];
  for (const [index, head] of heads.entries()) {
    yield { text: index % 2 === 0 ? `${head} ${tails[index % tails.length] ?? ''}` : head };
  }
  for (const head of heads) for (const tail of tails) yield { text: `${head} ${tail}` };
  yield { text: `${scene.partner}, let us speak of something else.` };
}

/** Says back what was said, so that it is plain what is answered. */
function takenUp({ message }: Turn): string[] {
  const sentence = opening(message, 120).replace(/[.!?…\s]+$/, '');
  if (sentence.length > 120 || !/^(?:i|my|we|our|i'm|i've|im)\b/i.test(sentence) || /[*_`]/.test(sentence))
    return [];
  const turned = inSecondPerson(sentence);
  return [`So ${turned.charAt(0).toLowerCase()}${turned.slice(1)}.`];
}

function fondness({ facts, scene }: Turn): string[] {
  const loves = scene.character.topics.loves;
  const said = facts.filter(({ kind }) => kind === 'likes').map(({ text }) => text);
  return [...loves.map((love) => `Ask me about ${love.replace(/^(?:her|his|their|its) /, 'my ')}.`), ...said];
}
