import { html } from '../view.js';
import { usePages } from './pages.js';
import { counted } from './words.js';

/** The days on which something was said or changed; one that is chosen narrows everything else. */
export function Days({ filter, version, choose }) {
  const { person, character, lane, from, to } = filter;
  const list = usePages({
    address: '/api/memory/days',
    query: { person, character, lane, before: Number.MAX_SAFE_INTEGER },
    items: 'days',
    mark: 'before',
    version,
  });
  const most = Math.max(1, ...list.items.map(({ facts, changes }) => facts + changes));
  const months = [...Map.groupBy(list.items, ({ day }) => day.slice(0, 7))];
  const isChosen = (some) => some.from === from && some.to === to;
  // More of the last month may be on a page that is not there yet.
  const stretchOf = (days, index) =>
    list.next === undefined || index < months.length - 1
      ? { from: days.at(-1).from, to: days[0].to }
      : undefined;
  if (list.items.length === 0)
    return html`<p class="hint">${list.busy ? 'Looking…' : (list.problem ?? 'Nothing has happened yet.')}</p>`;
  return html`${months.map(
    ([month, days], index) => html`<section key=${month}>
      <${Month} month=${month} stretch=${stretchOf(days, index)} isChosen=${isChosen} choose=${choose} />
      <ul class="days">
        ${days.map((day) => html`<li key=${day.day}><${Day} day=${day} most=${most} chosen=${isChosen(day)} choose=${choose} /></li>`)}
      </ul>
    </section>`,
  )}
  ${list.next !== undefined && html`<button class="link" onClick=${list.more}>Earlier days</button>`}`;
}

function Month({ month, stretch, isChosen, choose }) {
  const name = dateOf(`${month}-01`).toLocaleDateString(undefined, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  if (stretch === undefined) return html`<h2>${name}</h2>`;
  const chosen = isChosen(stretch);
  return html`<h2><button aria-pressed=${chosen} onClick=${() => choose(chosen ? undefined : stretch)}>${name}</button></h2>`;
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
