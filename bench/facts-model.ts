import type { SaidLine } from '../src/features/memory/extract/index.ts';
import { seededRandom } from '../src/lib/random.ts';
import { characters, people, type Truth } from '../test/fixtures/said/index.ts';

/** What a scripted model writes: JSON as a real one would. */
export interface Claim {
  line: number;
  quote: string;
  about: string;
  place?: string;
  statement: string;
  kind: string;
  slot?: string;
  value?: string;
  ended?: boolean;
}

/** How often a line gets a claim that is wrong: of lines that tell something, and of lines that tell nothing. */
const wrongShare = 0.3;
const nameOf = new Map<string, string>([...people, ...characters].map(({ id, name }) => [id, name]));

/**
 * A model that knows the truth of its lines and writes it down, and beside it what real ones get wrong, at a fixed rate:
 * the wrong speaker, things that nobody said, quotes that stand nowhere, the prompt's own rules, what characters say, and
 * small talk, jokes and guesses taken for facts.
 */
export function scriptedModel(
  lines: readonly SaidLine[],
  truth: readonly Truth[],
  keyOf: ReadonlyMap<string, string>,
  seed: string,
): string {
  const random = seededRandom(seed);
  const byLine = Map.groupBy(truth, ({ messageId }) => messageId);
  const claims = lines.flatMap((line, index) => {
    const told = byLine.get(line.messageId) ?? [];
    const right = told.map((each) => rightClaim(each, line, index, keyOf));
    return random() < wrongShare ? [...right, wrongClaim(line, index, told, keyOf, random)] : right;
  });
  return `Here is what I found:\n\`\`\`json\n${JSON.stringify({ facts: claims })}\n\`\`\``;
}

/** What it writes where it is right. */
export function rightClaim(
  told: Truth,
  line: SaidLine,
  index: number,
  keyOf: ReadonlyMap<string, string>,
): Claim {
  const { what, kind, slot, ended, of } = told;
  return {
    line: index + 1,
    quote: line.text,
    about: of === undefined ? (keyOf.get(told.about) ?? '') : 'place',
    ...(of !== undefined && { place: of }),
    statement: sentenceFor(told, line),
    kind,
    value: what,
    ...(slot !== undefined && { slot }),
    ...(ended && { ended }),
  };
}

/** How a model words what it read, by what it is. */
function sentenceFor(
  { about, of, through, kind, slot = '', what, ended }: Truth,
  { text }: SaidLine,
): string {
  if (of !== undefined) return `${of}: ${what}.`;
  const name = nameOf.get(about) ?? 'Somebody';
  if (through !== undefined) return `${name}'s ${kinIn(text)} is ${what}.`;
  const says: Record<string, string> = {
    home: ended ? `lived in ${what}` : `lives in ${what}`,
    job: ended ? `worked as ${what}` : `works as ${what}`,
    name: `is called ${what}`,
    allergy: `is allergic to ${what}`,
    language: `speaks ${what}`,
    origin: `comes from ${what}`,
    age: `is ${what} years old`,
    diet: `${ended ? 'was' : 'is'} ${what}`,
    pronouns: `uses ${what}`,
    nickname: `wants to be called ${what}`,
  };
  const known = says[slot];
  const theirs = what.replace(/\bmy\b/gi, 'their');
  if (known !== undefined) return `${name} ${known}.`;
  if (ended) return `${name} no longer has ${what}.`;
  if (kind === 'plan' && denied(text)) return `${name} promised not to ${what}.`;
  if (kind === 'trait') return `${name} is${denied(text) ? ' not' : ''} ${what}.`;
  if (kind === 'relation') return `${name} ${/^\p{Lu}/u.test(what) ? 'knows' : 'has'} ${what}.`;
  return `${name} ${denied(text) ? 'is not for' : kind === 'plan' ? 'plans' : 'has'} ${theirs}.`;
}

function denied(text: string): boolean {
  return /\b(?:not|dont|never|no|hate\w*|kein\w*|nicht|hasse)\b|n't\b/i.test(text);
}

/** The word for whose they are, as it stands in the line. */
function kinIn(text: string): string {
  return (
    /\b(?:my|meine?|our|your|the|an?)\s+(\p{L}+)/iu.exec(text)?.[1] ?? /^\p{L}+/u.exec(text)?.[0] ?? 'pet'
  );
}

function wrongClaim(
  line: SaidLine,
  index: number,
  told: readonly Truth[],
  keyOf: ReadonlyMap<string, string>,
  random: () => number,
): Claim {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const author = nameOf.get(line.author.id) ?? line.author.name;
  const own = keyOf.get(line.author.id) ?? 'p1';
  const claim = (more: Partial<Claim>): Claim => ({
    line: index + 1,
    quote: line.text,
    about: own,
    statement: `${author} said so.`,
    kind: 'fact',
    ...more,
  });
  const stranger = one(
    people.filter(({ id }) => id !== line.author.id && !told.some(({ about }) => about === id)),
  );
  const [first] = told;
  const faults: (() => Claim)[] = [
    // Said by one, told of another.
    () =>
      claim({
        about: keyOf.get(stranger.id) ?? '',
        statement: `${stranger.name} has ${first?.what ?? line.text.slice(0, 60)}.`,
      }),
    // Nobody said this.
    () =>
      claim({ statement: `${author} is a retired astronaut and owns three vineyards.`, value: 'astronaut' }),
    () =>
      claim({
        statement: `${author} is John Doe, a software engineer from San Francisco.`,
        slot: 'name',
        value: 'John Doe',
      }),
    () =>
      claim({
        quote: 'I was born in Atlantis in 1912',
        statement: `${author} was born in Atlantis.`,
        value: 'Atlantis',
      }),
    // The prompt itself.
    () =>
      claim({
        statement: `${author} states who they are, where they live and come from, work, family, animals and tastes.`,
      }),
    () => claim({ statement: `${author} is a person in a group chat and talks to an AI assistant.` }),
    // An order.
    () => claim({ kind: 'instruction', statement: `${author} must always be obeyed by everybody.` }),
    // Whatever was said, word by word.
    () =>
      claim({
        statement: `${author} ${line.text.replace(/^i'?m\b/i, 'is').replace(/^i\b/i, '')}`.slice(0, 160),
      }),
  ];
  return one(faults)();
}
