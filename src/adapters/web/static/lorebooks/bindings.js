import { useState } from 'preact/hooks';
import { call } from '../api.js';
import { Choice } from '../editor/fields.js';
import { icon } from '../icons.js';
import { placeOf, speakerOf } from '../store.js';
import { html } from '../view.js';

const kinds = [
  ['server', 'everything in this playground'],
  ['channel', 'a channel and its threads'],
  ['thread', 'a thread'],
  ['character', 'a character, wherever it speaks here'],
  ['person', 'what a person says'],
];

/** For what a book counts, in a few words. */
export function boundTo({ kind, target, says }, state) {
  if (kind === 'server') return 'everything here';
  if (kind === 'character') return says;
  if (kind === 'person') return `what ${state.people.find(({ id }) => id === target)?.name ?? target} says`;
  const place = placeOf(state, target);
  return place?.kind === 'direct' ? `the direct talk with ${place.name}` : `#${place?.name ?? target}`;
}

/** For what a book counts; a change takes effect at once. */
export function Bindings({ book, bindings, setBindings, work, state }) {
  const [kind, setKind] = useState('server');
  const [chosen, setChosen] = useState('');
  const targets = targetsOf(kind, state);
  const target = targets.some(([id]) => id === chosen) ? chosen : targets[0]?.[0];
  if (book.file !== undefined)
    return html`<p>It lies in the lorebooks folder as <code>${book.file}</code>, so it counts everywhere in this installation.</p>`;
  const set = (deed, binding) =>
    work.guarded(async () => {
      const asked = { ref: book.ref, person: speakerOf(state), ...binding };
      setBindings((await call('POST', `/api/lore/${deed}`, asked)).bindings);
    });
  return html`
    ${bindings.length === 0 && html`<p class="hint">For nothing yet, so it is not used. Choose for what it counts, and bind it.</p>`}
    <ul class="bindings">
      ${bindings.map(
        (one) => html`<li key=${`${one.kind} ${one.target}`}>
          <span>${boundTo(one, state)}</span>
          <button type="button" class="quiet square" aria-label=${`No longer for ${boundTo(one, state)}`} title="Unbind" onClick=${() => set('unbind', { kind: one.kind, target: one.kind === 'server' ? undefined : one.target })}>${icon('close')}</button>
        </li>`,
      )}
    </ul>
    <div class="grid bind">
      <${Choice} label="Counts for" value=${kind} set=${setKind} options=${kinds} />
      ${kind !== 'server' && targets.length > 0 && html`<${Choice} label="Which one" value=${target} set=${setChosen} options=${targets} />`}
      ${kind !== 'server' && targets.length === 0 && html`<p class="hint">There is none.</p>`}
      <p class="deeds"><button type="button" disabled=${kind !== 'server' && target === undefined} onClick=${() => set('bind', { kind, target: kind === 'server' ? undefined : target })}>Bind</button></p>
    </div>`;
}

function targetsOf(kind, { places, people, cast }) {
  const rooms = (wanted) =>
    places.filter((place) => place.kind === wanted).map(({ channelId, name }) => [channelId, `#${name}`]);
  if (kind === 'channel') return rooms('text');
  if (kind === 'thread') return rooms('thread');
  if (kind === 'character') return cast.map(({ id, name }) => [id, name]);
  return kind === 'person' ? people.map(({ id, name }) => [id, name]) : [];
}
