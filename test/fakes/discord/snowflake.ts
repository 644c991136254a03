const discordEpochMs = 1_420_070_400_000n;

/** Makes ids like Discord's: increasing, with the time of the clock in the upper bits. */
export function createSnowflakes(clock: () => number): () => string {
  let last = 0n;
  return () => {
    const fresh = (BigInt(Math.floor(clock())) - discordEpochMs) << 22n;
    last = fresh > last ? fresh : last + 1n;
    return last.toString();
  };
}

/** The time in milliseconds that an id was made at. */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + discordEpochMs);
}

/** Compares two ids by age: negative when the first is older. */
export function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
