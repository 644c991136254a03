import { bookChanges } from '../editor/draft.js';

const ofBook = ['name', 'description', 'scanDepth', 'tokenBudget', 'recursive', 'profile'];

/** A book as the server says it, with every field of every entry. */
export function formOf({ form, otherwise }) {
  const entries = form.entries.map((entry) => ({
    ...entry,
    key: `was-${entry.was}`,
    fields: { ...otherwise, ...entry.fields },
  }));
  return { ...form, entries };
}

/** What differs between a book and its draft, as the server takes it; undefined when nothing does. */
export function changesIn(form, draft, newEntry) {
  const book = bookChanges(form, draft, newEntry, ofBook);
  return book && { book };
}

/** A draft again, from changes that were kept. */
export function draftFrom(form, { book: { set, entries } }, newEntry) {
  const known = new Map(form.entries.map((entry) => [entry.was, entry]));
  const made = entries?.map(({ was, copy, set: values }, index) => {
    const from = known.get(was);
    const isOne = from !== undefined && !copy;
    return {
      ...(from !== undefined && { was, kept: from.kept }),
      ...(copy && { copy }),
      key: isOne ? from.key : `again-${index}`,
      fields: { ...(from?.fields ?? newEntry), ...values },
    };
  });
  return { ...form, ...set, ...(made && { entries: made }) };
}
