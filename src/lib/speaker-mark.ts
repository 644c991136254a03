/** Who a line says is speaking: ourselves, somebody else, nobody; or more text is needed to tell. */
export type SpeakerMark = { who: 'own' | 'other'; length: number } | 'nobody' | 'undecided';

/** Names in the order in which they are tried: the longest first, lower case. */
export interface SpeakerNames {
  own: string[];
  other: string[];
}

const emphasis = /^(?:[*_~`]{1,3}|["'“”])/;
/** A stage direction between name and colon: `Bo (whispering):`. */
const direction = /^\([^()\n]{0,30}\)/;
const openDirection = /^\([^()\n]{0,30}$/;

/**
 * Reads a speaker's mark at the beginning of a line: `Name:`, `**Name**:`, `**Name:**`, `[Name]`, `<Name>`,
 * `Name (aside):`. A name inside prose, in a list item or in a quotation is none. `ended`: no more text follows.
 */
export function readSpeakerMark(line: string, names: SpeakerNames, ended: boolean): SpeakerMark {
  const opening = emphasis.exec(line)?.[0] ?? '';
  const bracket = /^[[<]/.exec(line.slice(opening.length))?.[0] ?? '';
  const start = opening.length + bracket.length;
  const rest = line.slice(start).toLowerCase();
  if (rest === '' && line.length <= 4) return ended ? 'nobody' : 'undecided';

  let undecided = false;
  for (const who of ['own', 'other'] as const) {
    for (const name of names[who]) {
      if (rest.startsWith(name)) {
        const end = readEnd(line, start + name.length, { opening, bracket, ended });
        if (typeof end === 'number') return { who, length: end };
        undecided ||= end === 'undecided';
      }
      undecided ||= name.length > rest.length && name.startsWith(rest);
    }
  }
  return undecided && !ended ? 'undecided' : 'nobody';
}

/** Where the mark ends that began with this opening, if what follows the name makes it one. */
function readEnd(
  line: string,
  from: number,
  { opening, bracket, ended }: { opening: string; bracket: string; ended: boolean },
): number | 'undecided' | 'none' {
  const open = ended ? 'none' : 'undecided';
  let at = from;
  if (bracket !== '') {
    if (at >= line.length) return open;
    if (line[at] !== (bracket === '[' ? ']' : '>')) return 'none';
    at += 1;
  }
  const closing = closingOf(opening);
  const closed = closing !== '' && line.startsWith(closing, at);
  if (closed) at += closing.length;
  else if (closing !== '' && isBegun(line, at, closing)) return open;
  at = skipSpaces(line, at);

  const aside = direction.exec(line.slice(at));
  if (bracket === '' && aside !== null) at = skipSpaces(line, at + aside[0].length);
  else if (bracket === '' && openDirection.test(line.slice(at))) return open;

  if (at >= line.length) return bracket !== '' && ended ? at : open;
  const colon = line[at] === ':' || line[at] === '：';
  if (!colon) return bracket !== '' && line[at] !== '(' ? at : 'none';
  at += 1;
  if (closing === '' || closed) return at;
  if (line.startsWith(closing, at)) return at + closing.length;
  return isBegun(line, at, closing) ? (ended ? at : 'undecided') : at;
}

function closingOf(opening: string): string {
  return opening === '“' ? '”' : opening;
}

/** The line ends where `text` may just be coming. */
function isBegun(line: string, at: number, text: string): boolean {
  return text.startsWith(line.slice(at)) && line.length - at < text.length;
}

function skipSpaces(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return at;
}
