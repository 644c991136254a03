import type { Character } from '../../../core/character.ts';
import { fold } from '../../../lib/fold.ts';
import { isForeign } from '../../../lib/language.ts';
import type { Line, Turn } from './turn.ts';
import { shuffled } from './voice.ts';

const replies = {
  wordless: [
    'A whole face, and not one word. What is it, {{user}}?',
    'Say it in words, {{user}}, and I can answer.',
    'I can see you feel something about it, {{user}}. What?',
    'Pictures I can only guess at, {{user}}. What do you mean?',
    'That could mean anything, {{user}}. What does it mean?',
  ],
  mashed: [
    'I could not make that out, {{user}}. Say it again?',
    'That is no word I know, {{user}}. What did you mean?',
    'Was that a sneeze, {{user}}? Say it again.',
    'I lost you there, {{user}}. Once more, in words?',
    'Something went wrong between your thought and your fingers, {{user}}. What was it?',
  ],
  code: [
    'That is code, {{user}}, and I do not read code. Tell me in words what it should do?',
    'I can see that it means something to a machine, {{user}}. What does it mean to you?',
    'I would only spoil it, {{user}}. Code is beyond me.',
  ],
  foreign: [
    'I follow only English just now, {{user}}. Can you say it in English?',
    'I am afraid that language is beyond me, {{user}}. Could you put it in English?',
    'I do not understand those words, {{user}}. In English, perhaps?',
    'I can hear that it is a language, {{user}}, but not one that I have. In English?',
  ],
};

/** What is said to a message that holds nothing to be read: signs only, a cat on the keyboard, another language. */
export function* unreadable({ message, scene, chance }: Turn): Generator<Line> {
  const kind = kindOf(message, scene.character);
  if (kind === undefined) return;
  for (const text of shuffled(replies[kind], chance)) yield { text };
}

function kindOf(message: string, character: Character): keyof typeof replies | undefined {
  if (message === '') return undefined;
  if (isCode(message)) return 'code';
  if (!/[\p{L}\p{N}]/u.test(message)) return /^[\s.?!…]+$/.test(message) ? undefined : 'wordless';
  const words = fold(message).match(/\p{L}+/gu) ?? [];
  if (words.length > 0 && words.filter(isMashed).length * 2 > words.length) return 'mashed';
  return isForeign(message) && !isForeign(character.description) ? 'foreign' : undefined;
}

/** A fenced block, or more brackets and semicolons than any talk has. */
function isCode(message: string): boolean {
  return /```/.test(message) || (message.match(/[{}();=<>]/g) ?? []).length * 8 > message.length;
}

/** Five consonants in a row, a `q` without `u`, a long word without a vowel. */
function isMashed(word: string): boolean {
  if (!/^[a-z]{4,}$/.test(word)) return false;
  return /[bcdfghjklmnpqrstvwxz]{5}|q(?!u)|^[bcdfghjklmnpqrstvwxz]{4,}$/.test(
    word.replace(/ngths?|ghts|tchs?/, ''),
  );
}
