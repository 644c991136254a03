import type { Character } from '../character.ts';
import type { MayLeave } from '../consent.ts';
import type { Usage } from '../receipt.ts';
import type { Health } from './health.ts';

export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** A tool as offered to the model; `input` is a JSON Schema. */
export interface ToolOffer {
  name: string;
  description: string;
  input: Record<string, unknown>;
}

/** How long answers are meant to be: a sentence or two, a paragraph, as long as it takes. */
export type ReplyLength = 'short' | 'medium' | 'long';

/** The turn as data, for a stand-in that does not read prompts. Real models ignore it. */
export interface Scene {
  character: Character;
  /** What the slices brought up for this turn: lore first of all. */
  context: string[];
  /** Oldest first; the last one is to be answered. */
  talk: { speaker: string; text: string; bySelf: boolean; at: number }[];
  /** Whom the character answers. */
  partner: string;
  /** The other people and characters present. */
  present: string[];
  length?: ReplyLength | undefined;
}

export interface GenerateRequest {
  messages: ModelMessage[];
  scene: Scene;
  temperature: number;
  maxTokens: number;
  seed?: number | undefined;
  tools?: ToolOffer[] | undefined;
  /** Only models on this machine, or on its own network, may be told it. */
  localOnly?: boolean | undefined;
  /** Asked before a model elsewhere is told it; where it may not leave any more, it is as with `localOnly`. */
  mayLeave?: MayLeave | undefined;
  signal: AbortSignal;
}

/** To whom something may go. */
export type Audience = Pick<GenerateRequest, 'localOnly' | 'mayLeave'>;

export type ModelEvent =
  | { kind: 'text-delta'; text: string }
  | { kind: 'tool-call'; id: string; name: string; input: unknown }
  | {
      kind: 'finish';
      reason: 'stop' | 'length' | 'tool-calls' | 'refused';
      usage: Usage;
      /** `ollama/qwen3:8b`, or `understudy`. */
      model: string;
      standIn: boolean;
      /** Why no model spoke, and the way to one, where the understudy did. */
      standInBecause?: string | undefined;
    };

/**
 * What turns a prompt into words. `generate` ends with exactly one `finish`, or throws a ServiceError whose
 * `failure` is a ModelFailure; it stops at once when the signal aborts (and then throws the signal's reason).
 */
export interface LanguageModel {
  generate(request: GenerateRequest): AsyncIterable<ModelEvent>;
  /** Which model would answer now, and how many tokens prompt and answer may have together. */
  describe(audience?: Audience): Promise<Described>;
  /** An estimate of what the provider will count for these messages, learned from what it counted before. */
  estimateTokens(messages: readonly ModelMessage[], audience?: Audience): number;
  health(): Promise<Health>;
}

/** Which model would answer. */
export interface Described {
  model: string;
  standIn: boolean;
  contextTokens: number;
  /** It, or one that would be asked in its place, is not on this machine or its own network. */
  elsewhere?: boolean | undefined;
}
