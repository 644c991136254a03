import { type AssetEntry, assetEntry, assetsOf, pathIn } from '../files/asset-files.ts';
import type { CardFile } from '../files/card-file.ts';
import { faceEntry, isSameEntry } from '../pictures.ts';

/** An asset as the editor shows it. */
export interface AssetRow extends AssetEntry {
  isPortrait: boolean;
  /** Whether its file came along; addresses elsewhere are never fetched. */
  where: 'here' | 'missing' | 'elsewhere';
}

/** What came with a card besides its texts. */
export interface LuggageForm {
  assets: AssetRow[];
  /** The paths of files that no asset names. */
  files: string[];
  /** Whether the card's own picture is the portrait, for want of an icon. */
  isPicturePortrait: boolean;
}

const longestAddress = 120;

export function luggageOf(file: CardFile): LuggageForm {
  const entries = assetsOf(file.card.data).map(assetEntry);
  const face = faceEntry(file);
  const named = new Set(entries.map(({ uri }) => pathIn(uri)));
  return {
    assets: entries.map((entry) => ({
      ...entry,
      uri: shortened(entry.uri),
      isPortrait: face !== undefined && isSameEntry(entry, face),
      where: whereIs(entry, file),
    })),
    files: [...file.files.keys()].filter((path) => !named.has(path)),
    isPicturePortrait: face === undefined && file.picture !== undefined,
  };
}

function whereIs({ uri }: AssetEntry, { files, picture }: CardFile): AssetRow['where'] {
  const path = pathIn(uri);
  if (path !== undefined) return files.has(path) ? 'here' : 'missing';
  if (uri === 'ccdefault:') return picture === undefined ? 'missing' : 'here';
  return uri.startsWith('data:') ? 'here' : 'elsewhere';
}

/** A picture within an address is not shown letter by letter. */
function shortened(uri: string): string {
  return uri.length <= longestAddress ? uri : `${uri.slice(0, longestAddress)}…`;
}
