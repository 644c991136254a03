import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { change } from './store.js';

const focusable = 'button:not([disabled]), a[href], input, select, textarea, [tabindex="0"]';
/** Where focus goes when the drawer closes, if not back to what opened it. */
let next;

/** Which part lies over the room: on a narrow window the cast or Why, on a phone the rooms too. */
export function useDrawer({ drawer, panel }) {
  const narrow = useMedia('(max-width: 1099px)');
  const phone = useMedia('(max-width: 759px)');
  const open = (drawer === 'cast' && narrow) || (drawer === 'places' && phone) ? drawer : undefined;
  useFocusIn(open, `${panel?.kind} ${panel?.messageId ?? panel?.characterId}`);
  return open;
}

/** Closes the drawer and goes on at this part of the page. */
export function leaveDrawerFor(part) {
  next = part;
  change({ drawer: undefined });
}

/** Whether a drawer lies over this part of the page. */
export function isBehind(part) {
  return part.closest('[inert]') !== null;
}

function useMedia(query) {
  const [fits, setFits] = useState(() => matchMedia(query).matches);
  useLayoutEffect(() => {
    const media = matchMedia(query);
    const look = () => setFits(media.matches);
    look();
    media.addEventListener('change', look);
    return () => media.removeEventListener('change', look);
  }, [query]);
  return fits;
}

/** Takes focus into a drawer that opens or shows something else, and gives it back when it closes. */
function useFocusIn(open, content) {
  const before = useRef();
  const opener = useRef(null);
  // While drawing: what becomes inert loses its focus soon after.
  if (open !== undefined && before.current === undefined) opener.current = document.activeElement;
  useLayoutEffect(() => {
    const was = before.current;
    before.current = open;
    if (open !== undefined) moveInto(partOf(open));
    else if (was !== undefined) leave(partOf(was), opener.current);
  }, [open, content]);
}

function partOf(drawer) {
  return document.querySelector(drawer === 'places' ? '.places' : '.side');
}

function moveInto(part) {
  if (!part.contains(document.activeElement)) part.querySelector(focusable)?.focus();
}

function leave(part, opener) {
  const wanted = next;
  next = undefined;
  // The window has grown: what was a drawer stands beside the room now.
  const stays = part.contains(document.activeElement) && part.getClientRects().length > 0;
  if (wanted === undefined && stays) return;
  const back = [wanted, opener].find((one) => one?.isConnected && one !== document.body);
  (back ?? document.querySelector('#composer'))?.focus();
}
