import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { icon } from '../icons.js';
import { html } from '../view.js';
import { moved } from './draft.js';

/** What is wrong with a field, in the words of the server. */
export function Problem({ id, says }) {
  return says ? html`<p class="wrong" id=${id}>${says}</p>` : undefined;
}

/** A label with what the text costs. */
export function Label({ of, children, tokens }) {
  return html`<div class="label">
    <label for=${of}>${children}</label>
    ${tokens !== false && html`<span class="tokens" title="Tokens">${tokens === undefined ? '…' : tokens.toLocaleString()}</span>`}
  </div>`;
}

function Hint({ id, children }) {
  return children ? html`<small id=${id}>${children}</small>` : undefined;
}

/** A text of one line or of many. */
export function TextField({
  label,
  value,
  set,
  lines = 1,
  tokens = false,
  hint,
  problem,
  path,
  mono,
  maxlength,
  ...rest
}) {
  const id = useId();
  const field = useRef(null);
  useLayoutEffect(() => {
    if (lines > 1) fit(field.current, lines);
  }, [value]);
  const shared = {
    id,
    value,
    maxlength,
    dir: 'auto',
    'data-path': path,
    'aria-invalid': problem ? 'true' : undefined,
    'aria-describedby':
      [hint && `${id}-hint`, problem && `${id}-wrong`].filter(Boolean).join(' ') || undefined,
    onInput: ({ target }) => set(target.value),
    ...rest,
  };
  return html`<div class="field">
    <${Label} of=${id} tokens=${tokens}>${label}<//>
    ${lines > 1 ? html`<textarea ref=${field} rows=${lines} class=${mono ? 'mono' : undefined} ...${shared}></textarea>` : html`<input ...${shared} />`}
    <${Hint} id=${`${id}-hint`}>${hint}<//>
    <${Problem} id=${`${id}-wrong`} says=${problem} />
  </div>`;
}

/** Grows with what is written, up to two thirds of the window. */
function fit(field, lines) {
  field.style.height = 'auto';
  const least = lines * 22 + 20;
  field.style.height = `${Math.max(least, Math.min(field.scrollHeight + 2, innerHeight * 0.66))}px`;
}

/** A number; empty means none where that may be. */
export function NumberField({ label, value, set, maybe, hint, problem, path, ...rest }) {
  const write = (written) => set(written === '' ? (maybe ? null : '') : Number(written));
  return html`<${TextField} label=${label} value=${value ?? ''} set=${write} hint=${hint} problem=${problem} path=${path}
    type="number" inputmode="decimal" ...${rest} />`;
}

export function Choice({ label, value, set, options, problem, path, hint }) {
  const id = useId();
  return html`<div class="field">
    <${Label} of=${id} tokens=${false}>${label}<//>
    <select id=${id} value=${String(value)} data-path=${path} aria-invalid=${problem ? 'true' : undefined}
      aria-describedby=${problem ? `${id}-wrong` : undefined}
      onChange=${({ target }) => set(options.find(([one]) => String(one) === target.value)[0])}>
      ${options.map(([one, name]) => html`<option key=${String(one)} value=${String(one)} dir="auto" selected=${String(one) === String(value)}>${name}</option>`)}
    </select>
    <${Hint} id=${`${id}-hint`}>${hint}<//>
    <${Problem} id=${`${id}-wrong`} says=${problem} />
  </div>`;
}

/** Yes, no, or as the settings say. */
export function MaybeFlag(props) {
  const options = [
    [null, 'as the settings say'],
    [true, 'yes'],
    [false, 'no'],
  ];
  return html`<${Choice} ...${props} options=${options} />`;
}

export function Flag({ label, value, set, path }) {
  return html`<label class="flag"><input type="checkbox" checked=${value} data-path=${path} onChange=${({ target }) => set(target.checked)} /> <span>${label}</span></label>`;
}

/** A list of short texts, one on each line. */
export function LinesField({
  label,
  value,
  set,
  hint = 'One on each line.',
  problem,
  path,
  lines = 3,
  tokens = false,
}) {
  const kept = useRef(value.join('\n'));
  if (!sameLines(kept.current, value)) kept.current = value.join('\n');
  const write = (text) => {
    kept.current = text;
    set(linesOf(text));
  };
  return html`<${TextField} label=${label} value=${kept.current} set=${write} lines=${lines} hint=${hint} problem=${problem} path=${path} tokens=${tokens} />`;
}

function linesOf(text) {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function sameLines(text, list) {
  return JSON.stringify(linesOf(text)) === JSON.stringify(list.filter((line) => line.trim() !== ''));
}

/** Long texts in an order: added, removed and moved. */
export function TextList({ title, hint, items, set, count, name, path, problemAt, first = 1 }) {
  const box = useRef(null);
  const focus = (index) =>
    requestAnimationFrame(() =>
      (box.current?.querySelectorAll('textarea')[index] ?? box.current?.querySelector('.add'))?.focus(),
    );
  const add = () => {
    set([...items, '']);
    focus(items.length);
  };
  const remove = (index) => {
    set(items.filter((_, at) => at !== index));
    focus(Math.min(index, items.length - 2));
  };
  const move = (index, step) => {
    set(moved(items, index, step));
    focus(index + step);
  };
  return html`<section class="texts" ref=${box}>
    <h2>${title} <span class="how-many">${items.length}</span></h2>
    ${hint && html`<p class="hint">${hint}</p>`}
    <ol>
      ${items.map(
        (text, index) => html`<li key=${index}>
          <${TextField} label=${`${name} ${index + first}`} value=${text} lines=${4} tokens=${count(text)} path=${`${path}.${index}`} problem=${problemAt(`${path}.${index}`)}
            set=${(written) => set(items.map((one, at) => (at === index ? written : one)))} />
          <${RowTools} what=${`${name.toLowerCase()} ${index + first}`} index=${index} length=${items.length} move=${(step) => move(index, step)} remove=${() => remove(index)} />
        </li>`,
      )}
    </ol>
    <button type="button" class="add" onClick=${add}>${icon('plus')} Add ${article(name)} ${name.toLowerCase()}</button>
  </section>`;
}

function article(name) {
  return /^[aeiou]/i.test(name) ? 'an' : 'a';
}

/** Moving, copying and removing one of several. */
export function RowTools({ what, index, length, move, remove, copy }) {
  return html`<div class="row-tools">
    <button type="button" class="quiet square" disabled=${index === 0} aria-label=${`Move ${what} up`} title="Move up" onClick=${() => move(-1)}><span class="turned">${icon('down')}</span></button>
    <button type="button" class="quiet square" disabled=${index === length - 1} aria-label=${`Move ${what} down`} title="Move down" onClick=${() => move(1)}>${icon('down')}</button>
    ${copy && html`<button type="button" class="quiet square" aria-label=${`Duplicate ${what}`} title="Duplicate" onClick=${copy}>${icon('copy')}</button>`}
    <button type="button" class="quiet square" aria-label=${`Remove ${what}`} title="Remove" onClick=${remove}>${icon('bin')}</button>
  </div>`;
}
