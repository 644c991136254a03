import type { Fact } from './facts.ts';
import { questionGuardOf } from './guarded.ts';
import { isNews, told } from './knowing.ts';
import { moodOf } from './moods.ts';
import { reasonless, taleOpeners } from './phrases.ts';
import { search } from './search.ts';
import { plain } from './stems.ts';
import type { Line, Turn } from './turn.ts';
import { contracted, shuffled } from './voice.ts';

const asksForAnything =
  /\b(?:tell|know) (?:me |us )?(?:a|any|another|some|your) (?:\w+ )?(?:story|stories|tale|gossip|news|secret)|\b(?:teach|tell|show) (?:me|us) (?:something|anything)\b|\bsomething (?:interesting|about (?:yourself|your life|this place))\b|\bwhat'?s new\b|\bany (?:news|gossip)\b/i;

/** A fact about the same thing, when more of it is asked for. */
const relatedScore = 5;

/** Asked for anything at all, the character tells what happened once, from its examples and its world. */
export function* stories({ plainly, facts, exchanges, scene, chance }: Turn): Generator<Line> {
  if (!asksForAnything.test(plainly) && !/^(?:tell me more|more|go on|continue|what else)\W*$/.test(plainly))
    return;
  const touches = questionGuardOf(scene.character);
  const lived = exchanges.filter(
    ({ asked, answer }) => moodOf(asked) === undefined && !touches(asked) && !leanStart.test(answer),
  );
  const lore = Object.groupBy(
    facts.filter(({ kind }) => kind === 'lore'),
    ({ group }) => group,
  );
  const tales = [
    ...lived.map(({ answer }) => answer),
    ...Object.values(lore).map((group = []) => group.map(({ text }) => text).join(' ')),
  ];
  const best = shuffled(tales, chance).sort((a, b) => eventsIn(b) - eventsIn(a));
  const openers = shuffled(taleOpeners, chance);
  for (const [index, tale] of best.entries())
    yield { text: `${openers[index % openers.length] ?? ''} ${tale}` };
}

/** An answer that cannot stand without its question. */
const leanStart =
  /^(?:because|by|yes|no|it|its|that|to|with|compared|honestly|he|she|they|oh|the)\b|^[^.!?]{0,24},/i;

/** How much happens in a text, up to where it is a tale. */
function eventsIn(text: string): number {
  const events =
    text.match(
      /\b(?:once|then|when|was|were|came|took|fell|lost|gave|told|went|bit|died|said|got|found|\w{3,}ed)\b/gi,
    ) ?? [];
  return Math.min(4, events.length);
}

/** After `why?` or `go on`: what stands next to what was said last. */
export function* furtherWords(turn: Turn): Generator<Line> {
  const { message, plainly, facts, chance } = turn;
  if (moodOf(message) !== 'more') return;
  const asksWhy = /\bwhy\b|\bhow (?:so|come)\b/.test(plainly);
  for (const fact of furtherFacts(turn, asksWhy)) yield { text: told([fact], facts) };
  if (asksWhy) for (const text of shuffled(reasonless, chance)) yield { text };
}

function furtherFacts({ facts, scene }: Turn, asksWhy: boolean): Fact[] {
  const last = plain(scene.talk.findLast(({ bySelf }) => bySelf)?.text ?? '');
  const known = facts.filter(
    ({ text }) => last.includes(plain(text)) || last.includes(plain(contracted(text))),
  );
  const latest = known.at(-1);
  if (latest === undefined) return [];
  const related = search(facts, { text: latest.text, before: '' })
    .filter(({ score, fact }) => score >= relatedScore && isNews(fact, latest))
    .map(({ fact }) => fact);
  const next = facts.filter(({ group, place }) => group === latest.group && place > latest.place);
  const further = asksWhy ? related.filter(givesReason) : [...next, ...related];
  return further.filter((fact) => !known.includes(fact));
}

/** Lore tells what lies behind a thing; elsewhere a reason has its word. */
function givesReason({ kind, text }: Fact): boolean {
  return kind === 'lore' || /\b(?:because|since|so that|after|until|or else)\b/.test(text);
}
