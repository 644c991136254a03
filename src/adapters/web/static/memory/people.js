import { useMemo, useState } from 'preact/hooks';
import { TextField } from '../editor/fields.js';
import { characterOf } from '../store.js';
import { html } from '../view.js';
import { named, placed } from './layout.js';

const surface = { width: 400, height: 330, margin: 42 };
const writing = { letterWidth: 6.4, lineHeight: 13, longest: 16 };
const shownAtFirst = 12;

/** Who there is in the memory: drawn, and as a list for the keyboard and for those who do not see the drawing. */
export function People({ known, person, choose, state }) {
  const [sought, setSought] = useState('');
  const [all, setAll] = useState(false);
  if (known === undefined) return html`<p class="hint">Looking…</p>`;
  const { people, bonds } = known;
  if (people.length === 0)
    return html`<p class="hint">Those about whom something is remembered are drawn here, with what joins them.</p>`;
  const wanted = sought.trim().toLocaleLowerCase();
  const fitting = people.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const shown = all || wanted !== '' ? fitting : fitting.slice(0, shownAtFirst);
  return html`
    <${Graph} people=${people} bonds=${bonds} person=${person} choose=${choose} />
    <p class="legend-line"><span class="dot" data-what="person"></span> people <span class="dot" data-what="character"></span> characters <span class="dot" data-what="thing"></span> things <span class="dot" data-what="place"></span> places <span class="stroke"></span> a relation</p>
    ${people.length > shownAtFirst && html`<${TextField} label="Find somebody" value=${sought} set=${setSought} type="search" />`}
    <ul class="people" aria-label="People, characters, things and places">
      ${shown.map(
        ({ id, name, what, facts }) => html`<li key=${id}>
          <button aria-pressed=${person === id} onClick=${() => choose(person === id ? undefined : id)} style=${{ '--tint': characterOf(state, id)?.colour }}>
            <span class="dot" data-what=${what}></span> <span class="name">${name}</span> <span class="how-many">${facts}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${fitting.length > shown.length && html`<button class="link" onClick=${() => setAll(true)}>Show all ${fitting.length}</button>`}
    ${known.all > people.length && html`<p class="hint">The ${people.length} of whom most is known, of ${known.all.toLocaleString()}.</p>`}`;
}

function Graph({ people, bonds, person, choose }) {
  const { spots, lines, names } = useMemo(() => {
    const drawn = placed(people, bonds, surface);
    return { ...drawn, names: named(drawn.spots, writing) };
  }, [people, bonds]);
  const near = useMemo(() => nearTo(person, bonds), [person, bonds]);
  const isFar = (...ids) => person !== undefined && !ids.every((id) => near.has(id));
  return html`<svg class="graph" viewBox=${`0 0 ${surface.width} ${surface.height}`} aria-hidden="true">
    ${lines.map(
      ({
        from,
        to,
        facts,
        related,
      }) => html`<line key=${`${from.person.id} ${to.person.id}`} x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y}
        data-related=${related} data-far=${isFar(from.person.id, to.person.id)} stroke-width=${Math.min(6, 1 + Math.log2(facts))} />`,
    )}
    ${spots.map(
      ({
        person: { id, name, what, facts },
        x,
        y,
        radius,
      }) => html`<circle key=${id} cx=${x} cy=${y} r=${radius} data-what=${what} data-chosen=${person === id} data-far=${isFar(id)}
        onClick=${() => choose(person === id ? undefined : id)}><title>${name}: ${facts}</title></circle>`,
    )}
    ${names.map(({ spot, name, x, y }) => html`<text key=${spot.person.id} x=${x} y=${y} data-far=${isFar(spot.person.id)}>${name}</text>`)}
  </svg>`;
}

/** Somebody and those who are known together with them. */
function nearTo(person, bonds) {
  const near = bonds.flatMap(({ one, other }) => (one === person ? [other] : other === person ? [one] : []));
  return new Set([person, ...near]);
}
