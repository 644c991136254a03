import { useState } from 'preact/hooks';
import { TextField } from '../editor/fields.js';
import { characterOf } from '../store.js';
import { html } from '../view.js';
import { Graph } from './graph.js';
import { counted } from './words.js';

const shownAtFirst = 12;

const legend = [
  ['person', 'people'],
  ['character', 'characters'],
  ['thing', 'things'],
  ['place', 'places'],
];

/** Who there is in the memory: drawn, and as a list that can be searched. `show` leads to what is known of the chosen one. */
export function People({ known, person, choose, show, state }) {
  const [sought, setSought] = useState('');
  const [all, setAll] = useState(false);
  if (known === undefined) return html`<p class="hint">Looking…</p>`;
  const { people, bonds } = known;
  if (people.length === 0)
    return html`<p class="hint">Those about whom something is remembered are drawn here, with what joins them.</p>`;
  const wanted = sought.trim().toLocaleLowerCase();
  const fitting = people.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const shown = all || wanted !== '' ? fitting : fitting.slice(0, shownAtFirst);
  const chosen = people.find(({ id }) => id === person);
  return html`
    <${Graph} people=${people} bonds=${bonds} person=${person} choose=${choose} />
    <p class="legend-line">${legend.map(([what, says]) => html`<span key=${what}><span class="dot" data-what=${what}></span> ${says}</span>`)}<span><span class="stroke"></span> a relation</span></p>
    ${show && chosen && html`<p class="chosen" role="status"><${Who} person=${chosen} /> <button class="main" onClick=${show}>Show ${chosen.facts === 1 ? 'the fact' : `the ${counted(chosen.facts, 'fact', 'facts')}`}</button></p>`}
    ${people.length > shownAtFirst && html`<${TextField} label="Find somebody" value=${sought} set=${setSought} type="search" />`}
    <ul class="people" aria-label="People, characters, things and places">
      ${shown.map(
        ({ id, name, what, facts }) => html`<li key=${id}>
          <button aria-pressed=${person === id} onClick=${() => choose(person === id ? undefined : id)} style=${{ '--tint': characterOf(state, id)?.colour }}>
            <${Who} person=${{ name, what }} /> <span class="how-many">${facts}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${fitting.length > shown.length && html`<button class="link" onClick=${() => setAll(true)}>Show all ${fitting.length}</button>`}
    ${known.all > people.length && html`<p class="hint">The ${people.length} of whom most is known, of ${known.all.toLocaleString()}.</p>`}`;
}

function Who({ person: { name, what } }) {
  return html`<span class="dot" data-what=${what}></span> <bdi class="name">${name}</bdi>`;
}
