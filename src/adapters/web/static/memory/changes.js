import { call } from '../api.js';
import { speakerOf } from '../store.js';
import { html } from '../view.js';
import { usePages } from './pages.js';
import { momentText, placeName } from './words.js';

const kinds = {
  learned: 'Learned',
  confirmed: 'Heard again',
  replaced: 'Replaced',
  ended: 'Over',
  corrected: 'Put right',
  told: 'Told',
  edited: 'Corrected',
  forgotten: 'Forgotten',
  imported: 'Taken in',
  undone: 'Taken back',
};

/** Everything that happened to the memory, the newest first; each can be taken back. */
export function Changes({ filter, overview, version, changed, work, state, clear }) {
  const { person, character, lane, from, to } = filter;
  const list = usePages({
    address: '/api/memory/changes',
    query: { person, character, lane, from, to },
    items: 'changes',
    mark: 'below',
    version,
  });
  const places = new Map(overview.places.map((place) => [place.lane, place]));
  const batches = [...Map.groupBy(list.items, ({ batch }) => batch).values()];
  const undo = (batch) =>
    work.attempt(async () => {
      const { taken } = await call('POST', '/api/memory/undo', { batch, person: speakerOf(state) });
      work.tell(taken === 1 ? 'That is taken back.' : `${taken} changes are taken back.`);
      changed();
    });
  return html`<div aria-busy=${list.busy}>
    ${list.problem && html`<p class="wrong">${list.problem}</p>`}
    ${!list.busy && list.items.length === 0 && html`<p class="empty">Nothing has changed there. <button class="link" onClick=${clear}>Show everything</button></p>`}
    <ol class="ledger">
      ${batches.map((batch) => html`<${Batch} key=${batch[0].batch} batch=${batch} undo=${undo} place=${placeName(places.get(batch[0].lane), state)} />`)}
    </ol>
    ${list.next !== undefined && html`<p class="deeds"><button onClick=${list.more}>Show more</button></p>`}
  </div>`;
}

/** Changes that happened together, and are taken back together. */
function Batch({ batch, undo, place }) {
  const [{ batch: id, at, by, character }] = batch;
  const undone = batch.every((change) => change.undone);
  const canUndo = batch.some((change) => !change.undone && change.statement !== undefined);
  return html`<li data-undone=${undone}>
    <div class="what">
      <p class="hint"><time datetime=${new Date(at).toISOString()}>${momentText(at)}</time>, ${by ? `by ${by}` : 'from the talk'}, ${character} in ${place}</p>
      <ul>
        ${batch.map(
          ({ position, kind, statement, was }) => html`<li key=${position}>
            <span class="mark" data-kind=${kind}>${kinds[kind] ?? kind}</span> <span dir="auto">${statement ?? 'Its words were deleted.'}</span>
            ${was && html` <span class="hint">It was: <span dir="auto">${was}</span></span>`}
          </li>`,
        )}
      </ul>
    </div>
    ${undone && html`<span class="hint">taken back</span>`}
    ${canUndo && html`<button onClick=${() => undo(id)} aria-label=${`Take back: ${batch[0].statement ?? ''}`}>Take back</button>`}
  </li>`;
}
