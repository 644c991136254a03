import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { Choice, TextField } from '../editor/fields.js';
import { Head, needStyles, Told } from '../editor/frame.js';
import { base64Of, useDroppedFiles } from '../files.js';
import { icon } from '../icons.js';
import { useSaid } from '../said.js';
import { html } from '../view.js';
import { bookAddress, leaveFor } from '../views.js';
import { boundTo } from './bindings.js';
import { tellOf } from './said.js';

await needStyles('/static/editor/editor.css', '/static/lorebooks/lorebooks.css');

const reaches = [
  [false, 'where you bind it, in this playground'],
  [true, 'everywhere, on Discord as well (lorebooks folder)'],
];

/** The lorebooks that count here: looked at, begun, taken in and taken away. */
export function Shelf({ state }) {
  const [shelf, setShelf] = useState();
  const work = useSaid();
  const page = useRef(null);
  const look = () => work.attempt(async () => setShelf(await call('GET', '/api/lore/books')));
  useEffect(() => void look(), []);
  const isThere = shelf !== undefined;
  useEffect(() => page.current?.querySelector('h1')?.focus(), [isThere]);

  const focus = (selector) => requestAnimationFrame(() => page.current?.querySelector(selector)?.focus());
  const remove = ({ ref, name }) =>
    work.attempt(async () => {
      const { change: number } = await call('POST', '/api/lore/remove', { ref });
      await look();
      work.tell(`“${name}” is taken away. For 30 days it can be brought back.`, false, {
        label: 'Bring it back',
        run: () => bringBack({ ref, name, change: number }),
      });
      focus('.said-here button');
    });
  const bringBack = ({ ref, name, change: number }) =>
    work.attempt(async () => {
      await call('POST', '/api/lore/undo', { ref, change: number });
      await look();
      work.tell(`“${name}” is here again.`);
      focus('h1');
    });

  const count = shelf?.books.length ?? 0;
  return html`<div class="editor-view" ref=${page}>
    <${Head} backTo="the talk" back=${() => leaveFor('')} title="Lorebooks">${isThere && (count === 1 ? 'one book' : `${count} books`)}<//>
    <main class="editor-main">
      <${Told} work=${work} />
      <div class="sheet-form shelf-of-books">
        <p class="hint">What a lorebook says is told to the characters when the talk touches its keys. A character’s own book is edited with its card.</p>
        ${isThere && html`<${Books} books=${shelf.books} state=${state} remove=${remove} />`}
        ${isThere && shelf.problems.map(({ file, reason }) => html`<p class="wrong" key=${file}>${file} in the lorebooks folder is left out: ${reason}</p>`)}
        <${AddBook} work=${work} />
        ${isThere && shelf.removed.length > 0 && html`<${Removed} removed=${shelf.removed} bringBack=${bringBack} />`}
      </div>
    </main>
  </div>`;
}

function Books({ books, state, remove }) {
  if (books.length === 0)
    return html`<p class="empty">There are no lorebooks here yet. Begin one below, or take in one that was made for another program.</p>`;
  return html`<ul class="books">
    ${books.map(
      (book) => html`<li key=${book.ref}>
        <div class="what">
          <h2><a href=${bookAddress(book.ref)}>${book.name}</a></h2>
          <p>${book.entries === 1 ? 'one entry' : `${book.entries} entries`}, ${book.profile} <span class="mark" data-idle=${!book.file && book.bindings.length === 0}>${countsFor(book, state)}</span></p>
        </div>
        <button class="quiet square" aria-label=${`Take ${book.name} away`} title="Take away" onClick=${() => remove(book)}>${icon('bin')}</button>
      </li>`,
    )}
  </ul>`;
}

function countsFor({ file, bindings }, state) {
  if (file !== undefined) return 'counts everywhere';
  if (bindings.length === 0) return 'counts nowhere yet';
  return `counts for ${bindings.map((one) => boundTo(one, state)).join(', ')}`;
}

/** Begins a book, or takes in a file. */
function AddBook({ work }) {
  const [name, setName] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const [busy, setBusy] = useState(false);
  const input = useRef(null);
  const fileId = useId();
  const named = name.trim() === '' ? {} : { name: name.trim() };

  const busily = (deed) => async (event) => {
    event?.preventDefault?.();
    setBusy(true);
    await work.attempt(deed);
    setBusy(false);
  };
  const begin = busily(async () => {
    if (named.name === undefined) return input.current?.querySelector('input')?.focus();
    const { ref } = await call('POST', '/api/lore/new', { ...named, everywhere });
    leaveFor(bookAddress(ref));
  });
  const take = (file, replace = false) =>
    busily(async () => {
      const asked = { fileName: file.name, base64: await base64Of(file), everywhere, replace, ...named };
      const taken = await call('POST', '/api/lore/import', asked);
      if (taken.taken !== undefined)
        return work.tell(
          `There is a lorebook called “${taken.taken}” already; give this one another name.`,
          true,
          {
            label: 'Replace it',
            run: take(file, true),
          },
        );
      tellOf(taken);
      leaveFor(bookAddress(taken.ref));
    });
  useDroppedFiles((file) => void take(file)());
  return html`<form class="add-book" ref=${input} onSubmit=${begin} aria-labelledby=${`${fileId}-title`}>
    <h2 id=${`${fileId}-title`}>Another book</h2>
    <div class="grid two">
      <${TextField} label="Name" hint="Empty: as the file says." value=${name} set=${setName} maxlength="60" />
      <${Choice} label="It counts" value=${everywhere} set=${setEverywhere} options=${reaches} />
    </div>
    <p class="deeds">
      <button class="main" disabled=${busy}>${icon('plus')} Begin an empty book</button>
      <label class="button file" for=${fileId}>Take in a file…<input id=${fileId} type="file" accept=".json,application/json" disabled=${busy} onChange=${({
        target,
      }) => {
        const [file] = target.files;
        target.value = '';
        if (file !== undefined) void take(file)();
      }} /></label>
    </p>
    <p class="hint">SillyTavern, lorebook_v3, NovelAI, Agnai, RisuAI, or a card with a book in it, as JSON. A file may also be dropped anywhere here.</p>
  </form>`;
}

function Removed({ removed, bringBack }) {
  return html`<details class="removed">
    <summary>Taken away <span class="how-many">${removed.length}</span></summary>
    <ul>
      ${removed.map((book) => html`<li key=${book.ref}><span>${book.name}</span> <button onClick=${() => bringBack(book)} aria-label=${`Bring ${book.name} back`}>Bring back</button></li>`)}
    </ul>
  </details>`;
}
