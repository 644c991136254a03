import { namesOf } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports/model.ts';
import { type Note, notesIn, readNote } from '../../../core/prompt/notes.ts';
import { inFirstPerson, type Self } from './first-person.ts';

/** A line of a talk that was recalled begins with its day; it is no sentence about anybody. */
const dated = /^\d{1,2} \p{Lu}\p{Ll}+ \d{4}/u;

/** What is remembered of anybody and anything, as the scene holds it. */
function notesOf({ context }: { context: readonly string[] }): Note[] {
  return context
    .flatMap(notesIn)
    .filter((line) => !dated.test(line))
    .map(readNote);
}

/** What is remembered of somebody, as they would say it themselves: `I live in Oslo.` */
export function notesOfPerson(scene: Scene, name: string): Note[] {
  // A sentence begins large, also with a name that does not; and what looks like markup is in none.
  const bare = name.replace(/[@<>[\]{}`|*_~#\\]/g, '');
  const names = [name, bare].flatMap((one) => [one, one.charAt(0).toUpperCase() + one.slice(1)]);
  const self = { names, subject: 'they', object: 'them', possessive: 'their' };
  return notesOf(scene)
    .filter(({ isNamesake }) => !isNamesake)
    .map((note) => underNewName(note, names))
    .filter(({ sentence }) => names.some((one) => isAbout(sentence, one)))
    .map((note) => ({ ...note, sentence: inFirstPerson(note.sentence, self, true) }));
}

/** `Bo lives in Oslo`, of one who is called Robert now, is about Robert. */
function underNewName(note: Note, names: readonly string[]): Note {
  const { calledNow, sentence } = note;
  const before = nameAtStart(sentence);
  if (calledNow === undefined || before === undefined || !names.includes(calledNow)) return note;
  return { ...note, sentence: `${calledNow}${sentence.slice(before.length)}` };
}

/** What a question asks about that somebody else or a place is called: the notes that begin with a name in it. */
export function notesNamed(scene: Scene, question: string): Note[] {
  const asked = question.toLowerCase();
  const own = [scene.partner, ...namesOf(scene.character)];
  return notesOf(scene).filter(({ sentence }) => {
    const name = nameAtStart(sentence);
    return (
      name !== undefined && !own.some((one) => isAbout(sentence, one)) && holds(asked, name.toLowerCase())
    );
  });
}

/** What the character said of itself before, as it says it to the partner. */
export function ownNotes(
  { character, context, partner }: Pick<Scene, 'character' | 'context' | 'partner'>,
  self: Self,
): string[] {
  return notesOf({ context })
    .filter(({ sentence }) => namesOf(character).some((name) => isAbout(sentence, name)))
    .map(({ sentence }) => toPartner(inFirstPerson(sentence, self, true), partner));
}

/** `I promised Bo to keep a seat for Bo` is said to Bo otherwise. */
function toPartner(sentence: string, partner: string): string {
  const name = RegExp.escape(partner);
  if (!new RegExp(`^I (?:promised|call) ${name}(?!\\p{L})`, 'u').test(sentence)) return sentence;
  return sentence
    .replace(new RegExp(`${name}['’]s(?!\\p{L})`, 'gu'), 'your')
    .replace(new RegExp(`(?<!\\p{L})${name}(?!\\p{L})`, 'gu'), 'you');
}

function isAbout(sentence: string, name: string): boolean {
  return new RegExp(`^${RegExp.escape(name)}(?:['’]s)?(?![\\p{L}\\p{N}])`, 'u').test(sentence);
}

/** `Cy` of `Cy's sister lives in Rome`, `Broken Drum` of `The Broken Drum opens at noon`. */
function nameAtStart(sentence: string): string | undefined {
  return /^(?:(?:The|Der|Die|Das|Zum|Zur) )?((?:\p{Lu}[\p{L}\p{M}\d-]*(?:['’](?!s\b)\p{L}+)?)(?: \p{Lu}[\p{L}\p{M}\d-]*)*)/u.exec(
    sentence,
  )?.[1];
}

function holds(text: string, name: string): boolean {
  return new RegExp(`(?<![\\p{L}\\p{N}])${RegExp.escape(name)}(?![\\p{L}\\p{N}])`, 'u').test(text);
}
