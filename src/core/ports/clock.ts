/** Time, so that tests can own it. Milliseconds since 1970. */
export interface Clock {
  now(): number;
}
