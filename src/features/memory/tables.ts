import type { Place } from '../../core/message.ts';
import type { FactKind } from './fact.ts';
import type { ChangeKind } from './ledger.ts';

/** The tables of the memory. Everything in them is derived from the transcript or told by people. */
export interface MemoryTables {
  /** What holds in a server or a direct talk. */
  memory_homes: {
    home: string;
    /** Since when is learned, in milliseconds since 1970; null where it is not. */
    learns_since: number | null;
    /** 1: characters of this home tell each other what they remember. */
    shared: number;
    /** 1: it is said in the channel when something was noted. */
    noted: number;
  };
  /** A talk that is remembered. */
  memory_lanes: {
    lane: string;
    home: string;
    /** JSON of the place. */
    place: string;
  };
  /** Up to where a character has learned from a talk. */
  memory_listeners: {
    lane: string;
    character_id: string;
    learned_to: number;
    /** Up to where a model has read along. */
    read_to: number;
    /** The same two for lines that came in from files, by `brought`. */
    brought_to: number;
    brought_read_to: number;
  };
  /** A line of the transcript that can be recalled. */
  memory_lines: {
    message_id: string;
    lane: string;
    author_id: string;
    said_at: number;
    /** Where it stands among the lines of its lane that came in from files and are to be learned from; else null. */
    brought: number | null;
  };
  /** A message that says something else now, and is to be read again. */
  memory_revised: { message_id: string; lane: string };
  /** How far the old talks of a home have been read again, and what came of it. */
  memory_rebuilds: {
    home: string;
    id: string;
    /** JSON of the place where it was asked for; null when it is over. */
    place: string | null;
    asked_at: number;
    /** How many lines there were then. */
    total: number;
    /** The talk that is being read, and up to which position of it; those whose lanes come before it were read. */
    lane: string;
    reached: number;
    lines: number;
    facts: number;
    ended_at: number | null;
  };
  memory_facts: {
    id: string;
    character_id: string;
    lane: string;
    said_by: string;
    said_at: number;
    kind: FactKind;
    /** 1: it has ceased to be so, or will, whether or not anybody said when. */
    over: number;
    /** Its statement, folded. */
    words: string;
    /** Who remembers it from where, in one: the name of its shelf. */
    shelf: string;
    /** Whom it is about before all, and what of them it turns on. */
    chief: string;
    topic: string;
    /** The ids of all whom it is about, in their order. */
    about: string;
    /** JSON of the fact. */
    body: string;
  };
  /** Whom a fact is about, with as much of it as tells whether it is worth being read. */
  memory_subjects: {
    fact_id: string;
    subject_id: string;
    /** The name, folded, by which people may speak of them. */
    called: string;
    shelf: string;
    over: number;
    weight: number;
    /** Where a character said it of itself: the ids of those to whom, each between line breaks; else null. */
    said_to: string | null;
  };
  memory_sources: { fact_id: string; message_id: string };
  memory_changes: {
    position: number;
    at: number;
    kind: ChangeKind;
    fact_id: string;
    character_id: string;
    lane: string;
    /** JSON of the fact, or null. */
    before: string | null;
    after: string | null;
    by_id: string | null;
    by_name: string | null;
    batch: string;
    undoes: string | null;
  };
  /** Whom the fact of a line of the ledger is about or from, as long as its words are there. */
  memory_change_people: { position: number; person_id: string };
  /** What learning with a model took, per day. */
  memory_spending: { day: string; tokens: number };
}

/** A remembered talk. */
export interface Lane {
  lane: string;
  home: string;
  place: Place;
}
