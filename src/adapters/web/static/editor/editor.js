import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { icon } from '../icons.js';
import { change } from '../store.js';
import { html } from '../view.js';
import { askBeforeLeaving, editAddress, leaveFor } from '../views.js';
import { useCounts } from './counts.js';
import { changesIn, draftOf, forgetDraft, keepDraft, keptDraft, withAt } from './draft.js';
import { Face } from './face.js';
import { Leaving } from './leaving.js';
import { Lore } from './lore.js';
import { Preview } from './preview.js';
import { About, Greetings, Instructions, Who } from './tabs.js';
import { downloads, useWork } from './work.js';

const tabs = [
  ['who', 'Character'],
  ['greetings', 'Greetings'],
  ['instructions', 'Instructions'],
  ['lore', 'Lorebook'],
  ['about', 'About'],
  ['preview', 'Prompt'],
];
const always = [
  'description',
  'personality',
  'scenario',
  'mes_example',
  'system_prompt',
  'post_history_instructions',
];

if (document.querySelector('link[href="/static/editor/editor.css"]') === null) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = '/static/editor/editor.css';
  document.head.append(style);
}

/** Opens a character's card, or an empty one, to be edited. */
export function Editor({ characterId, state }) {
  const [card, setCard] = useState();
  const [problem, setProblem] = useState('');
  const [times, setTimes] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const address =
      characterId === undefined ? '/api/editor/new' : `/api/editor/cards/${encodeURIComponent(characterId)}`;
    call('GET', address, undefined, leaving.signal)
      .then((opened) => {
        setProblem('');
        setCard({ ...opened, opened: times });
      })
      .catch(({ name, message, status }) => {
        if (status === 401) change({ session: 'closed' });
        else if (name !== 'AbortError') setProblem(status === 404 ? 'There is no such character.' : message);
      });
    return () => leaving.abort();
  }, [characterId, times]);
  if (card === undefined)
    return html`<main class="loading"><h1 class="unseen">Character editor</h1><p role="status">${problem || 'Opening the card…'}</p><a class="button" href="#">Back to the talk</a></main>`;
  return html`<${Desk} key=${card.opened} card=${card} characterId=${characterId} state=${state} again=${() => setTimes(times + 1)} />`;
}

function Desk({ card, characterId, state, again }) {
  const { form, stamp, newEntry } = card;
  const before = useMemo(() => keptDraft(characterId, stamp), []);
  const [draft, setDraft] = useState(() => before ?? draftOf(form));
  const [portrait, setPortrait] = useState();
  const [tab, setTab] = useState('who');
  const page = useRef(null);
  const changes = useMemo(() => changesIn(form, draft, newEntry), [form, draft]);
  const changed = changes !== undefined || portrait !== undefined;
  const asked = { id: characterId, stamp, changes: changes ?? {} };
  const work = useWork({ asked, portrait, characterId, saved, show });
  useEffect(
    () => (changes === undefined ? forgetDraft(characterId) : keepDraft(characterId, stamp, draft)),
    [changes],
  );
  useUnloadWarning(changed);
  const [leaveTo, setLeaveTo] = useState();
  useEffect(
    () =>
      askBeforeLeaving((address) => {
        if (!changed) return true;
        setLeaveTo(address);
        return false;
      }),
    [changed],
  );
  useEffect(() => page.current?.querySelector('h1')?.focus(), []);

  const count = useCounts(textsOf(draft));
  const problemAt = (path) =>
    Object.entries(work.problems).find(([field]) => field === path || field.startsWith(`${path}.`))?.[1];
  const at = (...path) => {
    const name = path.join('.');
    return {
      value: path.reduce((value, key) => value[key], draft),
      path: name,
      problem: problemAt(name),
      set(value) {
        work.mended(name);
        setDraft((present) => withAt(present, path, value));
      },
    };
  };
  const parts = {
    text: (name) => at('texts', name),
    list: (name) => at('lists', name),
    whole: (name) => at(name),
    count,
    problemAt,
    kept: card.kept,
    card,
  };

  function saved({ id, replacesShipped, backup, version }) {
    forgetDraft(characterId);
    change({ spoken: 'Saved.' });
    work.tell(savedText({ replacesShipped, backup, version }));
    void call('GET', '/api/state').then(
      ({ cast }) => change({ cast }),
      () => {},
    );
    if (id === characterId) again();
    else leaveFor(editAddress(id));
  }

  function show(path) {
    setTab(tabOf(path));
    requestAnimationFrame(() => page.current?.querySelector(`[data-path="${CSS.escape(path)}"]`)?.focus());
  }

  function leave() {
    if (changed) setLeaveTo('');
    else leaveFor('');
  }

  function discard() {
    forgetDraft(characterId);
    setPortrait(undefined);
    setDraft(draftOf(form));
  }

  const latest = useRef();
  latest.current = () => (changed || characterId === undefined) && !work.busy && void work.save();
  const onKeyDown = (event) => {
    if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // The letter before may not be drawn yet.
    requestAnimationFrame(() => latest.current());
  };
  const called = draft.texts.nickname || draft.texts.name || 'New character';
  const sum = sumOf(draft, count);
  const character = state.cast.find(({ id }) => id === characterId);
  const face = html`<${Face} character=${character} name=${called} portrait=${portrait} set=${setPortrait} problem=${problemAt('portrait')} mended=${() => work.mended('portrait')} />`;
  return html`<div class="editor-view" ref=${page} onKeyDown=${onKeyDown} onDragOver=${(event) => event.preventDefault()} onDrop=${(event) => event.preventDefault()}>
    <header class="editor-head">
      <button class="quiet square" aria-label="Back to the talk" title="Back to the talk" onClick=${leave}>${icon('left')}</button>
      <div class="what">
        <h1 tabindex="-1">${called}</h1>
        <p>${sum.open ? 'about ' : ''}<b>${sum.always.toLocaleString()}</b> tokens in every prompt, <b>${sum.all.toLocaleString()}</b> in all</p>
      </div>
      <p class="state" role="status" data-changed=${changed}>${work.busy ? 'Saving…' : changed ? 'Not saved' : characterId === undefined ? '' : 'Saved'}</p>
      <span class="not-phone"><${Download} work=${work} name=${called} /></span>
      ${changed && html`<button key="discard" class="not-phone" onClick=${discard}>Discard</button>`}
      <button key="save" class="main" aria-disabled=${work.busy || !changed} onClick=${() => !work.busy && changed && work.save()}>Save</button>
    </header>
    <main class="editor-main">
    ${
      work.said &&
      html`<div key="said" class="said-here" role="status" data-wrong=${work.wrong}>
        <p>${work.said}</p><button class="quiet square" aria-label="Dismiss" onClick=${() => work.tell('')}>${icon('close')}</button>
      </div>`
    }
    ${before && changes && !work.said && html`<div key="again" class="said-here"><p>What you had not saved is here again.</p><button onClick=${discard}>Discard it</button></div>`}
    ${card.shipped && changed && html`<p key="ships" class="ships">This character ships with Acore. Saving makes a copy of your own, which takes its place.</p>`}
    <${Tabs} key="tabs" tab=${tab} setTab=${setTab} problems=${work.problems} lore=${draft.book?.entries.length ?? 0} />
    <div key="body" class="editor-body" data-tab=${tab}>
      <div class="sheet-form" id="panel-form" role="tabpanel" aria-label=${tabs.find(([id]) => id === tab)[1]} >
        ${tab === 'who' && html`<${Who} ...${parts} face=${face} />`}
        ${tab === 'greetings' && html`<${Greetings} ...${parts} />`}
        ${tab === 'instructions' && html`<${Instructions} ...${parts} />`}
        ${tab === 'lore' && html`<${Lore} book=${draft.book} newEntry=${newEntry} set=${at('book').set} count=${count} problemAt=${problemAt} />`}
        ${tab === 'about' && html`<${About} ...${parts} /><p class="deeds only-phone"><${Download} work=${work} name=${called} /> ${changed && html`<button onClick=${discard}>Discard what is not saved</button>`}</p>`}
      </div>
      <aside class="beside" aria-label="The prompt it makes"><${Preview} draft=${asked} state=${state} /></aside>
    </div>
    </main>
    ${
      leaveTo !== undefined &&
      html`<${Leaving} name=${called} stay=${() => setLeaveTo(undefined)} save=${() => work.save(leaveTo)} leave=${() => {
        forgetDraft(characterId);
        leaveFor(leaveTo);
      }} />`
    }
  </div>`;
}

function savedText({ replacesShipped, backup, version }) {
  if (version !== undefined) return `Saved as version ${version}; /character versions goes back.`;
  if (replacesShipped)
    return 'Saved as a character of your own, which takes the place of the one that ships with Acore. Remove its file from the characters folder to have that one back.';
  return backup === undefined ? 'Saved.' : 'Saved. The card as it was lies beside it with the ending .bak.';
}

function Tabs({ tab, setTab, problems, lore }) {
  const wrong = new Set(Object.keys(problems).map(tabOf));
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
  return html`<div class="tabs" role="tablist" aria-label="Parts of the card" onKeyDown=${onKeyDown}>
    ${tabs.map(
      ([
        id,
        title,
      ]) => html`<button key=${id} role="tab" id=${`tab-${id}`} data-for=${id} aria-selected=${tab === id} aria-controls="panel-form" tabindex=${tab === id ? 0 : -1} onClick=${() => setTab(id)}>
        ${title}${id === 'lore' && lore > 0 && html` <span class="how-many">${lore}</span>`}${wrong.has(id) && html` <span class="wrong-mark"><span class="unseen">, something is wrong</span></span>`}
      </button>`,
    )}
  </div>`;
}

function tabOf(path) {
  const [, name] = path.split('.');
  if (path.startsWith('book')) return 'lore';
  if (path.startsWith('depthPrompt') || ['system_prompt', 'post_history_instructions'].includes(name))
    return 'instructions';
  if (name === 'first_mes' || name?.endsWith('greetings')) return 'greetings';
  if (
    path.startsWith('notes') ||
    ['creator_notes', 'creator', 'character_version', 'tags', 'source'].includes(name)
  )
    return 'about';
  return 'who';
}

function Download({ work, name }) {
  const choose = ({ target }) => {
    const format = target.value;
    target.value = '';
    if (format !== '') void work.download(format, name);
  };
  return html`<label class="download"><span class="unseen">Download the card as it is written</span>
    <select onChange=${choose}><option value="">Download…</option>${downloads.map(([format, title]) => html`<option key=${format} value=${format}>${title}</option>`)}</select>
  </label>`;
}

function textsOf({ texts, lists, depthPrompt, book }) {
  const entries = book?.entries.map(({ fields }) => fields.content) ?? [];
  return [
    ...Object.values(texts),
    ...lists.alternate_greetings,
    ...lists.group_only_greetings,
    depthPrompt.prompt,
    ...entries,
  ];
}

/** What stands in every prompt, and that together with what only may: greetings and lore. */
function sumOf(draft, count) {
  const { texts, lists, depthPrompt, book } = draft;
  const every = [...always.map((name) => texts[name]), depthPrompt.prompt];
  const some = [
    texts.first_mes,
    ...lists.alternate_greetings,
    ...lists.group_only_greetings,
    ...(book?.entries.map(({ fields }) => fields.content) ?? []),
  ];
  const add = (list) => list.reduce((sum, text) => sum + (count(text) ?? 0), 0);
  const open = [...every, ...some].some((text) => count(text) === undefined);
  return { always: add(every), all: add([...every, ...some]), open };
}

function useUnloadWarning(changed) {
  useEffect(() => {
    if (!changed) return undefined;
    const warn = (event) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [changed]);
}
