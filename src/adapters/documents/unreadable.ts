/** A file that is not read; the message says why, and what to do. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable' as const;
}
