const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const timeLength = 10;
const chanceLength = 16;

/**
 * Makes unique strings that sort by the time they were made: ten characters of milliseconds since 1970, then sixteen
 * of chance, in Crockford's base 32. Two made in the same millisecond still sort in the order of making.
 */
export function createIdentifiers(now: () => number = Date.now): () => string {
  let lastMs = -1;
  let chance: number[] = [];
  return () => {
    const ms = now();
    if (ms > lastMs) {
      lastMs = ms;
      chance = randomDigits();
    } else {
      increment(chance);
    }
    return timeDigits(lastMs) + chance.map((digit) => alphabet[digit]).join('');
  };
}

function timeDigits(ms: number): string {
  let rest = ms;
  let text = '';
  for (let place = 0; place < timeLength; place += 1) {
    text = `${alphabet[rest % 32]}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** The first digit stays in the lower half, so that counting up within a millisecond cannot overflow. */
function randomDigits(): number[] {
  const digits = Array.from(crypto.getRandomValues(new Uint8Array(chanceLength)), (byte) => byte % 32);
  return digits.with(0, (digits[0] ?? 0) % 16);
}

function increment(digits: number[]): void {
  for (let place = digits.length - 1; place >= 0; place -= 1) {
    const digit = digits[place] ?? 0;
    digits[place] = (digit + 1) % 32;
    if (digit < 31) return;
  }
}
