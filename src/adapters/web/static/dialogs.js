import { useEffect, useRef } from 'preact/hooks';
import { addPerson, attempt, openThread, removePerson, renamePerson } from './actions.js';
import { hueOf } from './colour.js';
import { icon } from './icons.js';
import { keyList } from './keys.js';
import { change } from './store.js';
import { html } from './view.js';

const close = () => change({ dialog: undefined });

/** What opens over the page. */
export function Dialogs({ state }) {
  if (state.dialog === 'keys') return html`<${Dialog} title="Keys"><${Keys} /><//>`;
  if (state.dialog === 'people') return html`<${Dialog} title="Speaking as"><${People} state=${state} /><//>`;
  if (state.dialog === 'thread') return html`<${Dialog} title="New thread"><${Thread} /><//>`;
  return undefined;
}

function Dialog({ title, children }) {
  const box = useRef(null);
  useEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.focus?.();
  }, []);
  const onClick = ({ target }) => target === box.current && close();
  return html`<dialog ref=${box} aria-labelledby="dialog-title" onClose=${close} onClick=${onClick}>
    <div class="dialog">
      <header>
        <h2 id="dialog-title">${title}</h2>
        <button class="quiet square" aria-label="Close" onClick=${close}>${icon('close')}</button>
      </header>
      ${children}
    </div>
  </dialog>`;
}

function Keys() {
  return html`<dl class="keys">
    ${keyList.map(([keys, means]) => html`<div><dt><kbd>${keys}</kbd></dt><dd>${means}</dd></div>`)}
  </dl>`;
}

function People({ state }) {
  const add = (event) => {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    if (name === '') return;
    addPerson(name);
    close();
  };
  return html`<p class="hint">
      Speak as several people to try a scene alone. Characters know them by these names.
    </p>
    <ul class="people">
      ${state.people.map(
        ({ id, name }) => html`<li key=${id}>
          <span class="face tiny person" style=${{ '--hue': hueOf(id) }} aria-hidden="true">${[...name][0]}</span>
          <input value=${name} maxlength="32" aria-label=${`Name of ${name}`} required
            onChange=${({ target }) => target.value.trim() !== '' && renamePerson(id, target.value.trim())} />
          <button class="quiet square" aria-label=${`Remove ${name}`} disabled=${state.people.length === 1} onClick=${() => removePerson(id)}>${icon('bin')}</button>
        </li>`,
      )}
    </ul>
    <form class="row" onSubmit=${add}>
      <input name="name" maxlength="32" placeholder="A new name" aria-label="A new name" autofocus />
      <button class="main">Add</button>
    </form>`;
}

function Thread() {
  const open = (event) => {
    event.preventDefault();
    const name = new FormData(event.target).get('name').trim();
    if (name !== '') void attempt(() => openThread(name));
  };
  return html`<form class="row" onSubmit=${open}>
    <input name="name" maxlength="60" placeholder="What is it about?" aria-label="Name of the thread" required autofocus />
    <button class="main">Open</button>
  </form>`;
}
