import { useState } from 'preact/hooks';
import { call } from '../api.js';
import { useAnswer } from '../editor/counts.js';
import { Choice, TextField } from '../editor/fields.js';
import { Budget, Lines } from '../lore.js';
import { speakerOf } from '../store.js';
import { html } from '../view.js';

let lastTalk = '';
let lastCharacter = '';

/** Tries the book, as it is written now, on a few lines of talk. */
export function Trial({ asked, state }) {
  const [talk, setTalk] = useState(lastTalk);
  const [characterId, setCharacterId] = useState(lastCharacter);
  lastTalk = talk;
  lastCharacter = characterId;
  const whole = {
    ...asked,
    talk,
    person: speakerOf(state).name,
    ...(characterId !== '' && { characterId }),
  };
  const question = talk.trim() === '' ? undefined : JSON.stringify(whole);
  const ask = async (signal) =>
    question === undefined ? undefined : call('POST', '/api/lore/try', whole, signal);
  const { value, problem, busy } = useAnswer(question, ask, 500);
  const cast = state.cast.map(({ id, name }) => [id, name]);
  return html`<div class="preview" aria-busy=${busy}>
    <${TextField} label="Try it on a talk" value=${talk} set=${setTalk} lines=${4} placeholder=${'Ada: Good evening.\nIs the dragon asleep?'} hint="A message on each line, with a name before it or none; or a chat that SillyTavern saved." />
    <${Choice} label="Who answers" value=${characterId} set=${setCharacterId} options=${[['', 'nobody in particular'], ...cast]} />
    ${problem && html`<p class="wrong" role="status">${problem}</p>`}
    ${value?.problems && html`<p class="hint" role="status">This waits until what is marked is mended.</p>`}
    ${question !== undefined && value?.fired && html`<${Outcome} found=${value} />`}
    ${question === undefined && html`<p class="hint">What would be told, by which key or by its meaning, what nearly would, and why the rest stays silent. Nothing of it is remembered.</p>`}
  </div>`;
}

function Outcome({ found: { fired, nearMisses, remark, silent, silentCount, budget, passes } }) {
  return html`<section class="outcome" aria-label="What would be told" role="status">
    <h2>Told: ${fired.length}</h2>
    <${Budget} budget=${budget} passes=${passes} />
    ${fired.length === 0 && html`<p class="hint">Nothing would be told.</p>`}
    <${Lines} lines=${fired} />
    ${remark && html`<p class="hint">${remark}</p>`}
    ${nearMisses.length > 0 && html`<h2>Nearly told: ${nearMisses.length}</h2><${Lines} lines=${nearMisses} />`}
    ${
      silentCount > 0 &&
      html`<details>
      <summary>Silent: ${silentCount}</summary>
      <${Lines} lines=${silent} />
      ${silentCount > silent.length && html`<p class="hint">… and ${silentCount - silent.length} more.</p>`}
    </details>`
    }
  </section>`;
}
