import type { Consents } from '../../core/consent.ts';
import type { PlacedEntry } from '../../core/ports.ts';
import { safeName } from '../../core/prompt.ts';
import type { Unit } from './summary.ts';

/** What may be summed up of some lines. */
export interface Readable {
  units: (Unit & { messageId: string })[];
  /** Words of people whose words stay on this machine are among them. */
  confined: boolean;
  /** Ids of the people who said them. */
  people: string[];
}

/** The lines of those who let themselves be remembered: nobody's who is off the record, or has memory paused. */
export async function readable(consents: Consents, lines: readonly PlacedEntry[]): Promise<Readable> {
  const authors = new Map(lines.filter(isPersons).map((line) => [line.authorId, line]));
  const asked = await Promise.all(
    [...authors.values()].map(async ({ authorId, place }) => {
      return [authorId, await consents.of(place.host, authorId)] as const;
    }),
  );
  const rules = new Map(asked);
  const open = lines.filter((line) => {
    const rule = isPersons(line) ? rules.get(line.authorId) : undefined;
    return line.text.trim() !== '' && rule?.tier !== 'off-the-record' && rule?.paused !== true;
  });
  return {
    units: open.map(({ authorName, text, at, messageId }) => ({
      speaker: safeName(authorName),
      text,
      at,
      messageId,
    })),
    confined: open.some((line) => isPersons(line) && rules.get(line.authorId)?.tier === 'local-only'),
    people: [...new Set(open.filter(isPersons).map(({ authorId }) => authorId))],
  };
}

function isPersons({ kind }: PlacedEntry): boolean {
  return kind === 'person' || kind === 'proxied';
}
