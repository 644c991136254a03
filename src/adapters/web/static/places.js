import { logOut, openDirect, openPlace } from './actions.js';
import { Portrait } from './cast.js';
import { icon } from './icons.js';
import { change, directId, speakerOf } from './store.js';
import { html } from './view.js';

/** The rooms, on the left. */
export function Places({ state, behind }) {
  const channels = state.places.filter(({ kind }) => kind === 'text');
  return html`<nav class="places" aria-label="Rooms" inert=${behind}>
    <header class="brand"><img src="/static/icon.svg" alt="" width="30" height="30" /> <span>Acore</span></header>
    <div class="scroll">
      <h2>Channels</h2>
      <ul>
        ${channels.map((place) => html`<${Channel} key=${place.channelId} place=${place} state=${state} />`)}
      </ul>
      <h2>Direct messages</h2>
      <ul>${state.cast.map((character) => html`<${Direct} key=${character.id} character=${character} state=${state} />`)}</ul>
    </div>
    <footer>
      <${ModelMark} model=${state.model} />
      <span class="version">${state.version && `v${state.version}`}</span>
      ${state.locked && html`<button class="quiet square" aria-label="Log out" title="Log out" onClick=${logOut}>${icon('leave')}</button>`}
    </footer>
  </nav>`;
}

function Channel({ place, state }) {
  const threads = state.places.filter(({ parentId }) => parentId === place.channelId);
  return html`<li>
    <${Door} state=${state} channelId=${place.channelId} open=${() => openPlace(place.channelId)}>
      ${icon('hash')}<span class="name">${place.name}</span>
    <//>
    ${
      threads.length > 0 &&
      html`<ul class="threads" aria-label=${`Threads in #${place.name}`}>
      ${threads.map(
        ({ channelId, name }) => html`<li key=${channelId}>
          <${Door} state=${state} channelId=${channelId} open=${() => openPlace(channelId)}>
            ${icon('thread')}<span class="name">${name}</span>
          <//>
        </li>`,
      )}
    </ul>`
    }
  </li>`;
}

function Direct({ character, state }) {
  const channelId = directId(speakerOf(state).id, character.id);
  return html`<li>
    <${Door} state=${state} channelId=${channelId} open=${() => openDirect(character.id)}>
      <${Portrait} character=${character} size="tiny" /><span class="name">${character.name}</span>
    <//>
  </li>`;
}

function Door({ state, channelId, open, children }) {
  const unread = state.unread[channelId] ?? 0;
  const current = state.channelId === channelId;
  return html`<button class="door" aria-current=${current ? 'page' : undefined} onClick=${open}>
    ${children} ${unread > 0 && html`<span class="count" aria-label=${`${unread} unread`}>${unread}</span>`}
  </button>`;
}

/** Which model speaks, always in sight. */
function ModelMark({ model }) {
  if (model === undefined) return html`<span></span>`;
  const name = model.standIn ? 'understudy' : model.name;
  return html`<button class="model quiet" title="Which model speaks" data-stand-in=${model.standIn}
    onClick=${() => change({ bannerClosed: false, drawer: undefined })}>
    <span class="dot"></span><span class="name" title=${name}>${name}</span>
  </button>`;
}
