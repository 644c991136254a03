import type { DepthPlace, MessagePlace, OutletPlace, Section, SectionPlace } from '../feature.ts';

/** A section, and the name of the slice that it comes from. */
export type SourcedSection = Section & { source: string };

/** Places between the messages of the talk. */
type InnerPlace = DepthPlace | MessagePlace;

/** The places outside the talk; sections that chose none stand with what is stable, or with what changes. */
type OuterPlace = Exclude<SectionPlace, InnerPlace | OutletPlace> | 'stable' | 'changing';

/** Finds the sections for one place after the other, each made into what the prompt is built from. */
export function sectionsAt<Piece>(
  sections: readonly SourcedSection[],
  make: (section: SourcedSection) => Piece,
): (place: OuterPlace) => Piece[] {
  return (place) => sections.filter((section) => outerPlaceOf(section) === place).map(make);
}

function outerPlaceOf({ place, volatility }: Section): OuterPlace | undefined {
  if (place === undefined) return volatility === 'stable' ? 'stable' : 'changing';
  return typeof place === 'string' ? place : undefined;
}

function innerPlaceOf({ place }: Section): InnerPlace | undefined {
  return typeof place === 'object' && 'role' in place ? place : undefined;
}

/** The texts that the card may ask for by `{{outlet::Name}}`, by name; what several slices put there stands together. */
export function outletsIn(sections: readonly Section[]): Record<string, string> {
  const outlets = new Map<string, string>();
  for (const { place, text } of sections) {
    if (!isOutlet(place) || text === '') continue;
    const before = outlets.get(place.outlet);
    outlets.set(place.outlet, before === undefined ? text : `${before}\n${text}`);
  }
  return Object.fromEntries(outlets);
}

/** Whether a section is told only where the card asks for it. */
export function isOutlet(place: SectionPlace | undefined): place is OutletPlace {
  return typeof place === 'object' && 'outlet' in place;
}

/**
 * In which part of the prompt a section stands, as whom, and how it is worded there. What the house says above the whole
 * talk (`aboveTalk`) goes on from what it has said before.
 */
export function slotOf(
  section: Section,
  aboveTalk = false,
): {
  slot: 'system' | 'talk' | 'note';
  role: 'user' | 'assistant';
  text: string;
} {
  const { text } = section;
  const inner = innerPlaceOf(section);
  const outer = outerPlaceOf(section);
  const isNote = outer === 'note' || outer === 'changing';
  if (inner === undefined) return { slot: isNote ? 'note' : 'system', role: 'user', text };
  if (inner.role === 'system' && aboveTalk) return { slot: 'system', role: 'user', text };
  // Many chat templates allow a system message only at the start: further down the house speaks in a note.
  if (inner.role === 'system') return { slot: 'talk', role: 'user', text: text.trim() && `[${text.trim()}]` };
  return { slot: 'talk', role: inner.role, text };
}

/** At one depth the character's own come first, and what is said in the house's name stands last. */
const rolesInOrder: readonly DepthPlace['role'][] = ['assistant', 'user', 'system'];

/** A message of the talk as it is laid out. */
interface Line {
  messageId?: string | undefined;
}

/** Puts sections that chose a depth or a message between the messages of the talk. */
export function withSectionsBetween<Piece extends Line>(
  talk: readonly Piece[],
  sections: readonly SourcedSection[],
  make: (section: SourcedSection, aboveTalk: boolean) => Piece,
): Piece[] {
  const placed = sections.flatMap((section) => {
    const place = innerPlaceOf(section);
    return place === undefined ? [] : [{ section, rank: rankOf(place), at: indexOf(place, talk) }];
  });
  placed.sort((a, b) => a.rank - b.rank);
  const before = (index: number) =>
    placed.filter(({ at }) => at === index).map(({ section }) => make(section, index === 0));
  return [...talk.flatMap((one, index) => [...before(index), one]), ...before(talk.length)];
}

/** What belongs to a message stands right below it. */
function rankOf(place: InnerPlace): number {
  return 'after' in place ? -1 : rolesInOrder.indexOf(place.role);
}

function indexOf(place: InnerPlace, talk: readonly Line[]): number {
  if ('after' in place) return talk.findIndex(({ messageId }) => messageId === place.after) + 1;
  return talk.length - Math.min(talk.length, Math.max(0, Math.trunc(place.depth)));
}
