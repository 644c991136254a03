import { useRef } from 'preact/hooks';
import { icon } from '../icons.js';
import { html } from '../view.js';

const styles = new Map();

/** Fetches style sheets that only some views need; what waits for them is not seen undressed. */
export function needStyles(...addresses) {
  return Promise.all(addresses.map((href) => styles.get(href) ?? fetchStyle(href)));
}

function fetchStyle(href) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = href;
  const { promise, resolve } = Promise.withResolvers();
  // Without its style a view is still of use.
  style.addEventListener('load', resolve);
  style.addEventListener('error', resolve);
  document.head.append(style);
  styles.set(href, promise);
  return promise;
}

/** The head of a view: the way back, what it is, and what can be done with it. */
export function Head({ backTo, back, title, children, deeds }) {
  return html`<header class="editor-head">
    <button class="quiet square" aria-label=${`Back to ${backTo}`} title=${`Back to ${backTo}`} onClick=${back}>${icon('left')}</button>
    <div class="what">
      <h1 tabindex="-1">${title}</h1>
      <p>${children}</p>
    </div>
    ${deeds}
  </header>`;
}

/** Whether it is saved, and the buttons for that. */
export function SaveDeeds({ work, changed, isNew, discard, children }) {
  return html`<p class="state" role="status" data-changed=${changed}>${work.busy ? 'Saving…' : changed ? 'Not saved' : isNew ? '' : 'Saved'}</p>
    <span class="not-phone">${children}</span>
    ${changed && html`<button key="discard" class="not-phone" onClick=${discard}>Discard</button>`}
    <button key="save" class="main" aria-disabled=${work.busy || !changed} onClick=${() => !work.busy && changed && work.save()}>Save</button>`;
}

/** What came of something that was done, until it has been read. */
export function Told({ work }) {
  const { said, wrong, deed, tell } = work;
  return (
    said &&
    html`<div key="said" class="said-here" role="status" data-wrong=${wrong}>
      <p>${said}</p>
      ${deed && html`<button onClick=${deed.run}>${deed.label}</button>`}
      <button class="quiet square" aria-label="Dismiss" onClick=${() => tell('')}>${icon('close')}</button>
    </div>`
  );
}

/** The parts of what is edited: `tabs` is a list of id, title and how many there are. */
export function TabBar({ label, tabs, tab, setTab, wrong }) {
  const onKeyDown = (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const shown = [...event.currentTarget.querySelectorAll('[role="tab"]')].filter(
      ({ offsetParent }) => offsetParent !== null,
    );
    const next = shown[(shown.indexOf(document.activeElement) + step + shown.length) % shown.length];
    next.focus();
    next.click();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} onKeyDown=${onKeyDown}>
    ${tabs.map(
      ([
        id,
        title,
        count = 0,
      ]) => html`<button key=${id} role="tab" id=${`tab-${id}`} data-for=${id} aria-selected=${tab === id} aria-controls="panel-form" tabindex=${tab === id ? 0 : -1} onClick=${() => setTab(id)}>
        ${title}${count > 0 && html` <span class="how-many">${count}</span>`}${wrong.has(id) && html` <span class="wrong-mark"><span class="unseen">, something is wrong</span></span>`}
      </button>`,
    )}
  </div>`;
}

/** Fetching what is edited as a file, in one of several kinds. */
export function Download({ label, kinds, get }) {
  const choose = ({ target }) => {
    const kind = target.value;
    target.value = '';
    if (kind !== '') void get(kind);
  };
  return html`<label class="download"><span class="unseen">${label}</span>
    <select onChange=${choose}><option value="">Download…</option>${kinds.map(([kind, title]) => html`<option key=${kind} value=${kind}>${title}</option>`)}</select>
  </label>`;
}

/** Saves with Ctrl or ⌘ and S; gives what hears the keys. */
export function useSaveKey(save) {
  const latest = useRef();
  latest.current = save;
  return (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // The letter before may not be drawn yet.
    requestAnimationFrame(() => latest.current());
  };
}
