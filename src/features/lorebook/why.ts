import type { Cast } from '../../core/ports/cast.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { Answer, Receipt } from '../../core/receipt.ts';
import { borderLosses, bordersMade } from './borders.ts';
import { narrowed } from './engine/narrow.ts';
import { type NearMiss, nearMisses } from './engine/near-misses.ts';
import { scan } from './engine/scan.ts';
import { type LoreGrounds, named } from './grounds.ts';
import type { Library } from './library.ts';
import { scanInputOf } from './record.ts';
import { whyTexts } from './texts.ts';
import type { LoreLine, LoreView } from './view.ts';
import { firedText, keptBackText, missText } from './why-text.ts';

interface Needs {
  library: Pick<Library, 'open'>;
  cast: Pick<Cast, 'get'>;
}

const mostNearMisses = 12;

/** The receipt of a message together with what is still kept about its lore. */
export async function loreOf(
  receipts: Pick<ReceiptBook, 'find'>,
  messageId: string,
  needs: Needs,
): Promise<LoreView[] | undefined> {
  const receipt = await receipts.find(messageId);
  return receipt && (await explainLore(receipt, needs));
}

/** Explains the lore of each answer of a receipt, from what was kept with it. */
export async function explainLore(receipt: Receipt, needs: Needs): Promise<LoreView[]> {
  const views = receipt.answers.map(async (answer) => {
    const grounds = answer.grounds?.['lorebook'] as LoreGrounds | undefined;
    return grounds && (await viewOf(receipt, answer, grounds, needs));
  });
  return (await Promise.all(views)).filter((view) => view !== undefined);
}

async function viewOf(
  receipt: Receipt,
  { characterId, characterName }: Answer,
  grounds: LoreGrounds,
  needs: Needs,
): Promise<LoreView> {
  const again = await scannedAgain(receipt, characterId, grounds, needs);
  const { books, fired, budget, passes, record } = grounds;
  return {
    characterId,
    characterName,
    books: books.map(({ name, profile, scope, entries }) => ({ name, profile, scope, entries })),
    fired: fired.map(({ id: _, decision, ...entry }) => ({ ...entry, says: firedText(decision, record) })),
    nearMisses: [...(again?.nearMisses ?? keptBackLines(grounds)), ...nearlyMeantLines(grounds)].slice(
      0,
      mostNearMisses,
    ),
    borders: again?.borders ?? [],
    budget,
    passes,
    changed: again === undefined,
  };
}

function keptBackLines({ keptBack }: LoreGrounds): LoreLine[] {
  return keptBack
    .slice(0, mostNearMisses)
    .map(({ id: _, decision, ...entry }) => ({ ...entry, says: keptBackText(decision) }));
}

function nearlyMeantLines({ nearlyMeant = [] }: LoreGrounds): LoreLine[] {
  return nearlyMeant.map(({ id: _, nearness, ...entry }) => ({
    ...entry,
    says: whyTexts.nearlyMeant(nearness),
  }));
}

/** Runs the scan of a turn once more; undefined when it would not be the same any more. */
async function scannedAgain(
  { place, authorId }: Receipt,
  characterId: string,
  grounds: LoreGrounds,
  { library, cast }: Needs,
): Promise<Pick<LoreView, 'nearMisses' | 'borders'> | undefined> {
  const character = cast.get(characterId);
  const books = character && (await library.open({ place, personId: authorId, character }));
  if (character === undefined || books === undefined) return undefined;
  const known = books.books.map(({ book, scope, version }) => [book.id, book.profile, scope, version]);
  const then = grounds.books.map(({ id, profile, scope, version }) => [id, profile, scope, version]);
  if (JSON.stringify(known) !== JSON.stringify(then)) return undefined;
  const settings = { ...books.prepared.settings, windowTokens: grounds.windowTokens };
  const prepared = { ...books.prepared, settings };
  const input = scanInputOf(grounds.record, character);
  const result = scan(prepared, input);
  const ids = result.fired.map(({ candidate }) => candidate.id);
  if (ids.join('\n') !== grounds.fired.map(({ id }) => id).join('\n')) return undefined;
  const near = narrowed(prepared, input, result.noted);
  const closely = scan(near, input);
  return {
    nearMisses: nearMisses(near, input, closely, mostNearMisses).map(missLine),
    borders: [...bordersMade(result, input, settings.names), ...borderLosses(near, closely, input)],
  };
}

function missLine(miss: NearMiss): LoreLine {
  const { id: _, ...entry } = named(miss.candidate);
  return { ...entry, says: missText(miss) };
}
