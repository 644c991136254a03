import { CardError } from '../card-error.ts';
import type { CardFile } from './card-file.ts';
import { type CardFormat, type WrittenCard, writeCard } from './write.ts';

/** Writes a card as its own kind of file, where everything that came with it fits in; else as an archive. */
export function writeInOwnKind(card: CardFile): WrittenCard & { format: CardFormat } {
  const wanted: CardFormat =
    card.container === 'charx' ? 'charx' : card.picture === undefined ? 'v3-json' : 'png';
  try {
    return { ...writeCard(card, wanted), format: wanted };
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    return { ...writeCard(card, 'charx'), format: 'charx' };
  }
}
