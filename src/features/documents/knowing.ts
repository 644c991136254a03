import { type Consents, leaveOf } from '../../core/consent.ts';
import type { Section, TurnView } from '../../core/feature.ts';
import { homeOf } from '../../core/message.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Found, Recall } from '../../core/ports/recall.ts';
import { questionIn } from '../../core/prompt/question.ts';
import { toThePoint } from '../../core/prompt/to-the-point.ts';
import { type KnownCategories, knownCategories } from './category.ts';
import type { DocumentsSettings } from './config.ts';
import { shelfOf } from './shelf.ts';
import type { DocumentHead, DocumentStore } from './store.ts';
import { type FoundPiece, tell } from './telling.ts';

export interface KnowingNeeds {
  store: Pick<DocumentStore, 'pieces'>;
  recall: Pick<Recall, 'search'>;
  /** The documents that are known in a home. */
  documentsIn(home: string): Promise<readonly DocumentHead[]>;
  /** What people allow to be done with their words. */
  consents: Pick<Consents, 'of'>;
  settings: DocumentsSettings;
  timeZone: string;
  clock: Clock;
  estimateTokens(text: string): number;
}

/** As a share of the pieces that are told: others may be in the way of those that are to the point. */
const askFor = 4;

/** What documents say to the point of a turn, as far as the character may know them. */
export async function known(needs: KnowingNeeds, turn: TurnView): Promise<Section[]> {
  const { settings, clock, timeZone } = needs;
  if (settings.promptTokens === 0) return [];
  const { message, character, signal } = turn;
  const categories = knownCategories(character.documentCategories, settings.open);
  const all = await needs.documentsIn(homeOf(message.place));
  const documents = all.filter(({ pieces, category }) => pieces > 0 && categories.knows(category));
  const { text, wordsOf } = questionIn(turn);
  if (documents.length === 0 || text === '') return [];
  const found = await needs.recall.search(
    {
      text,
      shelves: documents.map(({ id }) => shelfOf(id)),
      asker: { id: message.author.id, name: message.author.name },
      now: clock.now(),
      timeZone,
      limit: settings.passages * askFor,
      mayLeave: leaveOf(needs.consents, wordsOf),
    },
    signal,
  );
  // Looked at before anything counts more than something else.
  const pieces = await piecesOf(needs, toThePoint(found, settings), documents);
  const best = ranked(pieces, categories, settings.boost).slice(0, settings.passages);
  const { promptTokens } = settings;
  return tell(best, { name: character.displayName, promptTokens, estimateTokens: needs.estimateTokens });
}

type Scored = FoundPiece & { score: number };

async function piecesOf(
  { store }: KnowingNeeds,
  found: readonly Found[],
  documents: readonly DocumentHead[],
): Promise<Scored[]> {
  const pieces = new Map((await store.pieces(found.map(({ id }) => id))).map((piece) => [piece.id, piece]));
  const byId = new Map(documents.map((document) => [document.id, document]));
  return found.flatMap(({ id, score, coverage, similarity }) => {
    const piece = pieces.get(id);
    const document = piece && byId.get(piece.documentId);
    return document === undefined || piece === undefined
      ? []
      : [{ piece, document, score, coverage, similarity }];
  });
}

function ranked(pieces: readonly Scored[], { first }: KnownCategories, boost: number): Scored[] {
  const scoreOf = ({ score, document }: Scored) => (document.category === first ? score * boost : score);
  return pieces.toSorted((a, b) => scoreOf(b) - scoreOf(a));
}
