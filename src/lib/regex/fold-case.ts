let table: Uint16Array | undefined;

/**
 * The text with one letter for all that a regular expression may count as the same where capitals do not count (under `i`
 * and under `iu`), and for some more; unit by unit, so that places stay the same. Letters beyond 16 bits are left alone.
 */
export function foldCase(text: string): string {
  table ??= foldTable();
  let folded = '';
  for (let at = 0; at < text.length; at += 1) folded += String.fromCharCode(table[text.charCodeAt(at)] ?? 0);
  return folded;
}

/** Joins every code unit with its capital and its small form, and with those that share them. */
function foldTable(): Uint16Array {
  const folds = Uint16Array.from({ length: 0x10000 }, (_, unit) => unit);
  const firstWith = new Map<string, number>();

  function firstOf(unit: number): number {
    let at = unit;
    while (folds[at] !== at) at = folds[at] ?? at;
    return at;
  }

  function join(unit: number, form: string): void {
    const other = firstWith.get(form) ?? (form.length === 1 ? form.charCodeAt(0) : unit);
    firstWith.set(form, other);
    const [one, two] = [firstOf(unit), firstOf(other)];
    folds[Math.max(one, two)] = Math.min(one, two);
  }

  for (const letter of casedLetters()) {
    const unit = letter.charCodeAt(0);
    const [small, capital] = [letter.toLowerCase(), letter.toUpperCase()];
    if (small !== letter) join(unit, small);
    if (capital !== letter) join(unit, capital);
  }
  return folds.map((_, unit) => firstOf(unit));
}

function casedLetters(): readonly string[] {
  const all = Array.from({ length: 0x10000 }, (_, unit) => (unit >= 0xd800 && unit < 0xe000 ? 0 : unit));
  const text = String.fromCharCode(...all.slice(0, 0x8000)) + String.fromCharCode(...all.slice(0x8000));
  return text.match(/\p{Changes_When_Casemapped}/gu) ?? [];
}
