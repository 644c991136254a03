import { useEffect, useLayoutEffect } from 'preact/hooks';
import { dismiss } from './actions.js';
import { Banner } from './banner.js';
import { CastPanel } from './cast.js';
import { Composer } from './composer.js';
import { Dialogs } from './dialogs.js';
import { useDrawer } from './drawer.js';
import { icon } from './icons.js';
import { listenToKeys } from './keys.js';
import { Login } from './login.js';
import { Places } from './places.js';
import { change, useStore } from './store.js';
import { Talk, TalkHead } from './talk.js';
import { html } from './view.js';
import { listenToAddress, View } from './views.js';

/** The whole page. */
export function App() {
  const state = useStore();
  useEffect(listenToKeys, []);
  useLayoutEffect(listenToAddress, []);
  useEffect(() => {
    const waiting = Object.values(state.unread).reduce((sum, count) => sum + count, 0);
    document.title = waiting > 0 ? `(${waiting}) Acore` : 'Acore';
  }, [state.unread]);
  const drawer = useDrawer(state);
  if (state.session === 'unknown') return html`<${Notices} notices=${state.notices} />`;
  if (state.session === 'closed') return html`<${Login} />`;
  if (state.view !== undefined)
    return html`<${View} view=${state.view} state=${state} /><${Notices} notices=${state.notices} />
      <div class="unseen" role="status" aria-live="polite">${state.spoken}</div>`;
  const side = state.panel !== undefined || !state.castHidden;
  return html`
    <div class="house" data-drawer=${state.drawer} data-side=${side ? 'shown' : 'hidden'}>
      <a class="skip" href="#composer" inert=${drawer !== undefined}>Skip to the composer</a>
      <${Places} state=${state} behind=${drawer === 'cast'} />
      <main class="room" aria-label="Conversation" inert=${drawer !== undefined}>
        <${TalkHead} state=${state} />
        <${Banner} state=${state} />
        <${Talk} state=${state} />
        <${Composer} state=${state} />
      </main>
      <${CastPanel} state=${state} behind=${drawer === 'places'} />
      <div class="veil" onClick=${() => change({ drawer: undefined })}></div>
    </div>
    <${Notices} notices=${state.notices} />
    <${Dialogs} state=${state} />
    <div class="unseen" role="status" aria-live="polite">${state.spoken}</div>
  `;
}

/** What went wrong, until it has been read. */
function Notices({ notices }) {
  return html`<div class="notices" role="alert">
    ${notices.map(
      ({ id, text }) => html`<div class="notice" key=${id}>
        <p>${text}</p>
        <button class="quiet square" aria-label="Dismiss" onClick=${() => dismiss(id)}>${icon('close')}</button>
      </div>`,
    )}
  </div>`;
}
