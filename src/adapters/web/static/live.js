import { change, changeTalk, now, talkIn } from './store.js';

const againAfterMs = 2_000;
let stop;
let again;

/**
 * Listens to what happens, once however often it is called. `catchUp` is called whenever something may have been
 * missed, `refused` when the server does not let this page listen.
 */
export function listen(catchUp, refused) {
  stop?.();
  clearTimeout(again);
  stop = follow({
    hear: (data) => hear(JSON.parse(data), catchUp),
    lost(closed) {
      change({ connection: 'lost' });
      if (closed) again = setTimeout(refused, againAfterMs);
    },
  });
  window.onpagehide = () => stop();
  // A page that comes back from the browser's memory was deaf meanwhile.
  window.onpageshow = ({ persisted }) => {
    if (!persisted) return;
    change({ connection: 'lost' });
    listen(catchUp, refused);
  };
}

/** Hears the server, where the browser can through the one listener that all pages share; returns what ends it. */
function follow({ hear: heard, lost }) {
  if (globalThis.SharedWorker === undefined) return followAlone({ heard, lost });
  const { port } = new SharedWorker('/static/events-worker.js', 'acore-events');
  port.onmessage = ({ data: { data, closed } }) => (data === undefined ? lost(closed) : heard(data));
  port.postMessage('listen');
  return () => {
    port.postMessage('leave');
    port.close();
  };
}

function followAlone({ heard, lost }) {
  const source = new EventSource('/events');
  source.onmessage = ({ data }) => heard(data);
  source.onerror = () => lost(source.readyState === EventSource.CLOSED);
  return () => source.close();
}

const hearers = {
  bye() {
    stop();
    change({ session: 'closed' });
  },
  hello(_event, catchUp) {
    const interrupted = now().connection === 'lost';
    change(({ notices, talks }) => ({
      connection: 'open',
      // Whether they have ended meanwhile was not heard.
      talks: Object.fromEntries(
        Object.entries(talks).map(([id, talk]) => [id, { ...talk, drafts: [], over: [] }]),
      ),
      notices: notices.filter(({ whileAway }) => !whileAway),
    }));
    catchUp({ interrupted });
  },
  line({ channelId, line }) {
    addLine(channelId, line);
    const open = channelId === now().channelId && document.visibilityState === 'visible';
    if (line.kind !== 'character') return;
    if (open) change({ spoken: `${line.authorName}: ${line.text}` });
    else change(({ unread }) => ({ unread: { ...unread, [channelId]: (unread[channelId] ?? 0) + 1 } }));
  },
  revised({ channelId, messageId, text, at }) {
    mapLines(channelId, (line) => (line.id === messageId ? { ...line, text, editedAt: at } : line));
  },
  retracted({ channelId, messageId }) {
    changeTalk(channelId, ({ lines, drafts }) => ({
      lines: lines.filter(({ id }) => id !== messageId),
      drafts: drafts.filter((draft) => draft.messageId !== messageId),
    }));
  },
  working(event, catchUp) {
    if (!knows(event) && event.channelId === now().channelId) catchUp({ interrupted: false });
    changeTalk(event.channelId, ({ over }) => ({ over: over.filter((key) => key !== draftKey(event)) }));
    putDraft(event, (draft) => draft);
  },
  delta(event) {
    putDraft(event, (draft) => ({ ...draft, text: draft.text + event.text }));
  },
  withdrawn: dropDraft,
  said: dropDraft,
  ending({ channelId, ending }) {
    changeTalk(channelId, ({ endings, drafts, over }) => ({
      over: over.filter((key) => !key.startsWith(`${ending.messageId}/`)),
      endings: { ...endings, [ending.messageId]: ending },
      drafts: drafts.filter(({ messageId }) => messageId !== ending.messageId),
    }));
  },
  panel({ channelId, reply, id }) {
    addPanel(channelId, { id, reply });
  },
  mode({ channelId, mode }) {
    changeTalk(channelId, () => ({ mode }));
  },
  place({ place }) {
    change(({ places }) => ({
      places: [...places.filter(({ channelId }) => channelId !== place.channelId), place],
    }));
  },
  model({ model, standIn }) {
    change({ model: { name: model, standIn } });
  },
};

function hear(event, catchUp) {
  hearers[event.kind]?.(event, catchUp);
}

function knows({ channelId, messageId }) {
  return talkIn(now(), channelId).lines.some(({ id }) => id === messageId);
}

/** Adds a line once. A character's words take the place of their draft, so that nothing jumps. */
export function addLine(channelId, line) {
  changeTalk(channelId, ({ lines, drafts }) => {
    if (lines.some(({ id }) => id === line.id)) return {};
    const draft = drafts.find(
      ({ characterId }) => line.kind === 'character' && characterId === line.characterId,
    );
    return {
      lines: [...lines, { ...line, key: draft?.key ?? line.id }],
      drafts: drafts.filter((other) => other !== draft),
    };
  });
}

/** Shows what a command said. Only this page keeps it. */
export function addPanel(channelId, panel) {
  changeTalk(channelId, ({ lines }) =>
    lines.some(({ id }) => id === panel.id)
      ? {}
      : { lines: [...lines, { kind: 'panel', at: Date.now(), key: panel.id, ...panel }] },
  );
}

function mapLines(channelId, make) {
  changeTalk(channelId, ({ lines }) => ({ lines: lines.map(make) }));
}

/** Names a draft: who is answering which message. */
export function draftKey({ messageId, characterId }) {
  return `${messageId}/${characterId}`;
}

function putDraft({ channelId, messageId, characterId }, make) {
  const key = draftKey({ messageId, characterId });
  changeTalk(channelId, ({ drafts }) => {
    const known = drafts.find((draft) => draft.key === key);
    const draft = make(known ?? { key, messageId, characterId, text: '' });
    return {
      drafts: known === undefined ? [...drafts, draft] : drafts.map((one) => (one === known ? draft : one)),
    };
  });
}

function dropDraft(event) {
  const key = draftKey(event);
  changeTalk(event.channelId, ({ drafts, over }) => ({
    drafts: drafts.filter((draft) => draft.key !== key),
    over: [...over, key],
  }));
}
