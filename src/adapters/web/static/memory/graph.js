import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { html } from '../view.js';
import { neighbour, placed, placesOf } from './layout.js';
import { named } from './names.js';
import { directionOf } from './worded.js';
import { counted } from './words.js';

const margin = 26;
const lineHeight = 18;
const widest = 124;
/** What a name with its circle takes; how high the drawing gets, and how high where it is wide. */
const room = 4_600;
const [lowest, highest] = [280, 640];
const shape = 0.45;
/** A finger needs more than the eye. */
const leastTouched = 13;
const arrows = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
const sorts = { person: 'person', character: 'character', thing: 'thing', place: 'place' };

/** Where everybody lay when last drawn, and how high the drawing was: who is still there stays where they were. */
const lastPlaces = new Map();
const lastHeights = new Map();

function neverLower(width, height) {
  const kept = Math.max(height, lastHeights.get(width) ?? 0);
  lastHeights.set(width, kept);
  return kept;
}

/**
 * Those whom facts are about, and what joins them. One of them takes the focus, the arrow keys go on from there, and each
 * says with whom it is known together.
 */
export function Graph({ people, bonds, person, choose }) {
  const box = useRef(null);
  const width = useWidth(box);
  const [pointed, setPointed] = useState();
  const [met, setMet] = useState();
  const wanted = Math.max(lowest, width * shape, (people.length * room) / width + 90);
  const height = neverLower(width, Math.round(Math.min(highest, wanted)));
  const near = useMemo(() => nearTo(person, bonds), [person, bonds]);
  const drawn = useMemo(() => {
    const surface = { width, height, margin };
    const { spots, lines } = placed(people, bonds, surface, lastPlaces);
    for (const [id, place] of placesOf(spots, surface)) lastPlaces.set(id, place);
    return { spots, lines };
  }, [people, bonds, width, height]);
  const first = [pointed, person, ...near].filter((id) => id !== undefined);
  const names = useMemo(
    () => named(drawn.spots, { measure: widthOf, lineHeight, widest, width, height, first }),
    [drawn, first.join('\n')],
  );
  const tabbed = [met, person, people[0].id].find((id) => people.some((one) => one.id === id));
  const isFar = (...ids) => person !== undefined && !ids.every((id) => near.includes(id));
  const press = (id) => choose(person === id ? undefined : id);
  const focus = (spot) => {
    setMet(spot.person.id);
    box.current?.querySelector(`[data-id="${CSS.escape(spot.person.id)}"]`)?.focus();
  };
  const onKeyDown = (event, spot) => {
    const next = {
      Home: drawn.spots[0],
      End: drawn.spots.at(-1),
      ...(arrows[event.key] && { [event.key]: neighbour(drawn.spots, spot, arrows[event.key]) ?? spot }),
    }[event.key];
    if (next !== undefined) focus(next);
    else if (event.key === 'Enter' || event.key === ' ') press(spot.person.id);
    else if (event.key === 'Escape' && person !== undefined) choose(undefined);
    else return;
    event.preventDefault();
  };
  return html`<div class="graph-box" ref=${box}>
    <p class="unseen" id="graph-keys">The arrow keys go from one to the next, Enter shows what is known of it.</p>
    <svg class="graph" width=${width} height=${height} viewBox=${`0 0 ${width} ${height}`} role="group" aria-label="Those who are remembered, and what joins them" aria-describedby="graph-keys">
      <g aria-hidden="true">${drawn.lines.map(
        ({
          from,
          to,
          facts,
          related,
        }) => html`<line key=${`${from.person.id} ${to.person.id}`} x1=${from.x} y1=${from.y} x2=${to.x} y2=${to.y}
          data-related=${related} data-far=${isFar(from.person.id, to.person.id)} stroke-width=${Math.min(6, 1 + Math.log2(facts))} />`,
      )}</g>
      ${drawn.spots.map((spot) => {
        const { id, name, what } = spot.person;
        return html`<g key=${id} class="spot" role="button" data-id=${id} tabindex=${tabbed === id ? 0 : -1} aria-pressed=${person === id}
          aria-label=${saysOf(spot.person, bonds, people)} data-what=${what} data-far=${isFar(id)}
          onClick=${() => press(id)} onKeyDown=${(event) => onKeyDown(event, spot)} onFocus=${() => setPointed(id)} onBlur=${() => setPointed(undefined)}
          onPointerEnter=${() => setPointed(id)} onPointerLeave=${() => setPointed(undefined)}>
          <title>${name}</title>
          <circle class="touched" cx=${spot.x} cy=${spot.y} r=${Math.max(leastTouched, spot.radius)} />
          <${Mark} spot=${spot} />
        </g>`;
      })}
      <g aria-hidden="true">${names.map(({ spot, name, x, y }) => html`<text key=${spot.person.id} x=${x} y=${y} direction=${directionOf(name)} data-far=${isFar(spot.person.id)} data-pointed=${pointed === spot.person.id}>${name}</text>`)}</g>
    </svg>
  </div>`;
}

/** People and characters are round, things square, places stand on a corner: not by colour alone. */
function Mark({ spot: { x, y, radius, person } }) {
  if (person.what === 'thing' || person.what === 'place') {
    const side = radius * 1.7;
    const turned = person.what === 'place' ? `rotate(45 ${x} ${y})` : undefined;
    return html`<rect class="mark-of" x=${x - side / 2} y=${y - side / 2} width=${side} height=${side} rx="2" transform=${turned} />`;
  }
  return html`<circle class="mark-of" cx=${x} cy=${y} r=${radius} />
    ${person.what === 'character' && html`<circle class="core" cx=${x} cy=${y} r=${radius * 0.4} />`}`;
}

/** How wide an element is, from now on. */
function useWidth(box) {
  const [width, setWidth] = useState(360);
  useEffect(() => {
    const look = () => setWidth(Math.max(220, Math.round(box.current?.clientWidth || 360)));
    const watching = new ResizeObserver(look);
    watching.observe(box.current);
    look();
    return () => watching.disconnect();
  }, []);
  return width;
}

let pen;
const widths = new Map();

/** How wide words are as the drawing writes them, in pixels. */
function widthOf(words) {
  pen ??= document.createElement('canvas').getContext('2d');
  if (!widths.has(words)) {
    pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
    widths.set(words, pen.measureText(words).width + 4);
  }
  return widths.get(words);
}

/** Somebody and those who are known together with them. */
function nearTo(person, bonds) {
  if (person === undefined) return [];
  return [person, ...bonds.flatMap((bond) => otherOf(bond, person))];
}

function otherOf({ one, other }, person) {
  return one === person ? [other] : other === person ? [one] : [];
}

const mostTold = 6;

function saysOf({ id, name, what, facts }, bonds, people) {
  const names = new Map(people.map((one) => [one.id, one.name]));
  const together = bonds.flatMap((bond) => otherOf(bond, id)).flatMap((one) => names.get(one) ?? []);
  const more = together.length - mostTold;
  const told = [...together.slice(0, mostTold), ...(more > 0 ? [`${more} more`] : [])];
  const joined = told.length === 0 ? '' : `, together with ${told.join(', ')}`;
  return `${name}, ${sorts[what] ?? what}, ${counted(facts, 'fact', 'facts')}${joined}`;
}
