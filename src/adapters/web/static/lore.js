import { useEffect, useState } from 'preact/hooks';
import { call } from './api.js';
import { html } from './view.js';

/** What the lore of a message's answers came from, by character; nothing until it is known. */
function useLore(messageId) {
  const [views, setViews] = useState([]);
  useEffect(() => {
    const leaving = new AbortController();
    call('GET', `/api/lore/why/${encodeURIComponent(messageId)}`, undefined, leaving.signal)
      .then(setViews)
      .catch(() => setViews([]));
    return () => leaving.abort();
  }, [messageId]);
  return views;
}

/** The X-ray of one answer's lore: what fired and why, how full the budget is, and what nearly fired. */
export function Lore({ messageId, characterId }) {
  const view = useLore(messageId).find((one) => one.characterId === characterId);
  if (view === undefined) return undefined;
  const { books, fired, nearMisses, borders, budget, passes, changed } = view;
  const entries = books.reduce((sum, { entries: count }) => sum + count, 0);
  return html`<section class="lore" aria-label=${`Lore of ${view.characterName}`}>
    <h5>Lore, ${fired.length} of ${entries} ${entries === 1 ? 'entry' : 'entries'} told</h5>
    <${Budget} budget=${budget} passes=${passes} />
    <${Lines} lines=${fired} />
    ${nearMisses.length > 0 && html`<${More} title="Nearly told" lines=${nearMisses} />`}
    ${borders.length > 0 && html`<${More} title="Word borders" lines=${borders} />`}
    <${Books} books=${books} />
    ${changed && html`<p class="hint">The books, the card or the settings have changed since, so not everything that nearly fired is known.</p>`}
  </section>`;
}

/** How full the budget of lore is. */
export function Budget({ budget: { used, budget, overflowed }, passes }) {
  const share = budget === 0 ? 0 : Math.min(100, (used / budget) * 100);
  return html`<div class="bar times" aria-hidden="true"><span style=${{ '--hue': 'var(--accent)', flexGrow: share }}></span><span style=${{ background: 'var(--wash)', flexGrow: 100 - share }}></span></div>
    <p class="hint">${number(used)} of ${number(budget)} tokens${overflowed ? ', and more was wanted' : ''}, ${passes === 1 ? 'one pass' : `${passes} passes`}</p>`;
}

/** Entries, and what became of each. */
export function Lines({ lines }) {
  return html`<ul class="fired" style=${listStyle}>
    ${lines.map(
      ({ book, entry, profile, says }, index) => html`<li key=${index}>
        <b>${entry}</b> <small>${book}, ${profile}</small>
        <p>${says}</p>
      </li>`,
    )}
  </ul>`;
}

function More({ title, lines }) {
  return html`<details>
    <summary>${title}: ${lines.length}</summary>
    <${Lines} lines=${lines} />
  </details>`;
}

function Books({ books }) {
  return html`<p class="hint">From ${books
    .map(({ name, profile, scope }) => `${name} (${profile}, ${scopes[scope]})`)
    .join('; ')}.</p>`;
}

/** Here, not in a style sheet: the first page carries nothing that only this panel needs. */
export const listStyle = {
  display: 'grid',
  gap: '8px',
  margin: '8px 0',
  padding: 0,
  listStyle: 'none',
  overflowWrap: 'anywhere',
};

const scopes = {
  chat: 'of the channel',
  person: 'of the person',
  character: 'of the character',
  global: 'of the server',
};

function number(count) {
  return count.toLocaleString();
}
