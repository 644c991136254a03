import { html } from '../view.js';
import { Card } from './card.js';
import { usePages } from './pages.js';
import { dayText } from './words.js';

const restMs = 250;

/** The facts that fit the filters, in pages; while somebody types, what fits the words. */
export function Facts({ filter, at, overview, version, clear, ...rest }) {
  const past = at !== undefined;
  const { words, kind, state: open, ...narrow } = filter;
  const list = usePages(
    past
      ? { address: '/api/memory/known', query: { ...narrow, at }, items: 'facts', mark: 'below', version }
      : {
          address: '/api/memory/facts',
          query: filter,
          items: 'facts',
          mark: 'after',
          restMs: words ? restMs : 0,
          version,
        },
  );
  const places = new Map(overview.places.map((place) => [place.lane, place]));
  const { items, total, next, busy, problem, more, question } = list;
  return html`<div aria-busy=${busy}>
    ${past && html`<p class="hint">What was known at the end of ${dayText(at)}.</p>`}
    <p class="unseen" role="status">${busy || past ? '' : `${total ?? 0} found`}</p>
    ${problem && html`<p class="wrong">${problem}</p>`}
    ${!busy && items.length === 0 && html`<p class="empty">Nothing fits that. <button class="link" onClick=${clear}>Show everything</button></p>`}
    <ul class="facts-found">
      ${items.map((fact) => html`<${Card} key=${`${question} ${fact.id}`} fact=${fact} place=${places.get(fact.lane)} past=${past} ...${rest} />`)}
    </ul>
    ${next !== undefined && html`<p class="deeds"><button onClick=${more}>Show more</button> ${total !== undefined && html`<span class="hint">${total.toLocaleString()} in all</span>`}</p>`}
  </div>`;
}
