import { namesOf } from '../../../core/character.ts';
import type { Scene } from '../../../core/ports/model.ts';
import type { Note } from '../../../core/prompt/notes.ts';
import type { Fact } from './facts.ts';
import { notesNamed, notesOfPerson } from './notes.ts';
import { search } from './search.ts';
import { inSecondPerson } from './second-person.ts';
import { sentencesIn } from './sentences.ts';
import { inFullWords, withoutFillers } from './spelling.ts';
import { stemsIn } from './stems.ts';

/** Something that somebody other than the character said in this talk. */
interface Said {
  speaker: string;
  sentence: string;
  fact: Fact;
}

const aboutAsker = /\b(?:i|i'm|i've|my|mine|me|we|our)\b.*\?*$/i;
const asksMemory =
  /\b(?:remember|did (?:i|we) (?:say|tell|mention|call)|have i told|i (?:said|told you|mentioned)|do you (?:still )?know (?:what|where|who|when|how|which|my)|what did (?:i|we)\b|remind me)\b/i;
const good = 1.6;
/** `what did I say my dog was called` asks what the dog is called. */
const memoryFrame = /\b(?:did|do) (?:you|i|we) (?:say|said|tell (?:you|me)|mention)\b(?: that)?\s*/;
const longestRetold = 240;

/** Whether a question is about what was said in this talk, by the one who asks or by somebody else here. */
export function asksAboutTalk(question: string, scene: Scene): boolean {
  if (asksMemory.test(question)) return true;
  if (othersNamed(question, scene).length > 0) return true;
  const own =
    /\b(?:what|what's|whats|where|who|who's|when|how|which|whose|why|is|are|am|was|do|does|did)\b.*\b(?:my|mine|i|i'm|we|our)\b/i;
  return (
    aboutAsker.test(question) &&
    own.test(question) &&
    !/\b(?:can|could|may|should|shall|would|will|must) (?:i|we)\b/i.test(question)
  );
}

/** What was said about it, in the character's mouth, the best first; empty when nothing was. */
export function recall(question: string, scene: Scene): string[] {
  const named = othersNamed(question, scene);
  const wanted = named.length > 0 ? named : [scene.partner];
  const said = saidBy(scene, wanted);
  const turned = named.length > 0 ? withoutNames(question, named) : inSecondPerson(question);
  const found = search(
    said.map(({ fact }) => fact),
    { text: plainlyAsked(turned), before: '' },
  );
  const lastWords =
    /\b(?:what did|what was it)\b.*\b(?:say|said|tell)\b\W*(?:just now|before|last)?\W*$/i.test(question)
      ? said.at(-1)
      : undefined;
  const best = found.filter(({ score }) => score >= good).map(({ fact }) => said[fact.place]);
  return [...best, lastWords].filter((one) => one !== undefined).map((one) => retold(one, scene.partner));
}

function othersNamed(question: string, scene: Scene): string[] {
  const speakers = scene.talk.filter(({ bySelf }) => !bySelf).map(({ speaker }) => speaker);
  const others = [...new Set(speakers)].filter((name) => name !== scene.partner);
  return others.filter((name) =>
    new RegExp(`(?<!\\p{L})${RegExp.escape(name)}(?!\\p{L})`, 'iu').test(question),
  );
}

function withoutNames(question: string, names: string[]): string {
  return names.reduce(
    (text, name) => text.replace(new RegExp(`${RegExp.escape(name)}(?:['’]s)?`, 'giu'), 'your'),
    question,
  );
}

/** What is remembered of the asker from before this talk, as far as the scene holds it, the best first. */
export function recallNoted(question: string, scene: Scene): string[] {
  const forAll = asksForAll.test(question);
  if (othersNamed(question, scene).length > 0 || !(forAll || asksAboutTalk(question, scene))) return [];
  const notes = notesOfPerson(scene, scene.partner);
  if (forAll) return notes.length === 0 ? [] : [allNoted(notes)];
  const text = plainlyAsked(inSecondPerson(question));
  return bestNotes(notes, text)
    .filter(({ sentence }) => isOfWhatIsAsked(question, sentence))
    .toSorted((a, b) => Number(sharesWords(b.sentence, text)) - Number(sharesWords(a.sentence, text)))
    .map(({ sentence, saidBy: by }) => retold({ speaker: scene.partner, sentence, by }, scene.partner));
}

function sharesWords(sentence: string, text: string): boolean {
  const asked = new Set(stemsIn(text));
  return stemsIn(inFullWords(sentence)).some((stem) => asked.has(stem));
}

const asksForAll =
  /\b(?:know|remember) (?:anything |something )?(?:about|of) me\b|\babout myself\b|\bdo you (?:still )?(?:know|remember) me\b/i;
const mostAtOnce = 3;

/** `You told me you live in Oslo, you have a dog called Rex and you are allergic to peanuts.` */
function allNoted(notes: readonly Note[]): string {
  const own = notes.filter(({ saidBy: by }) => by === undefined);
  const told = (own.length > 0 ? own : notes)
    .slice(0, mostAtOnce)
    .map(({ sentence }) => inMidSentence(inSecondPerson(shortly(sentence))));
  const all = told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
  return `${own.length > 0 ? 'You told me' : 'I was told'} ${all}.`;
}

const beings =
  /\b(dog|cat|rabbit|parrot|hamster|bird|horse|fish|tortoise|snake|sister|brother|mother|mum|mom|father|dad|son|daughter|wife|husband|girlfriend|boyfriend|partner|aunt|uncle|cousin|grandmother|grandma|grandfather|grandpa)s?\b/i;

/** Asked after the cat, what is known of the dog is no answer. */
function isOfWhatIsAsked(question: string, sentence: string): boolean {
  const being = beings.exec(question)?.[1];
  return being === undefined || sentence.toLowerCase().includes(being.toLowerCase());
}

/** What is remembered of somebody or something else that a question names, the best first. */
export function recallNamed(question: string, scene: Scene): string[] {
  const text = inFullWords(question);
  return bestNotes(notesNamed(scene, question), text)
    .filter(({ sentence }) => isOfWhatIsAsked(question, sentence) && sharesWords(sentence, text))
    .map(({ sentence, saidBy: by }) => {
      if (by === undefined) return sentence;
      return `${sentence.replace(/\.$/, '')}, as ${by === scene.partner ? 'you' : by} told me.`;
    });
}

function bestNotes(notes: readonly Note[], text: string): Note[] {
  const facts = notes.map(({ sentence }, place) => factOf(sentence, place));
  return search(facts, { text, before: '' })
    .filter(({ score }) => score >= good)
    .flatMap(({ fact }) => notes[fact.place] ?? []);
}

function saidBy(scene: Scene, speakers: string[]): Said[] {
  const lines = scene.talk
    .slice(0, -1)
    .filter(({ bySelf, speaker }) => !bySelf && speakers.includes(speaker));
  const sentences = lines.flatMap(({ speaker, text }) =>
    sentencesIn(withoutAddress(text, scene)).map((sentence) => ({ speaker, sentence })),
  );
  return sentences
    .filter(({ sentence }) => !isQuestion(sentence))
    .map(({ speaker, sentence }, place) => ({ speaker, sentence, fact: factOf(sentence, place) }));
}

/** "Ada, I live in Oslo" told her no more than "I live in Oslo". */
function withoutAddress(text: string, { character }: Scene): string {
  const names = namesOf(character).map(RegExp.escape).join('|');
  return text.replace(new RegExp(`^\\W*(?:(?:hey|hi|hello|oh)\\W+)?(?:${names})\\s*[,:!]\\s*`, 'iu'), '');
}

function factOf(sentence: string, place: number): Fact {
  return {
    // With the capital by which a sentence is known to be about its speaker.
    text: inFullWords(sentence)
      .replace(/\bi'm\b/g, 'I am')
      .replace(/\bi\b/g, 'I'),
    kind: 'personality',
    group: 'talk',
    place,
    keys: [],
    asked: '',
    leans: false,
    stems: stemsIn(inFullWords(sentence)),
  };
}

/** Whether a sentence asks. People often leave the mark out. */
export function isQuestion(sentence: string): boolean {
  return (
    /\?\W*$/.test(sentence) ||
    /^\W*(?:is|are|was|were|does|did|do|has|have|can|could|will|would|should) (?:i|you|he|she|it|we|they|this|that|there|your|my|the)\b/i.test(
      sentence,
    ) ||
    /^(?:\W*(?:so|and|hey|but|well|ok|okay|oh|btw|then)\W+)*(?:what|whats|what's|who|whos|who's|where|when|why|how|which|whose|do you|did you|are you|were you|have you|can you|could you|will you|would you|is there|is it|is your|are there|tell me|teach me|show me|do i|did i|remember|describe)\b/i.test(
      sentence,
    )
  );
}

/** `by` is who said it of the partner. */
function retold(
  { speaker, sentence, by = 'You' }: Pick<Said, 'speaker' | 'sentence'> & { by?: string | undefined },
  partner: string,
): string {
  if (speaker !== partner) return `${speaker} said: “${shortly(sentence)}.”`;
  return `${by} told me ${inMidSentence(inSecondPerson(withSubject(shortly(withoutFillers(sentence)))))}.`;
}

/** A name and an `I` keep their capital, other first words do not. */
function inMidSentence(turned: string): string {
  const first =
    /^(?:\p{Lu}\p{Ll}+|I)\b/u.test(turned) &&
    !/^(?:Your?|You're|The|A|It|This|That|And|But|So|There|Yesterday|Today)\b/.test(turned);
  return first ? turned : turned.charAt(0).toLowerCase() + turned.slice(1);
}

/** `do I know how old you are`, turned round already, asks how old you are. */
function plainlyAsked(turned: string): string {
  return turned
    .toLowerCase()
    .replace(memoryFrame, '')
    .replace(/^\W*(?:do i )?(?:still )?(?:know|remember) (?=what|where|who|when|how)/, '')
    .replace(/\b(where|who|how \w+) you (are|were)\b/, '$1 $2 you');
}

/** `just had dumplings` leaves out who had them. */
function withSubject(sentence: string): string {
  const open =
    /^(?:just |already |finally |also )?(?:had|went|got|lost|found|made|saw|ate|bought|came|been|met|won|failed|finished|started|moved)\b/i;
  return open.test(sentence) ? `I ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}

/** Without its full stop, and not for ever. */
function shortly(sentence: string): string {
  const text = sentence.replace(/[.!\s]+$/, '');
  if (text.length <= longestRetold) return text;
  return `${text.slice(0, text.lastIndexOf(' ', longestRetold) + 1 || longestRetold).trim()} …`;
}
