import { type AssetEntry, assetEntry, assetsOf } from './files/asset-files.ts';
import { type CardFile, type Container, isObject } from './files/card-file.ts';
import { oddities } from './oddities.ts';
import { sentenceOf, weigh } from './understood/weigh.ts';

/** What can be told of a card without taking it in. */
export interface CardReport {
  spec: string;
  specVersion: string;
  /** The card's name, never its nickname. */
  name: string;
  container: Container;
  /** Undefined without a lorebook. */
  lorebookEntries: number | undefined;
  assets: AssetEntry[];
  warnings: string[];
  understoodPercent: number;
  /** The share in words, with what is not applied. */
  understood: string;
}

const longestAddress = 200;

/** Looks at a card: what it is, what it brings along, what is odd about it, and how much of it Acore applies. */
export function inspectCard(file: CardFile): CardReport {
  const { spec, specVersion, name, container, card, warnings } = file;
  const weighed = weigh(file);
  return {
    spec,
    specVersion,
    name,
    container,
    lorebookEntries: entriesIn(card.data.character_book),
    assets: assetsOf(card.data).map(assetEntry).map(shortened),
    warnings: [...warnings, ...oddities(file)],
    understoodPercent: weighed.percent,
    understood: sentenceOf(weighed),
  };
}

/** Entries are a list, or an object with a key for each. */
function entriesIn(book: unknown): number | undefined {
  if (!isObject(book)) return undefined;
  const { entries } = book;
  return typeof entries === 'object' && entries !== null ? Object.keys(entries).length : 0;
}

/** A picture within an address is not told letter by letter. */
function shortened(entry: AssetEntry): AssetEntry {
  const { uri } = entry;
  return uri.length <= longestAddress ? entry : { ...entry, uri: `${uri.slice(0, longestAddress)}…` };
}
