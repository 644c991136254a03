import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { BookFields } from '../editor/book-fields.js';
import { useCounts } from '../editor/counts.js';
import { forgetDraft, keepDraft, keptDraft } from '../editor/draft.js';
import { Entries } from '../editor/entries.js';
import { Choice } from '../editor/fields.js';
import { Download, Head, needStyles, SaveDeeds, TabBar, Told, useSaveKey } from '../editor/frame.js';
import { Leaving, useLeaving } from '../editor/leaving.js';
import { offer, useWork } from '../editor/work.js';
import { change } from '../store.js';
import { html } from '../view.js';
import { booksAddress } from '../views.js';
import { Bindings } from './bindings.js';
import { changesIn, draftFrom, formOf } from './draft.js';
import { takeImported } from './said.js';
import { Trial } from './trial.js';

await needStyles('/static/editor/editor.css', '/static/lorebooks/lorebooks.css');

const tabs = [
  ['entries', 'Entries'],
  ['book', 'The book'],
  ['preview', 'Try it'],
];
const fileKinds = [
  ['original', 'as it came in'],
  ['sillytavern', 'SillyTavern World Info'],
  ['lorebook_v3', 'lorebook_v3'],
];
const profiles = [
  ['st-compat', 'st-compat, as SillyTavern'],
  ['strict', 'strict, as V3 says'],
];
/** Of more than these not every entry is counted, only what is looked at. */
const mostCounted = 2_000;

/** Opens a lorebook to be edited. */
export function Book({ id, state }) {
  const [book, setBook] = useState();
  const [problem, setProblem] = useState('');
  const [times, setTimes] = useState(0);
  const stay = useRef({ tab: 'entries', seen: { current: -1 } });
  useEffect(() => {
    const leaving = new AbortController();
    call('GET', `/api/lore/books/${encodeURIComponent(id)}`, undefined, leaving.signal)
      .then((opened) => {
        setProblem('');
        setBook({ ...opened, form: formOf(opened), opened: times });
      })
      .catch(({ name, message, status }) => {
        if (status === 401) change({ session: 'closed' });
        else if (name !== 'AbortError') setProblem(status === 404 ? 'There is no such lorebook.' : message);
      });
    return () => leaving.abort();
  }, [id, times]);
  if (book === undefined)
    return html`<main class="loading"><h1 class="unseen">Lorebook</h1><p role="status">${problem || 'Opening the book…'}</p><a class="button" href=${booksAddress}>Back to the lorebooks</a></main>`;
  return html`<${Desk} key=${book.opened} book=${book} state=${state} stay=${stay.current} again=${() => setTimes((count) => count + 1)} />`;
}

/** `stay` keeps where somebody is while the book is opened anew. */
function Desk({ book, state, stay, again }) {
  const { form, ref, stamp, newEntry, holds, bookHolds } = book;
  const kept = `lorebook ${ref}`;
  const before = useMemo(() => keptDraft(kept, stamp), []);
  const [draft, setDraft] = useState(() => (before ? draftFrom(form, before, newEntry) : form));
  const [bindings, setBindings] = useState(book.bindings);
  const [tab, setTab] = useState(stay.tab);
  stay.tab = tab;
  const page = useRef(null);
  const changes = useMemo(() => changesIn(form, draft, newEntry), [draft]);
  const changed = changes !== undefined;
  const asked = { ref, stamp, changes: changes ?? {} };
  const work = useWork({ address: '/api/lore', body: async () => asked, saved, show });
  const leaving = useLeaving(changed);
  useEffect(() => (changed ? keepDraft(kept, stamp, changes) : forgetDraft(kept)), [changes]);
  useEffect(() => {
    (fieldAt(page.current, stay.path) ?? page.current?.querySelector('h1'))?.focus();
    const imported = takeImported();
    if (imported !== undefined) work.tell(imported);
  }, []);
  const texts = draft.entries.slice(0, mostCounted).map(({ fields }) => fields.content);
  const count = useCounts(texts);
  const setBook = (fields) => {
    for (const name of Object.keys(fields)) work.mended(`book.set.${name}`);
    setDraft((present) => ({ ...present, ...fields }));
  };
  const setEntries = (make) => {
    work.mended('book.entries');
    setDraft((present) => ({ ...present, entries: make(present.entries) }));
  };

  function saved({ change: number, backup }) {
    forgetDraft(kept);
    stay.path = document.activeElement?.dataset.path;
    change({ spoken: 'Saved.' });
    if (backup !== undefined) work.tell('Saved. The file as it was lies beside it with the ending .bak.');
    else work.tell('Saved.', false, { label: 'Take it back', run: () => stay.undo(number) });
    again();
  }

  // What was saved is taken back by the desk that is there then.
  stay.undo = (number) =>
    work.guarded(async () => {
      await call('POST', '/api/lore/undo', { ref, change: number });
      work.tell('The last change is taken back.');
      again();
    });

  function show(path) {
    setTab(tabOf(path));
    requestAnimationFrame(() => fieldAt(page.current, path)?.focus());
  }

  function discard() {
    forgetDraft(kept);
    setDraft(form);
  }

  const fetchFile = (format) =>
    work.guarded(async () => {
      const answer = await call('POST', '/api/lore/export', { ...asked, format });
      if (work.marked(answer)) return;
      offer(new Blob([answer.json], { type: 'application/json' }), answer.fileName);
      if (answer.lost.length > 0) work.tell(`This format cannot hold everything: ${answer.lost.join('; ')}.`);
    });
  const onKeyDown = useSaveKey(() => changed && !work.busy && void work.save());
  const strict = draft.profile === 'strict';
  const download = html`<${Download} label="Download the book as it is written" kinds=${fileKinds} get=${fetchFile} />`;
  return html`<div class="editor-view" ref=${page} onKeyDown=${onKeyDown} onDragOver=${(event) => event.preventDefault()} onDrop=${(event) => event.preventDefault()}>
    <${Head} backTo="the lorebooks" back=${() => leaving.wish(booksAddress)} title=${draft.name || 'Lorebook'}
      deeds=${html`<${SaveDeeds} work=${work} changed=${changed} discard=${discard}>${download}<//>`}>
      <${Sum} draft=${draft} count=${count} texts=${texts} />
    <//>
    <main class="editor-main">
    <${Told} work=${work} />
    ${before && changes && !work.said && html`<div key="again" class="said-here"><p>What you had not saved is here again.</p><button onClick=${discard}>Discard it</button></div>`}
    ${book.file === undefined && bindings.length === 0 && html`<p key="idle" class="ships">It counts nowhere yet. <button class="link" onClick=${() => setTab('book')}>Say for what it counts</button></p>`}
    <${TabBar} key="tabs" label="Parts of the lorebook" tab=${tab} setTab=${setTab} wrong=${new Set(Object.keys(work.problems).map(tabOf))}
      tabs=${tabs.map(([id, title]) => [id, title, id === 'entries' ? draft.entries.length : 0])} />
    <div key="body" class="editor-body" data-tab=${tab}>
      <div class="sheet-form" id="panel-form" role="tabpanel" aria-label=${tabs.find(([id]) => id === tab)[1]}>
        ${
          tab === 'entries' &&
          html`<div class="lorebook">
          ${!holds.includes('place') && html`<p class="hint">This is ${book.format}: its entries have the fields below and no others. Download it as lorebook_v3 and take that in to set places, probabilities and the rest.</p>`}
          ${draft.entries.length === 0 && html`<p class="hint">There are no entries yet. An entry is told to the characters when the talk touches one of its keys.</p>`}
          <${Entries} entries=${draft.entries} setEntries=${setEntries} newEntry=${newEntry} strict=${strict} holds=${holds} count=${count} problemAt=${work.problemAt} seen=${stay.seen} />
        </div>`
        }
        ${
          tab === 'book' &&
          html`<div class="about-book"><section class="counts"><h2>It counts for</h2><${Bindings} book=${book} bindings=${bindings} setBindings=${setBindings} work=${work} state=${state} /></section>
        <section><h2>The book itself</h2>
          <${BookFields} book=${draft} set=${setBook} holds=${bookHolds} problemAt=${work.problemAt}>
            <${Choice} label="Read by the profile" value=${draft.profile} set=${(profile) => setBook({ profile })} options=${profiles} />
          <//>
          ${bookHolds.includes('scanDepth') && !strict && html`<p class="hint">SillyTavern does not apply the depth, budget and recursion of the book itself, so neither does this profile.</p>`}
          <p class="hint">It is ${book.format}, and stays one.${!bookHolds.includes('scanDepth') && ' Such a book has no scan depth, budget or recursion of its own.'} ${book.kept.length === 0 ? '' : `Kept, not shown: ${book.kept.join(', ')}.`}</p>
          <p class="deeds only-phone">${download} ${changed && html`<button onClick=${discard}>Discard what is not saved</button>`}</p>
        </section></div>`
        }
      </div>
      <aside class="beside" aria-label="Try the book"><${Trial} asked=${asked} state=${state} /></aside>
    </div>
    </main>
    ${leaving.to !== undefined && html`<${Leaving} name=${draft.name} leaving=${leaving} save=${work.save} forget=${() => forgetDraft(kept)} />`}
  </div>`;
}

function Sum({ draft: { entries }, count, texts }) {
  const tokens = texts.map(count);
  const isRough = tokens.includes(undefined) || entries.length > texts.length;
  const sum = tokens.reduce((total, one) => total + (one ?? 0), 0);
  return html`<b>${entries.length.toLocaleString()}</b> ${entries.length === 1 ? 'entry' : 'entries'}, ${isRough ? 'more than ' : ''}<b>${sum.toLocaleString()}</b> tokens in all`;
}

function fieldAt(page, path) {
  return path === undefined ? undefined : page?.querySelector(`[data-path="${CSS.escape(path)}"]`);
}

function tabOf(path) {
  return path.startsWith('book.set') ? 'book' : 'entries';
}
