import { namesOf } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports/model.ts';
import { dialoguesOf, type Exchange, exchangesIn } from './examples.ts';
import { type Fact, factsOf } from './facts.ts';
import { isQuestion } from './recall.ts';
import { inFullWords, plainlyPut } from './spelling.ts';
import { chanceFrom } from './voice.ts';

/** Everything that one answer is made from. */
export interface Turn {
  scene: Scene;
  /** The message, without the character's name at its edges. */
  message: string;
  /** The same in small letters and full words. */
  plainly: string;
  asks: boolean;
  facts: Fact[];
  exchanges: Exchange[];
  chance: () => number;
}

/** A possible answer. What comes from the card word for word keeps its wording. */
export interface Line {
  text: string;
  verbatim?: boolean;
  /** Said before it, in the character's own style. */
  frame?: string;
}

/** Reads a scene as one thing to be answered. */
export function turnOf(scene: Scene, seed: number | undefined): Turn {
  // Another character may have answered it before.
  const asked = scene.talk.findLast(({ speaker, bySelf }) => speaker === scene.partner && !bySelf);
  const last = (asked ?? scene.talk.at(-1))?.text ?? '';
  const withoutOwnName = withoutNameOf(scene);
  const message = withoutOwnName(last);
  const { character } = scene;
  const key = [seed ?? '', character.id, scene.talk.length, last].join('\n');
  const plainly = asToItself(plainlyPut(message), scene);
  return {
    scene,
    message,
    plainly,
    asks: isQuestion(inFullWords(message)) || isQuestion(plainly),
    facts: factsOf(scene),
    exchanges: exchangesIn(dialoguesOf(character)).map((exchange) => ({
      ...exchange,
      asked: withoutOwnName(exchange.asked),
    })),
    chance: chanceFrom(key),
  };
}

/**
 * `Hey Maren, …`, `Maren and Jo, …` and `…, Maren?` call her; in the middle of a sentence a name is a word like others.
 * Returns what leaves that out of a text.
 */
function withoutNameOf({ character, present }: Scene): (text: string) => string {
  const names = anyOf(namesOf(character));
  if (names === '') return (text) => text;
  const called = anyOf([...namesOf(character), ...present]);
  const named = new RegExp(names, 'iu');
  const calledTogether = new RegExp(
    `^\\W*(?:(?:hey|hi|hello)\\s+)?(?:${called})(?:\\s*(?:,|&|\\band\\b|\\bor\\b)+\\s*(?:${called}))+\\s*[,:!–—-]\\s*`,
    'iu',
  );
  const calledFirst = new RegExp(
    `^(\\W*(?:hey|hi|hello|yo|oi|so|and|ok|well|dear|please)?\\W*)(?:${names})\\b\\s*[,:!.-]?\\s*`,
    'iu',
  );
  const calledLast = new RegExp(`,\\s*(?:dear |old )?(?:${names})(?=\\W*$)`, 'iu');
  return (text) =>
    text
      .replace(/<[@#:a-z!&][^>]*>/gi, ' ')
      .replace(calledTogether, (list) => (named.test(list) ? '' : list))
      .replace(calledFirst, '$1')
      .replace(calledLast, '')
      .trim();
}

function anyOf(names: readonly string[]): string {
  return names.map(RegExp.escape).join('|');
}

/** `who is Maren` asks Maren who she is. */
function asToItself(plainly: string, { character }: Scene): string {
  const names = namesOf(character)
    .map((name) => RegExp.escape(name.toLowerCase()))
    .join('|');
  if (names === '') return plainly;
  return plainly
    .replace(new RegExp(`\\bwho(?:'s| is) (?:${names})(?=\\W*$)`, 'u'), 'who are you')
    .replace(new RegExp(`\\babout (?:${names})(?=\\W*$)`, 'u'), 'about yourself');
}
