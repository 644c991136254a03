/** Discord's ids count milliseconds from the beginning of 2015. */
const epoch = 1_420_070_400_000n;

/** When the thing with this id was made, in milliseconds since 1970. */
export function timeOf(id: string): number {
  return Number((BigInt(id) >> 22n) + epoch);
}

/** The smallest id of a moment. */
export function idAt(ms: number): string {
  const since = BigInt(Math.max(0, Math.floor(ms))) - epoch;
  return String((since > 0n ? since : 0n) << 22n);
}

/** Orders ids by age; they may differ in length. */
export function isNewer(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}
