import { useId, useState } from 'preact/hooks';
import { Choice } from '../editor/fields.js';
import { html } from '../view.js';
import { dayText, kindNames, placeName } from './words.js';

const anybody = ['', 'anybody'];
const states = [
  ['', 'now or before'],
  ['open', 'true now'],
  ['over', 'over'],
];

/** What narrows the lists: words as they are typed, and who, what, where and when. */
export function Filters({ filter, set, asOf, setAsOf, overview, known, state, tab }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const facts = tab === 'facts';
  const people = (known?.people ?? []).map(({ id: person, name }) => [person, name]);
  const characters = overview.characters.map((one) => [one.id, one.name]);
  const places = overview.places.map((place) => [place.lane, placeName(place, state)]);
  const kinds = overview.kinds.map((one) => [one.id, kindNames[one.id] ?? one.id]);
  const { words: _, from: __, to: ___, ...chosen } = filter;
  const count = Object.keys(chosen).length + (asOf === undefined ? 0 : 1);
  const choice = (label, name, options) =>
    html`<${Choice} label=${label} value=${filter[name] ?? ''} set=${(value) => set({ [name]: value })} options=${withChosen(options, filter[name])} />`;
  return html`<search class="filters">
    ${
      facts &&
      html`<div class="field search">
      <label class="unseen" for=${id}>Search the memory</label>
      <input id=${id} type="search" dir="auto" placeholder="Search the memory" value=${filter.words ?? ''} maxlength="300" onInput=${({ target }) => set({ words: target.value })} />
    </div>`
    }
    <button class="narrowing" aria-expanded=${open} onClick=${() => setOpen(!open)}>Narrow${count > 0 && html` <span class="how-many">${count}</span>`}</button>
    <div class="narrow" data-open=${open}>
      ${choice('About or from', 'person', [anybody, ...people])}
      ${choice('Remembered by', 'character', [anybody, ...characters])}
      ${choice('Said in', 'lane', [['', 'any place'], ...places])}
      ${facts && choice('Kind', 'kind', [['', 'anything'], ...kinds])}
      ${facts && choice('When true', 'state', states)}
      ${facts && html`<${AsOf} asOf=${asOf} setAsOf=${setAsOf} />`}
    </div>
    ${filter.from !== undefined && html`<${Chip} drop=${() => set({ from: undefined, to: undefined })} says="show all days">Only ${stretch(filter)}<//>`}
    ${facts && filter.fact !== undefined && html`<${Chip} drop=${() => set({ fact: undefined })} says="show all facts">Only one fact<//>`}
  </search>`;
}

/** What is chosen can be seen also where it is not among those that are offered. */
function withChosen(options, value) {
  return value === undefined || options.some(([one]) => one === value)
    ? options
    : [...options, [value, value]];
}

/** Something that narrows and is dropped by a press. */
function Chip({ drop, says, children }) {
  return html`<button class="chip" onClick=${drop}>${children} <span aria-hidden="true">×</span><span class="unseen">, ${says}</span></button>`;
}

/** `26 Nov 2026`, or from one day to another. */
function stretch({ from, to }) {
  const [first, last] = [dayText(from), dayText((to ?? from + 1) - 1)];
  return first === last ? first : `${first} – ${last}`;
}

/** A day in the past, at whose end the memory is shown. */
function AsOf({ asOf, setAsOf }) {
  const id = useId();
  return html`<div class="field"><div class="label"><label for=${id}>As of</label></div><input id=${id} type="date" value=${asOf ?? ''} onChange=${({ target }) => setAsOf(target.value || undefined)} /></div>`;
}
