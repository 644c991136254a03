import { z } from 'zod';
import { UserError } from '../../../core/errors.ts';
import type { FieldProblem } from '../../../core/lore/entry-changes.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import { isPng } from '../../../lib/png-text.ts';
import { CardError } from '../card-error.ts';
import type { CardFile } from '../files/card-file.ts';
import { writeInOwnKind } from '../files/write-own.ts';
import type { LiveShelf } from '../live-shelf.ts';
import { pictureProblem } from '../pictures.ts';
import { openWithPicture } from '../shelf.ts';
import { withChanges } from './apply.ts';
import { type Changes, readChanges } from './changes.ts';
import { stampOf } from './form.ts';
import { keepCard } from './keep.ts';
import { newCard } from './new-card.ts';
import { texts } from './texts.ts';

/** Characters that are in no folder, and keep their versions. */
export interface EditableImported {
  open(characterId: string): Promise<CardFile | undefined>;
  /** Keeps the card as a further version, whose number it gives; in another file where one is given. */
  edit(characterId: string, card: CardFile['card'], bytes?: Uint8Array): Promise<number>;
  /** Makes an earlier version the newest one again; undefined when there is none of that number. */
  goBack(characterId: string, version: number): Promise<number | undefined>;
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

interface EditedCard extends OpenCard {
  hasNewPortrait: boolean;
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

/** What a page sends to have an earlier version back. */
export const backShape = z.object({ id: z.string().max(200), version: z.int().min(1) });

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
): Promise<EditedCard | { problems: FieldProblem[] }> {
  const judged = readChanges(changes);
  if ('problems' in judged) return judged;
  const before = id === undefined ? { card: newCard(needs.clock.now()) } : await openFor(needs, id);
  if (before === undefined) throw new UserError(texts.gone);
  if (id !== undefined && stampOf(before.card) !== stamp) throw new UserError(texts.changedMeanwhile);
  const wrong = portraitProblems(judged.changes);
  if (wrong.length > 0) return { problems: wrong };
  return {
    ...before,
    card: withChanges(before.card, judged.changes, needs.clock.now()),
    hasNewPortrait: judged.changes.portrait !== undefined,
  };
}

function portraitProblems({ portrait }: Changes): FieldProblem[] {
  if (portrait === undefined) return [];
  const bytes = Buffer.from(portrait, 'base64');
  const says = isPng(bytes) ? pictureProblem(bytes) : texts.noPicture;
  return says === undefined ? [] : [{ field: 'portrait', says }];
}

/** Keeps an edited card where it came from; a shipped one in the owner's folder. */
export async function saveCard(draft: Draft, needs: DeskNeeds) {
  const edited = await editedCard(draft, needs);
  if ('problems' in edited) return edited;
  const { card, source, importedId } = edited;
  if (card.name.trim() === '') return { problems: [{ field: 'texts.name', says: texts.needsName }] };
  if (importedId !== undefined) return { saved: await keepVersion(importedId, edited, needs) };
  const { folders, shelf } = needs;
  const kept = guarded(texts.tooLarge, () => keepCard(card, source, folders));
  shelf.reload();
  const id = [...shelf.now().files].find(([, file]) => file === kept.file)?.[0] ?? kept.id;
  return { saved: { ...kept, id } };
}

/** The file that an imported card came in stays, unless the portrait is another one. */
async function keepVersion(id: string, { card, hasNewPortrait }: EditedCard, { imported }: DeskNeeds) {
  const bytes = hasNewPortrait ? guarded(texts.tooLarge, () => writeInOwnKind(card)).bytes : undefined;
  return { id, version: await imported.edit(id, card.card, bytes) };
}

/** Makes an earlier version of an imported character the newest one again. */
export async function goBack({ id, version }: z.output<typeof backShape>, { imported }: DeskNeeds) {
  const made = await imported.goBack(id, version);
  if (made === undefined) throw new UserError(texts.noVersion(version));
  return { saved: { id, version: made, from: version } };
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
