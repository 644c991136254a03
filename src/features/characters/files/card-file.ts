/** What JSON calls an object; its keys are a stranger's. */
export type JsonObject = { [key: string]: unknown };

/** The kinds of file a card comes in. */
export type Container = 'png' | 'charx' | 'json' | 'yaml';

/** Reads a file that lies beside a card when it is wanted; undefined when it cannot be read. */
export type ReadFile = () => Uint8Array | undefined;

/** A card with everything its file held, so that it can be written again without a loss. */
export interface CardFile {
  container: Container;
  /** As the file says; `chara_card_v1`, `pygmalion` and `text-generation-webui` are ours, since those name none. */
  spec: string;
  specVersion: string;
  /** Never blank: a card without a name has that of its file. */
  name: string;
  /** The whole object, unknown fields included. What V1 and others say without nesting stands under `data`. */
  card: JsonObject & { data: JsonObject };
  /** Files that came with the card, by their path. */
  files: ReadonlyMap<string, ReadFile>;
  /** The picture that a card in a PNG file is in, without the card. */
  picture: ReadFile | undefined;
  /** What was odd, in sentences. */
  warnings: string[];
}

/** Whether a value is what JSON calls an object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** No file of a card is larger; nor is everything an archive unpacks to. */
export const limits = {
  cardBytes: 32 * 1024 * 1024,
  archiveBytes: 64 * 1024 * 1024,
  assetBytes: 50 * 1024 * 1024,
} as const;
