import { type Consents, type ConsentTier, leaveOf } from './consent.ts';
import type { Section } from './feature.ts';
import type { Message } from './message.ts';
import type { Audience, LanguageModel } from './ports/model.ts';
import type { TranscriptEntry } from './ports/transcript.ts';
import { type ConsentKept, type PromptPart, unnamed, type WordsAge } from './receipt.ts';
import { whoseWords } from './whose-words.ts';

export interface HeedNeeds {
  consents: Consents;
  model: Pick<LanguageModel, 'describe'>;
}

/** What people whose words stand in a prompt allow to be done with them, for one turn. */
export interface Heed {
  /** The lines that may be told; what is asked always may. */
  lines<Line extends TranscriptEntry>(talk: readonly Line[]): Promise<Line[]>;
  /** The sections that may be told; those that tell nothing, but say how a slice came to what it tells, stay here anyway. */
  sections<One extends Section>(sections: readonly One[]): Promise<One[]>;
  /** To whom the prompt may go, of what was let through so far. */
  audience(): Audience;
  /** As people want it when it is asked for. */
  account(): Promise<HeedAccount>;
}

/** How a turn kept to what people allow. */
export interface HeedAccount {
  /** For the receipt. */
  consent?: ConsentKept | undefined;
  /** Everybody whose words were let through, or are kept with what was. */
  wordsOf: readonly string[];
  /** When these words were said. */
  saidFrom?: WordsAge | undefined;
  /** Those of them whose words must stay here: they may come back in the answer. */
  confined: readonly string[];
  offTheRecord: boolean;
}

/**
 * Words of somebody who is `local-only` go to a model here; where there is none, they are left out, but for what is asked:
 * that waits for no other model, and the understudy is always here.
 */
export async function heedWishes(
  { consents, model }: HeedNeeds,
  { author, place, offTheRecord }: Message,
): Promise<Heed> {
  const tiers = new Map<string, ConsentTier>();
  const told = new Set<string>();
  const ages = createAges();
  let localOnly = (await tierOf(author.id)) === 'local-only';
  let leftOut = 0;
  let isOff = offTheRecord !== undefined;

  async function tierOf(id: string): Promise<ConsentTier> {
    const known = tiers.get(id) ?? (await consents.of(place.host, id)).tier;
    tiers.set(id, known);
    return known;
  }

  async function isConfined(people: readonly string[]): Promise<boolean> {
    const all = await Promise.all(people.map(tierOf));
    return all.includes('local-only');
  }

  /** What is kept of the turn holds these words. */
  async function keep(people: readonly string[], saidFrom: number | undefined): Promise<void> {
    ages.note(people, saidFrom);
    for (const id of people) if ((await tierOf(id)) === 'off-the-record') isOff = true;
  }

  async function sift<Piece>(
    pieces: readonly Piece[],
    peopleOf: (piece: Piece) => readonly string[],
    saidFrom: (piece: Piece) => number | undefined,
  ): Promise<Piece[]> {
    const confined = new Set<Piece>();
    for (const piece of pieces) if (await isConfined(peopleOf(piece))) confined.add(piece);
    if (confined.size > 0 && !localOnly) localOnly = await mayStayHere(model);
    const kept = localOnly ? [...pieces] : pieces.filter((piece) => !confined.has(piece));
    leftOut += pieces.length - kept.length;
    for (const piece of kept) {
      const people = peopleOf(piece);
      for (const id of people) told.add(id);
      await keep(people, saidFrom(piece));
    }
    return kept;
  }

  return {
    async lines(talk) {
      const kept = await sift(talk, whoseWords, ({ at }) => at);
      if (kept.some((line) => line.offTheRecord !== undefined)) isOff = true;
      return kept;
    },
    async sections(sections) {
      for (const { wordsOf = [], saidFrom } of sections.filter(tellsNothing)) await keep(wordsOf, saidFrom);
      const telling = sections.filter((one) => !tellsNothing(one));
      const kept = await sift(
        telling,
        ({ wordsOf = [] }) => wordsOf,
        ({ saidFrom }) => saidFrom,
      );
      return sections.filter((one) => tellsNothing(one) || kept.includes(one));
    },
    audience() {
      if (localOnly) return { localOnly };
      const people = [author.id, ...told].map((id) => ({ host: place.host, id }));
      return { localOnly, mayLeave: leaveOf(consents, people) };
    },
    async account() {
      const now = await Promise.all(
        [...told].map(async (id) => ({ id, tier: (await consents.of(place.host, id)).tier })),
      );
      return {
        ...consentOf({ localOnly, leftOut, offTheRecord: isOff }),
        ...ages.known(),
        confined: now.flatMap(({ id, tier }) => (tier === 'local-only' ? id : [])),
        offTheRecord: isOff,
      };
    },
  };
}

/** Whether a section is there for its grounds alone: no model is told of it. */
export function tellsNothing({ text, leadsUp = [] }: Pick<Section, 'text' | 'leadsUp'>): boolean {
  return text === '' && leadsUp.length === 0;
}

/** Collects whose words are kept, and when the oldest of them were said. */
function createAges() {
  const people = new Set<string>();
  const each = new Map<string, number>();
  let anybody = Number.POSITIVE_INFINITY;
  return {
    note(ids: readonly string[], saidFrom: number | undefined): void {
      for (const id of ids) people.add(id);
      if (saidFrom === undefined) return;
      anybody = Math.min(anybody, saidFrom);
      for (const id of ids) each.set(id, Math.min(each.get(id) ?? saidFrom, saidFrom));
    },
    known(): Pick<HeedAccount, 'wordsOf' | 'saidFrom'> {
      const wordsOf = [...people];
      return Number.isFinite(anybody)
        ? { wordsOf, saidFrom: { anybody, each: Object.fromEntries(each) } }
        : { wordsOf };
    },
  };
}

/** Whether there is a model here that answers, or none elsewhere that could. */
async function mayStayHere(model: HeedNeeds['model']): Promise<boolean> {
  const here = await model.describe({ localOnly: true });
  return !here.standIn || (await model.describe()).elsewhere !== true;
}

function consentOf({
  localOnly,
  leftOut,
  offTheRecord,
}: Required<ConsentKept>): Pick<HeedAccount, 'consent'> {
  const consent: ConsentKept = {
    ...(localOnly && { localOnly }),
    ...(leftOut !== undefined && leftOut > 0 && { leftOut }),
    ...(offTheRecord && { offTheRecord }),
  };
  return Object.keys(consent).length === 0 ? {} : { consent };
}

/** A word worth following: what is shorter, everybody says. */
const words = /[\p{L}\p{N}]{3,}/gu;

/** Whether an answer takes up a word that was said off the record, and stands nowhere else in what it was told. */
export function repeatsUnkept(
  answer: string,
  talk: readonly TranscriptEntry[],
  sections: readonly Pick<Section, 'text'>[],
): boolean {
  const unkept = talk.filter(({ offTheRecord }) => offTheRecord !== undefined);
  if (unkept.length === 0) return false;
  const others = talk.filter((line) => !unkept.includes(line));
  const known = wordsOf([...others, ...sections].map(({ text }) => text));
  const theirs = wordsOf(unkept.map(({ text }) => text));
  return [...wordsOf([answer])].some((word) => theirs.has(word) && !known.has(word));
}

function wordsOf(texts: readonly string[]): Set<string> {
  return new Set(texts.flatMap((text) => text.toLowerCase().match(words) ?? []));
}

/** A prompt's parts as they may be kept when somebody's words in it are off the record: how large they were. */
export function withoutWords(parts: readonly PromptPart[]): PromptPart[] {
  return parts.map((part) => ({
    ...part,
    text: '',
    title: part.source === 'history' ? unnamed : part.title,
  }));
}
