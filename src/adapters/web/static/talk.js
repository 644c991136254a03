import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { isDark, openPlace, setTheme, showEarlier } from './actions.js';
import { Portrait } from './cast.js';
import { mention } from './composer.js';
import { icon } from './icons.js';
import { DraftLine, Line, PanelLine } from './line.js';
import { change, characterOf, placeOf, talkIn } from './store.js';
import { html } from './view.js';

const groupedWithinMs = 5 * 60_000;
const nearBottomPx = 80;

/** Where we are, above the talk. */
export function TalkHead({ state }) {
  const place = placeOf(state);
  const dark = isDark();
  return html`<header class="room-head">
    <button class="quiet square only-narrow" aria-label="Rooms" onClick=${() => change({ drawer: 'places' })}>${icon('menu')}</button>
    <${PlaceTitle} state=${state} place=${place} off=${talkIn(state, state.channelId).mode === 'off'} />
    <div class="tools">
      ${
        place !== undefined &&
        place.kind !== 'direct' &&
        html`<button class="quiet square" aria-label="New thread" title="New thread" onClick=${() => change({ dialog: 'thread' })}>${icon('thread')}</button>`
      }
      <button class="quiet square not-phone" aria-label="Keys" title="Keys (?)" onClick=${() => change({ dialog: 'keys' })}>${icon('keys')}</button>
      <button class="quiet square" aria-label=${dark ? 'Light theme' : 'Dark theme'} title=${dark ? 'Light theme' : 'Dark theme'}
        onClick=${() => setTheme(dark ? 'light' : 'dark')}>${icon(dark ? 'sun' : 'moon')}</button>
      <button class="quiet square" aria-label="The cast" title="The cast" onClick=${() => toggleCast(state)}>${icon('people')}</button>
    </div>
  </header>`;
}

function toggleCast({ castHidden, panel, drawer }) {
  const shown = matchMedia('(min-width: 1100px)').matches
    ? !castHidden || panel !== undefined
    : drawer === 'cast';
  change({ panel: undefined, castHidden: shown, drawer: shown ? undefined : 'cast' });
}

function PlaceTitle({ state, place, off }) {
  if (place === undefined) return html`<div class="where"><h1>Acore</h1></div>`;
  const parent = state.places.find(({ channelId }) => channelId === place.parentId);
  return html`<div class="where">
    <h1>
      ${place.partner ? html`<${Portrait} character=${place.partner} size="tiny" />` : icon(place.kind === 'thread' ? 'thread' : 'hash')}
      ${place.name}
    </h1>
    <p>
      ${off && html`<strong class="mode">Off: what is said here now is not kept.</strong> `}
      ${
        parent
          ? html`in <button class="link" onClick=${() => openPlace(parent.channelId)}>#${parent.name}</button>`
          : place.topic
      }
    </p>
  </div>`;
}

/** What has been said here. */
export function Talk({ state }) {
  const talk = talkIn(state, state.channelId);
  const list = useRef(null);
  const [away, setAway] = useState(false);
  const stuck = useRef(true);
  const rows = useMemo(() => rowsOf(talk), [talk]);
  const below = useRef(0);
  const top = useRef(0);
  const spokenAt = useMemo(() => lastOwn(talk, state.people)?.at ?? 0, [talk.lines, state.people]);
  useLayoutEffect(() => {
    stuck.current = true;
  }, [state.channelId]);
  useGrowing(spokenAt, () => {
    stuck.current = true;
  });
  const settle = () => {
    const { scrollHeight } = list.current;
    if (stuck.current) list.current.scrollTop = scrollHeight;
    top.current = list.current.scrollTop;
  };
  useLayoutEffect(settle);
  useLayoutEffect(() => {
    // Earlier lines came in above: what was in sight stays there.
    if (!stuck.current) list.current.scrollTop = list.current.scrollHeight - below.current;
  }, [talk.lines[0]?.id]);
  useLayoutEffect(() => {
    const watching = new ResizeObserver(settle);
    watching.observe(list.current);
    for (const part of list.current.children) watching.observe(part);
    return () => watching.disconnect();
  }, []);
  const onScroll = ({ target }) => {
    below.current = target.scrollHeight - target.scrollTop;
    const isNear = below.current - target.clientHeight < nearBottomPx;
    // What was above the end a moment ago may be far from it because there is less room now: nobody left it.
    if (isNear || target.scrollTop < top.current) stuck.current = isNear;
    top.current = target.scrollTop;
    setAway(!stuck.current);
  };
  const active = state.selected ?? rows.findLast(({ line }) => line !== undefined)?.line.id;
  return html`<div class="talk-frame">
    <div class="talk" ref=${list} onScroll=${onScroll}>
      ${
        talk.earlier
          ? html`<p class="earlier"><button onClick=${showEarlier}>Earlier messages</button></p>`
          : html`<${Opening} state=${state} empty=${talk.loaded && rows.length === 0} />`
      }
      <ol class="lines" aria-label="Messages">
        ${rows.map((row) => html`<${Row} key=${row.key} row=${row} state=${state} talk=${talk} active=${active} />`)}
      </ol>
    </div>
    ${
      away &&
      html`<button class="latest" onClick=${() => list.current.scrollTo({ top: list.current.scrollHeight })}>
      ${icon('down')} Latest
    </button>`
    }
  </div>`;
}

/** What somebody at this page said last. */
function lastOwn({ lines }, people) {
  return lines.findLast(({ kind, authorId }) => kind === 'panel' || people.some(({ id }) => id === authorId));
}

/** Does something before the page is drawn with a number that has grown. */
function useGrowing(number, act) {
  const before = useRef(number);
  useLayoutEffect(() => {
    if (number > before.current) act();
    before.current = number;
  }, [number]);
}

/** Lines, panels and drafts in order, with what hangs together grouped. */
function rowsOf({ lines, drafts }) {
  const said = lines.map((line, index) => ({
    key: line.key,
    line,
    grouped: belongsTo(lines[index - 1], line),
    day: newDay(lines[index - 1], line),
  }));
  return [...said, ...drafts.map((draft) => ({ key: draft.key, draft }))];
}

function belongsTo(before, line) {
  if (before === undefined || before.kind === 'panel' || line.kind === 'panel') return false;
  if (newDay(before, line) !== undefined || line.replyTo !== undefined) return false;
  // Another mood has another face, which is shown.
  if (before.mood?.name !== line.mood?.name) return false;
  return (
    before.authorId === line.authorId && before.kind === line.kind && line.at - before.at < groupedWithinMs
  );
}

function newDay(before, { at }) {
  const day = new Date(at).toDateString();
  if (before !== undefined && new Date(before.at).toDateString() === day) return undefined;
  if (day === new Date().toDateString()) return before === undefined ? undefined : 'Today';
  return new Date(at).toLocaleDateString(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
}

function Row({ row, state, talk, active }) {
  const { line, draft, grouped, day } = row;
  if (draft !== undefined)
    return html`<${DraftLine} draft=${draft} character=${characterOf(state, draft.characterId)} />`;
  if (line.kind === 'panel')
    return html`<${PanelLine} line=${line} character=${characterOf(state, line.reply.characterId)} />`;
  return html`<${Line}
    line=${line}
    grouped=${grouped}
    day=${day}
    character=${characterOf(state, line.characterId)}
    answers=${line.replyTo && talk.lines.find(({ id }) => id === line.replyTo)}
    ending=${talk.endings[line.id]}
    selected=${state.selected === line.id}
    active=${active === line.id}
    editing=${state.editing === line.id}
    mine=${line.kind === 'person' && state.people.some(({ id }) => id === line.authorId)}
  />`;
}

/** The head of every talk: where this is, and while it is empty, how to begin. */
function Opening({ state, empty }) {
  const place = placeOf(state);
  if (place === undefined) return undefined;
  if (place.kind === 'direct') return html`<${DirectOpening} partner=${place.partner} />`;
  const guests = state.cast.slice(0, 3);
  return html`<section class="opening">
    <h2>${place.kind === 'thread' ? place.name : `#${place.name}`}</h2>
    <p>${place.topic}</p>
    ${
      empty &&
      html`<p>
        Whoever you name will answer; name two, and the second hears the first. Answer somebody’s message, and it goes on without names.
        Type <kbd>/</kbd> for commands.
      </p>
      <ul class="starters">
        ${guests.map(
          ({ id, name, colour }) =>
            html`<li key=${id}><button style=${{ '--tint': colour }} onClick=${() => mention(name, 'good evening!')}>
              <${Portrait} character=${characterOf(state, id)} size="tiny" /> Greet ${name}
            </button></li>`,
        )}
      </ul>`
    }
  </section>`;
}

function DirectOpening({ partner }) {
  return html`<section class="opening" style=${{ '--tint': partner.colour }}>
    <${Portrait} character=${partner} size="large" />
    <h2>${partner.name}</h2>
    <p>${partner.line}</p>
    <blockquote class="greeting"><p>${partner.greeting.replace(/\{\{user\}\}/gi, 'you')}</p></blockquote>
    <p class="hint">Only the two of you are here: every message is answered.</p>
  </section>`;
}
