import { z } from 'zod';
import { namesOf } from '../../../core/character.ts';
import { UserError } from '../../../core/errors.ts';
import type { Book } from '../book.ts';
import type { Decision } from '../engine/decision.ts';
import type { ScanMessage } from '../engine/input.ts';
import type { ScanSettings } from '../engine/settings.ts';
import { readChat } from '../formats/chat.ts';
import { titleOf } from '../grounds.ts';
import { meantInTrial, type TryingNeeds } from '../meaning/asking.ts';
import { runOwnScan } from '../own-scan.ts';
import { whyTexts } from '../texts.ts';
import { firedText, keptBackText, missText } from '../why-text.ts';
import { type BookDesk, draftShape, editedBook } from './desk.ts';
import { texts } from './texts.ts';

export const trialShape = draftShape.extend({
  /** Lines of talk, or a chat as another program saved it. */
  talk: z.string().max(200_000),
  /** Who answers. */
  characterId: z.string().max(200).optional(),
  person: z.string().max(100),
});

/** What the settings of this installation make of a scan. */
export interface TrialNeeds extends BookDesk, TryingNeeds {
  settings: ScanSettings;
  windowTokens(): Promise<number>;
}

const mostSilent = 200;
const mostMessages = 500;

/** Tries a book, as it is written in the editor, on a few lines of talk: what fires and why, and what does not. */
export async function tryBook(
  { talk, characterId, person, ...draft }: z.output<typeof trialShape>,
  needs: TrialNeeds,
) {
  const edited = await editedBook(draft, needs);
  if ('problems' in edited) return edited;
  const character = needs.cast.get(characterId ?? '');
  const messages = messagesIn(talk, person, character?.displayName);
  if (messages.length === 0) throw new UserError(texts.noTalk);
  const settings = { ...needs.settings, windowTokens: await needs.windowTokens() };
  const names = character === undefined ? [] : namesOf(character);
  const result = runOwnScan({
    books: [edited.book],
    meaning: await meantInTrial([edited.book], { messages, names }, needs),
    messages,
    settings: { names: { user: person } },
    otherwise: settings,
    character,
    seed: 0,
    profile: undefined,
  });
  return toldOf(edited.book, messages, result);
}

/** What a trial came to, entry by entry, for people. */
function toldOf(book: Book, messages: readonly ScanMessage[], result: ReturnType<typeof runOwnScan>) {
  const titles = new Map(book.entries.map((entry) => [`${book.id}.${entry.uid}`, titleOf(entry)]));
  const line = (id: string, says: string) => ({
    book: book.name,
    profile: book.profile,
    entry: titles.get(id) ?? id,
    says,
  });
  const decisions = new Map(result.entries.map(({ id, decision }) => [id, decision]));
  const isFired = (decision: Decision | undefined) => decision?.kind === 'fired';
  const near = new Map(result.nearMisses.map((miss) => [miss.id, miss]));
  const nearlyMeant = (result.meaning?.nearly ?? []).filter(({ id }) => !near.has(id));
  const shown = new Set([...near.keys(), ...nearlyMeant.map(({ id }) => id)]);
  const silent = [...decisions].filter(([id, decision]) => !isFired(decision) && !shown.has(id));
  return {
    fired: result.activated.map((id) => {
      const decision = decisions.get(id);
      return line(id, decision?.kind === 'fired' ? firedText(decision, { messages }) : '');
    }),
    nearMisses: [
      ...[...near].map(([id, miss]) => line(id, missText(miss))),
      ...nearlyMeant.map(({ id, nearness }) => line(id, whyTexts.nearlyMeant(nearness))),
    ],
    remark: result.meaning?.remark,
    silent: silent.slice(0, mostSilent).map(([id, decision]) => line(id, keptBackText(decision))),
    silentCount: silent.length,
    budget: result.budget,
    passes: result.passes,
  };
}

/** A chat that a program saved, or lines as people write them: `Name: what they say`. */
export function messagesIn(talk: string, person: string, character: string | undefined): ScanMessage[] {
  const saved = /^\s*[[{]/.test(talk) ? readChat(talk) : undefined;
  if (saved !== undefined) return saved.slice(-mostMessages);
  const lines = talk.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-mostMessages).map((line) => {
    const [, name = person, text = line] = /^\s*([^:\n]{1,40}):\s+(.*)$/.exec(line) ?? [];
    return { name, text: text.trim(), byCharacter: name === character };
  });
}
