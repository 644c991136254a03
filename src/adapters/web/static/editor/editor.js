import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { portraitChanged } from '../cast.js';
import { change } from '../store.js';
import { html } from '../view.js';
import { editAddress, leaveFor } from '../views.js';
import { useCounts } from './counts.js';
import { cardKinds, downloadCard } from './downloads.js';
import { changesIn, draftOf, forgetDraft, keepDraft, keptDraft, withAt } from './draft.js';
import { Face } from './face.js';
import { Download, Head, needStyles, SaveDeeds, TabBar, Told, useSaveKey } from './frame.js';
import { Leaving, useLeaving } from './leaving.js';
import { Lore } from './lore.js';
import { Own } from './own.js';
import { Preview } from './preview.js';
import { About, Greetings, Instructions, Who } from './tabs.js';
import { useWork } from './work.js';

const tabs = [
  ['who', 'Character'],
  ['greetings', 'Greetings'],
  ['instructions', 'Instructions'],
  ['own', 'In Acore'],
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

await needStyles('/static/editor/editor.css');

/** Opens a character's card, or an empty one, to be edited. */
export function Editor({ id: characterId, state }) {
  const [card, setCard] = useState();
  const [problem, setProblem] = useState('');
  const [times, setTimes] = useState(0);
  const place = useRef({ tab: 'who' });
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
  return html`<${Desk} key=${card.opened} card=${card} characterId=${characterId} state=${state} place=${place.current} again=${() => setTimes((count) => count + 1)} />`;
}

function Desk({ card, characterId, state, place, again }) {
  const { form, stamp, newEntry } = card;
  const before = useMemo(() => keptDraft(characterId, stamp), []);
  const [draft, setDraft] = useState(() => ({ ...draftOf(form), ...before }));
  const [portrait, setPortrait] = useState();
  const page = useRef(null);
  const [tab, setTab] = usePlace(place, page);
  const changes = useMemo(() => changesIn(form, draft, newEntry), [form, draft]);
  const changed = changes !== undefined || portrait !== undefined;
  const asked = { id: characterId, stamp, changes: changes ?? {} };
  const body = async () =>
    portrait === undefined ? asked : { ...asked, changes: { ...asked.changes, portrait: portrait.base64 } };
  const [isOld, setOld] = useState(false);
  const work = useWork({ address: '/api/editor', body, saved, show });
  useEffect(
    () => (changes === undefined ? forgetDraft(characterId) : keepDraft(characterId, stamp, draft)),
    [changes],
  );
  const leaving = useLeaving(changed);
  const count = useCounts(textsOf(draft));
  const { problemAt } = work;
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
    own: (name) => at('own', name),
    count,
    problemAt,
    kept: card.kept,
    card,
  };

  function saved({ id, version, from, ...kept }) {
    forgetDraft(characterId);
    change({ spoken: 'Saved.' });
    if (portrait !== undefined || from !== undefined) portraitChanged(id);
    work.tell(
      savedText({ version, from, ...kept }),
      false,
      version > 1 ? { id, version: version - 1 } : undefined,
    );
    void call('GET', '/api/state').then(
      ({ cast }) => change({ cast }),
      () => {},
    );
    // What was opened is no longer what is kept: its prompt is not asked for any more.
    setOld(true);
    if (id === characterId) again();
    else leaveFor(editAddress(id));
  }

  /** What was said last may have been said before this card was opened, so the deed is only named there. */
  const undoing = work.deed && {
    label: 'Undo',
    run: () =>
      changed
        ? work.tell('Save or discard first what you have written since.', true)
        : work.guarded(async () => saved((await call('POST', '/api/editor/back', work.deed)).saved)),
  };

  function show(path) {
    setTab(tabOf(path));
    requestAnimationFrame(() => fieldAt(page, path)?.focus());
  }

  function discard() {
    forgetDraft(characterId);
    setPortrait(undefined);
    setDraft(draftOf(form));
  }

  const onKeyDown = useSaveKey(
    () => (changed || characterId === undefined) && !work.busy && void work.save(),
  );
  const called = draft.texts.nickname || draft.texts.name || 'New character';
  const sum = sumOf(draft, count);
  const character = state.cast.find(({ id }) => id === characterId);
  const download = html`<${Download} label="Download the card as it is written" kinds=${cardKinds} get=${(kind) => downloadCard(work, body, kind, called)} />`;
  const face = html`<${Face} character=${character} name=${called} portrait=${portrait} set=${setPortrait} problem=${problemAt('portrait')} mended=${() => work.mended('portrait')} />`;
  return html`<div class="editor-view" ref=${page} onKeyDown=${onKeyDown} onDragOver=${(event) => event.preventDefault()} onDrop=${(event) => event.preventDefault()}>
    <${Head} backTo="the talk" back=${() => leaving.wish('')} title=${called}
      deeds=${html`<${SaveDeeds} work=${work} changed=${changed} isNew=${characterId === undefined} discard=${discard}>${download}<//>`}>
      ${sum.open ? 'about ' : ''}<b>${sum.always.toLocaleString()}</b> tokens in every prompt, <b>${sum.all.toLocaleString()}</b> in all
    <//>
    <main class="editor-main">
    <${Told} work=${{ ...work, deed: undoing }} />
    ${before && changes && !work.said && html`<div key="again" class="said-here"><p>What you had not saved is here again.</p><button onClick=${discard}>Discard it</button></div>`}
    ${card.shipped && changed && html`<p key="ships" class="ships">This character ships with Acore. Saving makes a copy of your own, which takes its place.</p>`}
    <${TabBar} key="tabs" label="Parts of the card" tab=${tab} setTab=${setTab} wrong=${new Set(Object.keys(work.problems).map(tabOf))}
      tabs=${tabs.map(([id, title]) => [id, title, id === 'lore' ? draft.book?.entries.length : 0])} />
    <div key="body" class="editor-body" data-tab=${tab}>
      <div class="sheet-form" id="panel-form" role="tabpanel" aria-label=${tabs.find(([id]) => id === tab)[1]} >
        ${tab === 'who' && html`<${Who} ...${parts} face=${face} />`}
        ${tab === 'greetings' && html`<${Greetings} ...${parts} />`}
        ${tab === 'instructions' && html`<${Instructions} ...${parts} />`}
        ${tab === 'own' && html`<${Own} ...${parts} cast=${state.cast} characterId=${characterId} />`}
        ${tab === 'lore' && html`<${Lore} book=${draft.book} newEntry=${newEntry} set=${at('book').set} count=${count} problemAt=${problemAt} />`}
        ${tab === 'about' && html`<${About} ...${parts} /><p class="deeds only-phone">${download} ${changed && html`<button onClick=${discard}>Discard what is not saved</button>`}</p>`}
      </div>
      <aside class="beside" aria-label="The prompt it makes"><${Preview} draft=${asked} state=${state} hidden=${work.busy || isOld} /></aside>
    </div>
    </main>
    ${leaving.to !== undefined && html`<${Leaving} name=${called} leaving=${leaving} save=${work.save} forget=${() => forgetDraft(characterId)} />`}
  </div>`;
}

/** The tab, and the field with the focus: after saving, when all is drawn anew, one is where one was. */
function usePlace(place, page) {
  const [tab, setTab] = useState(place.tab);
  place.tab = tab;
  useEffect(() => {
    const field = place.path && fieldAt(page, place.path);
    (field ?? page.current?.querySelector('h1'))?.focus();
    page.current?.querySelector('[role="tab"][aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    const remember = ({ target }) => {
      place.path = target.dataset.path;
    };
    const box = page.current;
    box.addEventListener('focusin', remember);
    return () => box.removeEventListener('focusin', remember);
  }, []);
  return [tab, setTab];
}

function fieldAt(page, path) {
  return page.current?.querySelector(`[data-path="${CSS.escape(path)}"]`);
}

function savedText({ replacesShipped, backup, version, from }) {
  if (from !== undefined) return `The card is again as in version ${from}; that makes version ${version}.`;
  if (version !== undefined) return `Saved as version ${version}; /character versions goes back to any.`;
  if (replacesShipped)
    return 'Saved as a character of your own, which takes the place of the one that ships with Acore. Remove its file from the characters folder to have that one back.';
  return backup === undefined ? 'Saved.' : 'Saved. The card as it was lies beside it with the ending .bak.';
}

function tabOf(path) {
  const [, name] = path.split('.');
  if (path.startsWith('book')) return 'lore';
  if (path.startsWith('own')) return 'own';
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

function textsOf({ texts, lists, depthPrompt, own, book }) {
  const entries = book?.entries.map(({ fields }) => fields.content) ?? [];
  return [
    ...Object.values(texts),
    ...lists.alternate_greetings,
    ...lists.group_only_greetings,
    depthPrompt.prompt,
    ...topicsOf(own),
    ...own.relationships.flatMap(({ kind, feeling }) => [kind, feeling]),
    ...entries,
  ];
}

function topicsOf({ loves, avoids }) {
  return [loves.join(', '), avoids.join(', ')];
}

/** What stands in every prompt, and that together with what only may: greetings, company and lore. */
function sumOf(draft, count) {
  const { texts, lists, depthPrompt, own, book } = draft;
  const every = [...always.map((name) => texts[name]), depthPrompt.prompt, ...topicsOf(own)];
  const some = [
    texts.first_mes,
    ...lists.alternate_greetings,
    ...lists.group_only_greetings,
    ...own.relationships.flatMap(({ kind, feeling }) => [kind, feeling]),
    ...(book?.entries.map(({ fields }) => fields.content) ?? []),
  ];
  const add = (list) => list.reduce((sum, text) => sum + (count(text) ?? 0), 0);
  const open = [...every, ...some].some((text) => count(text) === undefined);
  return { always: add(every), all: add([...every, ...some]), open };
}
