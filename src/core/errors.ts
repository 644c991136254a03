/** A person asked for something that is refused; the text is fit to be shown as it is. */
export class UserError extends Error {
  override readonly name = 'UserError' as const;
}

/** The settings are wrong; every mistake is listed with its path and the way to mend it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError' as const;
  readonly problems: { path: string; problem: string; fix: string }[];
  constructor(problems: { path: string; problem: string; fix: string }[]) {
    super(problems.map(({ path, problem, fix }) => `${path}: ${problem} ${fix}`.trim()).join('\n'));
    this.problems = problems;
  }
}

/** Why a language model could not answer: decided once, where the failure is seen. */
export const modelFailures = [
  'auth',
  'quota',
  'rate-limit',
  'context-too-long',
  'model-missing',
  'content-refused',
  'timeout',
  'server',
  'network',
] as const;
export type ModelFailure = (typeof modelFailures)[number];

/** Why a post could not be made. */
export type DeliveryFailure =
  | 'missing-permission'
  | 'unknown-place'
  | 'rejected'
  | 'rate-limit'
  | 'server'
  | 'network';

interface ServiceFailure {
  /** Which service, in words a person knows: `Ollama`, `Discord`. */
  service: string;
  failure: ModelFailure | DeliveryFailure;
  /** One sentence for a person: what happened and what to do. Holds no secret. */
  message: string;
  retryable: boolean;
  retryAfterMs?: number | undefined;
  /** For `missing-permission`: which one, in the host's words. */
  permission?: string | undefined;
  /** The request may have been carried out although no answer was seen. */
  uncertain?: boolean | undefined;
  cause?: unknown;
}

/** A service outside failed. Adapters throw this and nothing else. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError' as const;
  readonly service: string;
  readonly failure: ModelFailure | DeliveryFailure;
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  readonly permission: string | undefined;
  readonly uncertain: boolean;
  constructor(what: ServiceFailure) {
    super(what.message, { cause: what.cause });
    this.service = what.service;
    this.failure = what.failure;
    this.retryable = what.retryable;
    this.retryAfterMs = what.retryAfterMs;
    this.permission = what.permission;
    this.uncertain = what.uncertain ?? false;
  }
}
