import { call, Refusal, sendFile } from './api.js';
import { addLine, addPanel, draftKey, listen } from './live.js';
import { change, changeTalk, directId, linesAtOnce, now, speakerOf, talkIn } from './store.js';

/** Opens the page, or asks for the password. */
export async function begin() {
  const talk = attempt(loadOpenTalk);
  if (await attempt(loadState)) {
    change({ session: 'open' });
    listen(catchUp, listenAgain);
  }
  await talk;
}

/** The server let nobody listen: perhaps it wants the password again, perhaps it is not there. */
async function listenAgain() {
  await attempt(loadState);
  if (now().session === 'open') listen(catchUp, listenAgain);
}

export async function logIn(password) {
  await call('POST', '/api/login', { password });
  await begin();
}

export async function logOut() {
  await attempt(async () => {
    await call('POST', '/api/logout', {});
    location.reload();
  });
}

/** Called when the listening begins: what was said before it, or while it was interrupted, is fetched. */
async function catchUp({ interrupted }) {
  await attempt(loadOpenTalk);
  if (interrupted) await attempt(loadState);
}

async function loadState() {
  const { version, places, cast, model, locked } = await call('GET', '/api/state');
  change({ version, places, cast, model, locked });
  return true;
}

function loadOpenTalk() {
  return loadTalk(now().channelId);
}

async function loadTalk(channelId) {
  const { limit } = talkIn(now(), channelId);
  const address = `/api/places/${encodeURIComponent(channelId)}?lines=${limit}`;
  const { mode, lines, earlier, endings, drafts } = await call('GET', address).catch(goHome);
  if (talkIn(now(), channelId).limit > limit) return loadTalk(channelId);
  return changeTalk(channelId, (talk) => ({
    loaded: true,
    mode,
    earlier,
    lines: merge(lines, talk.lines),
    ...mergeDrafts(drafts, {
      ...talk,
      endings: {
        ...Object.fromEntries(endings.map((ending) => [ending.messageId, ending])),
        ...talk.endings,
      },
    }),
  }));
}

/** What the server says is being said, corrected by what was heard since: what has ended, begun and grown. */
function mergeDrafts(drafts, { endings, over, drafts: shown }) {
  const longest = new Map(drafts.map((draft) => [draftKey(draft), { ...draft, key: draftKey(draft) }]));
  for (const draft of shown)
    if (!(longest.get(draft.key)?.text.length > draft.text.length)) longest.set(draft.key, draft);
  const going = [...longest.values()].filter(
    ({ key, messageId }) => !over.includes(key) && endings[messageId] === undefined,
  );
  return { endings, drafts: going };
}

/** A room that is gone is left for the first one. */
async function goHome(refusal) {
  if (refusal.status !== 400 || now().channelId === 'tavern') throw refusal;
  await openPlace('tavern');
  return { lines: [], earlier: false, endings: [], drafts: [] };
}

/** Fetches what was said before the first line of the open room; an answer still on its way no longer reaches back far enough. */
export function showEarlier() {
  const { channelId } = now();
  changeTalk(channelId, ({ limit }) => ({ limit: limit + linesAtOnce }));
  return attempt(() => loadTalk(channelId));
}

/** The server's lines, with what was heard since it answered and the panels only this page has, in order. */
function merge(lines, shown) {
  const keys = new Map(shown.map(({ id, key }) => [id, key]));
  const known = new Set(lines.map(({ id }) => id));
  const newest = lines.at(-1)?.at ?? 0;
  const own = shown.filter(({ id, kind, at }) => kind === 'panel' || (!known.has(id) && at >= newest));
  const keyed = lines.map((line) => ({ ...line, key: keys.get(line.id) ?? line.id }));
  return [...keyed, ...own].sort((a, b) => a.at - b.at);
}

/** Does something; what is refused becomes a notice that stays until it is read. */
export async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error.name === 'AbortError') return undefined;
    if (error.status === 401) change({ session: 'closed' });
    else notify(error.message, error.status === 0);
    return undefined;
  }
}

/** Tells something; what is only so `whileAway` goes when the connection is back. */
export function notify(text, whileAway = false) {
  change(({ notices }) => ({
    notices: [...notices.filter((notice) => notice.text !== text), { id: newId(), text, whileAway }],
  }));
}

export function dismiss(id) {
  change(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}

export async function openPlace(channelId) {
  change(({ unread }) => ({
    channelId,
    unread: { ...unread, [channelId]: 0 },
    drawer: undefined,
    selected: undefined,
    replyTo: undefined,
    editing: undefined,
  }));
  await attempt(() => loadTalk(channelId));
}

export function openDirect(characterId) {
  return openPlace(directId(speakerOf(now()).id, characterId));
}

export async function say(text) {
  const { channelId, replyTo, people } = now();
  const line = await call('POST', '/api/messages', {
    channelId,
    text,
    person: speakerOf(now()),
    people,
    ...(replyTo !== undefined && { replyTo }),
  });
  addLine(channelId, line);
  change({ replyTo: undefined });
}

const largestFileBytes = 20 * 1024 * 1024;

/** Runs a command; `file` is for the option that takes one. */
export async function run(line, signal, file) {
  const { channelId } = now();
  const asked = { channelId, line, person: speakerOf(now()) };
  const reply = file
    ? await runWith(file, asked, signal)
    : await call('POST', '/api/commands', asked, signal);
  if (reply.visible === 'everyone') return;
  addPanel(channelId, { id: newId(), reply, line });
  change({ spoken: reply.text });
}

function runWith(file, asked, signal) {
  const { name, type, size } = file;
  if (size > largestFileBytes) throw new Refusal(`“${name}” is larger than 20 MB.`, 413);
  const query = new URLSearchParams({ call: JSON.stringify(asked), name, type });
  return sendFile(`/api/commands/file?${query}`, file, signal);
}

export function complete(line, signal) {
  const { channelId } = now();
  return call('POST', '/api/completions', { channelId, line, person: speakerOf(now()) }, signal);
}

export async function revise(messageId, text) {
  await call('PUT', `/api/messages/${messageId}`, { text, person: authorOf(messageId) });
  change({ editing: undefined });
}

/** Takes a message back; whoever was about to answer it falls silent. */
export async function retract(messageId) {
  const person = authorOf(messageId);
  await attempt(() => call('DELETE', `/api/messages/${messageId}`, { person }));
  change(({ selected }) => (selected === messageId ? { selected: undefined } : {}));
}

/** Stops answers in the open room by taking back what they answer; the words return to the composer. */
export async function takeBack(messageId) {
  const line = talkIn(now(), now().channelId).lines.find(({ id }) => id === messageId);
  await retract(messageId);
  return line?.text ?? '';
}

function authorOf(messageId) {
  const { authorId, authorName } = talkIn(now(), now().channelId).lines.find(({ id }) => id === messageId);
  return { id: authorId, name: authorName };
}

export async function openThread(name) {
  const { channelId, places } = now();
  const parentId = places.find((place) => place.channelId === channelId)?.parentId ?? channelId;
  const place = await call('POST', '/api/threads', { parentId, name });
  change(({ places: known }) => ({
    dialog: undefined,
    places: [...known.filter((one) => one.channelId !== place.channelId), place],
  }));
  await openPlace(place.channelId);
}

export function removePanel(id) {
  changeTalk(now().channelId, ({ lines }) => ({ lines: lines.filter((line) => line.id !== id) }));
}

export function why(messageId) {
  change({ panel: { kind: 'why', messageId }, drawer: 'cast', selected: messageId });
}

export function showSheet(characterId) {
  change({ panel: { kind: 'sheet', characterId }, drawer: 'cast' });
}

export function addPerson(name) {
  const id = `p-${newId()}`;
  change(({ people }) => ({ people: [...people, { id, name }], personId: id }));
}

export function renamePerson(id, name) {
  change(({ people }) => ({
    people: people.map((person) => (person.id === id ? { ...person, name } : person)),
  }));
}

export function removePerson(id) {
  change(({ people, personId }) => {
    const left = people.filter((person) => person.id !== id);
    if (left.length === 0) return {};
    return { people: left, personId: personId === id ? left[0].id : personId };
  });
}

/** Speaks as somebody else; a direct line follows its person. */
export function speakAs(personId) {
  const [, , characterId] = /^direct\.([^.]+)\.(.+)$/.exec(now().channelId) ?? [];
  change({ personId });
  if (characterId !== undefined) void openDirect(characterId);
}

export function setTheme(theme) {
  if (theme === undefined) {
    localStorage.removeItem('acore.theme');
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem('acore.theme', theme);
    document.documentElement.dataset.theme = theme;
  }
  change({});
}

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}

function newId() {
  return crypto.getRandomValues(new Uint32Array(2)).reduce((text, part) => text + part.toString(36), '');
}
