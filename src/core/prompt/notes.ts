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

/** What may stand behind a sentence of a note, in brackets. */
export const remarks = {
  saidBy: (name: string) => `${name} said so`,
  calledNow: (name: string, now: string) => `${name} is called ${now} now`,
  isAsker: (name: string) => `the ${name} who is answered`,
  namesake: (name: string, number: number) => `another ${name}, number ${number} of that name`,
} as const;

/** A note without its remarks, and what they say. */
export interface Note {
  sentence: string;
  /** Who said so, where it was not the one whom it is about. */
  saidBy?: string | undefined;
  /** What the one whom it is about is called now. */
  calledNow?: string | undefined;
  /** It is about somebody of the same name as another who is there, and not about the one who is answered. */
  isNamesake: boolean;
}

/** Reads a note as `remarks` are written. */
export function readNote(line: string): Note {
  const note: Note = { sentence: line.trim(), isNamesake: false };
  for (;;) {
    const found = /\s*\(([^()]*)\)$/u.exec(note.sentence);
    if (found === null) return note;
    const [whole, remark = ''] = found;
    note.sentence = note.sentence.slice(0, -whole.length);
    note.saidBy ??= /^(.+) said so$/u.exec(remark)?.[1];
    note.calledNow ??= / is called (.+) now$/u.exec(remark)?.[1];
    note.isNamesake ||= /^another .+, number \d+ of that name$/u.test(remark);
  }
}
