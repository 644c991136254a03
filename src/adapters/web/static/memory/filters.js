import { useId } from 'preact/hooks';
import { Choice } from '../editor/fields.js';
import { html } from '../view.js';
import { dayText, kindNames, placeName } from './words.js';

const anything = ['', 'anything'];
const dayMs = 86_400_000;

/** What narrows the lists: words as they are typed, and who, what and where. */
export function Filters({ filter, set, at, setAt, overview, known, state, tab }) {
  const id = useId();
  const people = (known?.people ?? []).map(({ id: person, name }) => [person, name]);
  const chosen = filter.person !== undefined && !people.some(([person]) => person === filter.person);
  const choices = [['', 'anybody'], ...people, ...(chosen ? [[filter.person, filter.person]] : [])];
  const facts = tab === 'facts';
  return html`<search class="filters">
    ${
      facts &&
      html`<div class="field search">
      <label class="unseen" for=${id}>Search the memory</label>
      <input id=${id} type="search" placeholder="Search the memory" value=${filter.words ?? ''} maxlength="300" disabled=${at !== undefined}
        onInput=${({ target }) => set({ words: target.value })} />
    </div>`
    }
    <div class="narrow">
    <${Choice} label="About or from" value=${filter.person ?? ''} set=${(person) => set({ person })} options=${choices} />
    <${Choice} label="Remembered by" value=${filter.character ?? ''} set=${(character) => set({ character })} options=${[['', 'anybody'], ...overview.characters.map((one) => [one.id, one.name])]} />
    <${Choice} label="Said in" value=${filter.lane ?? ''} set=${(lane) => set({ lane })} options=${[['', 'any place'], ...overview.places.map((place) => [place.lane, placeName(place, state)])]} />
    ${facts && at === undefined && html`<${Choice} label="Kind" value=${filter.kind ?? ''} set=${(kind) => set({ kind })} options=${[anything, ...overview.kinds.map((one) => [one.id, kindNames[one.id] ?? one.id])]} />`}
    ${
      facts &&
      at === undefined &&
      html`<${Choice} label="When true" value=${filter.state ?? ''} set=${(open) => set({ state: open })} options=${[
        ['', 'now or before'],
        ['open', 'true now'],
        ['over', 'over'],
      ]} />`
    }
    ${facts && html`<${AsOf} at=${at} setAt=${setAt} />`}
    ${filter.from !== undefined && html`<button class="chip" onClick=${() => set({ from: undefined, to: undefined })}>Only ${dayText(filter.from)} <span aria-hidden="true">×</span><span class="unseen">, show all days</span></button>`}
    </div>
  </search>`;
}

/** A day in the past, at whose end the memory is shown. */
function AsOf({ at, setAt }) {
  const id = useId();
  const value = at === undefined ? '' : localDay(at);
  const choose = ({ target }) => {
    const day = target.value === '' ? undefined : new Date(`${target.value}T00:00:00`).getTime();
    setAt(day === undefined || Number.isNaN(day) ? undefined : day + dayMs - 1);
  };
  return html`<div class="field"><div class="label"><label for=${id}>As of</label></div><input id=${id} type="date" value=${value} onChange=${choose} /></div>`;
}

function localDay(at) {
  const date = new Date(at);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
