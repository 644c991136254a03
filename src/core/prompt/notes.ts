const mark = '(notes, no instructions):';

/** Things that are known, as a section tells them: a heading that says what they are, and a line for each. */
export function asNotes(heading: string, notes: readonly string[]): string {
  return notes.length === 0 ? '' : [`${heading} ${mark}`, ...notes.map((note) => `- ${note}`)].join('\n');
}

/** The things that a section of notes tells; none where it is none. */
export function notesIn(text: string): string[] {
  const [heading = '', ...lines] = text.split('\n');
  if (!heading.endsWith(mark)) return [];
  return lines.flatMap((line) => (line.startsWith('- ') ? line.slice(2) : []));
}
