import type { FactKind } from '../fact.ts';

/** What may stand in a place of a pattern; each sort is checked in its own way. */
export type Sort =
  | 'activity'
  | 'age'
  | 'count'
  | 'date'
  | 'job'
  | 'language'
  | 'name'
  | 'place'
  | 'pronouns'
  | 'thing'
  | 'topic'
  | 'year'
  | (string & {});

/**
 * One thing that people say of themselves, as data. Patterns are written for what follows "I" (or, with `of: 'own'`,
 * "my"), in the first person and without adverbs; `{place}` is any place, `[pets]` one word of a list.
 */
export interface Rule {
  kind: FactKind;
  of?: 'own' | undefined;
  /** With `of: 'own'`: the statement is about the owner all the same, and has no `'s`. */
  tellsOwner?: true | undefined;
  when: readonly string[];
  /**
   * What the statement says after the name (`'s` comes by itself with `of: 'own'`, unless it `tellsOwner`). With `{who}`
   * the name stands there instead of in front; `{when}` is the time of it, which else comes last.
   */
  says: string;
  /** The same when it is no longer so; without it the past form of `says` is not told. */
  said?: string | undefined;
  slot?: string | undefined;
  /** The first place of the pattern unless said otherwise. */
  value?: string | undefined;
  /**
   * `past`: the pattern itself says that it was so. `ended`: it tells how that ended. `began`: it happened and lasts
   * since. `plan`: it is to come. `event`: it happened once.
   */
  tense?: 'past' | 'ended' | 'began' | 'plan' | 'event' | undefined;
  /** It holds only with a time that says how long: "played the cello" may have been once. */
  lasting?: true | undefined;
  /** 0.8 unless said otherwise. */
  confidence?: number | undefined;
  /** Who else it is about: the place that holds a name. */
  other?: string | undefined;
  /** Things that are listed with "and" are facts of their own. */
  each?: string | undefined;
  /** Only for what the speaker says of themself. */
  selfOnly?: boolean | undefined;
  /** With a time of day it says something else: "I quit coffee at six" is no farewell to coffee. */
  allDay?: true | undefined;
  /** An event that is told of one's childhood as well: a broken leg, and not where one lived then. */
  atAnyAge?: true | undefined;
}

/** How one language says things: everything that reading depends on, as data. */
export interface Language {
  code: string;
  /** Spellings that are one, before anything is read. */
  spellings: readonly (readonly [RegExp, string])[];
  /** What may stand before a statement without changing it. */
  leadIns: RegExp;
  /** Words between subject and verb that change nothing. */
  adverbs: RegExp;
  /** "I" and "my" at the beginning of a clause. */
  self: RegExp;
  own: RegExp;
  /** "he", "she" and "his", "her" at the beginning of a clause. */
  other: RegExp;
  otherOwn: RegExp;
  /** After a name: the mark of what is theirs. */
  possessive: RegExp;
  /** Where a new clause begins. */
  clauses: RegExp;
  /** How the verb of somebody else begins a clause that leaves out who it is. */
  thirdPerson: RegExp;
  /** Ends a clause without changing what it says: whereto, from whom, with whom. */
  tails: RegExp;
  /** Ends what belongs to an object. */
  objectEnds: RegExp;
  /** Words at the end that say nothing. */
  fillers: RegExp;
  /** What cannot be an object by itself: pronouns, and words that refer to something else. */
  refers: RegExp;
  /** Opens something that is only made up, or somebody else's words: nothing after it in a message is meant. */
  pretends: RegExp;
  asks: RegExp;
  /** Take a sentence out of what its author states, wherever they stand in it. */
  doubts: readonly RegExp[];
  /** Doubts that spoil no clause before their own. */
  hedges: RegExp;
  /** Where such a clause of its own begins; with the flag `g`. */
  asides: RegExp;
  /** Says in a clause of its own that the one before does not hold. */
  retracts: RegExp;
  conditions: RegExp;
  /** Guesses and wishes: they spoil the clause that they stand in and what follows. */
  wishes: RegExp;
  /** Other orders of the same words: `Dune is my favourite book`. */
  rewrites: readonly (readonly [RegExp, string])[];
  /** The same for what somebody leaves themself out of; it is not tried where others are asked about. */
  elliptic: readonly (readonly [RegExp, string])[];
  /** Verbs before which the subject is left out in chats: "just moved to Oslo". */
  dropped: readonly (readonly [RegExp, string])[];
  /** "you" and "your" at the beginning of a clause. */
  you: RegExp;
  yourOwn: RegExp;
  jokes: RegExp;
  takesBack: RegExp;
  /** Corrects what the same person said before. */
  corrects: RegExp;
  /**
   * Says that it was so once and is no longer: what remains is the verb in the first person. `was`: a time beside it
   * tells when it was so, not when it ended.
   */
  noLonger: readonly (readonly [RegExp, string, 'was'?])[];
  /** "and" between things of a list. */
  listed: RegExp;
  /** Asks for something to be kept in mind. */
  remember: RegExp;
  /** How something is told that is no longer so, where its rule does not say. */
  noMore(says: string): string;
  /** How what was read in a place is shown, and other words that come with it, such as its article. */
  shown(place: string, read: string): Readonly<Record<string, string>>;
  /** What was read in a place, as facts are known by it in every language. */
  keyOf(place: string, read: string): string;
  /** The verb of somebody else, as one says it of oneself. */
  firstPerson(predicate: string): string;
  /** Somebody's own words as others tell them, in English: `my car` is `their car`. */
  lists: Readonly<Record<string, string>>;
  rules: readonly Rule[];
}
