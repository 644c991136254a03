import type { TurnView } from '../feature.ts';

/** A stretch of a talk in short, as it is found again. */
export interface Digest {
  passageId: string;
  lane: string;
  /** Its stretch, by positions of the transcript: after the first of them, up to and with the second. */
  after: number;
  to: number;
  /** When its first and its last line were said. */
  fromAt: number;
  toAt: number;
  lines: number;
  text: string;
  /** Ids of those from whose words it was made, on the host of its lane. */
  people: readonly string[];
}

/** What a prompt tells of talks in short, whatever else is told. */
export interface DigestsTold {
  passageIds: readonly string[];
  texts: readonly string[];
}

/** Talks in short, for those who tell what was said before. */
export interface Digests {
  /** The shelf of the search on which those of a lane stand. */
  shelfOf(lane: string): string;
  /** Those of these passages that are digests. */
  find(passageIds: readonly string[]): Promise<Digest[]>;
  /** What stands in the prompt of a turn without having been asked for. */
  toldIn(turn: TurnView): Promise<DigestsTold>;
}
