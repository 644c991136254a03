import { useEffect, useRef, useState } from 'preact/hooks';
import { Head, needStyle, TabBar, Told } from '../editor/frame.js';
import { icon } from '../icons.js';
import { useSaid } from '../said.js';
import { html } from '../view.js';
import { leaveFor } from '../views.js';
import { Changes } from './changes.js';
import { Days } from './days.js';
import { Facts } from './facts.js';
import { Filters } from './filters.js';
import { Beginning, Homes } from './homes.js';
import { useFetched } from './pages.js';
import { People } from './people.js';
import { Remember } from './remember.js';
import { counted } from './words.js';

needStyle('/static/editor/editor.css');
needStyle('/static/memory/memory.css');

const tabs = [
  ['facts', 'Facts'],
  ['changes', 'Changes'],
  ['days', 'Timeline'],
  ['people', 'People'],
  ['homes', 'Learning'],
];
const nobody = new Set();

/** What characters remember: looked through, put right, taken out and brought back. */
export function Memory({ state }) {
  const [tab, setTab] = useState('facts');
  const [filter, setFilter] = useState({});
  const [at, setAt] = useState();
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
  const hasFacts = hadFacts.current || at !== undefined;
  useEffect(() => page.current?.querySelector('h1')?.focus(), [isThere]);

  const set = (part) =>
    setFilter((before) =>
      Object.fromEntries(
        Object.entries({ ...before, ...part }).filter(([, value]) => value !== undefined && value !== ''),
      ),
    );
  const clear = () => {
    setFilter({});
    setAt(undefined);
  };
  const recount = () => setVersion(({ numbers, facts }) => ({ numbers: numbers + 1, facts }));
  const changed = () => setVersion(({ numbers, facts }) => ({ numbers: numbers + 1, facts: facts + 1 }));
  const narrow = (part) => {
    set(part);
    if (tab === 'people' || tab === 'days') setTab('facts');
  };
  const write = () => {
    setTab('facts');
    setWriting(true);
  };
  const shared = { filter, overview, state, work, clear };
  return html`<div class="editor-view memory" ref=${page}>
    <${Head} backTo="the talk" back=${() => leaveFor('')} title="Memory"
      deeds=${isThere && html`<button aria-label="Write something down" onClick=${write}>${icon('plus')} <span class="not-phone">Write something down</span></button>`}>
      ${isThere && html`<${Sum} counts=${overview.counts} />`}
    <//>
    <main class="editor-main">
      <${Told} work=${work} />
      <${TabBar} label="Parts of the memory" tabs=${tabs} tab=${tab} setTab=${setTab} wrong=${nobody} />
      ${isThere && tab !== 'homes' && tab !== 'people' && hasFacts && html`<${Filters} filter=${filter} set=${set} at=${at} setAt=${setAt} overview=${overview} known=${known} state=${state} tab=${tab} />`}
      ${
        isThere &&
        html`<div class="memory-body" data-tab=${tab}>
        <nav class="timeline" aria-label="Timeline"><${Days} filter=${filter} version=${version.numbers} choose=${(day) => narrow(day ?? { from: undefined, to: undefined })} /></nav>
        <div class="sheet-form" id="panel-form" role="tabpanel" aria-label=${tabs.find(([id]) => id === tab)[1]} tabindex="0">
          ${writing && tab === 'facts' && html`<${Remember} state=${state} known=${known} overview=${overview} work=${work} changed=${changed} close=${() => setWriting(false)} />`}
          ${tab === 'facts' && !hasFacts && html`<${Beginning} homes=${homes} work=${work} changed=${changed} write=${write} />`}
          ${tab === 'facts' && hasFacts && html`<${Facts} ...${shared} at=${at} version=${version.facts} changed=${recount} choose=${(person) => set({ person })} />`}
          ${tab === 'changes' && html`<${Changes} ...${shared} version=${version.numbers} changed=${changed} />`}
          ${tab === 'homes' && html`<${Homes} homes=${homes} enabled=${overview.enabled} work=${work} changed=${changed} />`}
        </div>
        <aside class="beside" aria-label="People"><${People} known=${known} person=${filter.person} choose=${(person) => narrow({ person })} state=${state} /></aside>
      </div>`
      }
    </main>
  </div>`;
}

function Sum({ counts: { facts, over, lines } }) {
  return html`<b>${facts.toLocaleString()}</b> ${facts === 1 ? 'fact' : 'facts'}${over > 0 && `, ${over.toLocaleString()} of them over`}, and ${counted(lines, 'line', 'lines')} that can be recalled`;
}
