import type { Person } from './keeping.ts';
import type { TranscriptEntry } from './ports/transcript.ts';

/** What a person allows to be done with their words. */
export const consentTiers = ['full', 'local-only', 'off-the-record'] as const;
/**
 * `full`: as the owner has set things up; `local-only`: their words go to models on this machine alone;
 * `off-the-record`: nothing they say is kept.
 */
export type ConsentTier = (typeof consentTiers)[number];

/** A time in which somebody allowed less; without an end it lasts. */
export interface Period {
  from: number;
  to?: number | undefined;
}

export interface Consent {
  tier: ConsentTier;
  /** Nothing new is learned from them; what is known stays. */
  paused: boolean;
  /** When it was so: what was said then is not learned later either. */
  pauses?: readonly Period[] | undefined;
  /** When they were off the record: what was said then is not kept later either. */
  unkept?: readonly Period[] | undefined;
}

/** What people have allowed. */
export interface Consents {
  of(host: string, personId: string): Promise<Consent>;
}

/** What each of these people allows now, by their ids. */
export async function tiersOf(
  consents: Pick<Consents, 'of'>,
  host: string,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, ConsentTier>> {
  const asked = [...new Set(ids)].map(async (id) => [id, (await consents.of(host, id)).tier] as const);
  return new Map(await Promise.all(asked));
}

/** Asked each time that words are about to leave this machine: whether they may, as people want it now. */
export type MayLeave = () => Promise<boolean>;

/** What people whose words are to be sent want when they are. */
export function leaveOf(consents: Pick<Consents, 'of'>, people: readonly Person[]): MayLeave {
  return async () => {
    const asked = await Promise.all(people.map(({ host, id }) => consents.of(host, id)));
    return asked.every(({ tier }) => tier !== 'local-only');
  };
}

/** Somebody does not let these words leave this machine any more. */
export class MustStay extends Error {}

/** A line as far as it matters when its words were said. */
type SaidAt = Pick<TranscriptEntry, 'kind' | 'at' | 'editedAt'>;

/** The host's clock and this machine's may differ by so much. */
const clocksDifferMs = 10_000;
/** What a character says may answer something that was said this long ago. */
const answeredWithinMs = 600_000;

/** Whether a line with words of somebody may be learned from, summed up, or made findable. */
export function mayBeLearned(consent: Consent | undefined, line: SaidAt): boolean {
  if (consent === undefined) return true;
  if (consent.tier === 'off-the-record' || consent.paused) return false;
  return !(consent.pauses ?? []).some((pause) => reaches(line, pause));
}

/** From when it was said until it was last put in other words. */
function reaches({ kind, at, editedAt = at }: SaidAt, period: Period): boolean {
  return overlaps(kind === 'character' ? at - answeredWithinMs : at, editedAt, period);
}

/** Whether something that somebody said then, or at some time, is not to be kept. */
export function wasUnkept({ tier, unkept = [] }: Consent, at: number | undefined): boolean {
  if (tier === 'off-the-record') return true;
  return unkept.some((period) => at === undefined || overlaps(at, at, period));
}

function overlaps(begin: number, end: number, { from, to = Number.POSITIVE_INFINITY }: Period): boolean {
  return begin - clocksDifferMs <= to && end + clocksDifferMs >= from;
}
