import { fromBase64 } from '../../../lib/base64.ts';
import { isObject, type JsonObject, limits, type ReadFile } from './card-file.ts';

/** One asset as a card lists it. */
export interface AssetEntry {
  type: string;
  uri: string;
  name: string;
  ext: string;
}

/** The assets that a card lists, as they stand there. */
export function assetsOf(data: JsonObject): unknown[] {
  return Array.isArray(data.assets) ? data.assets : [];
}

/** An asset with texts for what is missing or of the wrong kind. */
export function assetEntry(asset: unknown): AssetEntry {
  const field = (key: string) => (isObject(asset) && typeof asset[key] === 'string' ? asset[key] : '');
  return { type: field('type'), uri: field('uri'), name: field('name'), ext: field('ext').toLowerCase() };
}

/** Where an asset says that it is; empty when it does not say. */
export function uriOf(asset: unknown): string {
  return assetEntry(asset).uri;
}

/** The path of a file that lies beside the card; undefined for addresses of any other kind. */
export function pathIn(uri: string): string | undefined {
  return /^(?:embedd?ed:\/\/|__asset:)(.+)$/s.exec(uri)?.[1];
}

/** What reads the file that an address means: one beside the card, or one within the address. Nothing is ever fetched. */
export function fileOf(uri: string, files: ReadonlyMap<string, ReadFile>): ReadFile | undefined {
  const path = pathIn(uri);
  if (path !== undefined) return files.get(path);
  return uri.startsWith('data:') ? () => dataOf(uri) : undefined;
}

/** The bytes within a `data:` address; undefined when they are too many or not readable. */
function dataOf(uri: string): Uint8Array | undefined {
  const comma = uri.indexOf(',');
  const isBase64 = /;\s*base64$/i.test(uri.slice(0, Math.min(comma, 200)));
  if (comma === -1 || !isBase64 || uri.length - comma > limits.assetBytes * 1.4) return undefined;
  return fromBase64(uri.slice(comma + 1));
}
