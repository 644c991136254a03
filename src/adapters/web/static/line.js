import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { attempt, removePanel, retract, revise, run, showSheet, takeBack, why } from './actions.js';
import { Portrait } from './cast.js';
import { hueOf, readable } from './colour.js';
import { focusComposer, setDraft } from './composer.js';
import { icon } from './icons.js';
import { markdown } from './markdown.js';
import { change } from './store.js';
import { html, memo } from './view.js';

/** One message with its author, and what can be done with it. */
export const Line = memo((props) => {
  const { line, grouped, day, character, answers, ending, selected, active, editing, mine } = props;
  return html`
    ${day && html`<li class="day" role="presentation"><span>${day}</span></li>`}
    <li class="line" id=${`line-${line.id}`} data-grouped=${grouped} data-kind=${line.kind} data-selected=${selected}
      tabindex=${active ? 0 : -1} aria-label=${`${line.authorName}, ${clock(line.at)}`}
      style=${character && { '--tint': character.colour }}
      onFocus=${({ target, currentTarget }) => target === currentTarget && change({ selected: line.id })}
      onClick=${() => change({ selected: line.id })}>
      <${Face} line=${line} character=${character} grouped=${grouped} />
      <div class="said">
        ${line.replyTo && html`<${Answered} answers=${answers} />`}
        ${!grouped && html`<${By} line=${line} character=${character} />`}
        ${editing ? html`<${Editor} line=${line} />` : html`<div class="text">${markdown(line.text)}${line.editedAt && html`<span class="edited">edited</span>`}</div>`}
        ${ending && ending.outcome !== 'answered' && html`<${Ending} ending=${ending} />`}
      </div>
      <${Tools} line=${line} mine=${mine} active=${active} />
    </li>
  `;
});

function Face({ line, character, grouped }) {
  if (grouped) return html`<time class="when" datetime=${iso(line.at)}>${clock(line.at)}</time>`;
  if (character !== undefined)
    return html`<button class="bare" tabindex="-1" aria-hidden="true" onClick=${() => showSheet(character.id)}>
      <${Portrait} character=${character} mood=${line.mood?.name} />
    </button>`;
  return html`<span class="face small person" style=${{ '--hue': hueOf(line.authorId) }} aria-hidden="true">${[...line.authorName][0]}</span>`;
}

function By({ line, character }) {
  const style = character && { color: readable(character.colour) };
  return html`<p class="by">
    <strong style=${style}>${line.authorName}</strong>
    ${line.mood?.word && html`<span class="mood">${line.mood.word}</span>`}
    <time datetime=${iso(line.at)} title=${new Date(line.at).toLocaleString()}>${clock(line.at)}</time>
  </p>`;
}

function Answered({ answers }) {
  if (answers === undefined)
    return html`<p class="answered">${icon('reply')} <em>a message that is gone</em></p>`;
  return html`<p class="answered">
    ${icon('reply')}
    <button class="link" onClick=${() => document.querySelector(`#line-${CSS.escape(answers.id)}`)?.focus()}>
      <b>${answers.authorName}</b> ${answers.text.slice(0, 140)}
    </button>
  </p>`;
}

/** How a message ended that was not simply answered, with the way to another end. */
function Ending({ ending }) {
  return html`<p class="ending" data-outcome=${ending.outcome}>
    <span>${ending.why}</span> ${ending.remedy && html`<span>${ending.remedy.how}</span>`}
    <button class="link" onClick=${() => why(ending.messageId)}>Why?</button>
  </p>`;
}

function Tools({ line, mine, active }) {
  const tool = (name, label, act) =>
    html`<button class="quiet square" tabindex=${active ? 0 : -1} aria-label=${label} title=${label} onClick=${act}>${icon(name)}</button>`;
  return html`<div class="line-tools" role="toolbar" aria-label=${`For the message of ${line.authorName}`}>
    ${tool('why', 'Why (w)', () => why(line.id))} ${tool('reply', 'Reply (r)', () => reply(line.id))}
    ${mine && tool('edit', 'Edit (e)', () => change({ editing: line.id }))}
    ${mine && tool('bin', 'Delete (d)', () => retract(line.id))}
  </div>`;
}

export function reply(messageId) {
  change({ replyTo: messageId, selected: undefined });
  focusComposer();
}

function Editor({ line }) {
  const field = useRef(null);
  useLayoutEffect(() => {
    field.current.focus();
    field.current.setSelectionRange(line.text.length, line.text.length);
  }, [line.id]);
  const leave = () => {
    change({ editing: undefined });
    document.querySelector(`#line-${CSS.escape(line.id)}`)?.focus();
  };
  const save = () => attempt(() => revise(line.id, field.current.value)).then(leave);
  const onKeyDown = (event) => {
    if (event.key === 'Escape') leave();
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      void save();
    }
    event.stopPropagation();
  };
  return html`<div class="editor">
    <textarea ref=${field} aria-label="Edit the message" onKeyDown=${onKeyDown}>${line.text}</textarea>
    <p><button class="main" onClick=${save}>Save</button> <button onClick=${leave}>Cancel</button></p>
  </div>`;
}

/** Words while they are being said. Has the shape of the line it becomes. */
export function DraftLine({ draft, character }) {
  if (character === undefined) return undefined;
  const stop = async () => setDraft(await takeBack(draft.messageId));
  return html`<li class="line draft" data-kind="character" style=${{ '--tint': character.colour }} aria-busy="true">
    <${Portrait} character=${character} />
    <div class="said">
      <p class="by">
        <strong style=${{ color: readable(character.colour) }}>${character.name}</strong>
        <button class="quiet stop" onClick=${stop} title="Take your message back and stop the answer">${icon('stop')} Stop</button>
      </p>
      <div class="text">
        ${draft.text === '' ? html`<p class="dots" aria-label=${`${character.name} is thinking`} role="img"><i></i><i></i><i></i></p>` : markdown(draft.text)}
      </div>
    </div>
  </li>`;
}

/** What a command said. */
export const PanelLine = memo(({ line, character }) => {
  const { reply: said, line: typed, id } = line;
  return html`<li class="line panel" style=${character && { '--tint': character.colour }}>
    ${character ? html`<${Portrait} character=${character} mood=${said.mood} />` : html`<span class="face small mark" aria-hidden="true">${icon('spark')}</span>`}
    <div class="said" role="group" aria-label=${typed ?? 'A panel'}>
      ${
        (typed || said.visible === 'only-you') &&
        html`<p class="by">
          ${typed && html`<code>${typed}</code>`}
          ${said.visible === 'only-you' && html`<span class="private">only you see this</span>`}
        </p>`
      }
      <div class="text">${markdown(said.text)}</div>
      <${Given} files=${said.files} /> <${Next} buttons=${said.buttons} />
    </div>
    <div class="line-tools"><button class="quiet square" aria-label="Close the panel" onClick=${() => removePanel(id)}>${icon('close')}</button></div>
  </li>`;
});

/** Files that a command gave; each can be fetched once. */
function Given({ files }) {
  const [taken, setTaken] = useState([]);
  if (files.length === 0) return undefined;
  return html`<ul class="given">
    ${files.map(({ name, size, url }) =>
      taken.includes(url)
        ? html`<li key=${url}>${icon('save')} ${name} <span class="private">fetched</span></li>`
        : html`<li key=${url}>
            ${icon('save')} <a href=${url} download=${name} onClick=${() => setTimeout(() => setTaken([...taken, url]))}>${name}</a>
            <span class="private">${kilobytes(size)} kB</span>
          </li>`,
    )}
  </ul>`;
}

/** What may be done after a command; whoever presses does it. */
function Next({ buttons }) {
  const [busy, setBusy] = useState(false);
  if (buttons.length === 0) return undefined;
  const press = async (line) => {
    setBusy(true);
    await attempt(() => run(line));
    setBusy(false);
  };
  return html`<p class="next">
    ${buttons.map(
      ({ label, line, danger }) =>
        html`<button key=${line} class=${danger ? 'danger' : undefined} title=${line} aria-disabled=${busy} onClick=${() => busy || press(line)}>${label}</button>`,
    )}
  </p>`;
}

function kilobytes(bytes) {
  return Math.max(1, Math.round(bytes / 1024)).toLocaleString();
}

function clock(at) {
  return new Date(at).toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' });
}

function iso(at) {
  return new Date(at).toISOString();
}
