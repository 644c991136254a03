import { retract, speakAs, why } from './actions.js';
import { focusComposer } from './composer.js';
import { reply } from './line.js';
import { change, now, talkIn } from './store.js';
import { booksAddress, leaveFor, memoryAddress } from './views.js';

/** What the keyboard does, as the page tells it. */
export const keyList = [
  ['/', 'write a message'],
  ['↑ ↓', 'walk through the messages'],
  ['w', 'why: how the message came about'],
  ['r', 'answer the message'],
  ['e', 'edit your message'],
  ['d', 'delete your message'],
  ['Enter', 'send, or take a suggestion'],
  ['Shift + Enter', 'begin a new line'],
  ['Tab', 'take a suggestion, or move on'],
  ['Alt + ↑ ↓', 'go to the next room'],
  ['Alt + 1 … 9', 'speak as another person'],
  ['l', 'open the lorebooks'],
  ['m', 'open the memory'],
  ['Esc', 'close, or go back to writing'],
  ['?', 'this list'],
];

/** Keys for everything; returns what ends the listening. */
export function listenToKeys() {
  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function onKeyDown(event) {
  if (now().view !== undefined) return;
  if (event.defaultPrevented || event.isComposing || now().session !== 'open' || now().dialog !== undefined)
    return;
  const typing = event.target.matches('input, textarea, select');
  const act = event.altKey
    ? withAlt(event)
    : event.key === 'Escape'
      ? closeOrLeave
      : typing
        ? undefined
        : plain(event);
  if (act === undefined || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  act();
}

function withAlt({ key, code }) {
  if (key === 'ArrowDown' || key === 'ArrowUp') return () => moveRoom(key === 'ArrowDown' ? 1 : -1);
  const person = /^Digit[1-9]$/.test(code) ? now().people[Number(code.slice(5)) - 1] : undefined;
  return person && (() => speakAs(person.id));
}

function plain({ key, target }) {
  if (key === '/') return focusComposer;
  if (key === '?') return () => change({ dialog: 'keys' });
  if (key === 'l') return () => leaveFor(booksAddress);
  if (key === 'm') return () => leaveFor(memoryAddress);
  const line = target.closest?.('.line[id]');
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const inTalk = line !== null || target === document.body || target.matches('.talk');
    return inTalk ? () => walk(line, key === 'ArrowDown' ? 1 : -1) : undefined;
  }
  const id = line?.id.slice('line-'.length) ?? now().selected;
  return id && forLine(key, id);
}

function forLine(key, id) {
  const { people, channelId } = now();
  const line = talkIn(now(), channelId).lines.find((one) => one.id === id);
  const mine = line?.kind === 'person' && people.some((person) => person.id === line.authorId);
  if (key === 'w') return () => why(id);
  if (key === 'r') return () => reply(id);
  if (key === 'e' && mine) return () => change({ editing: id });
  if ((key === 'd' || key === 'Delete') && mine)
    return () => {
      walk(document.querySelector(`#line-${CSS.escape(id)}`), -1);
      void retract(id);
    };
  return undefined;
}

function walk(line, step) {
  const lines = [...document.querySelectorAll('.lines .line[id]')];
  const at = lines.indexOf(line);
  const next = at === -1 ? lines.at(-1) : lines[at + step];
  if (next !== undefined) next.focus();
  else if (step > 0) focusComposer();
}

function moveRoom(step) {
  const rooms = [...document.querySelectorAll('.door')];
  const at = rooms.findIndex((room) => room.getAttribute('aria-current') === 'page');
  rooms[(at + step + rooms.length) % rooms.length]?.click();
}

function closeOrLeave() {
  const { panel, drawer, selected } = now();
  if (panel !== undefined || drawer !== undefined) {
    const over = document.querySelector('.room[inert]') !== null;
    change({ panel: undefined, drawer: undefined });
    // A drawer gives focus back to what opened it.
    if (over) return;
    const line = selected && document.querySelector(`#line-${CSS.escape(selected)}`);
    if (line) line.focus();
    else focusComposer();
  } else {
    change({ selected: undefined });
    focusComposer();
  }
}
