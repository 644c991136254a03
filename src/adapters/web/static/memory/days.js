import { html } from '../view.js';
import { usePages } from './pages.js';
import { counted } from './words.js';

/** The days on which something was said or changed; one that is chosen narrows everything else. */
export function Days({ filter, version, choose }) {
  const { person, character, lane, from } = filter;
  const list = usePages({
    address: '/api/memory/days',
    query: { person, character, lane, before: Number.MAX_SAFE_INTEGER },
    items: 'days',
    mark: 'before',
    version,
  });
  const most = Math.max(1, ...list.items.map(({ facts, changes }) => facts + changes));
  const months = Map.groupBy(list.items, ({ day }) => day.slice(0, 7));
  if (list.items.length === 0)
    return html`<p class="hint">${list.busy ? 'Looking…' : 'Nothing has happened yet.'}</p>`;
  return html`${[...months].map(
    ([month, days]) => html`<section key=${month}>
      <h2>${dateOf(`${month}-01`).toLocaleDateString(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })}</h2>
      <ul class="days">
        ${days.map((day) => html`<li key=${day.day}><${Day} day=${day} most=${most} chosen=${day.from === from} choose=${choose} /></li>`)}
      </ul>
    </section>`,
  )}
  ${list.next !== undefined && html`<button class="link" onClick=${list.more}>Earlier days</button>`}`;
}

function Day({ day: { day, from, to, facts, changes }, most, chosen, choose }) {
  const name = dateOf(day).toLocaleDateString(undefined, {
    weekday: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const says = [
    facts > 0 && counted(facts, 'fact', 'facts'),
    changes > 0 && counted(changes, 'change', 'changes'),
  ];
  return html`<button aria-pressed=${chosen} onClick=${() => choose(chosen ? undefined : { from, to })}>
    <b>${name}</b> <span class="hint">${says.filter(Boolean).join(', ')}</span>
    <span class="amount" style=${{ width: `${Math.max(4, ((facts + changes) / most) * 100)}%` }}></span>
  </button>`;
}

function dateOf(day) {
  return new Date(`${day}T00:00:00Z`);
}
