import { useLayoutEffect, useState } from 'preact/hooks';

const kept = 'acore.playground';
const remembered = ['people', 'personId', 'channelId', 'bannerClosed', 'castHidden'];

/** Everything the page knows. Changed only through `change`. */
let state = {
  session: 'unknown',
  connection: 'opening',
  version: '',
  model: undefined,
  locked: false,
  bannerClosed: false,
  castHidden: false,
  cast: [],
  places: [],
  channelId: 'tavern',
  people: [{ id: 'traveller', name: 'Traveller' }],
  personId: 'traveller',
  talks: {},
  unread: {},
  panel: undefined,
  dialog: undefined,
  drawer: undefined,
  selected: undefined,
  replyTo: undefined,
  editing: undefined,
  notices: [],
  spoken: '',
  ...recall(),
};
const listeners = new Set();

function recall() {
  try {
    return JSON.parse(localStorage.getItem(kept) ?? '{}');
  } catch {
    return {};
  }
}

function keep() {
  localStorage.setItem(kept, JSON.stringify(Object.fromEntries(remembered.map((key) => [key, state[key]]))));
}

export function now() {
  return state;
}

/** Takes the difference to the present state, or a function that makes it. */
export function change(difference) {
  const given = typeof difference === 'function' ? difference(state) : difference;
  if (given === undefined) return;
  state = { ...state, ...given };
  if (remembered.some((key) => key in given)) keep();
  for (const listener of [...listeners]) listener();
}

/** Draws a component again after every change. */
export function useStore() {
  const [, again] = useState(0);
  // Before anything else can happen: a change between drawing and listening would be lost.
  useLayoutEffect(() => {
    const listener = () => again((count) => count + 1);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return state;
}

/** How many lines of a room are fetched first, and with every step back. */
export const linesAtOnce = 200;
const empty = {
  lines: [],
  limit: linesAtOnce,
  earlier: false,
  endings: {},
  /** What is being said right now, and what has lately been said to the end or given up. */
  drafts: [],
  over: [],
  loaded: false,
};

export function talkIn(current, channelId) {
  return current.talks[channelId] ?? empty;
}

/** Changes one room's talk. */
export function changeTalk(channelId, make) {
  change((current) => ({
    talks: {
      ...current.talks,
      [channelId]: { ...talkIn(current, channelId), ...make(talkIn(current, channelId)) },
    },
  }));
}

export function speakerOf(current) {
  return current.people.find(({ id }) => id === current.personId) ?? current.people[0];
}

export function characterOf(current, id) {
  return current.cast.find((character) => character.id === id);
}

export function directId(personId, characterId) {
  return `direct.${personId}.${characterId}`;
}

/** The open room as it is shown, direct lines included. */
export function placeOf(current, channelId = current.channelId) {
  const listed = current.places.find((place) => place.channelId === channelId);
  if (listed !== undefined) return listed;
  const [, , characterId] = /^direct\.([^.]+)\.(.+)$/.exec(channelId) ?? [];
  const partner = characterOf(current, characterId);
  if (partner === undefined) return undefined;
  return { channelId, kind: 'direct', name: partner.name, topic: partner.line, partner };
}
