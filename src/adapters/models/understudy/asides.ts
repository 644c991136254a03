import type { Scene } from '../../../core/ports/model.ts';
import { moodTexts } from './mood-lines.ts';
import { isFeeling, type Mood, moodOf } from './moods.ts';
import { attentions } from './phrases.ts';
import { opening } from './sentences.ts';
import { stemsIn } from './stems.ts';
import type { Line, Turn } from './turn.ts';
import { shuffled } from './voice.ts';

const asksWhatItIs =
  /\bare you (?:\w+ )?(?:an? )?(?:\w+ )?(?:ai|bot|chatbot|robot|llm|language model|machine|program|human|real)\b|\bchat ?gpt\b|\bwhat model\b|\bwhich model\b/i;
const asksWhoIsHere =
  /\bwho(?:'s| is| are|s)? (?:else |all )?(?:\w+ )?(?:here|present|around|in (?:the|this) (?:room|channel)|with us|listening|there)\b|\bare we alone\b|\banyone else here\b|\bwho(?:'s| is) with (?:us|you|me)\b/i;
const longestGreeting = 420;

/** The understudy never passes for a model or a person. */
export function* honesty({ plainly, scene }: Turn): Generator<Line> {
  if (!asksWhatItIs.test(plainly) || asksAMachine(plainly, scene)) return;
  const { displayName } = scene.character;
  yield {
    text: `Honestly? I speak for ${displayName} from notes: a built-in understudy, no language model. Until one is connected, you have what the card holds.`,
  };
  yield {
    text: `No language model stands behind me just now, only an understudy who reads ${displayName}'s card aloud.`,
  };
}

/** A character that is a machine by its card answers that as such. */
function asksAMachine(message: string, { character }: Scene): boolean {
  return (
    /\b(?:robot|machine)\b/i.test(message) && /\b(?:robot|machine|automaton)\b/i.test(character.description)
  );
}

/** Who is in the room. */
export function* presence({ plainly, scene }: Turn): Generator<Line> {
  if (!asksWhoIsHere.test(plainly)) return;
  const own = scene.character.displayName;
  const others = scene.present.filter((name) => name !== scene.partner && name !== own);
  if (others.length === 0) yield { text: 'Only you and I, {{user}}.' };
  else
    yield { text: `${joined(others)} ${others.length === 1 ? 'is' : 'are'} here, and you and I, {{user}}.` };
}

function joined(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Called by its name and nothing else. */
export function* called({ message, scene, chance }: Turn): Generator<Line> {
  const rest = message.replace(/\b(?:and|so|or|what about|how about)\b|[\s.,!?…]/gi, '');
  if (rest !== '' || scene.talk.length === 0) return;
  for (const text of shuffled(attentions, chance)) yield { text };
}

const asksOwnName =
  /\bwho am i\b|\bwhat(?:'s| is| was) my name\b|\bdo you (?:know|remember) (?:my name|who i am)\b|\bwhat am i called\b/i;

/** What the partner asked to be called, where that is not the name it is known by. */
function nameTold({ talk, partner }: Scene): string | undefined {
  const told = talk
    .filter(({ speaker }) => speaker === partner)
    .map(
      ({ text }) => /\b(?:my name(?:'s| is)|call me|i(?:'m| am) called) (\p{L}[\p{L}'-]+)/iu.exec(text)?.[1],
    )
    .findLast((name) => name !== undefined && !/^(?:a|an|the|not|later|back|when|if)$/i.test(name));
  if (told === undefined || told.toLowerCase() === partner.toLowerCase()) return undefined;
  return told.charAt(0).toUpperCase() + told.slice(1);
}

/** Its own name, and the name of the one who asks. */
export function* names({ plainly, scene, facts }: Turn): Generator<Line> {
  if (asksOwnName.test(plainly)) {
    const told = nameTold(scene);
    yield { text: told === undefined ? 'You are {{user}}.' : `${told}. You told me so yourself.` };
  }
  if (/\byour (?:surname|last name|family name|full name)\b/i.test(plainly))
    yield { text: `${scene.character.name}.` };
  if (!/\bwhat(?:'s| is|s)? your name\b|\bwho (?:are|r) (?:you|u)\b|\bintroduce yourself\b/i.test(plainly))
    return;
  const first = facts.find(({ kind, text }) => kind === 'description' && /^I am /.test(text));
  const { name } = scene.character;
  yield { text: first === undefined ? `I am ${name}.` : `${name}. ${first.text}` };
}

/** Greetings of the card, then those that anybody uses. */
export function* greetings({ scene, chance }: Turn): Generator<Line> {
  const { character } = scene;
  const speakers = new Set(scene.talk.filter(({ bySelf }) => !bySelf).map(({ speaker }) => speaker));
  const several = speakers.size > 1 ? shuffled(character.groupGreetings, chance) : [];
  const own = [character.firstMessage, ...shuffled(character.alternateGreetings, chance)];
  for (const text of [...several, ...own]) {
    if (text.trim() !== '') yield { text: opening(text, longestGreeting), verbatim: true };
  }
}

/** What is said to a greeting, a thank-you, bad news: as the examples show it, or as anybody would. */
export function* moodLines(turn: Turn): Generator<Line> {
  const { message, exchanges, chance, asks } = turn;
  const mood = moodOf(message);
  if (mood === undefined || mood === 'more') return;
  const feels = isFeeling(mood);
  // A mood in passing does not answer a question about something else.
  if (asks && !feels && !answersQuestions.includes(mood)) return;
  for (const { asked, answer } of shuffled(exchanges, chance))
    if (asked !== '' && isNear(moodOf(asked), mood)) yield { text: answer, verbatim: true };
  if (mood === 'greeting') yield* greetings(turn);
  if (!feels && stemsIn(message).length > 4 && !['thanks', 'farewell'].includes(mood)) return;
  for (const text of shuffled(moodTexts[mood], chance)) yield { text };
}

/** Gestures that are questions themselves. */
const answersQuestions: Mood[] = [
  'how-are-you',
  'joke',
  'farewell',
  'love',
  'advice',
  'complaint',
  'confusion',
  'repeating',
];

/** Comfort for a failure comforts on a bad day too. */
function isNear(shown: Mood | undefined, mood: Mood): boolean {
  return shown === mood || (mood === 'sad' && shown === 'failure');
}
