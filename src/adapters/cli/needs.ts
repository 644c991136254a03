import type { Person } from '../../core/keeping.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Receipt } from '../../core/receipt.ts';

/** What a command found out, in words and for machines. */
export interface Told {
  text: string;
  json: unknown;
}

/** What `acore lore scan` was asked for: a file of cases, or books and a chat. */
export interface LoreScanOptions {
  cases?: string | undefined;
  book?: readonly string[] | undefined;
  chat?: string | undefined;
  settings?: string | undefined;
  seed?: number | undefined;
  profile?: 'st-compat' | 'strict' | undefined;
}

/** What `acore import-predecessor` was asked for. */
export interface PredecessorOptions {
  folder: string;
  /** Else it is only told what would happen. */
  apply: boolean;
  server?: string | undefined;
  channel?: string | undefined;
  character?: string | undefined;
  timeZone?: string | undefined;
}

/** Told how much of something long is done. */
export type Progress = (done: number, whole: number) => void;

/** What the commands do; `app` and `main` provide it. */
export interface CliNeeds {
  version: string;
  /** Runs until it is told to stop. With `json`, one JSON document on standard output tells where it is reached. */
  start(options: { json: boolean }): Promise<void>;
  /** The playground in this terminal. */
  play(options: { json: boolean }): Promise<void>;
  /** How a message ended; undefined when nothing is known of it. */
  why(messageId: string): Promise<Receipt | undefined>;
  checks(): Promise<Check[]>;
  /** Card files, in words and for machines. Each throws a UserError when a file is no card. */
  card: {
    inspect(file: string): Promise<Told>;
    convert(from: string, to: string, options: { force: boolean }): Promise<Told>;
    import(paths: readonly string[]): Promise<Told & { allTaken: boolean }>;
    export(id: string, to: string, options: { force: boolean }): Promise<Told>;
  };
  /** Lorebooks tried out on talks. Throws a UserError when a file cannot be used. */
  lore: {
    scan(options: LoreScanOptions): Promise<Told>;
  };
  /**
   * What the Python bot kept; in vain when nothing of it can be read. Throws a UserError when there is none of it, or
   * when Acore runs.
   */
  importPredecessor(options: PredecessorOptions): Promise<Told & { inVain: boolean }>;
  /** What is kept of one person. Each throws a UserError when nothing is known of them. */
  privacy: {
    export(person: Person, file: string | undefined): Promise<Told>;
    /** Without `sure` it is only counted. */
    erase(person: Person, sure: boolean): Promise<Told>;
  };
  /** Models that find memories by their meaning. */
  embeddings: {
    list(): Promise<Told>;
    /** Without `sure` it is only told what would be fetched. Throws a UserError when it cannot be fetched. */
    get(name: string, options: { sure: boolean; progress: Progress }): Promise<Told>;
  };
  config: {
    /** Throws the ConfigError that `start` would throw; returns sentences that are only warnings. */
    check(): Promise<string[]>;
    /** The settings in force, without secrets. */
    print(): Promise<{ text: string; json: unknown }>;
  };
}

/** Where a command writes. */
export interface Screen {
  /** Standard output. */
  out(text: string): void;
  /** Standard error. */
  complain(text: string): void;
  colourful: boolean;
  /** A line on standard error may be written over. */
  rewrites: boolean;
}
