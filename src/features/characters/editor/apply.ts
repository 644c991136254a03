import { cardLayout } from '../../../core/card-entries.ts';
import { changedEntries } from '../../../core/entry-list.ts';
import { isPng, withPngTexts } from '../../../lib/png-text.ts';
import { asV3 } from '../files/as-version.ts';
import { assetEntry, assetsOf, pathIn } from '../files/asset-files.ts';
import { type CardFile, isObject, type JsonObject } from '../files/card-file.ts';
import type { Changes } from './changes.ts';

type Card = CardFile['card'];

/** What readers of V1 find beside `data`. */
const mirrored = ['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example'];

/** A card as V3 with what an editor changed; everything else in it, known or not, is as it was. */
export function withChanges(file: CardFile, changes: Changes, now: number): CardFile {
  const before = asV3(file.card);
  const data = changedData(before.data, changes);
  data['modification_date'] = Math.floor(now / 1000);
  const card = { ...withMirror(before, data), data };
  const named = typeof data.name === 'string' ? data.name : file.name;
  const edited = {
    ...file,
    spec: 'chara_card_v3',
    specVersion: String(before['spec_version'] ?? '3.0'),
    card,
    name: named,
  };
  return changes.portrait === undefined
    ? edited
    : withPortrait(edited, Buffer.from(changes.portrait, 'base64'));
}

/** Whether bytes are a whole picture that can be a portrait. */
export function isPortrait(bytes: Uint8Array): boolean {
  if (!isPng(bytes)) return false;
  try {
    return withPngTexts(bytes, []).length > 0;
  } catch {
    return false;
  }
}

function changedData(data: JsonObject, changes: Changes): JsonObject {
  const { texts, lists, notes, book } = changes;
  return {
    ...data,
    ...texts,
    ...Object.fromEntries(
      Object.entries(lists).map(([name, items]) => [name, [...items, ...notTexts(data[name])]]),
    ),
    ...(notes !== undefined && {
      creator_notes_multilingual: Object.fromEntries(notes.map(({ language, text }) => [language, text])),
    }),
    extensions: changedExtensions(data.extensions, changes),
    ...(book !== undefined && { character_book: changedBook(data.character_book, book) }),
  };
}

/** What stands in a list of texts and is none: the editor does not show it, so it stays. */
function notTexts(list: unknown): unknown[] {
  return Array.isArray(list) ? list.filter((one) => typeof one !== 'string') : [];
}

function changedExtensions(
  extensions: unknown,
  { talkativeness, depthPrompt, aliases, colour }: Changes,
): unknown {
  const own = {
    ...(aliases !== undefined && { aliases }),
    ...(colour !== undefined && { colour: colour === '' ? null : colour }),
  };
  const set = {
    ...(talkativeness !== undefined && { talkativeness }),
    ...(depthPrompt !== undefined && {
      depth_prompt: { ...object(object(extensions).depth_prompt), ...depthPrompt },
    }),
    ...(Object.keys(own).length > 0 && { acore: withMembers(object(extensions).acore, own) }),
  };
  return Object.keys(set).length === 0 ? extensions : withMembers(extensions, set);
}

function changedBook(book: unknown, { set, entries }: NonNullable<Changes['book']>): JsonObject {
  const isNew = !isObject(book);
  // A book that is made here is read by the rules of V3.
  const before = isNew ? { name: '', extensions: { acore: { profile: 'strict' } }, entries: [] } : book;
  const changed = withMembers(before, {
    name: set.name,
    description: set.description,
    scan_depth: set.scanDepth,
    token_budget: set.tokenBudget,
    recursive_scanning: set.recursive,
  });
  return entries === undefined
    ? changed
    : { ...changed, entries: changedEntries(before['entries'], entries, cardLayout) };
}

/** Null takes a member away, undefined leaves it. */
function withMembers(before: unknown, set: Record<string, unknown>): JsonObject {
  const said = Object.entries(set).filter(([, value]) => value !== undefined);
  const gone = new Set(said.filter(([, value]) => value === null).map(([name]) => name));
  return Object.fromEntries(
    Object.entries({ ...object(before), ...Object.fromEntries(said) }).filter(([name]) => !gone.has(name)),
  );
}

/** What stood beside `data` and was the same says the same afterwards. */
function withMirror(card: Card, data: JsonObject): Card {
  const same = mirrored.filter((name) => typeof card[name] === 'string' && card[name] === card.data[name]);
  return { ...card, ...Object.fromEntries(same.map((name) => [name, data[name]])) };
}

/** The main icon becomes the picture that the card is in. */
function withPortrait(file: CardFile, png: Uint8Array): CardFile {
  const assets = assetsOf(file.card.data);
  const icons = assets.filter((asset) => assetEntry(asset).type === 'icon');
  const main = icons.find((asset) => assetEntry(asset).name === 'main') ?? icons[0];
  const picture = () => withPngTexts(png, []);
  if (main === undefined) return { ...file, picture };
  const icon = { ...object(main), uri: 'ccdefault:', ext: 'png' };
  const changed = assets.map((asset) => (asset === main ? icon : asset));
  const path = pathIn(assetEntry(main).uri);
  const isUsed = changed.some((asset) => pathIn(assetEntry(asset).uri) === path);
  const files = new Map([...file.files].filter(([name]) => name !== path || isUsed));
  return { ...file, picture, files, card: { ...file.card, data: { ...file.card.data, assets: changed } } };
}

function object(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
