import { firstByMood } from '../../../core/faces.ts';
import { assetEntry, assetsOf } from '../files/asset-files.ts';
import { type CardFile, isObject, type JsonObject } from '../files/card-file.ts';
import { faceEntry, isSameEntry, isShowable } from '../pictures.ts';
import { assetLabel } from './asset-label.ts';
import { countDecorators } from './decorators.ts';
import {
  type BookRules,
  bookUses,
  cardUses,
  entryExtensionUses,
  entryUses,
  extensionUses,
  ownUses,
  type Use,
} from './fields.ts';

/** A value of a card: what it is called when it is not applied, and whether it is. */
export interface Value {
  label: string;
  applied: boolean;
}

const formatFields = ['spec', 'spec_version', 'data'];
/** V2 cards often carry what V1 readers want beside their data, which wins. */
const mirror = ['name', 'description', 'personality', 'scenario', 'first_mes', 'mes_example'];

/** Every value that a card holds. Empty texts, lists and objects say nothing and are none. */
export function valuesOf(file: CardFile): Value[] {
  const { data, ...beside } = file.card;
  const skipped = [...formatFields, ...mirror];
  return [
    ...leavesUnder(without(beside, skipped), {}, 'unknown field'),
    ...leavesUnder(without(data, ['character_book', 'extensions', 'assets']), cardUses, 'unknown field'),
    ...extensionsOf(data.extensions, extensionUses),
    ...assetValues(file),
    ...bookValues(data.character_book),
  ];
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function leavesUnder(object: JsonObject, uses: Record<string, Use>, label: string): Value[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const applied = isApplied(uses, key);
    return Array.from({ length: leaves(value) }, () => ({ label, applied }));
  });
}

function isApplied(uses: Record<string, Use>, key: string): boolean {
  return Object.hasOwn(uses, key) && uses[key] !== 'nothing';
}

/** Texts that are not empty, numbers, and whether something is so. */
function leaves(value: unknown): number {
  if (value === null || value === undefined || value === '') return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner), 0);
}

/** Each key of `extensions` is one value, whatever it holds; of our own, each key of it. */
function extensionsOf(extensions: unknown, uses: Record<string, Use>): Value[] {
  if (!isObject(extensions)) return [];
  const { acore, ...others } = extensions;
  return [...singles(others, uses), ...(isObject(acore) ? singles(acore, ownUses) : [])];
}

function singles(object: JsonObject, uses: Record<string, Use>): Value[] {
  return Object.entries(object)
    .filter(([, value]) => leaves(value) > 0)
    .map(([key]) => ({ label: 'extension', applied: isApplied(uses, key) }));
}

/** Each asset is one value: it counts when it is the character's face, or its face in a mood. */
function assetValues(file: CardFile): Value[] {
  const entries = assetsOf(file.card.data).map(assetEntry);
  const face = faceEntry(file);
  const ofMoods = new Set(firstByMood(entries).values());
  return entries.map((entry) => ({
    label: `${assetLabel(entry)} asset`,
    applied:
      (face !== undefined && isSameEntry(entry, face)) || (ofMoods.has(entry) && isShowable(entry, file)),
  }));
}

function bookValues(book: unknown): Value[] {
  if (!isObject(book)) return [];
  const entries = isObject(book.entries) || Array.isArray(book.entries) ? Object.values(book.entries) : [];
  const rules = rulesOf(book);
  return [
    ...leavesUnder(without(book, ['entries', 'extensions']), bookUses[rules], 'lorebook setting'),
    ...extensionsOf(book.extensions, {}),
    ...entries.flatMap((entry) => entryValues(entry, rules)),
  ];
}

function rulesOf({ extensions }: JsonObject): BookRules {
  const own = isObject(extensions) ? extensions.acore : undefined;
  return isObject(own) && own.profile === 'strict' ? 'strict' : 'compat';
}

function entryValues(entry: unknown, rules: BookRules): Value[] {
  if (!isObject(entry)) return [{ label: 'unreadable lorebook entry', applied: false }];
  const { text, decorators } = countDecorators(typeof entry.content === 'string' ? entry.content : '', rules);
  return [
    ...leavesUnder(
      without({ ...entry, content: text }, ['extensions']),
      entryUses[rules],
      'lorebook setting',
    ),
    ...decorators.map((applied) => ({ label: 'decorator', applied })),
    ...extensionsOf(entry.extensions, entryExtensionUses),
  ];
}
