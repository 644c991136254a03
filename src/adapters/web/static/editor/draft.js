/** The parts of a draft that are sent when they differ as a whole. */
const wholes = ['notes', 'talkativeness', 'depthPrompt', 'aliases', 'colour'];
const bookFields = ['name', 'description', 'scanDepth', 'tokenBudget', 'recursive'];
const noBook = {
  name: '',
  description: '',
  scanDepth: null,
  tokenBudget: null,
  recursive: null,
  entries: [],
};

/** A draft from what the server says of a card. */
export function draftOf(form) {
  const draft = structuredClone(form);
  for (const entry of draft.book?.entries ?? []) entry.key = `was-${entry.was}`;
  return draft;
}

/** A book to begin with. */
export function newBook() {
  return { ...structuredClone(noBook), strict: true };
}

/** What differs between a card and its draft, as the server takes it; undefined when nothing does. */
export function changesIn(form, draft, newEntry) {
  const changes = {};
  const texts = different(form.texts, draft.texts);
  const lists = different(form.lists, draft.lists);
  if (texts !== undefined) changes.texts = texts;
  if (lists !== undefined) changes.lists = lists;
  const own = different(form.own, draft.own);
  if (own !== undefined) changes.own = own;
  for (const name of wholes) if (!same(form[name], draft[name])) changes[name] = draft[name];
  const book = draft.book === null ? undefined : bookChanges(form.book ?? noBook, draft.book, newEntry);
  if (book !== undefined) changes.book = book;
  return Object.keys(changes).length === 0 ? undefined : changes;
}

/** What differs between a book and its draft; `names` are the fields of the book itself. */
export function bookChanges(before, after, newEntry, names = bookFields) {
  const pick = (book) => Object.fromEntries(names.map((name) => [name, book[name]]));
  const set = different(pick(before), pick(after));
  const known = new Map(before.entries.map(({ was, fields }) => [was, fields]));
  const entries = after.entries.map(({ was, copy, fields }) => ({
    was,
    copy,
    set: entryChanges(was === undefined ? newEntry : known.get(was), fields),
  }));
  const isSame =
    entries.length === before.entries.length &&
    entries.every(
      (entry, index) =>
        entry.was === before.entries[index].was && !entry.copy && Object.keys(entry.set).length === 0,
    );
  if (set === undefined && isSame) return undefined;
  return { ...(set && { set }), ...(!isSame && { entries }) };
}

const compared = new WeakMap();

/** Of thousands of entries one is written at a time: the others are not compared again. */
function entryChanges(before, after) {
  const last = compared.get(after);
  if (last?.before === before) return last.set;
  const set = different(before, after) ?? {};
  compared.set(after, { before, set });
  return set;
}

function different(before, after) {
  const names = Object.keys(after).filter((name) => !same(before[name], after[name]));
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, after[name]]));
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** A copy of an object with what stands at a path replaced: by a value, or by what a function makes of it. */
export function withAt(object, [name, ...rest], value) {
  const copy = Array.isArray(object) ? [...object] : { ...object };
  if (rest.length > 0) copy[name] = withAt(copy[name], rest, value);
  else copy[name] = typeof value === 'function' ? value(copy[name]) : value;
  return copy;
}

/** A list with one of its members moved by some places. */
export function moved(list, at, step) {
  const to = at + step;
  if (to < 0 || to >= list.length) return list;
  const copy = [...list];
  copy.splice(to, 0, ...copy.splice(at, 1));
  return copy;
}

const keyOf = (characterId) => `acore.draft.${characterId ?? 'new'}`;

/** Keeps a draft while the page is open, so that a reload or a login loses nothing. */
export function keepDraft(characterId, stamp, draft) {
  try {
    sessionStorage.setItem(keyOf(characterId), JSON.stringify({ stamp, draft }));
  } catch {
    // Too large, or not allowed: it stays in the page.
  }
}

export function forgetDraft(characterId) {
  sessionStorage.removeItem(keyOf(characterId));
}

/** The draft of the same card as it is now; that of another state of it would not fit. */
export function keptDraft(characterId, stamp) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(keyOf(characterId)) ?? 'null');
    return kept !== null && (characterId === undefined || kept.stamp === stamp) ? kept.draft : undefined;
  } catch {
    return undefined;
  }
}
