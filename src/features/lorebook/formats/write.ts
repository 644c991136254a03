import { snakeCase } from '../../../core/lore/entry-layout.ts';
import { numberedPositions } from '../../../core/lore/words.ts';
import { type Book, type BookEntry, logics, roles, scanSources } from '../book.ts';
import { sourceFields } from './sillytavern.ts';

/** As which kinds of file a book can be handed out, besides the one it came as. */
export const writtenFormats = ['sillytavern', 'lorebook_v3'] as const;
export type WrittenFormat = (typeof writtenFormats)[number];

/** Writes a book as another program reads it, with everything that Acore knows of it. */
export function writeBook(book: Book, format: WrittenFormat): unknown {
  return format === 'sillytavern' ? asWorldInfo(book) : asLorebookV3(book);
}

function asWorldInfo({ name, profile, entries }: Book) {
  const uids = wholeUids(entries);
  return {
    name,
    entries: Object.fromEntries(
      entries.map((entry, index) => {
        const uid = uids[index] ?? index;
        return [String(uid), { ...worldInfoEntry(entry), uid, displayIndex: index }];
      }),
    ),
    ...markOf(profile),
  };
}

function asLorebookV3({ name, profile, settings, entries }: Book) {
  return {
    spec: 'lorebook_v3',
    data: {
      name,
      ...(settings.scanDepth !== undefined && { scan_depth: settings.scanDepth }),
      ...(settings.tokenBudget !== undefined && { token_budget: settings.tokenBudget }),
      ...(settings.recursive !== undefined && { recursive_scanning: settings.recursive }),
      extensions: {},
      ...markOf(profile),
      entries: entries.map(cardEntry),
    },
  };
}

function markOf(profile: Book['profile']) {
  return profile === 'strict' ? { extensions: { acore: { profile } } } : {};
}

function worldInfoEntry(entry: BookEntry) {
  return {
    key: entry.useRegex ? entry.keys.map(slashed) : entry.keys,
    keysecondary: entry.secondaryKeys,
    comment: entry.name,
    content: entry.content,
    constant: entry.constant,
    selective: entry.selective,
    order: entry.order,
    disable: !entry.enabled,
    addMemo: entry.name !== '',
    ...extrasOf(entry),
    characterFilter: filterOf(entry),
  };
}

function cardEntry(entry: BookEntry) {
  const extras = Object.entries(extrasOf(entry)).map(([name, value]) => [snakeCase(name), value]);
  return {
    id: /^\d{1,15}$/.test(entry.uid) ? Number(entry.uid) : entry.uid,
    keys: entry.keys,
    secondary_keys: entry.secondaryKeys,
    name: entry.name,
    comment: entry.name,
    content: entry.content,
    enabled: entry.enabled,
    constant: entry.constant,
    selective: entry.selective,
    use_regex: entry.useRegex,
    insertion_order: entry.order,
    ...(entry.priority !== undefined && { priority: entry.priority }),
    ...(entry.caseSensitive !== undefined && { case_sensitive: entry.caseSensitive }),
    position: entry.position === 'before-character' ? 'before_char' : 'after_char',
    extensions: {
      ...Object.fromEntries(extras),
      ...(entry.filter !== undefined && { character_filter: filterOf(entry) }),
    },
  };
}

/** The fields that World Info and the `extensions` of cards have in common. */
function extrasOf(entry: BookEntry) {
  const at = (numberedPositions as readonly string[]).indexOf(entry.position);
  return {
    selectiveLogic: logics.indexOf(entry.logic),
    position: at === -1 ? numberedPositions.length : at,
    depth: entry.depth,
    role: roles.indexOf(entry.role),
    outletName: entry.outlet,
    probability: entry.probability,
    useProbability: entry.useProbability,
    group: entry.group,
    groupOverride: entry.groupOverride,
    groupWeight: entry.groupWeight,
    ignoreBudget: entry.ignoreBudget,
    excludeRecursion: entry.excludeRecursion,
    preventRecursion: entry.preventRecursion,
    delayUntilRecursion: entry.delayUntilRecursion,
    scanDepth: entry.scanDepth ?? null,
    caseSensitive: entry.caseSensitive ?? null,
    matchWholeWords: entry.wholeWords ?? null,
    useGroupScoring: entry.groupScoring ?? null,
    sticky: entry.sticky,
    cooldown: entry.cooldown,
    delay: entry.delay,
    triggers: entry.triggers,
    automationId: entry.automationId,
    vectorized: entry.vectorized,
    ...Object.fromEntries(
      scanSources.map((source) => [sourceFields[source], entry.sources.includes(source)]),
    ),
  };
}

function filterOf({ filter }: BookEntry) {
  return { isExclude: filter?.exclude ?? false, names: filter?.names ?? [], tags: filter?.tags ?? [] };
}

/** A pattern without slashes, as World Info tells it apart from a word. */
function slashed(key: string): string {
  return /^\/[\s\S]+\/[gimsuy]*$/.test(key) ? key : `/${key.replace(/\\\/|\//g, '\\/')}/`;
}

/** World Info counts its entries; what has no number gets a free one. */
function wholeUids(entries: readonly BookEntry[]): number[] {
  const isWhole = ({ uid }: BookEntry) => /^\d{1,15}$/.test(uid);
  const taken = new Set(entries.filter(isWhole).map(({ uid }) => Number(uid)));
  let next = 0;
  return entries.map((entry) => {
    if (isWhole(entry)) return Number(entry.uid);
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  });
}
