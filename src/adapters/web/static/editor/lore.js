import { useRef, useState } from 'preact/hooks';
import { icon } from '../icons.js';
import { html, memo } from '../view.js';
import { moved, newBook } from './draft.js';
import { Choice, Flag, LinesField, MaybeFlag, NumberField, RowTools, TextField } from './fields.js';

const places = [
  ['before-character', 'before the character'],
  ['after-character', 'after the character'],
  ['note-top', 'note after the talk, top'],
  ['note-bottom', 'note after the talk, bottom'],
  ['at-depth', 'in the talk, at a depth'],
  ['examples-top', 'before the examples'],
  ['examples-bottom', 'after the examples'],
  ['outlet', 'outlet (not in Acore’s prompt)'],
];
const roles = [
  [0, 'system'],
  [1, 'user'],
  [2, 'assistant'],
];
const logics = [
  [0, 'any of them'],
  [1, 'not all of them'],
  [2, 'none of them'],
  [3, 'all of them'],
];
let made = 0;

/** The card's own book: a table, and every field of an entry in a row below it. */
export function Lore({ book, newEntry, set, count, problemAt }) {
  const [open, setOpen] = useState();
  const [sought, setSought] = useState('');
  const box = useRef(null);
  const begin = () => set(withNew(newBook(), newEntry, setOpen));
  if (book === null)
    return html`<div class="empty">
      <p>This card has no lorebook. An entry is told to the model when the talk touches its keys.</p>
      <button type="button" class="main" onClick=${begin}>${icon('plus')} Begin a lorebook</button>
    </div>`;
  const { entries } = book;
  const setEntries = (list) => set({ ...book, entries: list });
  const change = (key, fields) =>
    setEntries(
      entries.map((entry) =>
        entry.key === key ? { ...entry, fields: { ...entry.fields, ...fields } } : entry,
      ),
    );
  const focusRow = (key) =>
    requestAnimationFrame(() =>
      (
        box.current?.querySelector(`[data-entry="${key}"] .opener`) ?? box.current?.querySelector('.add')
      )?.focus(),
    );
  const act = {
    change,
    move: (index, step) => {
      setEntries(moved(entries, index, step));
      focusRow(entries[index].key);
    },
    remove: (index) => {
      setEntries(entries.filter((_, at) => at !== index));
      focusRow((entries[index + 1] ?? entries[index - 1])?.key);
    },
    copy: (index) => {
      const { was, fields } = entries[index];
      made += 1;
      const twin = {
        key: `made-${made}`,
        fields: structuredClone(fields),
        ...(was !== undefined && { was, copy: true }),
      };
      setEntries(entries.toSpliced(index + 1, 0, twin));
      focusRow(twin.key);
    },
  };
  const wanted = sought.trim().toLocaleLowerCase();
  const shown = entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry, index }) => wanted === '' || textOf(entry, index).includes(wanted));
  return html`<div class="lorebook" ref=${box}>
    <details class="book">
      <summary>The book itself${book.name && html`: <b>${book.name}</b>`} <span class="how-many">${entries.length}</span></summary>
      <${BookFields} book=${book} set=${set} problemAt=${problemAt} />
    </details>
    ${entries.length > 8 && html`<${TextField} label="Find an entry" value=${sought} set=${setSought} type="search" />`}
    <table class="entries">
      <thead><tr><th scope="col">On</th><th scope="col">Entry</th><th scope="col">Place</th><th scope="col">Order</th><th scope="col">Tokens</th><th scope="col"><span class="unseen">Deeds</span></th></tr></thead>
      ${shown.map(
        ({
          entry,
          index,
        }) => html`<${Entry} key=${entry.key} entry=${entry} index=${index} length=${entries.length} strict=${book.strict} tokens=${count(entry.fields.content)}
          open=${open === entry.key} toggle=${() => setOpen(open === entry.key ? undefined : entry.key)} act=${act} problemAt=${problemAt} />`,
      )}
    </table>
    ${shown.length === 0 && entries.length > 0 && html`<p class="hint">No entry fits.</p>`}
    <button type="button" class="add" onClick=${() => set(withNew(book, newEntry, setOpen))}>${icon('plus')} Add an entry</button>
  </div>`;
}

function withNew(book, newEntry, setOpen) {
  made += 1;
  const key = `made-${made}`;
  setOpen(key);
  requestAnimationFrame(() => document.querySelector(`[data-entry="${key}"] .details textarea`)?.focus());
  return { ...book, entries: [...book.entries, { key, fields: structuredClone(newEntry) }] };
}

function textOf({ fields }, index) {
  return `${titleOf(fields, index)} ${fields.keys.join(' ')} ${fields.content}`.toLocaleLowerCase();
}

function titleOf({ comment, name, keys }, index) {
  return comment || name || keys.join(', ') || `Entry ${index + 1}`;
}

function BookFields({ book, set, problemAt }) {
  const field = (name) => ({
    value: book[name],
    set: (value) => set({ ...book, [name]: value }),
    path: `book.set.${name}`,
    problem: problemAt(`book.set.${name}`),
  });
  return html`<div class="grid">
    <${TextField} label="Name" ...${field('name')} />
    <${TextField} label="Description" ...${field('description')} />
    <${NumberField} label="Scan depth" maybe ...${field('scanDepth')} />
    <${NumberField} label="Token budget" maybe ...${field('tokenBudget')} />
    <${MaybeFlag} label="Recursive scanning" ...${field('recursive')} />
    <p class="hint">${book.strict ? 'Read strictly, by the rules of V3.' : 'Read as SillyTavern does, which does not apply the depth, budget and recursion of the book itself.'}</p>
  </div>`;
}

const Entry = memo(({ entry, index, length, strict, tokens, open, toggle, act, problemAt }) => {
  const { key, fields } = entry;
  const title = titleOf(fields, index);
  const set = (name) => (value) => act.change(key, { [name]: value });
  const id = `entry-${key}`;
  return html`<tbody data-entry=${key} data-off=${!fields.enabled} data-open=${open}>
    <tr>
      <td data-what="on"><input type="checkbox" aria-label=${`${title} is on`} checked=${fields.enabled} onChange=${({ target }) => set('enabled')(target.checked)} /></td>
      <td data-what="entry">
        <button type="button" class="bare opener" aria-expanded=${open} aria-controls=${open ? id : undefined} onClick=${toggle}>
          <b>${title}</b>${fields.constant && html` <span class="mark">always</span>`}
          <span class="glimpse">${fields.content.slice(0, 160)}</span>
        </button>
      </td>
      <td data-what="place"><select aria-label=${`Place of ${title}`} onChange=${({ target }) => set('place')(target.value)}>
        ${placesFor(fields.place).map(([one, name]) => html`<option key=${one} value=${one} selected=${one === fields.place}>${name}</option>`)}
      </select></td>
      <td data-what="order"><input type="number" aria-label=${`Order of ${title}`} value=${fields.order} data-path=${`book.entries.${index}.set.order`}
        onInput=${({ target }) => set('order')(target.value === '' ? '' : Number(target.value))} /></td>
      <td data-what="tokens" class="tokens">${tokens === undefined ? '…' : tokens.toLocaleString()}</td>
      <td data-what="deeds"><${RowTools} what=${title} index=${index} length=${length} move=${(step) => act.move(index, step)} remove=${() => act.remove(index)} copy=${() => act.copy(index)} /></td>
    </tr>
    ${open && html`<tr class="details"><td colspan="6" id=${id}><${EntryFields} entry=${entry} index=${index} strict=${strict} set=${set} tokens=${tokens} problemAt=${problemAt} /></td></tr>`}
  </tbody>`;
});

function placesFor(place) {
  return place === 'unknown' ? [['unknown', 'unknown'], ...places] : places;
}

function EntryFields({ entry, index, strict, set, tokens, problemAt }) {
  const { fields, kept = [] } = entry;
  const field = (name) => ({
    value: fields[name],
    set: set(name),
    path: `book.entries.${index}.set.${name}`,
    problem: problemAt(`book.entries.${index}.set.${name}`),
  });
  const only = (profile) =>
    strict === (profile === 'strict') ? undefined : 'Kept; this book’s rules do not apply it.';
  return html`
    <div class="grid two">
      <${LinesField} label="Keys" ...${field('keys')} hint="One on each line; /a pattern/i is a regular expression." />
      <${LinesField} label="Secondary keys" ...${field('secondaryKeys')} />
    </div>
    <${TextField} label="Content" ...${field('content')} lines=${5} tokens=${tokens} />
    <div class="grid">
      <${TextField} label="Title or memo" ...${field('comment')} />
      <${TextField} label="Name" ...${field('name')} />
      <${Choice} label="Position" ...${field('place')} options=${placesFor(fields.place)} />
      <${NumberField} label="Depth" ...${field('depth')} />
      <${Choice} label="Role at a depth" ...${field('role')} options=${roles} />
      <${TextField} label="Outlet" ...${field('outlet')} />
    </div>
    <div class="flags">
      <${Flag} label="Enabled" ...${field('enabled')} />
      <${Flag} label="Constant: always told" ...${field('constant')} />
      <${Flag} label="Secondary keys count" ...${field('selective')} />
      <${Flag} label="Every key is a pattern (V3)" ...${field('useRegex')} />
    </div>
    <details>
      <summary>When it fires</summary>
      <div class="grid">
        <${Choice} label="Secondary keys: fires with" ...${field('logic')} options=${logics} />
        <${NumberField} label="Scan depth" maybe ...${field('scanDepth')} />
        <${MaybeFlag} label="Case counts (V3)" hint=${only('strict')} ...${field('caseSensitive')} />
        <${MaybeFlag} label="Case counts" ...${field('ownCaseSensitive')} />
        <${MaybeFlag} label="Whole words" ...${field('wholeWords')} />
        <${NumberField} label="Probability, per cent" ...${field('probability')} />
        <${Flag} label="Probability counts" ...${field('useProbability')} />
        <${LinesField} label="Only for these kinds of turn" ...${field('triggers')} lines=${2} />
        <${NumberField} label="Sticky, messages" ...${field('sticky')} />
        <${NumberField} label="Cooldown, messages" ...${field('cooldown')} />
        <${NumberField} label="Delay, messages" ...${field('delay')} />
      </div>
      <p class="legend">Its keys are also looked for in</p>
      <div class="flags">
        <${Flag} label="description" ...${field('matchDescription')} />
        <${Flag} label="personality" ...${field('matchPersonality')} />
        <${Flag} label="scenario" ...${field('matchScenario')} />
        <${Flag} label="depth prompt" ...${field('matchDepthPrompt')} />
        <${Flag} label="creator’s notes" ...${field('matchCreatorNotes')} />
        <${Flag} label="persona" ...${field('matchPersona')} />
      </div>
    </details>
    <details>
      <summary>Among others: order, budget, groups, recursion</summary>
      <div class="grid">
        <${NumberField} label="Order" ...${field('order')} />
        <${NumberField} label="Priority (V3)" maybe hint=${only('strict')} ...${field('priority')} />
        <${TextField} label="Inclusion groups" ...${field('group')} />
        <${NumberField} label="Weight in its group" ...${field('groupWeight')} />
        <${MaybeFlag} label="Scored in its group" ...${field('groupScoring')} />
        <${NumberField} label="Waits for recursion level" ...${field('delayUntilRecursion')} />
        <${TextField} label="Automation" ...${field('automationId')} />
      </div>
      <div class="flags">
        <${Flag} label="Overrides its group" ...${field('groupOverride')} />
        <${Flag} label="Beyond the budget" ...${field('ignoreBudget')} />
        <${Flag} label="Not called by other entries" ...${field('excludeRecursion')} />
        <${Flag} label="Calls no other entries" ...${field('preventRecursion')} />
        <${Flag} label="Vectorised" ...${field('vectorized')} />
      </div>
    </details>
    ${kept.length > 0 && html`<p class="hint">Kept, not shown: ${kept.join(', ')}.</p>`}
  `;
}
