const shortestFixed = 6;

/** For a long word that is not known, the known one that differs by one slip of the finger. */
export function likeliest(known: ReadonlySet<string>): (word: string) => string {
  return (word) => {
    if (word.length < shortestFixed || known.has(word)) return word;
    const near = [...known].filter((one) => one[0] === word[0] && isOneSlip(one, word));
    return near.length === 1 ? (near[0] ?? word) : word;
  };
}

/** One letter more, one less, another one, or two of them swapped. */
function isOneSlip(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (left[start] === right[start]) start += 1;
  const rest = (text: string, skip: number) => text.slice(start + skip);
  const swapped = left[start] === right[start + 1] && left[start + 1] === right[start];
  return (
    rest(left, 1) === rest(right, 1) ||
    rest(left, 1) === rest(right, 0) ||
    rest(left, 0) === rest(right, 1) ||
    (swapped && rest(left, 2) === rest(right, 2))
  );
}
