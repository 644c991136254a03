import { useState } from 'preact/hooks';
import { call } from '../api.js';
import { speakerOf } from '../store.js';
import { html } from '../view.js';
import { Prompt } from '../why.js';
import { useAnswer } from './counts.js';
import { TextField } from './fields.js';

let lastMessage = 'Hello! Who are you?';

/** The prompt that the card, as it is written now, would make of a message. */
export function Preview({ draft, state, hidden }) {
  const [message, setMessage] = useState(lastMessage);
  lastMessage = message;
  const asked = { ...draft, message, person: speakerOf(state).name };
  const question = hidden ? undefined : JSON.stringify(asked);
  const ask = async (signal) =>
    question === undefined ? undefined : call('POST', '/api/editor/preview', asked, signal);
  const { value, problem, busy } = useAnswer(question, ask, 500);
  return html`<div class="preview" aria-busy=${busy}>
    <${TextField} label="Somebody says" value=${message} set=${setMessage} lines=${2} />
    ${problem && html`<p class="wrong" role="status">${problem}</p>`}
    ${value?.problems && html`<p class="hint" role="status">The preview waits until what is marked is mended.</p>`}
    ${value?.parts && html`<${Prompt} prompt=${value.parts} heading="h2" /><p class="hint">Of ${value.budgetTokens.toLocaleString()} tokens that the model in use leaves for a prompt. Counts are estimates.</p>`}
    ${value === undefined && !problem && html`<p class="hint" role="status">Composing the prompt…</p>`}
  </div>`;
}
