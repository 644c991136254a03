import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { Head, needStyles, TabBar, Told } from '../editor/frame.js';
import { offer } from '../editor/work.js';
import { icon } from '../icons.js';
import { useSaid } from '../said.js';
import { html } from '../view.js';
import { keepAddress, leaveFor, memoryAddress } from '../views.js';
import { askedIn, endOf, tabs, writtenAsked } from './asked.js';
import { Changes } from './changes.js';
import { Days } from './days.js';
import { Facts } from './facts.js';
import { Filters } from './filters.js';
import { Beginning, Homes } from './homes.js';
import { addressOf, useFetched } from './pages.js';
import { People } from './people.js';
import { Remember } from './remember.js';
import { counted } from './words.js';

await needStyles('/static/editor/editor.css', '/static/memory/memory.css');

const nobody = new Set();
const addressRestMs = 300;
const wide = matchMedia('(min-width: 1000px)');

/** What characters remember: looked through, put right, taken out and brought back. `query`: what the address asks for. */
export function Memory({ state, query = '' }) {
  const [{ filter, asOf, ...asked }, setAsked] = useAsked(query);
  // Where there is room the timeline stands beside the facts.
  const tab = useIsWide() && asked.tab === 'days' ? 'facts' : asked.tab;
  const [writing, setWriting] = useState(false);
  // What was changed on a card shows there already; the list itself is looked at anew when it may hold something else.
  const [version, setVersion] = useState({ numbers: 0, facts: 0 });
  const work = useSaid();
  const page = useRef(null);
  const overview = useFetched('/api/memory/overview', version.numbers, work);
  const known = useFetched('/api/memory/people', version.numbers, work);
  const homes = useFetched('/api/memory/homes', version.numbers, work)?.homes;
  const isThere = overview !== undefined;
  // Who takes out the last fact can still bring it back.
  const hadFacts = useRef(false);
  hadFacts.current ||= (overview?.counts.facts ?? 0) > 0;
  const hasFacts = hadFacts.current || asOf !== undefined;
  useEffect(() => page.current?.querySelector('h1')?.focus(), [isThere]);

  const set = (part) => setAsked((before) => ({ ...before, filter: narrowed(before.filter, part) }));
  const setTab = (chosen) => setAsked((before) => ({ ...before, tab: chosen }));
  const clear = () => setAsked((before) => ({ ...before, filter: {}, asOf: undefined }));
  const recount = () => setVersion(({ numbers, facts }) => ({ numbers: numbers + 1, facts }));
  const changed = () => setVersion(({ numbers, facts }) => ({ numbers: numbers + 1, facts: facts + 1 }));
  const again = () => {
    work.tell('');
    changed();
  };
  const chooseDays = (days) => {
    set(days ?? { from: undefined, to: undefined });
    if (tab === 'days' || tab === 'people') setTab('facts');
  };
  const write = () => {
    setTab('facts');
    setWriting(true);
  };
  const download = () =>
    work.attempt(async () => {
      const { facts, files } = await call('GET', addressOf('/api/memory/export', filter));
      for (const { name, text } of files) offer(new Blob([text], { type: 'application/json' }), name);
      const as =
        files.length === 1 ? 'a file' : `${files.length} files, which /memory import takes one after another`;
      work.tell(`${counted(facts, 'fact', 'facts')} as ${as}.`);
    });
  const wasLost = useRef(false);
  useEffect(() => {
    if (state.connection === 'open' && wasLost.current) again();
    wasLost.current = state.connection === 'lost';
  }, [state.connection]);

  const shared = { filter, overview, state, work, clear };
  const canDownload = isThere && tab === 'facts' && hadFacts.current && asOf === undefined;
  return html`<div class="editor-view memory" ref=${page}>
    <${Head} backTo="the talk" back=${() => leaveFor('')} title="Memory"
      deeds=${
        isThere &&
        html`<span class="deeds-here">${canDownload && html`<button key="download" aria-label="Download the facts that are shown" title="The facts that are shown, as a file" onClick=${download}>${icon('save')} <span class="not-phone">Download</span></button>`}
        <button key="write" aria-label="Write something down" onClick=${write}>${icon('plus')} <span class="not-phone">Write something down</span></button></span>`
      }>
      ${isThere && html`<${Sum} counts=${overview.counts} />`}
    <//>
    <main class="editor-main">
      ${state.connection === 'lost' && html`<p class="banner lost" role="status">The connection to Acore is gone. Trying again…</p>`}
      <${Told} work=${work} />
      <${TabBar} label="Parts of the memory" tabs=${tabs} tab=${tab} setTab=${setTab} wrong=${nobody} />
      ${!isThere && html`<p class="looking-up" role="status">${work.wrong ? html`The memory could not be looked up. <button onClick=${again}>Try again</button>` : 'Looking…'}</p>`}
      ${isThere && tab !== 'homes' && tab !== 'people' && hasFacts && html`<${Filters} filter=${filter} set=${set} asOf=${asOf} setAsOf=${(day) => setAsked((before) => ({ ...before, asOf: day }))} overview=${overview} known=${known} state=${state} tab=${tab} />`}
      ${
        isThere &&
        html`<div class="memory-body" data-tab=${tab}>
        <nav class="timeline" aria-label="Timeline"><${Days} filter=${filter} version=${version.numbers} choose=${chooseDays} /></nav>
        <div class="sheet-form" id="panel-form" role="tabpanel" aria-label=${tabs.find(([id]) => id === tab)[1]} tabindex="0">
          ${writing && tab === 'facts' && html`<${Remember} state=${state} known=${known} overview=${overview} work=${work} changed=${changed} close=${() => setWriting(false)} />`}
          ${tab === 'facts' && !hasFacts && html`<${Beginning} homes=${homes} work=${work} changed=${changed} write=${write} />`}
          ${tab === 'facts' && hasFacts && html`<${Facts} ...${shared} at=${asOf && endOf(asOf)} version=${version.facts} changed=${recount} again=${again} choose=${(person) => set({ person })} />`}
          ${tab === 'changes' && html`<${Changes} ...${shared} version=${version.numbers} changed=${changed} again=${again} />`}
          ${tab === 'homes' && html`<${Homes} homes=${homes} enabled=${overview.enabled} work=${work} changed=${changed} />`}
        </div>
        <aside class="beside" aria-label="People"><${People} known=${known} person=${filter.person} choose=${(person) => set({ person })} show=${tab === 'people' && (() => setTab('facts'))} state=${state} /></aside>
      </div>`
      }
    </main>
  </div>`;
}

/** What is looked at stands in the address, so that it can be kept, sent, and come back to. */
function useAsked(query) {
  const [asked, setAsked] = useState(() => askedIn(query));
  const written = writtenAsked(asked);
  // What the page itself wrote into the address is no wish: by now something else may be chosen.
  const kept = useRef(query);
  useEffect(() => {
    if (query !== kept.current) setAsked(askedIn(query));
    kept.current = query;
  }, [query]);
  // Not with every letter: browsers allow only so many changes of the address.
  useEffect(() => {
    const timer = setTimeout(() => {
      kept.current = written;
      keepAddress(`${memoryAddress}${written}`);
    }, addressRestMs);
    return () => clearTimeout(timer);
  }, [written]);
  return [asked, setAsked];
}

function useIsWide() {
  const [isWide, setIsWide] = useState(() => wide.matches);
  useEffect(() => {
    const look = () => setIsWide(wide.matches);
    wide.addEventListener('change', look);
    return () => wide.removeEventListener('change', look);
  }, []);
  return isWide;
}

function narrowed(filter, part) {
  const entries = Object.entries({ ...filter, ...part });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== ''));
}

function Sum({ counts: { facts, over, lines } }) {
  return html`<b>${facts.toLocaleString()}</b> ${facts === 1 ? 'fact' : 'facts'}${over > 0 && `, ${over.toLocaleString()} of them over`}, and ${counted(lines, 'line', 'lines')} that can be recalled`;
}
