import { createHash } from 'node:crypto';
import type { Character } from '../../../core/character.ts';
import type { Place } from '../../../core/message.ts';
import type { Log } from '../../../core/ports/log.ts';
import { fold } from '../../../lib/fold.ts';
import { createIdentifiers } from '../../../lib/identifier.ts';
import { characterOf, slug } from '../card.ts';
import { CardError } from '../card-error.ts';
import type { CardFile } from '../files/card-file.ts';
import { readCardFile } from '../files/read.ts';
import { assetsIn, portraitIn } from '../pictures.ts';
import { keepingTexts } from '../texts.ts';
import type { CardVersion, ImportedRow, ImportedStore, Maker, NewVersion } from './store.ts';
import { cardIn, openVersion } from './version-card.ts';

export type { Maker } from './store.ts';

/** What became of a card that somebody brought into a server. */
export interface TakenIn {
  character: Character;
  /** `new`; `changed`: a further version of the one that was there; `known`: the very same was there. */
  as: 'new' | 'changed' | 'known';
  version: number;
}

/** The cards that were imported, each of one server, and the names that characters have in a server. */
export interface Imported {
  /** Reads what is kept, once; to be awaited before anything else here is asked. */
  ready(): Promise<void>;
  /** Everybody who was not deleted. */
  all(): Character[];
  /** A server's own. */
  of(server: string): Character[];
  /** As a server knows this character: under the name that was chosen for it there. */
  knownAs(server: string | undefined, character: Character): Character;
  /** Takes a card in, as the work of somebody. */
  take(server: string, brought: Brought, by: Maker): Promise<TakenIn>;
  /** The card with everything its file held, as it is now. */
  open(characterId: string): Promise<CardFile | undefined>;
  /** Keeps the card as it is now beside what is made of it; what came with it is in the file given, or in the one it has. */
  edit(characterId: string, made: EditedCard, by: Maker, change: string): Promise<number>;
  versions(characterId: string): Promise<CardVersion[]>;
  /** What an earlier version was, as a new one; undefined when there is no such version. */
  goBack(characterId: string, version: number, by: Maker, change: string): Promise<number | undefined>;
  remove(characterId: string): Promise<void>;
  restore(characterId: string): Promise<void>;
  /** A server's own that were deleted and can be brought back. */
  removed(server: string): Character[];
  rename(server: string, characterId: string, name: string | undefined): Promise<void>;
}

/** A card file in memory. */
export interface Brought {
  file: CardFile;
  bytes: Uint8Array;
  stem: string;
}

/** A card that was changed, and the file that was written of it where more than its texts is new. */
export interface EditedCard {
  card: CardFile['card'];
  bytes?: Uint8Array | undefined;
}

interface Entry {
  server: string;
  deleted: boolean;
  current: CardVersion;
  character: Character;
}

interface ImportedNeeds {
  store: ImportedStore;
  now: () => number;
  log: Pick<Log, 'warn'>;
}

/** Short enough for a button that names the character. */
const longestStem = 24;
/** How long a deleted character can be brought back. */
const restorableMs = 30 * 86_400_000;

/** The server that a place belongs to; undefined for what belongs to none, such as a direct message on Discord. */
export function serverOf({ host, guildId }: Place): string | undefined {
  return guildId === undefined ? undefined : `${host}:${guildId}`;
}

export function createImported({ store, now, log }: ImportedNeeds): Imported {
  const entries = new Map<string, Entry>();
  const names = new Map<string, string>();
  const nextId = createIdentifiers(now);
  const renamed = new WeakMap<Character, Map<string, Character>>();
  let loading: Promise<void> | undefined;

  async function load(): Promise<void> {
    await store.forgetDeleted(now() - restorableMs);
    for (const row of await store.all()) {
      const entry = entryOf(row);
      if (entry !== undefined) entries.set(row.id, entry);
    }
    for (const { server, characterId, name } of await store.names())
      names.set(keyOf(server, characterId), name);
  }

  /** Nobody else has to stay away because one card can no longer be read. */
  function entryOf({ id, server, deletedAt, current }: ImportedRow): Entry | undefined {
    try {
      return { server, deleted: deletedAt !== undefined, current, character: embodied(id, current) };
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      log.warn(keepingTexts.lost({ id, server, name: current.name, reason: error.message }));
      return undefined;
    }
  }

  function embodied(id: string, version: CardVersion): Character {
    const reopen = () => openVersion(store, version);
    const { card, name } = { card: cardIn(version), name: version.name };
    return {
      ...characterOf({ card, name }, id),
      assets: assetsIn({ card }, reopen),
      portrait: version.hasPortrait ? async () => portraitOf(await reopen()) : undefined,
    };
  }

  function here(server: string, deleted: boolean): Entry[] {
    return [...entries.values()].filter((entry) => entry.server === server && entry.deleted === deleted);
  }

  function freeId(name: string): string {
    // The sign between is in no file's id, and the rest tells nobody how many of that name there are elsewhere.
    return `${slug(name).slice(0, longestStem) || 'character'}~${nextId().slice(-5)}`;
  }

  async function addVersion(id: string, made: NewVersion, bytes?: Uint8Array): Promise<Entry | undefined> {
    const entry = entries.get(id);
    if (entry === undefined) return undefined;
    const current = await store.add(id, made, bytes);
    const changed = { ...entry, current, character: embodied(id, current) };
    entries.set(id, changed);
    return changed;
  }

  return {
    ready() {
      loading ??= load().catch((error: unknown) => {
        loading = undefined;
        throw error;
      });
      return loading;
    },
    all: () => [...entries.values()].filter(({ deleted }) => !deleted).map(({ character }) => character),
    of: (server) => here(server, false).map(({ character }) => character),
    removed: (server) => here(server, true).map(({ character }) => character),
    knownAs(server, character) {
      const name = server === undefined ? undefined : names.get(keyOf(server, character.id));
      if (name === undefined) return character;
      const known = renamed.get(character) ?? new Map<string, Character>();
      renamed.set(character, known);
      const made = known.get(name) ?? withName(character, name);
      known.set(name, made);
      return made;
    },
    async take(server, brought, by) {
      const made = versionFrom(brought, by);
      const twin = here(server, false).find((entry) => isSame(entry.current, made));
      if (twin !== undefined)
        return { character: twin.character, as: 'known', version: twin.current.version };
      const older = here(server, false).find((entry) => isOfSameHand(entry, brought));
      if (older !== undefined) {
        const changed = await addVersion(older.character.id, made, brought.bytes);
        if (changed !== undefined)
          return { character: changed.character, as: 'changed', version: changed.current.version };
      }
      const id = freeId(brought.file.name);
      const current = await store.create(id, server, made, brought.bytes);
      const character = embodied(id, current);
      entries.set(id, { server, deleted: false, current, character });
      return { character, as: 'new', version: 1 };
    },
    async open(characterId) {
      const entry = entries.get(characterId);
      return entry && openVersion(store, entry.current);
    },
    async edit(characterId, { card, bytes }, by, change) {
      const before = entries.get(characterId)?.current;
      if (before === undefined) return 0;
      const { stem } = before;
      const made =
        bytes === undefined
          ? { ...before, card: JSON.stringify(card), name: nameIn(card) ?? before.name, madeBy: by }
          : versionFrom({ file: readCardFile(bytes, stem), bytes, stem }, by);
      return (await addVersion(characterId, { ...made, change }, bytes))?.current.version ?? 0;
    },
    versions: (characterId) => store.versions(characterId),
    async goBack(characterId, version, by, change) {
      const wanted = (await store.versions(characterId)).find((one) => one.version === version);
      if (wanted === undefined) return undefined;
      return (await addVersion(characterId, { ...wanted, madeBy: by, change }))?.current.version;
    },
    remove: (characterId) => mark(characterId, true),
    restore: (characterId) => mark(characterId, false),
    async rename(server, characterId, name) {
      await store.rename(server, characterId, name);
      const key = keyOf(server, characterId);
      if (name === undefined) names.delete(key);
      else names.set(key, name);
    },
  };

  async function mark(characterId: string, deleted: boolean): Promise<void> {
    await store.markDeleted(characterId, deleted ? now() : undefined);
    const entry = entries.get(characterId);
    if (entry !== undefined) entries.set(characterId, { ...entry, deleted });
  }
}

function keyOf(server: string, characterId: string): string {
  return `${server}\n${characterId}`;
}

function nameIn({ data: { name } }: CardFile['card']): string | undefined {
  return typeof name === 'string' && name.trim() !== '' ? name : undefined;
}

function portraitOf(file: CardFile | undefined): Uint8Array | undefined {
  try {
    return file && portraitIn(file);
  } catch {
    return undefined;
  }
}

function versionFrom({ file, bytes, stem }: Brought, madeBy: Maker): NewVersion {
  return {
    card: JSON.stringify(file.card),
    name: file.name,
    digest: createHash('sha256').update(bytes).digest('hex'),
    stem,
    hasPortrait: portraitOf(file) !== undefined,
    madeBy,
    change: 'imported',
  };
}

function isSame(a: NewVersion, b: NewVersion): boolean {
  return a.digest === b.digest && a.card === b.card;
}

/** A card of the same name by the same creator is taken for a newer state of the same character. */
function isOfSameHand({ current, character }: Entry, { file }: Brought): boolean {
  const { creator } = file.card.data;
  const isSameCreator = fold(character.creator) === fold(typeof creator === 'string' ? creator : '');
  return isSameCreator && fold(current.name) === fold(file.name);
}

/** Called by its own names as well as by the new one, which is the one people see. */
function withName(character: Character, displayName: string): Character {
  const { name, displayName: before, aliases } = character;
  return { ...character, displayName, aliases: [...new Set([...aliases, name, before])] };
}
