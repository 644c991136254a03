import { useEffect, useState } from 'preact/hooks';
import { change, now } from './store.js';
import { html } from './view.js';

/** The address of the editor with nobody in it yet. */
export const newAddress = '#/characters/new';

/** The address of a character's editor. */
export function editAddress(characterId) {
  return `#/characters/${encodeURIComponent(characterId)}/edit`;
}

/** The address of the list of lorebooks. */
export const booksAddress = '#/lorebooks';

/** The address of the list of documents. */
export const documentsAddress = '#/documents';

/** The address of one lorebook. */
export function bookAddress(ref) {
  return `${booksAddress}/${encodeURIComponent(ref)}`;
}

/** The address of what characters remember. */
export const memoryAddress = '#/memory';

/** What else there is to see than the talk is loaded when somebody goes there. */
const loads = {
  editor: () => import('./editor/editor.js').then(({ Editor }) => Editor),
  books: () => import('./lorebooks/shelf.js').then(({ Shelf }) => Shelf),
  documents: () => import('./documents/documents.js').then(({ Documents }) => Documents),
  memory: () => import('./memory/memory.js').then(({ Memory }) => Memory),
  book: () => import('./lorebooks/book.js').then(({ Book }) => Book),
};

let leaving;
let shownAt = '';

/** Is asked before a view is left: gives true, or false and sees to it that somebody decides. */
export function askBeforeLeaving(ask) {
  leaving = ask;
  return () => {
    leaving = undefined;
  };
}

/** Goes somewhere without asking. */
export function leaveFor(address) {
  leaving = undefined;
  if (address === '') history.pushState(undefined, '', location.pathname);
  else location.hash = address;
  look();
}

/** Says in the address what is looked at within a view, without going anywhere. */
export function keepAddress(address) {
  const view = viewAt(address);
  if (address === shownAt || view?.kind !== now().view?.kind) return;
  history.replaceState(undefined, '', address);
  shownAt = address;
  change({ view });
}

/** Follows the address; returns what ends the following. */
export function listenToAddress() {
  look();
  addEventListener('hashchange', look);
  addEventListener('popstate', look);
  return () => {
    removeEventListener('hashchange', look);
    removeEventListener('popstate', look);
  };
}

function look() {
  const { hash } = location;
  if (hash === shownAt && (now().view !== undefined || hash === '')) return;
  if (now().view !== undefined && leaving !== undefined && !leaving(hash)) {
    history.pushState(undefined, '', shownAt);
    return;
  }
  shownAt = hash;
  change({ view: viewAt(hash), drawer: undefined });
}

function viewAt(hash) {
  if (hash === newAddress) return { kind: 'editor' };
  if (hash === booksAddress) return { kind: 'books' };
  if (hash === documentsAddress) return { kind: 'documents' };
  const [path, query] = cutAt(hash, hash.indexOf('?'));
  if (path === memoryAddress) return { kind: 'memory', query };
  const [, characterId, ref] = /^#\/(?:characters\/([^/]+)\/edit|lorebooks\/([^/]+))$/.exec(hash) ?? [];
  if (ref !== undefined) return { kind: 'book', id: decoded(ref) };
  return characterId && { kind: 'editor', id: decoded(characterId) };
}

function cutAt(text, index) {
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}

function decoded(written) {
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}

/** A view that takes the whole page. */
export function View({ view: { kind, id, query }, state }) {
  const [drawn, setDrawn] = useState();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    loads[kind]().then(
      (component) => setDrawn({ kind, component }),
      () => setProblem('That part of the page could not be loaded. Is Acore still running?'),
    );
  }, [kind]);
  if (drawn?.kind !== kind)
    return html`<main class="loading"><p role="status">${problem || 'Opening…'}</p><a href="#">Back to the talk</a></main>`;
  const { component: Drawn } = drawn;
  return html`<${Drawn} key=${id ?? ''} id=${id} query=${query} state=${state} />`;
}
