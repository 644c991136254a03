import { html } from '../view.js';
import { Choice, LinesField, NumberField, Problem, TextField, TextList } from './fields.js';

const roles = [
  ['system', 'system'],
  ['user', 'user'],
  ['assistant', 'assistant'],
];

/** Who the character is: what stands in every prompt. */
export function Who({ text, whole, count, face }) {
  return html`
    ${face}
    <div class="grid two">
      <${TextField} label="Name" ...${text('name')} tokens=${count(text('name').value)} required />
      <${TextField} label="Nickname" hint="What people and {{char}} call it." ...${text('nickname')} tokens=${count(text('nickname').value)} />
    </div>
    <${TextField} label="Description" ...${long('description', text, count)} lines=${8} />
    <${TextField} label="Personality" ...${long('personality', text, count)} lines=${3} />
    <${TextField} label="Scenario" ...${long('scenario', text, count)} lines=${3} />
    <${TextField} label="Example dialogue" hint="Begin each talk with <START>. Left out first when room is short." ...${long('mes_example', text, count)} lines=${6} />
    <div class="grid two">
      <${LinesField} label="Also called" ...${whole('aliases')} />
      <div>
        <${Talkativeness} ...${whole('talkativeness')} />
        <${TextField} label="Colour" hint="As #rrggbb; empty for one of its own." placeholder="#7a5c3e" ...${whole('colour')} />
      </div>
    </div>`;
}

function Talkativeness({ value, set, path, problem }) {
  return html`<${NumberField} label="Talkativeness" hint="0 to 1; empty says nothing." value=${value} set=${set} path=${path} problem=${problem} maybe min="0" max="1" step="0.05" />`;
}

/** What it says first. */
export function Greetings({ text, list, count, problemAt }) {
  return html`
    <${TextField} label="First message" ...${long('first_mes', text, count)} lines=${6} />
    <${TextList} title="Other greetings" name="Greeting" first=${2} ...${list('alternate_greetings')} items=${list('alternate_greetings').value} count=${count} problemAt=${problemAt} />
    <${TextList} title="Greetings to a group" name="Group greeting" ...${list('group_only_greetings')} items=${list('group_only_greetings').value} count=${count} problemAt=${problemAt} />`;
}

/** How the model is told to play it. */
export function Instructions({ text, whole, count, problemAt }) {
  const { value, set } = whole('depthPrompt');
  const part = (name) => ({
    value: value[name],
    set: (written) => set({ ...value, [name]: written }),
    path: `depthPrompt.${name}`,
    problem: problemAt(`depthPrompt.${name}`),
  });
  return html`
    <${TextField} label="System prompt" hint="Takes the place of Acore’s instructions; {{original}} stands for them." ...${long('system_prompt', text, count)} lines=${6} />
    <${TextField} label="Post-history instructions" hint="After the talk." ...${long('post_history_instructions', text, count)} lines=${4} />
    <${TextField} label="Depth prompt" hint="Between the messages, so many from the end." ...${part('prompt')} lines=${4} tokens=${count(value.prompt)} />
    <div class="grid two">
      <${NumberField} label="Depth" ...${part('depth')} min="0" step="1" />
      <${Choice} label="Role" ...${part('role')} options=${roles} />
    </div>`;
}

/** What people are told of the card; never in a prompt. */
export function About({ text, list, whole, kept, card }) {
  return html`
    <${TextField} label="Creator’s notes" hint="Shown to people, never in a prompt." ...${text('creator_notes')} lines=${5} />
    <${Notes} ...${whole('notes')} />
    <div class="grid two">
      <${TextField} label="Creator" ...${text('creator')} />
      <${TextField} label="Version" ...${text('character_version')} />
      <${LinesField} label="Tags" ...${list('tags')} />
      <${LinesField} label="Sources" ...${list('source')} />
    </div>
    <dl class="dates">
      <div><dt>Created</dt><dd>${dayOf(card.form.dates.created)}</dd></div>
      <div><dt>Last changed</dt><dd>${dayOf(card.form.dates.changed)}</dd></div>
    </dl>
    <${Luggage} ...${card.luggage} />
    <section class="kept">
      <h2>Kept, not shown</h2>
      <p class="hint">${kept.length === 0 ? 'Nothing: the editor shows all that this card says.' : `${kept.join(', ')}. It stays as it is.`}</p>
      <p class="hint">Opened from a ${card.container.toUpperCase()} file, ${card.spec} ${card.specVersion}; saved as V3.</p>
      ${card.warnings.map((warning) => html`<p class="hint" key=${warning}>${warning}</p>`)}
    </section>`;
}

const places = { missing: 'its file is missing', elsewhere: 'elsewhere; never fetched' };

/** What came with the card. */
function Luggage({ assets, files, isPicturePortrait }) {
  if (assets.length === 0 && files.length === 0) return undefined;
  return html`<section class="luggage">
    <h2>Pictures and files <span class="how-many">${assets.length + files.length}</span></h2>
    <ul>
      ${assets.map(
        ({ type, name, ext, uri, isPortrait, where }, index) => html`<li key=${index}>
          <b>${type || 'asset'}${name && `, ${name}`}</b>${ext && ` (${ext})`}${isPortrait && html` <span class="mark">portrait</span>`}
          ${places[where] && html` <span class="mark">${places[where]}</span>`}
          <span class="where">${uri || 'without an address'}</span>
        </li>`,
      )}
      ${files.map((path) => html`<li key=${path}><b>file</b> <span class="where">${path}</span></li>`)}
    </ul>
    <p class="hint">${isPicturePortrait && 'The portrait is the picture that the card is in. '}They stay as they are; another portrait takes the place of the main icon.</p>
  </section>`;
}

function dayOf(ms) {
  return ms === null
    ? 'the card does not say'
    : html`<time datetime=${new Date(ms).toISOString()}>${new Date(ms).toLocaleDateString(undefined, { dateStyle: 'long' })}</time>`;
}

function Notes({ value, set, problem }) {
  const put = (index, part) => set(value.map((note, at) => (at === index ? { ...note, ...part } : note)));
  return html`<section class="texts">
    <h2>Notes in other languages <span class="how-many">${value.length}</span></h2>
    <ol>
      ${value.map(
        ({ language, text }, index) => html`<li key=${index}>
          <div>
            <${TextField} label="Language" placeholder="de" value=${language} path=${`notes.${index}.language`} set=${(written) => put(index, { language: written })} />
            <${TextField} label=${`Notes in ${language || 'that language'}`} value=${text} lines=${3} set=${(written) => put(index, { text: written })} />
          </div>
          <div class="row-tools"><button type="button" class="quiet" onClick=${() => set(value.filter((_, at) => at !== index))}>Remove</button></div>
        </li>`,
      )}
    </ol>
    <${Problem} says=${problem} />
    <button type="button" class="add" onClick=${() => set([...value, { language: '', text: '' }])}>Add a language</button>
  </section>`;
}

function long(name, text, count) {
  const field = text(name);
  return { ...field, tokens: count(field.value) };
}
