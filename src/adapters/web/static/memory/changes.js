import { useRef } from 'preact/hooks';
import { call } from '../api.js';
import { speakerOf } from '../store.js';
import { html } from '../view.js';
import { Ending, usePages } from './pages.js';
import { Worded } from './worded.js';
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
export function Changes({ filter, overview, version, changed, again, work, state, clear }) {
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
  const ledger = useRef(null);
  const undo = (batch) =>
    work.attempt(async () => {
      const { taken } = await call('POST', '/api/memory/undo', { batch, person: speakerOf(state) });
      work.tell(taken === 1 ? 'That is taken back.' : `${taken} changes are taken back.`);
      changed();
      // The button goes with what it took back.
      ledger.current?.querySelector(`[data-batch="${CSS.escape(batch)}"]`)?.focus();
    });
  return html`<div aria-busy=${list.busy}>
    <ol class="ledger" ref=${ledger}>
      ${batches.map((batch) => html`<${Batch} key=${batch[0].batch} batch=${batch} undo=${undo} place=${placeName(places.get(batch[0].lane), state)} />`)}
    </ol>
    <${Ending} list=${list} again=${again}>Nothing has changed there. <button class="link" onClick=${clear}>Show everything</button><//>
  </div>`;
}

/** Changes that happened together, and are taken back together. */
function Batch({ batch, undo, place }) {
  const [{ batch: id, at, by, character }] = batch;
  const undone = batch.every((change) => change.undone);
  const canUndo = batch.some((change) => !change.undone && change.statement !== undefined);
  return html`<li data-undone=${undone} data-batch=${id} tabindex="-1">
    <div class="what">
      <p class="hint"><time datetime=${new Date(at).toISOString()}>${momentText(at)}</time>, ${by ? html`by <bdi>${by}</bdi>` : 'from the talk'}, ${character} in ${place}</p>
      <ul>
        ${batch.map(
          ({ position, kind, statement, was, names }) => html`<li key=${position}>
            <span class="mark" data-kind=${kind}>${kinds[kind] ?? kind}</span> ${statement === undefined ? html`<span>Its words were deleted.</span>` : html`<${Worded} text=${statement} names=${names} />`}
            ${was && html` <span class="hint">It was: <${Worded} text=${was} names=${names} /></span>`}
          </li>`,
        )}
      </ul>
    </div>
    ${undone && html`<span class="hint">taken back</span>`}
    ${canUndo && html`<button onClick=${() => undo(id)} aria-label=${`Take back: ${batch[0].statement ?? ''}`}>Take back</button>`}
  </li>`;
}
