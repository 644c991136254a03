import { fold } from '../../../lib/fold.ts';

/** Small words of other languages that English does not have. */
const foreignWords = new Set(
  `que el los las una por para pero como estas esta esto hola gracias muy donde cuando porque eres tienes tu mi su del se lo eu nao voce obrigado ola uma seu sua com em
je vous est les des une bonjour merci pas comment pourquoi suis avec c'est mais quel quelle il elle dans sur et ou du au ses
ich du ist nicht und wie der das ein eine danke bist warum wer hast mir dir sie ihr ihre einen einem mit von zu vor auf im dem wo bitte heisst
ciao sono grazie perche chi sei hai di della con het een niet jij ben hoe jag och hej czesc jest nie jak`.split(
    /\s+/,
  ),
);

const shortText = 12;

/** Whether a text is in another language than English: by its small words, or by a script that English does not use. */
export function isForeign(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{sc=Latin}/u.test(letter));
  if (letters.length > 2 && latin.length * 2 < letters.length) return true;
  const words = fold(text).match(/[\p{L}']+/gu) ?? [];
  const found = words.filter((word) => foreignWords.has(word)).length;
  return found >= 2 && found * (words.length > shortText ? 6 : 4) >= words.length;
}
