import { call } from '../api.js';
import { Flag } from '../editor/fields.js';
import { html } from '../view.js';
import { counted, dayText, hostName } from './words.js';

const rules = [
  ['learning', 'Remember what is said here from now on'],
  ['share', 'The characters tell each other what they remember'],
  ['noted', 'Say in the channel what was noted'],
];

/** For each server and direct talk: whether is remembered, shared and told. */
export function Homes({ homes, enabled, work, changed }) {
  if (homes === undefined) return html`<p class="hint">Looking…</p>`;
  return html`
    <p>Nothing is remembered before somebody said so. What is said while it is off stays unremembered; what is known stays, until somebody takes it out.</p>
    ${!enabled && html`<p class="wrong">Memory is switched off for all of this Acore: memory.enabled in config.yaml.</p>`}
    <ul class="homes">${homes.map((home) => html`<li key=${home.home}><${Home} home=${home} work=${work} changed=${changed} /></li>`)}</ul>
    <p class="hint">On Discord, those who manage a server say the same with /memory learning, share and noted.</p>`;
}

function Home({ home, work, changed }) {
  const { places, characters, facts, learnsSince } = home;
  const set = (rule, on) =>
    work.attempt(async () => {
      const { says } = await call('POST', '/api/memory/rule', { home: home.home, rule, on });
      work.tell(says);
      changed();
    });
  const about = [
    places.length > 0 && places.map((place) => `#${place}`).join(', '),
    characters.length > 0 && `heard by ${characters.join(', ')}`,
    counted(facts, 'fact', 'facts'),
    learnsSince !== undefined && `on since ${dayText(learnsSince)}`,
  ];
  return html`<h2>${homeName(home)}</h2>
    <p class="hint">${about.filter(Boolean).join('; ')}</p>
    <div class="flags">${rules.map(([rule, label]) => html`<${Flag} key=${rule} label=${label} value=${home[rule]} set=${(on) => set(rule, on)} />`)}</div>`;
}

function homeName({ host, kind }) {
  if (host === 'playground') return 'This playground';
  if (host === 'terminal') return 'The terminal';
  return kind === 'direct' ? `A direct talk on ${hostName(host)}` : `A server on ${hostName(host)}`;
}

/** The switch for the playground, for those who have nothing remembered yet. */
export function Beginning({ homes, work, changed, write }) {
  const own = homes?.find(({ host }) => host === 'playground');
  const begin = () =>
    work.attempt(async () => {
      const { says } = await call('POST', '/api/memory/rule', { home: own.home, rule: 'learning', on: true });
      work.tell(says);
      changed();
    });
  return html`<section class="beginning" aria-label="How it begins">
    <h2>Nothing is remembered yet</h2>
    <p>Characters remember what people say about themselves, once somebody allowed it: where they live, what they like, what they are planning. Here you can then look it up, correct it and take it out.</p>
    ${
      own?.learning
        ? html`<p><b>Learning is on in this playground.</b> Tell a character something about yourself, and look here again.</p>`
        : html`<p class="deeds"><button class="main" disabled=${own === undefined} onClick=${begin}>Remember what is said in this playground</button></p>`
    }
    <p class="hint">On Discord, one who manages the server says <code>/memory learning on</code>. Or <button class="link" onClick=${write}>write something down yourself</button>.</p>
  </section>`;
}
