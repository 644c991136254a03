import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { icon } from '../icons.js';
import { html, memo } from '../view.js';
import { moved } from './draft.js';
import { EntryFields, placesFor } from './entry.js';
import { RowTools, TextField } from './fields.js';

/** So many rows are drawn at first, and with every step on. */
const rowsAtOnce = 200;
let made = 0;

/**
 * A book's entries: a table, and every field of one in a row below it. `holds`: the fields that its format has; `seen`
 * keeps which one is open.
 */
export function Entries({ entries, setEntries, newEntry, strict, holds, count, problemAt, seen }) {
  const [open, setOpen] = useState(() => (isBegun(entries) ? entries[0] : entries[seen?.current])?.key);
  const [sought, setSought] = useState('');
  const [most, setMost] = useState(rowsAtOnce);
  const box = useRef(null);
  const has = useMemo(() => (name) => holds === undefined || holds.includes(name), [holds]);
  const act = useActs({ entries, setEntries, setOpen, box });
  useEffect(() => {
    if (isBegun(entries)) focusDetails(open);
  }, []);
  if (seen !== undefined) seen.current = entries.findIndex(({ key }) => key === open);
  const add = () => {
    const fresh = freshEntry(newEntry);
    setEntries((present) => [...present, fresh]);
    setSought('');
    setMost(Math.max(most, entries.length + 1));
    setOpen(fresh.key);
    focusDetails(fresh.key);
  };
  const wanted = sought.trim().toLocaleLowerCase();
  const fitting = entries
    .map((entry, index) => ({ entry, index }))
    .filter(({ entry, index }) => wanted === '' || textOf(entry, index).includes(wanted));
  return html`<div ref=${box}>
    ${entries.length > 8 && html`<${TextField} label="Find an entry" value=${sought} set=${setSought} type="search" />`}
    ${
      entries.length > 0 &&
      html`<table class="entries">
      <thead><tr><th scope="col">On</th><th scope="col">Entry</th><th scope="col">Place</th><th scope="col">Order</th><th scope="col">Tokens</th><th scope="col"><span class="unseen">Deeds</span></th></tr></thead>
      ${fitting.slice(0, most).map(
        ({
          entry,
          index,
        }) => html`<${Entry} key=${entry.key} entry=${entry} index=${index} length=${entries.length} strict=${strict} tokens=${count(entry.fields.content)}
          open=${open === entry.key} act=${act} has=${has} problemAt=${problemAt} />`,
      )}
    </table>`
    }
    ${fitting.length === 0 && entries.length > 0 && html`<p class="hint">No entry fits.</p>`}
    ${fitting.length > most && html`<p class="deeds"><button type="button" onClick=${() => setMost(most + rowsAtOnce)}>Show more</button> <span class="hint">${fitting.length - most} further entries</span></p>`}
    <button type="button" class="add" onClick=${add}>${icon('plus')} Add an entry</button>
  </div>`;
}

/** What the rows do; always the same functions, so that only the row that changes is drawn again. */
function useActs(needs) {
  const latest = useRef();
  latest.current = needs;
  const focusRow = (key) =>
    requestAnimationFrame(() => {
      const { current } = latest.current.box;
      (current?.querySelector(`[data-entry="${key}"] .opener`) ?? current?.querySelector('.add'))?.focus();
    });
  const change = (make) => latest.current.setEntries(make);
  return useMemo(
    () => ({
      toggle: (key) => latest.current.setOpen((open) => (open === key ? undefined : key)),
      change: (key, fields) =>
        change((present) =>
          present.map((entry) =>
            entry.key === key ? { ...entry, fields: { ...entry.fields, ...fields } } : entry,
          ),
        ),
      move(index, step) {
        const { entries } = latest.current;
        change((present) => moved(present, index, step));
        focusRow(entries[index].key);
      },
      remove(index) {
        const { entries } = latest.current;
        change((present) => present.filter((_, at) => at !== index));
        focusRow((entries[index + 1] ?? entries[index - 1])?.key);
      },
      copy(index) {
        const { was, fields } = latest.current.entries[index];
        const twin = { key: newKey(), fields: structuredClone(fields) };
        const from = was === undefined ? {} : { was, copy: true };
        change((present) => present.toSpliced(index + 1, 0, { ...twin, ...from }));
        focusRow(twin.key);
      },
    }),
    [],
  );
}

/** A book that was begun this moment has one entry, which is written first. */
function isBegun(entries) {
  return entries.length === 1 && entries[0].was === undefined;
}

/** An entry that is in no book yet. */
export function freshEntry(newEntry) {
  return { key: newKey(), fields: structuredClone(newEntry) };
}

function newKey() {
  made += 1;
  return `made-${made}`;
}

function focusDetails(key) {
  requestAnimationFrame(() => document.querySelector(`[data-entry="${key}"] .details textarea`)?.focus());
}

function textOf({ fields }, index) {
  return `${titleOf(fields, index)} ${fields.keys.join(' ')} ${fields.content}`.toLocaleLowerCase();
}

function titleOf({ comment, name, keys }, index) {
  return comment || name || keys.join(', ') || `Entry ${index + 1}`;
}

const Entry = memo(({ entry, index, length, strict, tokens, open, act, has, problemAt }) => {
  const { key, fields } = entry;
  const title = titleOf(fields, index);
  const set = (name) => (value) => act.change(key, { [name]: value });
  const id = `entry-${key}`;
  return html`<tbody data-entry=${key} data-off=${fields.enabled === false} data-open=${open}>
    <tr>
      <td data-what="on">${has('enabled') && html`<input type="checkbox" aria-label=${`${title} is on`} checked=${fields.enabled} onChange=${({ target }) => set('enabled')(target.checked)} />`}</td>
      <td data-what="entry">
        <button type="button" class="bare opener" aria-expanded=${open} aria-controls=${open ? id : undefined} onClick=${() => act.toggle(key)}>
          <b>${title}</b>${fields.constant && html` <span class="mark">always</span>`}${problemAt(`book.entries.${index}`) && html` <span class="wrong-mark"><span class="unseen">, something is wrong</span></span>`}
          <span class="glimpse">${fields.content.slice(0, 160)}</span>
        </button>
      </td>
      <td data-what="place">${
        has('place') &&
        html`<select aria-label=${`Place of ${title}`} onChange=${({ target }) => set('place')(target.value)}>
        ${placesFor(fields.place).map(([one, name]) => html`<option key=${one} value=${one} selected=${one === fields.place}>${name}</option>`)}
      </select>`
      }</td>
      <td data-what="order"><input type="number" aria-label=${`Order of ${title}`} value=${fields.order} data-path=${`book.entries.${index}.set.order`}
        onInput=${({ target }) => set('order')(target.value === '' ? '' : Number(target.value))} /></td>
      <td data-what="tokens" class="tokens">${tokens === undefined ? '…' : tokens.toLocaleString()}</td>
      <td data-what="deeds"><${RowTools} what=${title} index=${index} length=${length} move=${(step) => act.move(index, step)} remove=${() => act.remove(index)} copy=${() => act.copy(index)} /></td>
    </tr>
    ${open && html`<tr class="details"><td colspan="6" id=${id}><${EntryFields} entry=${entry} index=${index} strict=${strict} set=${set} tokens=${tokens} has=${has} problemAt=${problemAt} /></td></tr>`}
  </tbody>`;
});
