import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { attempt, complete, run, say, speakAs } from './actions.js';
import { hueOf } from './colour.js';
import { isBehind, leaveDrawerFor } from './drawer.js';
import { lineWith, useDroppedFiles } from './files.js';
import { icon } from './icons.js';
import { change, placeOf, speakerOf, talkIn } from './store.js';
import { html } from './view.js';

const fieldId = 'composer';
let put;
/** What is written and not yet sent in each room; kept while the password is asked for again. */
let unsent = {};
/** The file that goes with it, and in which room. */
let waiting;

export function focusComposer() {
  const field = document.querySelector(`#${fieldId}`);
  if (field !== null && isBehind(field)) leaveDrawerFor(field);
  else field?.focus();
}

/** Puts words into the composer. */
export function setDraft(text) {
  put?.(text);
  focusComposer();
}

/** Begins a message to somebody. */
export function mention(name, rest = '') {
  change({ drawer: undefined });
  setDraft(`@${name} ${rest}`);
}

/** Where people speak: as whom, to what, and with what command. */
export function Composer({ state }) {
  const [texts, setTexts] = useState(unsent);
  const { channelId } = state;
  const text = texts[channelId] ?? '';
  const setText = (make) => {
    const written = typeof make === 'function' ? make(unsent[channelId] ?? '') : make;
    unsent = { ...unsent, [channelId]: written };
    setTexts(unsent);
  };
  const [busy, setBusy] = useState();
  const [attached, setAttached] = useState(waiting);
  const file = attached?.channelId === channelId && text.startsWith('/') ? attached.file : undefined;
  const attach = (given, line) => {
    waiting = given && { channelId, file: given };
    setAttached(waiting);
    setText(line);
    focusComposer();
  };
  const take = async (given) => {
    const line = await lineWith(given, text);
    if (line !== undefined) attach(given, line);
  };
  useDroppedFiles(take);
  const offers = useOffers(text, state, setText);
  const field = useRef(null);
  put = setText;
  useLayoutEffect(() => fit(field.current), [text]);
  const place = placeOf(state);
  async function submit() {
    const words = text.trim();
    if (words === '' || busy !== undefined) return;
    const work = new AbortController();
    setBusy(work);
    const done = await attempt(async () => {
      if (/^\/\p{L}/u.test(words)) await run(words, work.signal, file);
      else await say(words);
      return true;
    });
    setBusy(undefined);
    if (done) attach(undefined, (present) => (present.trim() === words ? '' : present));
  }
  const onKeyDown = (event) => {
    if (event.isComposing || offers.onKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault();
      lastLine()?.focus();
    } else if (event.key === 'Escape' && state.replyTo !== undefined) {
      event.stopPropagation();
      change({ replyTo: undefined });
    }
  };
  return html`<div class="composer">
    <${Replying} state=${state} />
    ${file && html`<${Attached} file=${file} remove=${() => attach(undefined, text.replace(/ \S*:"(?:""|[^"])*"$/, ' '))} />`}
    <${Offers} offers=${offers} />
    <form class="desk" onSubmit=${(event) => {
      event.preventDefault();
      void submit();
    }}>
      <${Speaker} state=${state} />
      <textarea id=${fieldId} ref=${field} rows="1" dir="auto" value=${text} placeholder=${placeholder(place)}
        aria-label="Message" aria-controls="offers" aria-autocomplete="list"
        aria-activedescendant=${offers.items.length > 0 && offers.at >= 0 ? `offer-${offers.at}` : undefined}
        onInput=${({ target }) => setText(target.value)} onKeyDown=${onKeyDown}></textarea>
      ${!busy && offers.file && html`<${FilePicker} take=${take} />`}
      ${
        busy
          ? html`<button type="button" class="round" aria-label="Cancel" onClick=${() => busy.abort()}>${icon('stop')}</button>`
          : html`<button class="round main" aria-label="Send" disabled=${text.trim() === ''}>${icon('send')}</button>`
      }
    </form>
  </div>`;
}

function placeholder(place) {
  if (place === undefined) return '';
  if (place.kind === 'direct') return `Message ${place.name}`;
  return `Message ${place.kind === 'thread' ? '' : '#'}${place.name}`;
}

function lastLine() {
  return [...document.querySelectorAll('.lines .line[id]')].at(-1);
}

/** The field grows with what is written, up to a third of the window. */
function fit(field) {
  if (field === null) return;
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, innerHeight / 3)}px`;
}

function Replying({ state }) {
  if (state.replyTo === undefined) return undefined;
  const line = talkIn(state, state.channelId).lines.find(({ id }) => id === state.replyTo);
  return html`<p class="replying">
    ${icon('reply')} <span>Answering <b>${line?.authorName ?? 'a message'}</b></span>
    <button class="quiet square" aria-label="Do not answer it" onClick=${() => change({ replyTo: undefined })}>${icon('close')}</button>
  </p>`;
}

/** The file that goes with the command that is being written. */
function Attached({ file, remove }) {
  return html`<p class="replying">
    ${icon('clip')} <span>With <b>${file.name}</b></span>
    <button class="quiet square" aria-label=${`Do not send ${file.name}`} onClick=${remove}>${icon('close')}</button>
  </p>`;
}

/** Chooses a file for a command that takes one. */
function FilePicker({ take }) {
  const input = useRef(null);
  return html`<button type="button" class="quiet round" aria-label="Choose a file" title="Choose a file" onClick=${() => input.current.click()}>${icon('clip')}</button>
    <input ref=${input} type="file" hidden aria-label="File" onChange=${({ target }) => take(target.files[0])} />`;
}

/** Who is speaking; several people can be tried alone. */
function Speaker({ state }) {
  const speaker = speakerOf(state);
  const onChange = ({ target }) => {
    if (target.value === '+') {
      target.value = speaker.id;
      change({ dialog: 'people' });
    } else speakAs(target.value);
  };
  return html`<label class="speaker" title="Speaking as">
    <span class="face tiny person" style=${{ '--hue': hueOf(speaker.id) }} aria-hidden="true">${[...speaker.name][0]}</span>
    <span class="unseen">Speaking as</span>
    <select value=${speaker.id} onChange=${onChange}>
      ${state.people.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
      <option value="+">People…</option>
    </select>
    ${icon('down')}
  </label>`;
}

/** What could be meant: commands and their options, or whom an @ is for. */
function useOffers(text, state, setText) {
  const [found, setFound] = useState({ text: '', items: [] });
  const [picked, setPicked] = useState();
  const [closedFor, setClosedFor] = useState();
  const command = text.startsWith('/');
  useEffect(() => {
    setPicked(undefined);
    if (!command) return setFound({ text, ...mentionOffers(text, state) });
    const leaving = new AbortController();
    complete(text, leaving.signal).then(
      (offers) => setFound({ text, ...offers }),
      () => setFound({ text, items: [] }),
    );
    return () => leaving.abort();
  }, [text, state.cast, state.channelId]);
  const current = found.text === text && closedFor !== text;
  const items = current ? found.items.filter(({ line }) => line.trim() !== text.trim()) : [];
  const at = Math.min(picked ?? 0, items.length - 1);
  const take = (item) => {
    setText(item.line);
    focusComposer();
  };
  /** A command that is written out is sent by Enter, unless an offer was chosen. */
  const enterTakes = picked !== undefined || found.usage === undefined;
  function onKey(event) {
    if (items.length === 0) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined)
      setPicked(
        picked === undefined && step > 0
          ? found.usage
            ? 0
            : 1 % items.length
          : (at + step + items.length) % items.length,
      );
    else if (event.key === 'Tab' && !event.shiftKey) take(items[at]);
    else if (event.key === 'Enter' && !event.shiftKey && enterTakes) take(items[at]);
    else if (event.key === 'Escape') setClosedFor(text);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  const marked = enterTakes ? at : -1;
  return {
    items,
    at: marked,
    onKey,
    take,
    usage: current && command ? found.usage : undefined,
    hint: found.hint,
    file: current && command ? found.file : undefined,
  };
}

function mentionOffers(text, { cast, people }) {
  const match = /(^|\s)@([\p{L}\p{N}'’ -]{0,30})$/u.exec(text);
  if (match === null) return { items: [] };
  const sought = match[2].toLocaleLowerCase();
  const head = text.slice(0, text.length - match[2].length);
  return {
    items: [...cast, ...people]
      .filter(
        ({ name }) => name.toLocaleLowerCase().startsWith(sought) && name.toLocaleLowerCase() !== sought,
      )
      .slice(0, 8)
      .map(({ name, line = 'a person' }) => ({ line: `${head}${name} `, label: name, hint: line })),
  };
}

function Offers({ offers }) {
  const { items, at, usage, hint, take } = offers;
  const shown = items.length > 0 || usage !== undefined;
  return html`<div class="offers" hidden=${!shown}>
    ${usage && html`<p class="usage"><code>${usage}</code> ${hint}</p>`}
    <ul id="offers" role="listbox" aria-label="Suggestions">
      ${items.map(
        (
          item,
          index,
        ) => html`<li key=${item.line} id=${`offer-${index}`} role="option" aria-selected=${index === at}
          onMouseDown=${(event) => {
            event.preventDefault();
            take(item);
          }}>
          <b>${item.label}</b> <span>${item.hint}</span>
        </li>`,
      )}
    </ul>
  </div>`;
}
