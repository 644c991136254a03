import { type Consents, leaveOf, mayBeLearned } from '../../core/consent.ts';
import type { Audience } from '../../core/ports/model.ts';
import type { PlacedEntry } from '../../core/ports/transcript.ts';
import { safeName } from '../../core/prompt/prompt.ts';
import { whoseWords } from '../../core/whose-words.ts';
import type { Unit } from './summary.ts';

/** What may be summed up of some lines. */
export interface Readable {
  units: (Unit & { messageId: string })[];
  /** Words of people whose words stay on this machine are among them. */
  confined: boolean;
  /** Ids of the people who said them. */
  people: string[];
}

/**
 * The lines that may be remembered: none of people who are off the record or have memory paused, nor what was said
 * while they had, nor what characters answered to them.
 */
export async function readable(consents: Consents, lines: readonly PlacedEntry[]): Promise<Readable> {
  const hosts = new Map(
    lines.flatMap((line) => whoseWords(line).map((id) => [id, line.place.host] as const)),
  );
  const asked = await Promise.all(
    [...hosts].map(async ([id, host]) => [id, await consents.of(host, id)] as const),
  );
  const rules = new Map(asked);
  const open = lines.filter(
    (line) => line.text.trim() !== '' && whoseWords(line).every((id) => mayBeLearned(rules.get(id), line)),
  );
  const people = [...new Set(open.flatMap(whoseWords))];
  return {
    units: open.map(({ authorName, text, at, messageId }) => ({
      speaker: safeName(authorName),
      text,
      at,
      messageId,
    })),
    confined: people.some((id) => rules.get(id)?.tier === 'local-only'),
    people,
  };
}

/** Where words of people may go: what had to stay here once does so for good, the rest as they want it when it is sent. */
export async function whereTo(
  consents: Consents,
  host: string,
  { people, confined }: Pick<Readable, 'people' | 'confined'>,
): Promise<{ confined: boolean; audience: Audience }> {
  const all = people.map((id) => ({ host, id }));
  const mayLeave = leaveOf(consents, all);
  return confined || !(await mayLeave())
    ? { confined: true, audience: { localOnly: true } }
    : { confined: false, audience: { mayLeave } };
}
