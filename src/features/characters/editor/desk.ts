import { z } from 'zod';
import type { FieldProblem } from '../../../core/entry-changes.ts';
import { UserError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports.ts';
import { CardError } from '../card-error.ts';
import type { CardFile } from '../files/card-file.ts';
import type { LiveShelf } from '../live-shelf.ts';
import { openWithPicture } from '../shelf.ts';
import { isPortrait, withChanges } from './apply.ts';
import { type Changes, readChanges } from './changes.ts';
import { stampOf } from './form.ts';
import { keepCard } from './keep.ts';
import { newCard } from './new-card.ts';
import { texts } from './texts.ts';

/** Characters that are in no folder, and keep their versions. */
export interface EditableImported {
  open(characterId: string): Promise<CardFile | undefined>;
  /** Keeps the card as a further version, whose number it gives. */
  edit(characterId: string, card: CardFile['card']): Promise<number>;
}

export interface DeskNeeds {
  shelf: LiveShelf;
  /** The shipped folder, then the owner's. */
  folders: readonly string[];
  clock: Clock;
  imported: EditableImported;
}

/** A card, and where it is kept: in a file, among the imported ones, or nowhere yet. */
export interface OpenCard {
  card: CardFile;
  source?: string | undefined;
  importedId?: string | undefined;
}

/** What a page sends of a card that is being edited. */
export const draftShape = z.object({
  /** Without one it is a new character. */
  id: z.string().max(200).optional(),
  /** The card as the editor opened it. */
  stamp: z.string().max(100).optional(),
  changes: z.unknown(),
});
type Draft = z.output<typeof draftShape>;

const portraitBytes = 16 * 1024 * 1024;

/** Opens a character's card; undefined when there is nobody of that id. */
export async function openFor({ shelf, imported }: DeskNeeds, id: string): Promise<OpenCard | undefined> {
  const source = shelf.now().files.get(id);
  if (source !== undefined) return { source, card: guarded(texts.unreadable, () => openWithPicture(source)) };
  const card = await imported.open(id);
  return card && { card, importedId: id };
}

/** The card with what the editor changed, or what is wrong with that. */
export async function editedCard(
  { id, stamp, changes }: Draft,
  needs: DeskNeeds,
): Promise<OpenCard | { problems: FieldProblem[] }> {
  const judged = readChanges(changes);
  if ('problems' in judged) return judged;
  const before = id === undefined ? { card: newCard(needs.clock.now()) } : await openFor(needs, id);
  if (before === undefined) throw new UserError(texts.gone);
  if (id !== undefined && stampOf(before.card) !== stamp) throw new UserError(texts.changedMeanwhile);
  const wrong = portraitProblems(judged.changes, before);
  if (wrong.length > 0) return { problems: wrong };
  return { ...before, card: withChanges(before.card, judged.changes, needs.clock.now()) };
}

function portraitProblems({ portrait }: Changes, { importedId }: OpenCard): FieldProblem[] {
  if (portrait === undefined) return [];
  if (importedId !== undefined) return [{ field: 'portrait', says: texts.importedPicture }];
  const bytes = Buffer.from(portrait, 'base64');
  if (bytes.length > portraitBytes) return [{ field: 'portrait', says: texts.pictureTooLarge }];
  return isPortrait(bytes) ? [] : [{ field: 'portrait', says: texts.noPicture }];
}

/** Keeps an edited card where it came from; a shipped one in the owner's folder. */
export async function saveCard(draft: Draft, needs: DeskNeeds) {
  const edited = await editedCard(draft, needs);
  if ('problems' in edited) return edited;
  const { card, source, importedId } = edited;
  if (card.name.trim() === '') return { problems: [{ field: 'texts.name', says: texts.needsName }] };
  if (importedId !== undefined)
    return { saved: { id: importedId, version: await needs.imported.edit(importedId, card.card) } };
  const { folders, shelf } = needs;
  const kept = guarded(texts.tooLarge, () => keepCard(card, source, folders));
  shelf.reload();
  const id = [...shelf.now().files].find(([, file]) => file === kept.file)?.[0] ?? kept.id;
  return { saved: { ...kept, id } };
}

/** Does something with a card; what is wrong with the card is told in a sentence. */
export function guarded<Value>(sentence: (reason: string) => string, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (error instanceof CardError) throw new UserError(sentence(error.message));
    throw error;
  }
}
