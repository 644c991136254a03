import { listStyle } from './lore.js';
import { html } from './view.js';
import { memoryAddress } from './views.js';

/** What slices found for an answer, each thing with its reason; what the memory found with where and when it was said. */
export function Found({ grounds = {} }) {
  return Object.entries(grounds)
    .filter(([, { says = [] }]) => says.length > 0)
    .map(([slice, found]) =>
      found.told === undefined
        ? html`<${Said} key=${slice} slice=${slice} found=${found} />`
        : html`<${Remembered} key=${slice} found=${found} />`,
    );
}

/** One line for each thing, as the slice says it. */
function Said({ slice, found: { says, leftOut } }) {
  return html`<details class="considered">
    <summary>Found by ${slice}: ${says.length}${leftOut > 0 && `, ${leftOut} of them without room`}</summary>
    <ul style=${listStyle}>${says.map((line, index) => html`<li key=${index} dir="auto">${line}</li>`)}</ul>
  </details>`;
}

/** What the character was reminded of, and what it would have been if there had been room. */
function Remembered({ found: { told, left = [], talks, remarks = [] } }) {
  const looked = talks === 1 ? 'one talk' : `${talks} talks`;
  return html`<section aria-label="Found by memory">
    <h5>Found by memory, ${told.length} told</h5>
    <p class="hint">Looked for in ${looked} that everybody here may know of.</p>
    ${remarks.map((remark) => html`<p class="hint" key=${remark}>${remark}</p>`)}
    <${Memories} memories=${told} />
    ${left.length > 0 && html`<details><summary>Without room: ${left.length}</summary><${Memories} memories=${left} /><p class="hint"><code>memory.promptTokens</code> says how much room there is.</p></details>`}
  </section>`;
}

/** Memories in the order of the prompt; what was told for one reason stands together below it. */
function Memories({ memories }) {
  return groupsOf(memories).map(
    (group) => html`<div key=${group[0].id}>
      <p class="hint" style=${{ marginTop: '8px' }}>${reasonOf(group[0])}:</p>
      <ul class="remembered" style=${listStyle}>${group.map((memory) => html`<li key=${memory.id}><${Memory} memory=${memory} /></li>`)}</ul>
    </div>`,
  );
}

function groupsOf(memories) {
  const groups = [];
  for (const memory of memories) {
    const last = groups.at(-1);
    if (last !== undefined && reasonOf(last[0]) === reasonOf(memory)) last.push(memory);
    else groups.push([memory]);
  }
  return groups;
}

const sorts = { line: 'said before, ', digest: 'said before, in short, ' };

function reasonOf({ kind, because }) {
  const reason = `${sorts[kind] ?? ''}${because}`;
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
}

function Memory({ memory: { id, kind, text, place, at } }) {
  const day = new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
  return html`<p dir="auto">${text}</p>
    <p class="hint">${place !== undefined && html`<bdi>#${place.replace(/^#/, '')}</bdi>, `}${day}${kind === 'fact' && html` · <a href=${`${memoryAddress}?fact=${encodeURIComponent(id)}`} aria-label=${`In the memory: ${text}`}>In the memory</a>`}</p>`;
}
