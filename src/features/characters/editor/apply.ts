import { cardLayout } from '../../../core/lore/card-entries.ts';
import { changedEntries } from '../../../core/lore/entry-list.ts';
import { withPngTexts } from '../../../lib/png-text.ts';
import { asV3 } from '../files/as-version.ts';
import { assetEntry, assetsOf, pathIn } from '../files/asset-files.ts';
import { type CardFile, isObject, type JsonObject } from '../files/card-file.ts';
import type { Changes } from './changes.ts';
import { notTexts, object, withMembers } from './members.ts';
import { ownMembers } from './own-apply.ts';

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

function changedExtensions(
  extensions: unknown,
  { talkativeness, depthPrompt, aliases, colour, own: changed }: Changes,
): unknown {
  const before = object(extensions);
  const { beside, own } = ownMembers(before, changed ?? {});
  const acore = said({ ...own, aliases, colour: colour === '' ? null : colour });
  const set = said({
    ...beside,
    talkativeness,
    depth_prompt: depthPrompt && { ...object(before.depth_prompt), ...depthPrompt },
    acore: Object.keys(acore).length === 0 ? undefined : withMembers(before.acore, acore),
  });
  return Object.keys(set).length === 0 ? extensions : withMembers(extensions, set);
}

function said(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
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
