/** Full stops that end no sentence. */
const abbreviation = /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|vs|etc|e\.g|i\.e|No|[A-HJ-Z])\.$/;

/** The sentences of a text, paragraph by paragraph; quotation marks and stars stay with their sentence. */
export function sentencesIn(text: string): string[] {
  return text
    .split(/\n+/)
    .flatMap((line) => splitLine(line.trim()))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

function splitLine(line: string): string[] {
  const sentences: string[] = [];
  let current = '';
  for (const piece of line.split(/(?<=[.!?…]["'”’)*_]*)\s+|(?<=[。！？])/u)) {
    current = current === '' ? piece : `${current} ${piece}`;
    if (abbreviation.test(current) || isInsideMark(current)) continue;
    sentences.push(current);
    current = '';
  }
  return current === '' ? sentences : [...sentences, current];
}

/** An action between stars is not torn apart. */
function isInsideMark(text: string): boolean {
  return (
    (text.match(/\*/g) ?? []).length % 2 === 1 ||
    (text.match(/“/g) ?? []).length > (text.match(/”/g) ?? []).length
  );
}

/** Whole sentences from the beginning, as many as fit. At least one. */
export function opening(text: string, longest: number): string {
  let kept = '';
  for (const sentence of sentencesIn(text)) {
    if (kept !== '' && kept.length + sentence.length + 1 > longest) break;
    kept = kept === '' ? sentence : `${kept} ${sentence}`;
  }
  return kept;
}
