import type { Section } from '../../core/feature.ts';
import { laneOf, type Place } from '../../core/message.ts';
import type { Digest } from '../../core/ports/digests.ts';
import type { Found } from '../../core/ports/recall.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import type { SaidGrounds } from '../../core/receipt.ts';
import { whoseWords } from '../../core/whose-words.ts';
import type { MemorySettings } from './config.ts';
import { type Fact, whoseWordsIn } from './fact.ts';
import { whoIsMeant } from './namesakes.ts';
import type { Profile } from './profile.ts';
import type { Scope } from './scope.ts';
import { promptTexts } from './texts.ts';

/** Something that was found, as it can be told. */
export type Memory =
  | { kind: 'line'; found: Found; lines: PlacedEntry[] }
  | { kind: 'digest'; found: Found; digest: Digest }
  | { kind: 'fact'; found: Found; fact: Fact };

/** Whose words stand in a memory. */
export function peopleIn(memory: Memory | { kind: 'fact'; fact: Fact }): string[] {
  switch (memory.kind) {
    case 'fact':
      return [...whoseWordsIn(memory.fact)];
    case 'digest':
      return [...memory.digest.people];
    case 'line':
      return memory.lines.flatMap(whoseWords);
    default:
      return memory satisfies never;
  }
}

/** Why something was told in a turn, as kept with the receipt. */
export interface MemoryGround {
  id: string;
  kind: Memory['kind'];
  text: string;
  because: string;
  /** The channel where it was said. */
  place?: string | undefined;
  at: number;
}

/** What the memory did for a turn. */
export interface MemoryGrounds extends SaidGrounds {
  leftOut: number;
  /** How many talks could be looked at. */
  talks: number;
  told: MemoryGround[];
  /** What is to be said of how it was looked for. */
  remarks: string[];
  /** What there was no room for. */
  left: MemoryGround[];
}

interface TellingNeeds {
  settings: Pick<MemorySettings, 'promptTokens'>;
  timeZone: string;
  estimateTokens(text: string): number;
  scope: Pick<Scope, 'places' | 'lanes'>;
  profile: Profile;
  /** What the character said of itself. */
  own: Profile;
  /** The character's. */
  name: string;
  askerId: string;
  /** What those who take part in the talk are called now, by their ids. */
  names: ReadonlyMap<string, string>;
  /** What is to be said of how it was looked for. */
  remarks: readonly string[];
  /** Whose words must not leave this machine. */
  isConfined(personId: string): boolean;
}

/** A memory on its way into the prompt. */
interface Told {
  ground: MemoryGround;
  wordsOf: string[];
  /** When the oldest of it was said. */
  saidFrom: number;
  /** Where it was said. */
  place: Place | undefined;
  part: Part;
}

/** What people said of themselves, what the character did, and what the message brings up. */
type Part = 'known' | 'own' | 'recalled';

/**
 * Memories as sections of the prompt, as many as there is room for: what is known first, then what was found. Words that
 * must not leave this machine stand in sections of their own, so that the others are not left out with them.
 */
export function tell(memories: readonly Memory[], needs: TellingNeeds): Section[] {
  const { profile, own, name, scope, remarks, isConfined } = needs;
  const found = memories.flatMap((memory) => (memory.kind === 'fact' ? [memory.fact] : []));
  const whom = whoIsMeant([...profile.facts, ...found], needs);
  const all = [
    ...profile.facts.map((fact) => toldOf({ kind: 'fact', fact, part: 'known' }, needs, whom)),
    ...own.facts.map((fact) => toldOf({ kind: 'fact', fact, part: 'own' }, needs, whom)),
    ...memories.map((memory) => toldOf(memory, needs, whom)),
  ];
  const told = fitting(all, needs);
  const left = all.filter((one) => !told.includes(one)).map(({ ground }) => ground);
  const grounds = groundsOf(
    scope.lanes.length,
    told.map(({ ground }) => ground),
    left,
    remarks,
  );
  const bare: Section = {
    title: promptTexts.parts.known.title,
    text: '',
    volatility: 'talk',
    priority: 1,
    grounds,
    ...wordsIn(all),
  };
  return [
    bare,
    ...[false, true].flatMap((confined) => {
      const some = told.filter(({ wordsOf }) => wordsOf.some(isConfined) === confined);
      return parts.flatMap((part) => section(some, part, name));
    }),
  ];
}

function groundsOf(
  talks: number,
  told: MemoryGround[],
  left: MemoryGround[],
  remarks: readonly string[],
): MemoryGrounds {
  const says = [...remarks, ...told.map(promptTexts.ground), ...left.map(promptTexts.groundLeft)];
  return { says, leftOut: left.length, talks, told, left, remarks: [...remarks] };
}

const parts = ['known', 'own', 'recalled'] as const satisfies Part[];

function section(told: readonly Told[], part: Part, name: string): Section[] {
  const some = told.filter((one) => one.part === part);
  if (some.length === 0) return [];
  const { title, because, text } = promptTexts.parts[part];
  return [
    {
      title,
      text: text(
        name,
        some.map(({ ground }) => ground.text),
      ),
      volatility: part === 'recalled' ? 'now' : 'talk',
      priority: 1,
      because,
      ...wordsIn(some),
      saidIn: [...new Set(some.flatMap(({ place }) => place ?? []))],
    },
  ];
}

function wordsIn(told: readonly Told[]): Pick<Section, 'wordsOf' | 'saidFrom'> {
  if (told.length === 0) return {};
  return {
    wordsOf: [...new Set(told.flatMap(({ wordsOf }) => wordsOf))],
    saidFrom: Math.min(...told.map(({ saidFrom }) => saidFrom)),
  };
}

function toldOf(
  memory: Memory | { kind: 'fact'; fact: Fact; part: 'known' | 'own'; found?: undefined },
  { scope, timeZone, profile, own }: TellingNeeds,
  whom: (fact: Fact) => string[],
): Told {
  const because = memory.found && promptTexts.because(memory.found);
  const wordsOf = peopleIn(memory);
  if (memory.kind === 'fact') {
    const { fact } = memory;
    const { id, lane, saidAt } = fact;
    const place = scope.places.get(lane);
    const ground = {
      id,
      kind: memory.kind,
      text: promptTexts.fact(fact, timeZone, [
        ...whom(fact),
        ...(memory.found ? [promptTexts.saidOn(saidAt, timeZone)] : []),
      ]),
      because: because ?? profile.because.get(id) ?? own.because.get(id) ?? '',
      place: place?.name,
      at: saidAt,
    };
    const part = 'part' in memory ? memory.part : 'recalled';
    return { ground, wordsOf, saidFrom: saidAt, place, part };
  }
  const { kind, found } = memory;
  const [place, text] =
    kind === 'digest' ? digestText(memory, scope, timeZone) : lineText(memory, scope, timeZone);
  const ground = { id: found.id, kind, text, because: because ?? '', place: place?.name, at: found.at };
  const saidFrom = kind === 'digest' ? memory.digest.fromAt : Math.min(...memory.lines.map(({ at }) => at));
  return { ground, wordsOf, saidFrom, place, part: 'recalled' };
}

type Worded = [Place | undefined, string];

function digestText(
  { digest }: Extract<Memory, { kind: 'digest' }>,
  { places }: TellingNeeds['scope'],
  timeZone: string,
): Worded {
  const place = places.get(digest.lane);
  return [place, promptTexts.digest(digest, place?.name, timeZone)];
}

function lineText(
  { lines }: Extract<Memory, { kind: 'line' }>,
  { places }: TellingNeeds['scope'],
  timeZone: string,
): Worded {
  const [first] = lines;
  const place = first && places.get(laneOf(first.place));
  return [place, promptTexts.lines(lines, place?.name, timeZone)];
}

/** Those that there is room for, in their order; a long one gives way to shorter ones after it. */
function fitting(all: readonly Told[], { settings, estimateTokens }: TellingNeeds): Told[] {
  let room = settings.promptTokens;
  return all.filter(({ ground }) => {
    const tokens = estimateTokens(ground.text);
    if (tokens > room) return false;
    room -= tokens;
    return true;
  });
}
