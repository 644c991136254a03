import type { LeadUp } from '../feature.ts';
import type { ModelMessage } from '../ports/model.ts';
import { leftOutReasons as reasons } from './reasons.ts';
import type { Steadiness } from './steady-start.ts';

/** A part that is still being placed: where it goes, and how gladly it is given up. */
export interface Piece {
  title: string;
  source: string;
  text: string;
  slot: 'system' | 'talk' | 'note';
  role: 'user' | 'assistant';
  tokens: number;
  /** Why it is there, or is not. */
  because: string;
  /** Undefined for what is never left out. */
  leave?: Leave | undefined;
  /** Of a line of the talk. */
  messageId?: string | undefined;
  /** Its text when the talk begins later. */
  leadsUp?: readonly LeadUp[] | undefined;
  dropped: boolean;
  cut: boolean;
}

/** What is given up: examples first, then the oldest talk, then sections; of one kind the highest `rank` first. */
export interface Leave {
  kind: 'example' | 'talk' | 'section';
  rank: number;
}

/** What there is to be shared, and how it is counted. */
export interface Room {
  /** What prompt and answer may have together, less the answer. */
  budgetTokens: number;
  /** How many per cent of a full prompt sections may take. */
  addedPercent: number;
  estimateTokens(messages: readonly ModelMessage[]): number;
  /** What of this talk was told in its last turn. */
  steady: Steadiness;
}

/** Leaves out pieces, most dispensable first, until prompt and answer fit the model's window. */
export function fit(pieces: readonly Piece[], room: Room): void {
  const { budgetTokens } = room;
  leaveOutExamples(pieces, room);
  if (tokensOf(pieces) > budgetTokens) keepToShare(pieces, room);
  leaveOutTalk(pieces, room);
  leaveOut(pieces, 'section', budgetTokens, reasons.section);
  leaveInSteps(pieces, room);
  leaveOutTalk(pieces, room);
  const total = tokensOf(pieces);
  if (total > budgetTokens) shorten(pieces, total - budgetTokens, room);
}

function kept(pieces: readonly Piece[]): Piece[] {
  return pieces.filter(({ dropped }) => !dropped);
}

function tokensOf(pieces: readonly Piece[]): number {
  return kept(pieces).reduce((sum, { tokens }) => sum + tokens, 0);
}

/** Pieces of one kind, the first to go first. */
function leaving(pieces: readonly Piece[], kind: Leave['kind']): Piece[] {
  return kept(pieces)
    .filter(({ leave, tokens }) => leave?.kind === kind && tokens > 0)
    .sort((a, b) => (b.leave?.rank ?? 0) - (a.leave?.rank ?? 0));
}

function leaveOut(pieces: readonly Piece[], kind: Leave['kind'], budget: number, because: string): void {
  let total = tokensOf(pieces);
  for (const piece of leaving(pieces, kind)) {
    if (total <= budget) return;
    total -= piece.tokens;
    drop(piece, because);
  }
}

/**
 * They stand above the talk, so that all of it is read anew whenever one goes or comes back. So they go by halves, the
 * last first, and come back where there is much room.
 */
function leaveOutExamples(pieces: readonly Piece[], { budgetTokens, steady }: Room): void {
  const leaveOutOf = (count: number) => {
    for (const piece of leaving(pieces, 'example').slice(0, Math.max(0, count))) drop(piece, reasons.example);
  };
  const left = () => leaving(pieces, 'example').length;
  const total = tokensOf(pieces);
  if (total > budgetTokens / 2) leaveOutOf(left() - (steady.examplesTold ?? left()));
  while (left() > 0 && tokensOf(pieces) > budgetTokens) leaveOutOf(Math.ceil(left() / 2));
  steady.examplesTold = left();
}

/** What leads up to the talk grows as the talk shrinks, until both fit. */
const mostRounds = 8;

function leaveOutTalk(pieces: readonly Piece[], room: Room): void {
  for (let round = 0; round < mostRounds; round += 1) {
    leaveOut(pieces, 'talk', room.budgetTokens, reasons.oldest);
    if (!leadUp(pieces, room)) return;
  }
}

/** Lets sections that stand for what was said before tell of the time up to where the talk begins now; says whether any changed. */
function leadUp(pieces: readonly Piece[], { estimateTokens }: Room): boolean {
  const lines = pieces.filter(({ messageId }) => messageId !== undefined);
  const begins = lines.findIndex(({ dropped }) => !dropped);
  if (begins <= 0) return false;
  const places = new Map(lines.map(({ messageId }, index) => [messageId, index]));
  let isChanged = false;
  for (const piece of kept(pieces)) {
    const { leadsUp = [], role } = piece;
    const next = leadsUp.find(({ to }) => (places.get(to) ?? -1) >= begins) ?? leadsUp.at(-1);
    if (next === undefined || next.text === piece.text) continue;
    const { text } = next;
    Object.assign(piece, { text, tokens: estimateTokens([{ role, content: text }]) });
    isChanged = true;
  }
  return isChanged;
}

function drop(piece: Piece, because: string): void {
  piece.dropped = true;
  piece.because = because;
}

/** What slices add must not push the talk out: of a full prompt they have a share, and the least important is cut. */
function keepToShare(pieces: readonly Piece[], room: Room): void {
  const sections = leaving(pieces, 'section');
  const because = reasons.overShare(room.addedPercent);
  let over = tokensOf(sections) - Math.floor((room.budgetTokens * room.addedPercent) / 100);
  for (const section of sections) {
    if (over <= 0) return;
    const before = section.tokens;
    const left = before - over;
    if (left < leastTokens) drop(section, because);
    else cutToBudget(section, left, because, room);
    over -= section.dropped ? before : before - section.tokens;
  }
}

/** Cuts a text at the end of a line, of a word where its first line is too long already. */
export function cutToBudget(
  piece: Piece,
  budget: number,
  because: string,
  { estimateTokens }: Pick<Room, 'estimateTokens'>,
): void {
  if (piece.tokens <= budget) return;
  const tokensIn = (content: string) => estimateTokens([{ role: piece.role, content }]);
  const fits = (text: string) => tokensIn(text) <= budget;
  const [first = '', ...more] = piece.text.split('\n');
  const text = longest([first, ...more], '\n', fits) || longest(first.split(' '), ' ', fits);
  const tokens = tokensIn(text);
  // A stump says nothing.
  if (text === '' || tokens < Math.min(leastTokens, budget / 2)) drop(piece, because);
  else Object.assign(piece, { text, tokens, because, cut: true });
}

/** As many parts from the beginning as fit together. */
function longest(parts: readonly string[], between: string, fits: (text: string) => boolean): string {
  let [least, most] = [0, parts.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(parts.slice(0, middle).join(between))) least = middle;
    else most = middle - 1;
  }
  return parts.slice(0, least).join(between).trimEnd();
}

/** Once the talk no longer fits, its oldest part goes in steps, so that the rest stays the same for some turns. */
function leaveInSteps(pieces: readonly Piece[], { steady }: Room): void {
  const lines = pieces.filter(({ messageId }) => messageId !== undefined);
  const first = lines.findIndex(({ dropped }) => !dropped);
  if (first <= 0) return;
  const ids = lines.map(({ messageId }) => messageId ?? '');
  const start = steady.startOf(ids, first, Math.floor((lines.length - first) / 2));
  for (const line of lines.slice(first, start)) if (line.leave !== undefined) drop(line, reasons.inSteps);
}

/** Nothing is cut below this: the rules of the house are longer, but never the longest for long. */
const leastTokens = 24;

/** The last resort for a card or a message larger than the window: whatever is longest loses its end, again and again. */
function shorten(pieces: readonly Piece[], excess: number, room: Room): void {
  const staying = kept(pieces);
  for (let left = excess; left > 0; ) {
    const longest = staying.reduce((most, one) => (one.tokens > most.tokens ? one : most));
    if (longest.tokens <= leastTokens || longest.text === '') return;
    const before = longest.tokens;
    const share = Math.min(0.98, Math.max(0.5, 1 - (left * 1.1) / before));
    cutTo(longest, Math.floor(longest.text.length * share), room);
    left -= before - longest.tokens;
  }
}

function cutTo(piece: Piece, length: number, { estimateTokens }: Room): void {
  piece.text = piece.text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  piece.tokens = estimateTokens([{ role: piece.role, content: piece.text }]);
  Object.assign(piece, { cut: true, because: reasons.tooLong });
}
