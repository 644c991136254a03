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

/** How a model words what it read: in a set phrase where there is one, else as the line has it, told of its speaker. */
function sentenceFor(truth: Truth, { text }: SaidLine): string {
  const { about, of, through, kind, slot = '', what, ended } = truth;
  if (of !== undefined) return `${of}: ${what}.`;
  const name = nameOf.get(about) ?? 'Somebody';
  if (through !== undefined) return `${name}'s ${kinIn(text)} is ${what}.`;
  const [, favourite] = /^favourite (.+)$/.exec(slot) ?? [];
  if (favourite !== undefined) return `${name}'s favourite ${favourite} is ${what}.`;
  const known = phraseFor(slot, what, ended === true) ?? phraseOf(kind, what, denied(text), ended === true);
  return `${name} ${known ?? retold(text, what, name) ?? `has ${what.replace(/\bmy\b/gi, 'their')}`}.`;
}

function phraseFor(slot: string, what: string, ended: boolean): string | undefined {
  const says: Record<string, string> = {
    home: ended ? `lived in ${what}` : `lives in ${what}`,
    job: ended ? `worked as ${what}` : `works as ${what}`,
    employer: ended ? `no longer works for ${what}` : `works for ${what}`,
    name: `is called ${what}`,
    allergy: `is allergic to ${what}`,
    language: `speaks ${what}`,
    origin: `comes from ${what}`,
    age: `is ${what} years old`,
    birthday: `was born on ${what}`,
    'birth year': `was born in ${what}`,
    diet: `${ended ? 'was' : 'is'} ${what}`,
    pronouns: `uses ${what}`,
    nickname: `wants to be called ${what}`,
  };
  return says[slot];
}

function phraseOf(kind: Truth['kind'], what: string, isDenied: boolean, ended: boolean): string | undefined {
  if (kind === 'preference')
    return ended ? `used to like ${what}` : `${isDenied ? 'dislikes' : 'likes'} ${what}`;
  if (kind === 'plan')
    return isDenied ? `promised not to ${what}` : `plans ${what.replace(/\bmy\b/gi, 'their')}`;
  if (kind === 'instruction') return `wants ${isDenied ? 'no ' : ''}${what}`;
  if (kind === 'relation' && /^\p{Lu}/u.test(what))
    return ended ? `no longer is with ${what}` : `knows ${what}`;
  return ended ? `no longer has ${what}` : undefined;
}

const selves: readonly (readonly [RegExp, string])[] = [
  [/^(?:i'?m|i am|you'?re|you are|she is|he is|we'?re)\b/i, 'is'],
  [/^(?:i'?ve|i have|you have|she has|he has|got)\b/i, 'has'],
  [/^(?:i'?ll|i shall|i will)\b/i, 'will'],
  [/^(?=been\b)/i, 'has '],
  [/^(?:currently )?(?=\p{L}+ing\b)/iu, 'is '],
  [/^(?=(?:spent|picked|got|took|\p{L}+ed)\b)/iu, ''],
];
const subject = /^.*?\b(?=(?:i|i'?m|i'?ve|i'?ll|you|you're|she|he|we|we're)\b)/i;

/** The clause that holds a word, told of its speaker: `I run a small blog` is `runs a small blog`. */
function retold(text: string, what: string, name: string): string | undefined {
  const clause = text
    .split(/[,.!?;*]+|\s(?:and|but|so|lol)\s/)
    .map((part) => part.trim())
    .find((part) => part.toLowerCase().includes(what.toLowerCase()));
  if (clause?.startsWith(`${name} `)) return clause.slice(name.length + 1);
  const said = clause?.replace(subject, '') ?? '';
  for (const [self, verb] of selves) if (self.test(said)) return told(said.replace(self, verb));
  const plain = /^(?:i|you|she|he|we) (?:(?:really|just|actually|always|also) )?(never )?(\p{L}+) (.+)$/iu;
  const [, never = '', verb, rest] = plain.exec(said) ?? [];
  return verb === undefined ? undefined : told(`${never}${third(verb)} ${rest}`);
}

function told(said: string): string {
  return said.replace(/\b(?:my|your|our)\b/gi, 'their').replace(/\byou\b/gi, 'them');
}

function third(verb: string): string {
  if (/(?:ed|s|met|had|did|was|were|can|got|don't|dont|can't)$/i.test(verb)) return verb;
  return /(?:sh|ch|x|o)$/i.test(verb) ? `${verb}es` : `${verb}s`;
}

function denied(text: string): boolean {
  return /\b(?:not|dont|never|no|hate\w*|detest\w*|kein\w*|nicht|hasse)\b|n't\b/i.test(text);
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
