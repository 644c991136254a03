/** Structured lines for the owner. Never message text, never a secret. */
export interface Log {
  debug(says: string, fields?: Record<string, unknown>): void;
  info(says: string, fields?: Record<string, unknown>): void;
  warn(says: string, fields?: Record<string, unknown>): void;
  error(says: string, fields?: Record<string, unknown>): void;
}
