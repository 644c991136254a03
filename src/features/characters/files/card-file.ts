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

/** What a file may weigh, so that each is handled in little time and memory or refused. */
export const limits = {
  /** A picture with everything in it. */
  pictureBytes: 32 * 1024 * 1024,
  /** A bare card, with the pictures in its addresses. */
  jsonBytes: 16 * 1024 * 1024,
  /** The card in a picture or an archive. */
  cardBytes: 8 * 1024 * 1024,
  yamlBytes: 1024 * 1024,
  /** Packed, and everything in it unpacked. */
  archiveBytes: 64 * 1024 * 1024,
  /** One file that came with a card. */
  assetBytes: 50 * 1024 * 1024,
} as const;
