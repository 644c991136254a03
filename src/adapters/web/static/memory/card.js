import { useEffect, useRef, useState } from 'preact/hooks';
import { openPlace } from '../actions.js';
import { call } from '../api.js';
import { TextField } from '../editor/fields.js';
import { icon } from '../icons.js';
import { change, speakerOf } from '../store.js';
import { html } from '../view.js';
import { leaveFor } from '../views.js';
import { Worded } from './worded.js';
import { counted, dayText, hostName, kindNames, momentText, placeName } from './words.js';

/** One fact: what it says, who remembers it, who said so, and what can be done with it. `past`: as it once was. */
export function Card({ fact, place, state, work, changed, choose, past }) {
  const [statement, setStatement] = useState(fact.statement);
  const [editing, setEditing] = useState(false);
  const [done, setDone] = useState();
  const card = useRef(null);
  const person = speakerOf(state);
  const focus = (selector) => requestAnimationFrame(() => card.current?.querySelector(selector)?.focus());

  const forget = () =>
    work.attempt(async () => {
      const { batch } = await call('POST', '/api/memory/forget', { id: fact.id, person });
      setDone({ batch, says: 'Forgotten.', before: statement, gone: true });
      changed();
      focus('.undo');
    });
  const edit = (text) =>
    work.attempt(async () => {
      const { batch } = await call('POST', '/api/memory/edit', { id: fact.id, text, person });
      setDone({ batch, says: 'Corrected.', before: statement });
      setStatement(text);
      setEditing(false);
      changed();
      focus('.undo');
    });
  const undo = () =>
    work.attempt(async () => {
      await call('POST', '/api/memory/undo', { batch: done.batch, person });
      setStatement(done.before);
      setDone(undefined);
      changed();
      focus('.quiet');
    });
  const stop = () => {
    setEditing(false);
    focus('.quiet');
  };

  return html`<li class="fact" ref=${card} data-over=${fact.over || fact.until !== undefined} data-gone=${done?.gone}>
    <div class="top">
      ${editing ? html`<${Correction} statement=${statement} edit=${edit} stop=${stop} />` : html`<${Worded} as="p" class="statement" text=${statement} names=${namesIn(fact)} />`}
      ${
        !editing &&
        !past &&
        !done?.gone &&
        html`<span class="tools">
        <button class="quiet square" aria-label=${`Correct: ${statement}`} title="Correct" onClick=${() => setEditing(true)}>${icon('edit')}</button>
        <button class="quiet square" aria-label=${`Forget: ${statement}`} title="Forget" onClick=${forget}>${icon('bin')}</button>
      </span>`
      }
    </div>
    ${done && html`<p class="done" role="status">${done.says} <button class="link undo" onClick=${undo}>Take it back</button></p>`}
    <${About} fact=${fact} choose=${choose} />
    <p class="hint">${said(fact)} in <bdi>${placeName(place, state)}</bdi>, ${dayText(fact.saidAt)}. ${rememberedText(fact)}, ${Math.round(fact.confidence * 100)} % sure.</p>
    ${fact.sources > 0 && html`<${Sources} fact=${fact} work=${work} />`}
  </li>`;
}

function About({ fact: { about, kind, from, until, over, confined }, choose }) {
  return html`<p class="marks">
    ${about.map(({ id, name, what }) => html`<button key=${id} class="subject" onClick=${() => choose(id)} title=${`All about ${name}`}><span class="dot" data-what=${what}></span> <bdi>${name}</bdi></button>`)}
    <span class="mark">${kindNames[kind] ?? kind}</span>
    ${from !== undefined && html`<span class="mark">since ${dayText(from)}</span>`}
    ${until !== undefined && html`<span class="mark over">until ${dayText(until)}</span>`}
    ${over && html`<span class="mark over" title="Nobody said until when it was so">no longer so</span>`}
    ${confined && html`<span class="mark" title="The words of somebody who wants them kept on this machine">stays here</span>`}
  </p>`;
}

function said({ saidBy: { name }, sources }) {
  return sources > 0
    ? html`<bdi>${name}</bdi> said so`
    : html`Told by <bdi>${name}</bdi>, outside of the talk,`;
}

function namesIn({ about, saidBy }) {
  return [...about, saidBy].map(({ name }) => name);
}

function rememberedText({ rememberedBy }) {
  const names = rememberedBy.map(({ name }) => name);
  return names.length === 1 ? `${names[0]} remembers it` : `${names.join(' and ')} remember it`;
}

function Correction({ statement, edit, stop }) {
  const [text, setText] = useState(statement);
  const form = useRef(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const onSubmit = (event) => {
    event.preventDefault();
    if (text.trim() === statement) stop();
    else void edit(text.trim());
  };
  const onKeyDown = ({ key }) => key === 'Escape' && stop();
  return html`<form class="correction" ref=${form} onSubmit=${onSubmit} onKeyDown=${onKeyDown}>
    <${TextField} label="How it should read" value=${text} set=${setText} maxlength="200" />
    <p class="deeds"><button class="main">Save</button> <button type="button" onClick=${stop}>Cancel</button></p>
  </form>`;
}

/** The lines that a fact rests on, fetched when somebody wants to see them. */
function Sources({ fact, work }) {
  const [found, setFound] = useState();
  const open = ({ currentTarget }) =>
    currentTarget.open &&
    found === undefined &&
    work.attempt(async () =>
      setFound(await call('GET', `/api/memory/sources/${encodeURIComponent(fact.id)}`)),
    );
  return html`<details class="sources" onToggle=${open}>
    <summary>From ${counted(fact.sources, 'message', 'messages')}</summary>
    ${found && html`<ul>${found.lines.map((line) => html`<li key=${line.messageId}><${Line} line=${line} /></li>`)}</ul>`}
    ${found?.more > 0 && html`<p class="hint">And ${counted(found.more, 'further one', 'further ones')}.</p>`}
  </details>`;
}

function Line({ line: { messageId, kept, ends, authorName, text, at, host, channelId, link } }) {
  if (!kept) return html`<span class="hint">A message that is no longer kept.</span>`;
  const show = async () => {
    await openPlace(channelId);
    change({ selected: messageId });
    leaveFor('');
    requestAnimationFrame(() => document.querySelector(`#line-${CSS.escape(messageId)}`)?.focus());
  };
  return html`<b><bdi>${authorName}</bdi></b>, <time datetime=${new Date(at).toISOString()}>${momentText(at)}</time>${ends && ', since when it is over'}: <${Worded} as="q" text=${text} names=${[authorName]} />
    ${link && html` <a href=${link} target="_blank" rel="noreferrer">Show on ${hostName(host)}</a>`}
    ${host === 'playground' && html` <button class="link" onClick=${show}>Show in the talk</button>`}`;
}
