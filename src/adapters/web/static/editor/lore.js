import { icon } from '../icons.js';
import { html } from '../view.js';
import { BookFields } from './book-fields.js';
import { newBook } from './draft.js';
import { Entries, freshEntry } from './entries.js';

/** The card's own book. */
export function Lore({ book, newEntry, set, count, problemAt }) {
  const begin = () => set({ ...newBook(), entries: [freshEntry(newEntry)] });
  if (book === null)
    return html`<div class="empty">
      <p>This card has no lorebook. An entry is told to the model when the talk touches its keys.</p>
      <button type="button" class="main" onClick=${begin}>${icon('plus')} Begin a lorebook</button>
    </div>`;
  const setEntries = (make) => set((present) => ({ ...present, entries: make(present.entries) }));
  return html`<div class="lorebook">
    <details class="book">
      <summary>The book itself${book.name && html`: <b>${book.name}</b>`} <span class="how-many">${book.entries.length}</span></summary>
      <${BookFields} book=${book} set=${(fields) => set((present) => ({ ...present, ...fields }))} problemAt=${problemAt}>
        <p class="hint">${book.strict ? 'Read strictly, by the rules of V3.' : 'Read as SillyTavern does, which does not apply the depth, budget and recursion of the book itself.'}</p>
      <//>
    </details>
    <${Entries} entries=${book.entries} setEntries=${setEntries} newEntry=${newEntry} strict=${book.strict} count=${count} problemAt=${problemAt} />
  </div>`;
}
