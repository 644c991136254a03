/** Work whose result depends on one text alone, done once for each of the texts that were asked for lately. */
export function remember<Result>(most: number, work: (text: string) => Result): (text: string) => Result {
  const kept = new Map<string, Result>();
  return (text) => {
    const result = kept.has(text) ? (kept.get(text) as Result) : work(text);
    kept.delete(text);
    kept.set(text, result);
    if (kept.size > most) kept.delete(kept.keys().next().value ?? text);
    return result;
  };
}
