import type { Consent, Consents } from '../../../core/consent.ts';
import { laneOf, type Place } from '../../../core/message.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { LineIntake } from '../../../core/ports/line-intake.ts';
import type { Storage } from '../../../core/ports/storage.ts';
import { shortDigest } from '../../../lib/short-digest.ts';
import type { FactBook } from '../book.ts';
import type { Fact, Subject } from '../fact.ts';
import type { FactStore } from '../fact-store.ts';
import type { LaneStore } from '../lane-store.ts';
import type { NewChange } from '../ledger.ts';
import { createLineIntake, type LineIntakeNeeds } from './lines.ts';
import { type OlderFact, worded } from './wording.ts';

export type { OlderFact } from './wording.ts';

/** What another program knew of one person, and where and for whom it comes to lie. */
export interface OlderProfile {
  person: Subject;
  facts: readonly OlderFact[];
  place: Place;
  characterId: string;
}

/** What came of bringing a profile in, or would come of it. */
export interface ProfileIntake {
  /** What comes in, in words. */
  taken: string[];
  /** They are known already, or were taken out here before. */
  known: number;
  refused: { where: string; reason: string }[];
}

/** Older memories brought in. */
export interface MemoryIntake extends LineIntake {
  /** Without `apply` it is only looked at. What is given the same `batch` and place can be undone at once. */
  bringFacts(profile: OlderProfile, options: BringOptions): Promise<ProfileIntake>;
}

export interface BringOptions {
  apply: boolean;
  batch: string;
  /** What was said before this moment is not kept any more. */
  keptSince: number;
}

export interface MemoryIntakeNeeds extends LineIntakeNeeds {
  storage: Storage;
  facts: FactStore;
  lanes: LaneStore;
  book: Pick<FactBook, 'writeIn'>;
  consents: Consents;
  clock: Clock;
  timeZone: string;
}

/** Who read it out. */
const extractor = 'predecessor/1';
const confidence = 0.6;
/** Nobody has said more of a person than can be looked through. */
const mostOfPerson = 500;
const broughtBy = { id: 'acore', name: 'acore import-predecessor' };

export function createMemoryIntake(needs: MemoryIntakeNeeds): MemoryIntake {
  const { storage, facts, lanes, book, clock } = needs;
  return {
    ...createLineIntake(needs),
    async bringFacts(profile, options) {
      const { place, characterId } = profile;
      const { drafts, refused } = await draftsOf(needs, profile, options.keptSince);
      const fresh = await newOnes(profile, drafts);
      if (options.apply && fresh.length > 0)
        await storage.transaction(async (transaction) => {
          await lanes.begin(transaction, place, characterId, clock.now());
          const changes = fresh.map((after): NewChange => ({ kind: 'imported', before: undefined, after }));
          await book.writeIn(transaction, changes, {
            by: broughtBy,
            batch: `${options.batch}-${laneOf(place)}`,
          });
        });
      return { taken: fresh.map(({ statement }) => statement), known: drafts.length - fresh.length, refused };
    },
  };

  /** Those that neither stand here in some way nor were here before: what was taken out stays out. */
  async function newOnes(
    { person, place, characterId }: OlderProfile,
    drafts: readonly Fact[],
  ): Promise<Fact[]> {
    const lane = laneOf(place);
    const own = await facts.ofPerson(person.id);
    const there = own.filter((fact) => fact.lane === lane && fact.characterId === characterId);
    const touched = await facts.everKnown(drafts.map(({ id }) => id));
    const known = new Set(there.map(meaning));
    return drafts.filter((fact) => !touched.has(fact.id) && !known.has(meaning(fact)));
  }
}

function meaning({ about, kind, value }: Fact): string {
  return [...about.map(({ id }) => id), kind, value].join('\n');
}

async function draftsOf(
  { consents, clock, timeZone }: MemoryIntakeNeeds,
  profile: OlderProfile,
  keptSince: number,
): Promise<{ drafts: Fact[]; refused: ProfileIntake['refused'] }> {
  const { person, facts, place, characterId } = profile;
  const drafts = new Map<string, Fact>();
  const refused: ProfileIntake['refused'] = [];
  for (const [index, older] of facts.entries()) {
    const { where } = older;
    const at = Math.min(older.at, clock.now());
    const people = await Promise.all(
      [person, older.other].flatMap((one) => one ?? []).map(({ id }) => consents.of(place.host, id)),
    );
    const reason = whyNot(people, at < keptSince, index);
    const words = reason === undefined ? worded(person, older, timeZone) : { refused: reason };
    if ('refused' in words) refused.push({ where, reason: words.refused });
    else {
      const id = await idOf(characterId, place, person, words.kind, words.value, older.other?.id);
      const confined = people.some(({ tier }) => tier === 'local-only');
      const saidBy = words.about[0] ?? person;
      drafts.set(id, {
        ...words,
        id,
        characterId,
        lane: laneOf(place),
        saidBy,
        saidAt: at,
        sources: [],
        confidence,
        extractor,
        ...(confined && { confined }),
      });
    }
  }
  return { drafts: [...drafts.values()], refused };
}

function whyNot(people: readonly Consent[], isOld: boolean, index: number): string | undefined {
  if (people.some(({ tier }) => tier === 'off-the-record'))
    return 'somebody whom it is about is off the record';
  if (people.some(({ paused }) => paused)) return 'somebody whom it is about wants nothing learned';
  if (isOld) return 'it is older than what is kept (the setting privacy.keep)';
  if (index >= mostOfPerson) return `only ${mostOfPerson} facts of a person are taken in`;
  return undefined;
}

/** The same for the same fact, so that it comes in once. */
async function idOf(
  characterId: string,
  place: Place,
  { id }: Subject,
  ...rest: (string | undefined)[]
): Promise<string> {
  const text = JSON.stringify([characterId, laneOf(place), id, ...rest]);
  return `older-${await shortDigest(text)}`;
}
