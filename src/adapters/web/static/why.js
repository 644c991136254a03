import { useEffect, useState } from 'preact/hooks';
import { call } from './api.js';
import { Portrait } from './cast.js';
import { readable } from './colour.js';
import { markdown } from './markdown.js';
import { characterOf, talkIn } from './store.js';
import { html, later } from './view.js';

/** What slices found, each thing with its reason. */
const Found = later(() => import('./found.js').then((module) => module.Found));
/** What came of the lorebooks. */
const Lore = later(() => import('./lore.js').then((module) => module.Lore));

const titles = {
  answered: 'Answered',
  'not-addressed': 'Nobody was addressed',
  'channel-off': 'Characters are off here',
  muted: 'Muted here',
  'ignored-author': 'This person is ignored',
  'bot-author': 'Written by a bot',
  'no-character': 'Nobody lives here',
  empty: 'Nothing to answer',
  'over-length': 'Too long',
  'rate-limited': 'Too many in a minute',
  missed: 'Missed while away',
  'intent-missing': 'The text was withheld',
  coalesced: 'Joined to another message',
  superseded: 'Gave way to a newer message',
  proxied: 'Spoken through a proxy',
  deleted: 'Taken back',
  'missing-permission': 'A permission is missing',
  'model-unavailable': 'No model could answer',
  refused: 'The model refused',
  'delivery-failed': 'The answer could not be posted',
  uncertain: 'Perhaps posted',
  interrupted: 'Interrupted by a restart',
  'shutting-down': 'Acore was stopping',
  failed: 'Something went wrong',
};

const reasons = {
  summoned: 'asked for directly',
  mentioned: 'mentioned',
  'replied-to': 'you answered a message of theirs',
  named: 'named in the message',
  direct: 'a direct message',
  continuation: 'the conversation was going on',
  burst: 'it went on from the message before',
  always: 'this room answers everything',
  lead: 'the first one here speaks where nobody is named',
  'not-named': 'not named',
  'names-not-heard': 'named, but here only a mention or a reply counts',
};

/** How a message ended and why: for what a person said, or for what a character answered. */
export function Why({ state, messageId }) {
  const [receipt, setReceipt] = useState();
  const [problem, setProblem] = useState('');
  const { endings } = talkIn(state, state.channelId);
  const ended = endings[messageId]?.outcome;
  useEffect(() => {
    const leaving = new AbortController();
    call('GET', `/api/why/${encodeURIComponent(messageId)}`, undefined, leaving.signal)
      .then((found) => {
        setReceipt(found);
        setProblem('');
      })
      .catch(({ name, message }) => name !== 'AbortError' && setProblem(message));
    return () => leaving.abort();
  }, [messageId, ended]);
  return html`<div class="scroll why" tabindex="0" aria-label="The receipt of this message">
    ${
      receipt === undefined
        ? html`<p class="hint" role="status">${problem || 'Looking up the receipt…'}</p>`
        : html`<${ReceiptText} receipt=${receipt} state=${state} messageId=${messageId} />`
    }
  </div>`;
}

function ReceiptText({ receipt, state, messageId }) {
  const asked = receipt.answers.filter(({ messageIds }) => messageIds.includes(messageId));
  const others = receipt.answers.filter((answer) => !asked.includes(answer));
  const line = talkIn(state, state.channelId).lines.find(({ id }) => id === receipt.messageId);
  return html`
    <div class="verdict" data-outcome=${receipt.outcome}>
      <h3>${titles[receipt.outcome]}</h3>
      <p>${receipt.why}</p>
    </div>
    ${receipt.remedy && html`<${Remedy} remedy=${receipt.remedy} />`}
    ${line && html`<blockquote class="asked"><p><b>${line.authorName}</b></p>${markdown(line.text.slice(0, 280))}</blockquote>`}
    <${Considered} considered=${receipt.considered ?? []} />
    ${[...asked, ...others].map((answer) => html`<${AnswerText} key=${answer.characterId} answer=${answer} state=${state} messageId=${receipt.messageId} />`)}
    <p class="id">Receipt <code>${receipt.messageId}</code> took ${seconds(receipt.finishedAt - receipt.receivedAt)}</p>
  `;
}

/** Who was there, who was to answer, and why. */
function Considered({ considered }) {
  if (considered.length === 0) return undefined;
  return html`<details class="considered">
    <summary>Considered: ${considered.length} ${considered.length === 1 ? 'character' : 'characters'}</summary>
    <ul>
      ${considered.map(
        ({
          characterId,
          characterName,
          chosen,
          because,
        }) => html`<li key=${characterId} data-chosen=${chosen}>
          ${chosen ? html`<b>${characterName}</b>` : characterName} <span class="hint">${chosen ? 'chosen' : 'passed over'}: ${reasons[because]}</span>
        </li>`,
      )}
    </ul>
  </details>`;
}

function Remedy({ remedy }) {
  return html`<div class="remedy">
    <h4>To change this</h4>
    <p>${remedy.how}</p>
    <p class="setting"><code>${remedy.setting}</code> → <code>${String(remedy.instead)}</code></p>
  </div>`;
}

function AnswerText({ answer, state, messageId }) {
  const character = characterOf(state, answer.characterId);
  const { failure, because, characterName } = answer;
  return html`<section class="answer" style=${character && { '--tint': character.colour }}>
    <header>
      ${character && html`<${Portrait} character=${character} />`}
      <div>
        <h4 style=${character && { color: readable(character.colour) }}>${characterName}</h4>
        <p>${failure ? failure.message : `Answered: ${reasons[because]}.`}</p>
      </div>
    </header>
    ${answer.cut && html`<p class="cut">${answer.cut === 'length' ? 'Cut: the answer reached its longest.' : 'Cut: the model began to speak for somebody else.'}</p>`}
    <${Prompt} prompt=${answer.prompt} usage=${answer.usage} reckoned=${answer.reckoned} />
    ${(answer.missing ?? []).map(({ slice, because }) => html`<p class="hint" key=${slice}>Missing: what ${slice} had to tell, because ${because}.</p>`)}
    <${Found} grounds=${answer.grounds} />
    <${Lore} messageId=${messageId} characterId=${answer.characterId} />
    <${Times} timings=${answer.timings} />
    <dl class="facts">
      <div><dt>Model</dt><dd>${answer.standIn ? 'the understudy, a built-in stand-in' : answer.model}</dd></div>
      ${answer.standInBecause && html`<div><dt>Because</dt><dd>${answer.standInBecause}</dd></div>`}
      ${answer.manner && html`<div><dt>Manner</dt><dd>${manner(answer.manner)}</dd></div>`}
      <div><dt>Tokens</dt><dd>${tokens(answer.usage)}</dd></div>
    </dl>
  </section>`;
}

/** How the answer was asked to be made, and why so. */
function manner({ mix, temperature, replyTokens }) {
  const shares = mix.map(({ name, share, because }) => `${name} ${Math.round(share * 100)} % (${because})`);
  return `${shares.join(', ')}; temperature ${temperature}, at most ${number(replyTokens)} tokens`;
}

function tokens({ promptTokens, completionTokens, cachedTokens, estimated }) {
  const cached = cachedTokens ? `, ${number(cachedTokens)} of them cached` : '';
  return `${estimated ? 'about ' : ''}${number(promptTokens)} read${cached}, ${number(completionTokens)} written`;
}

/** What went into the prompt: a bar in proportion, and every part to read, with its share and its reason. */
export function Prompt({ prompt: written, usage, reckoned, heading: Heading = 'h5' }) {
  const prompt = together(asCounted(written, usage));
  const kept = prompt.filter(({ dropped }) => !dropped);
  const sum = kept.reduce((total, part) => total + part.tokens, 0);
  if (prompt.length === 0) return undefined;
  const shade = shadesOf(prompt);
  return html`<${Heading}>The prompt, ${number(Math.round(sum))} tokens<//>
    ${usage && reckoned && html`<p class="reckoned">${reckoning(usage, reckoned)}</p>`}
    <div class="bar" aria-hidden="true">
      ${kept.map((part) => html`<span style=${{ ...shade(part), flexGrow: Math.max(part.tokens, sum / 120) }} title=${`${part.title}: ${Math.round(part.tokens)}`}></span>`)}
    </div>
    <ul class="parts">
      ${prompt.map(
        (part, index) => html`<li key=${index} data-dropped=${part.dropped === true}>
          <details>
            <summary>
              <i style=${shade(part)}></i><span>${part.title}</span> <small>${part.source}${part.cut && ', cut'}</small>
              <b>${part.dropped ? `left out, ${number(part.tokens)}` : number(Math.round(part.tokens))}</b> <b class="share">${part.dropped ? '' : percent(part.tokens / sum)}</b>
              ${part.because && html`<em>${part.because}</em>`}
            </summary>
            ${part.text ? html`<pre tabindex="0">${part.text}</pre>` : html`<p class="hint">The text is no longer kept (receipts.keepPrompts).</p>`}
          </details>
        </li>`,
      )}
    </ul>`;
}

/** The parts with what the provider counted shared out among them, as far as it counted. */
function asCounted(parts, usage) {
  const estimated = parts.reduce((sum, { dropped, tokens }) => sum + (dropped ? 0 : tokens), 0);
  const factor =
    usage === undefined || usage.estimated || estimated === 0 ? 1 : usage.promptTokens / estimated;
  return parts.map((part) => (part.dropped ? part : { ...part, tokens: part.tokens * factor }));
}

/** How sure the count is, how much of it a cache knew, and how much of the window that is. */
function reckoning({ promptTokens, cachedTokens, estimated }, reckoned) {
  const error = (reckoned.promptTokens - promptTokens) / promptTokens;
  const miss = percent(Math.abs(error), 1);
  const judged = miss === percent(0, 1) ? 'which is right' : `${miss} too ${error < 0 ? 'few' : 'many'}`;
  const counted = estimated
    ? 'Estimated: nobody counted.'
    : `Counted by the provider; estimated ${number(reckoned.promptTokens)} before, ${judged}.`;
  const cached = cachedTokens ? ` ${percent(cachedTokens / promptTokens)} was cached.` : '';
  return `${counted}${cached} The window had room for ${number(reckoned.budgetTokens)}.`;
}

const hues = ['var(--tint)', 'var(--accent)', 'var(--brass)', 'var(--steel)', 'var(--plum)'];

/** A colour for every contributor; parts of one contributor that stand side by side differ in strength. */
function shadesOf(parts) {
  const sources = [...new Set(['character', 'history', 'lorebook', ...parts.map(({ source }) => source)])];
  return (part) => ({
    '--hue': hues[sources.indexOf(part.source) % hues.length],
    '--strength': parts.indexOf(part) % 2 === 0 ? '100%' : '68%',
  });
}

/** Parts of one kind that stand side by side (Example 1, Example 2; the lines of the talk) are one to the eye. */
function together(parts) {
  const joined = [];
  for (const part of parts) {
    const kind = kindOf(part);
    const last = joined.at(-1);
    if (kind !== undefined && last?.kind === kind && isAlike(last, part)) {
      last.members.push(part);
      last.title = `${kind}, ${last.members.length}`;
      last.tokens += part.tokens;
    } else joined.push({ ...part, kind, members: [part] });
  }
  return joined.map((part) => ({
    ...part,
    text: part.members
      .map(({ text }) => text)
      .filter(Boolean)
      .join('\n\n'),
  }));
}

function isAlike(a, b) {
  return a.dropped === b.dropped && a.because === b.because;
}

function kindOf({ title, source }) {
  if (source === 'history') return 'What was said';
  const stem = title.replace(/\s*\d+$/, '');
  return stem === title ? undefined : `${stem}s`;
}

function Times({ timings }) {
  const steps = [
    ['waited', timings.waitedMs],
    ['to the first word', timings.firstTokenMs],
    ['speaking', Math.max(0, timings.generatedMs - timings.firstTokenMs)],
    ['posting', timings.saidMs],
  ];
  return html`<h5>Time</h5>
    <div class="bar times" aria-hidden="true">
      ${steps.map(([name, ms], index) => html`<span style=${{ '--hue': hues[index], flexGrow: Math.max(ms, 1) }} title=${`${name}: ${seconds(ms)}`}></span>`)}
    </div>
    <ul class="steps">
      ${steps.map(([name, ms], index) => html`<li><i style=${{ '--hue': hues[index] }}></i>${name} <b>${seconds(ms)}</b></li>`)}
    </ul>`;
}

function seconds(ms) {
  return ms < 1_000 ? `${Math.round(ms)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function percent(share, digits = 0) {
  return `${(share * 100).toFixed(digits)} %`;
}

function number(count) {
  return count.toLocaleString();
}
