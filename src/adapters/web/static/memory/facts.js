import { html } from '../view.js';
import { Card } from './card.js';
import { Ending, usePages } from './pages.js';
import { dayText } from './words.js';

const restMs = 250;

/** The facts that fit the filters, in pages; while somebody types, what fits the words. */
export function Facts({ filter, at, overview, version, clear, again, ...rest }) {
  const past = at !== undefined;
  const list = usePages({
    ...(past
      ? { address: '/api/memory/known', query: { ...filter, at }, mark: 'below' }
      : { address: '/api/memory/facts', query: filter, mark: 'after' }),
    items: 'facts',
    restMs: filter.words ? restMs : 0,
    version,
  });
  const places = new Map(overview.places.map((place) => [place.lane, place]));
  const { items, total, next, busy, problem, question } = list;
  const found = total ?? (next === undefined ? items.length : `more than ${items.length}`);
  return html`<div aria-busy=${busy}>
    ${past && html`<p class="hint">What was known at the end of ${dayText(at)}.</p>`}
    <p class="unseen" role="status">${busy || problem ? '' : `${found} found`}</p>
    <ul class="facts-found">
      ${items.map((fact) => html`<${Card} key=${`${question} ${fact.id}`} fact=${fact} place=${places.get(fact.lane)} past=${past} ...${rest} />`)}
    </ul>
    <${Ending} list=${list} again=${again} total=${total}>${filter.fact ? 'That is not remembered any more; Changes tells what became of it.' : 'Nothing fits that.'} <button class="link" onClick=${clear}>Show everything</button><//>
  </div>`;
}
