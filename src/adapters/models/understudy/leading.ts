import { offers } from './phrases.ts';
import { sentencesIn } from './sentences.ts';
import { stemsIn } from './stems.ts';
import type { Turn } from './turn.ts';

const longestPrompt = 120;

/** Where the character leads the talk: to what it can speak of, or with a question out of its greetings. */
export function leadsOn(turn: Turn): string[] {
  const { character, talk } = turn.scene;
  const isSaid = (line: string) => talk.some(({ bySelf, text }) => bySelf && text.includes(line));
  if (!turn.asks) {
    const greetings = [character.firstMessage, ...character.alternateGreetings];
    return greetings.flatMap(ownQuestions).filter((question) => !isSaid(question));
  }
  const known = speakable(turn);
  if (known.length === 0) return ['Ask me something else.'];
  return known.map((topic, index) => (offers[index % offers.length] ?? '').replace('…', topic));
}

/** What it loves, and the names of its world, as far as its facts tell of them. */
function speakable({ scene, facts }: Turn): string[] {
  const { topics, lore } = scene.character;
  const told = facts.filter(({ kind }) => kind !== 'likes');
  const isTold = (topic: string) =>
    told.some(({ stems }) => stemsIn(topic).every((stem) => stems.includes(stem)));
  const loved = topics.loves.map((love) => love.replace(/^(?:her|his|their|its) /, 'my '));
  const names = lore.flatMap(({ keys }) => keys.slice(0, 1)).filter((key) => /^\p{Lu}(?!\w+day$)/u.test(key));
  const articled = names.map((name) => {
    const withArticle = new RegExp(`\\b[Tt]he ${RegExp.escape(name)}(?! \\p{Lu})`, 'u');
    return told.some(({ text }) => withArticle.test(text)) ? `the ${name}` : name;
  });
  return [...loved, ...articled].filter(isTold);
}

/** Questions that can be asked at any time: to `you`, and not about something said just before. */
function ownQuestions(greeting: string): string[] {
  return sentencesIn(greeting.replace(/\*[^*]*\*/g, ' ')).filter(
    (sentence) =>
      /^(?:what|which|who|where|when|how|why|do|are|is|have|has|would|will|may|can|could)\b.*\?$/i.test(
        sentence,
      ) &&
      sentence.length <= longestPrompt &&
      /\byour?\b/i.test(sentence) &&
      !/\b(?:that|this|it|he|she|they|these|those|there|one|no)\b|["“]/i.test(sentence),
  );
}
