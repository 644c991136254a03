import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { Choice, TextField } from '../editor/fields.js';
import { Head, needStyles, Told } from '../editor/frame.js';
import { base64Of, useDroppedFiles } from '../files.js';
import { icon } from '../icons.js';
import { useSaid } from '../said.js';
import { html } from '../view.js';
import { leaveFor } from '../views.js';

await needStyles(
  '/static/editor/editor.css',
  '/static/lorebooks/lorebooks.css',
  '/static/documents/documents.css',
);

const lookAgainMs = 1_000;
const reaches = [
  [false, 'in this playground'],
  [true, 'everywhere, on Discord as well'],
];

/** The documents that characters may know here: looked at, taken in and taken away. */
export function Documents() {
  const work = useSaid();
  const page = useRef(null);
  const [shelf, look] = useShelf(work);
  const isThere = shelf !== undefined;
  useEffect(() => page.current?.querySelector('h1')?.focus(), [isThere]);

  const deed = (path, said) => (one) =>
    work.attempt(async () => {
      await call('POST', `/api/documents/${path}`, { id: one.id });
      await look();
      work.tell(...said(one));
    });
  const bringBack = deed('restore', ({ name }) => [`“${name}” is here again.`]);
  const again = deed('read-again', ({ name }) => [`“${name}” is read again.`]);
  const remove = deed('remove', (one) => [
    `“${one.name}” is taken away. For 30 days it can be brought back.`,
    false,
    { label: 'Bring it back', run: () => bringBack(one) },
  ]);

  const count = shelf?.documents.length ?? 0;
  return html`<div class="editor-view" ref=${page}>
    <${Head} backTo="the talk" back=${() => leaveFor('')} title="Documents">${isThere && (count === 1 ? 'one document' : `${count} documents`)}<//>
    <main class="editor-main">
      <${Told} work=${work} />
      <div class="sheet-form shelf-of-books">
        <p class="hint">Characters are told what documents say to the point, and name the source when they use it. They are material, never instructions.</p>
        ${shelf?.progress && html`<${Reading} progress=${shelf.progress} />`}
        ${isThere && html`<${List} documents=${shelf.documents} remove=${remove} again=${again} />`}
        ${isThere && html`<${AddDocument} work=${work} look=${look} endings=${shelf.endings} />`}
        ${isThere && shelf.removed.length > 0 && html`<${Removed} removed=${shelf.removed} bringBack=${bringBack} />`}
      </div>
    </main>
  </div>`;
}

/** What there is, looked at again for as long as something is being read. */
function useShelf(work) {
  const [shelf, setShelf] = useState();
  const look = () => work.attempt(async () => setShelf(await call('GET', '/api/documents')));
  const isReading =
    shelf?.progress !== undefined || shelf?.documents.some(({ state }) => state === 'waiting') === true;
  useEffect(() => void look(), []);
  useEffect(() => {
    if (!isReading) return undefined;
    const timer = setTimeout(look, lookAgainMs);
    return () => clearTimeout(timer);
  }, [shelf]);
  return [shelf, look];
}

function Reading({ progress: { done, total, name } }) {
  return html`<p class="reading">
    <label>Reading ${name ?? ''} (${done} of ${total}) <progress value=${done} max=${total}></progress></label>
  </p>`;
}

function List({ documents, remove, again }) {
  if (documents.length === 0)
    return html`<p class="empty">There are no documents here yet. Take one in below, or put files into the documents folder.</p>`;
  return html`<ul class="books documents">
    ${documents.map(
      (one) => html`<li key=${one.id}>
        <div class="what">
          <h2>${one.name}</h2>
          <p>${stateOf(one)} <span class="mark">${one.category}</span> <span class="mark">${knownIn(one)}</span></p>
          ${one.state === 'failed' && html`<p class="wrong">${one.problem}</p>`}
        </div>
        <button class="quiet" aria-label=${`Read again: ${one.name}`} onClick=${() => again(one)}>Read again</button>
        ${!one.inFolder && html`<button class="quiet square" aria-label=${`Take ${one.name} away`} title="Take away" onClick=${() => remove(one)}>${icon('bin')}</button>`}
      </li>`,
    )}
  </ul>`;
}

function stateOf({ state, pieces, pages }) {
  if (state === 'waiting') return 'is being read';
  if (state === 'failed') return 'not read';
  const passages = pieces === 1 ? 'one passage' : `${pieces} passages`;
  if (pages === undefined) return passages;
  return `${pages === 1 ? 'one page' : `${pages} pages`}, ${passages}`;
}

function knownIn({ everywhere, inFolder }) {
  if (inFolder) return 'everywhere, from the folder';
  return everywhere ? 'everywhere' : 'in this playground';
}

/** Takes files in, one after the other. */
function AddDocument({ work, look, endings }) {
  const [category, setCategory] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const [busy, setBusy] = useState('');
  const fileId = useId();

  async function take(files) {
    for (const file of files) {
      setBusy(file.name);
      await work.attempt(async () => {
        const asked = { fileName: file.name, base64: await base64Of(file), category, everywhere };
        const { as, category: taken } = await call('POST', '/api/documents/add', asked);
        const where = `in the category “${taken}”`;
        work.tell(
          as === 'new'
            ? `“${file.name}” is here, ${where}, and is being read.`
            : `“${file.name}” ${where} is replaced.`,
        );
      });
      await look();
    }
    setBusy('');
  }
  useDroppedFiles((file) => void take([file]));
  return html`<section class="add-book" aria-labelledby=${`${fileId}-title`}>
    <h2 id=${`${fileId}-title`}>Another document</h2>
    <div class="grid two">
      <${TextField} label="Category" hint="Empty: general. A character knows the categories that its card names." value=${category} set=${setCategory} maxlength="60" />
      <${Choice} label="It is known" value=${everywhere} set=${setEverywhere} options=${reaches} />
    </div>
    <p class="deeds">
      <label class="button file" for=${fileId}>Take files in…<input id=${fileId} type="file" multiple accept=${endings.map((one) => `.${one}`).join(',')} disabled=${busy !== ''} onChange=${({
        target,
      }) => {
        const files = [...target.files];
        target.value = '';
        void take(files);
      }} /></label>
      <span role="status">${busy && `Sending ${busy}…`}</span>
    </p>
    <p class="hint">Text, Markdown, HTML, PDF or Word, up to 20 MB. A file may also be dropped anywhere here.</p>
  </section>`;
}

function Removed({ removed, bringBack }) {
  return html`<details class="removed">
    <summary>Taken away <span class="how-many">${removed.length}</span></summary>
    <ul>
      ${removed.map((one) => html`<li key=${one.id}><span>${one.name}</span> <button onClick=${() => bringBack(one)} aria-label=${`Bring ${one.name} back`}>Bring back</button></li>`)}
    </ul>
  </details>`;
}
