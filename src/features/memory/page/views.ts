import type { Place } from '../../../core/message.ts';
import type { Cast } from '../../../core/ports/cast.ts';
import { isTwin } from '../book.ts';
import { type Fact, type Subject, sortOf } from '../fact.ts';
import { type Change, partOf } from '../ledger.ts';

/** A talk as the page calls it. */
export interface PlaceView {
  lane: string;
  host: string;
  channelId: string;
  kind: Place['kind'];
  name?: string | undefined;
}

/** A fact as a card of the page shows it. */
export interface FactView extends Pick<Fact, 'id' | 'statement' | 'kind' | 'saidAt' | 'confidence' | 'lane'> {
  about: SubjectView[];
  saidBy: SubjectView;
  /** Who remembers it, this one or the same fact. */
  rememberedBy: { id: string; name: string }[];
  from?: number | undefined;
  until?: number | undefined;
  /** It was so once, and nobody said until when. */
  over: boolean;
  /** On how many messages it rests. */
  sources: number;
  confined: boolean;
}

export interface SubjectView extends Subject {
  what: 'person' | 'character' | 'thing' | 'place';
}

/** One line of the ledger as the page shows it. */
export interface ChangeView extends Pick<Change, 'position' | 'at' | 'kind' | 'batch' | 'lane'> {
  /** Undefined where its words were deleted. */
  statement?: string | undefined;
  /** How it read before. */
  was?: string | undefined;
  /** Who is named in it, so that names can be told from other words. */
  names: string[];
  by?: string | undefined;
  character: string;
  /** Somebody has taken it back. */
  undone: boolean;
}

export function placeView({ lane, place }: { lane: string; place: Place }): PlaceView {
  const { host, channelId, kind, name } = place;
  return { lane, host, channelId, kind, name };
}

/** What a fact is about: a character has the name it goes by now. */
export function subjectView({ id, name }: Subject, cast: Pick<Cast, 'get'>): SubjectView {
  const character = cast.get(id);
  if (character !== undefined) return { id, name: character.displayName, what: 'character' };
  return { id, name, what: sortOf({ id }) };
}

/** Facts for the page; what several characters remember alike and stands side by side is one. */
export function factViews(facts: readonly Fact[], cast: Pick<Cast, 'get'>): FactView[] {
  const groups: Fact[][] = [];
  for (const fact of facts) {
    const group = groups.find(([first]) => first !== undefined && isTwin(first, fact));
    if (group === undefined) groups.push([fact]);
    else group.push(fact);
  }
  return groups.flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : factView(first, group, cast);
  });
}

function factView(fact: Fact, group: readonly Fact[], cast: Pick<Cast, 'get'>): FactView {
  const {
    id,
    statement,
    kind,
    saidAt,
    confidence,
    lane,
    about,
    saidBy,
    from,
    until,
    over,
    sources,
    confined,
  } = fact;
  return {
    id,
    statement,
    kind,
    saidAt,
    confidence,
    lane,
    about: about.map((one) => subjectView(one, cast)),
    saidBy: subjectView(saidBy, cast),
    rememberedBy: [...new Set(group.map(({ characterId }) => characterId))].map((one) => ({
      id: one,
      name: characterName(one, cast),
    })),
    from,
    until,
    over: over === true,
    sources: sources.length,
    confined: confined === true,
  };
}

export function changeView(change: Change, undone: ReadonlySet<string>, cast: Pick<Cast, 'get'>): ChangeView {
  const { position, at, kind, batch, factId, lane, before, after, by, characterId } = change;
  const fact = after ?? before;
  const statement = fact?.statement;
  const was = before?.statement;
  return {
    position,
    at,
    kind,
    batch,
    lane,
    statement,
    names: fact === undefined ? [] : [...fact.about, fact.saidBy].map(({ name }) => name),
    ...(was !== statement && { was }),
    by: by?.name,
    character: characterName(characterId, cast),
    undone: undone.has(partOf(batch, factId)),
  };
}

/** What a character is called, also one that is gone. */
export function characterName(characterId: string, cast: Pick<Cast, 'get'>): string {
  return cast.get(characterId)?.displayName ?? characterId;
}
