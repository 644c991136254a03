/** What became of a file, or would. */
export interface Outcome {
  state: 'in' | 'known' | 'left' | 'broken';
  says: string;
  /** What of it stays out, and why. */
  details?: readonly string[] | undefined;
  /** What comes in of it, in words; for machines. */
  brings?: readonly string[] | undefined;
  counts?: Readonly<Record<string, number>> | undefined;
}

/** A line of the report. */
export interface Row extends Outcome {
  file: string;
}

interface Asked {
  folder: string;
  apply: boolean;
  server?: string | undefined;
  channel?: string | undefined;
}

const titles: Readonly<Record<Outcome['state'], [will: string, did: string]>> = {
  in: ['Would come in', 'Came in'],
  known: ['Is here already', 'Was here already'],
  left: ['Stays where it is', 'Stays where it is'],
  broken: ['Cannot be read', 'Cannot be read'],
};
const mostDetails = 20;

/** The whole of an import, for people and for machines. */
export function reportOf(rows: readonly Row[], asked: Asked) {
  const totals = totalsOf(rows);
  const isBroken = rows.some(({ state }) => state === 'broken');
  const parts = (['in', 'known', 'left', 'broken'] as const).flatMap((state) =>
    part(rows, state, asked.apply),
  );
  const text = [opening(asked), ...parts, '', ...closing(rows, totals, asked)].join('\n');
  return {
    json: { applied: asked.apply, totals, files: rows },
    text,
    // A file that was skipped is told; in vain it was where none could be read.
    inVain: isBroken && rows.every(({ state }) => state === 'broken' || state === 'left'),
  };
}

function opening({ folder, apply }: Asked): string {
  return apply
    ? `Brought in from ${folder}, where nothing was changed:`
    : `What would be brought in from ${folder}; nothing is changed by this:`;
}

function part(rows: readonly Row[], state: Outcome['state'], apply: boolean): string[] {
  const some = rows.filter((row) => row.state === state);
  if (some.length === 0) return [];
  const width = Math.min(48, Math.max(...some.map(({ file }) => file.length)));
  return [
    '',
    titles[state][apply ? 1 : 0],
    ...some.flatMap(({ file, says, details = [] }) => [
      `  ${file.padEnd(width)}  ${says}`,
      ...details.slice(0, mostDetails).map((detail) => `    ! ${detail}`),
      ...(details.length > mostDetails
        ? [`    ! and ${details.length - mostDetails} more; --json tells all`]
        : []),
    ]),
  ];
}

function totalsOf(rows: readonly Row[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { counts = {} } of rows)
    for (const [what, count] of Object.entries(counts)) totals[what] = (totals[what] ?? 0) + count;
  return totals;
}

function closing(rows: readonly Row[], totals: Readonly<Record<string, number>>, asked: Asked): string[] {
  const { apply, server, channel } = asked;
  const sum = Object.entries(totals).flatMap(([what, count]) =>
    count > 0 ? countOf(count, what.replace(/s$/, '')) : [],
  );
  const notes = [
    `${apply ? 'Together' : 'Together that would be'}: ${sum.join(', ') || 'nothing new'}.`,
    (totals['facts'] ?? 0) > 0 && channel === undefined && unplaced,
    (totals['facts'] ?? 0) > 0 &&
      channel !== undefined &&
      `The facts count as said in channel ${channel}: they are told where everybody may read that channel. There /memory undo takes them back at once.`,
    (totals['lines'] ?? 0) > 0 &&
      server === undefined &&
      'To which server the channels belong is not said, so that their lines are read on with, but not recalled elsewhere; --server says it.',
    rows.some(({ state }) => state === 'broken') &&
      'What cannot be read was skipped; mend it and say the same again: nothing comes in twice.',
    !apply && 'Say the same with --apply to do it. Acore must be stopped for that.',
  ];
  return notes.filter((note) => note !== false);
}

const unplaced =
  'Who heard the facts is not known. They are kept as if everybody had said them in a direct talk: told to nobody, but each person sees their own with /memory list, may take them out, and gets them with /privacy. With --server and --channel they count as said in that channel.';

/** `1 line`, `20 lines` */
export function countOf(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
