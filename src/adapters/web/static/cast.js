import { useEffect, useState } from 'preact/hooks';
import { openDirect, showSheet } from './actions.js';
import { call } from './api.js';
import { readable } from './colour.js';
import { mention } from './composer.js';
import { icon } from './icons.js';
import { markdown } from './markdown.js';
import { change, characterOf, speakerOf, talkIn } from './store.js';
import { html, later, memo } from './view.js';
import { booksAddress, documentsAddress, editAddress, memoryAddress, newAddress } from './views.js';

const Why = later(() => import('./why.js').then((module) => module.Why));

/** Characters whose portrait was changed on this page: browsers show a picture again that they had from the same address. */
const changedFaces = new Map();

/** Has a character's portrait fetched anew. */
export function portraitChanged(characterId) {
  changedFaces.set(characterId, Date.now());
}

/** A face: the picture of a mood where there is one, else the portrait, or the first letter where there is none. */
export const Portrait = memo(({ character, size = 'small', mood }) => {
  const style = { '--tint': character.colour };
  const address = `/portraits/${encodeURIComponent(character.id)}`;
  const face = character.faces?.[mood];
  if (!character.portrait && face === undefined)
    return html`<span class=${`face ${size}`} style=${style} aria-hidden="true">${[...character.name][0]}</span>`;
  const query = new URLSearchParams({
    ...(size !== 'large' && { size: 'small' }),
    ...(face && { mood: face }),
    ...(changedFaces.has(character.id) && { since: changedFaces.get(character.id) }),
  });
  const source = query.size === 0 ? address : `${address}?${query}`;
  return html`<img class=${`face ${size}`} style=${style} src=${source} alt="" loading="lazy" decoding="async" />`;
});

/** The right side: the shelf, a character's sheet, or why a message was answered. */
export function CastPanel({ state, behind }) {
  const { panel } = state;
  return html`<aside class="side" aria-label=${panel?.kind === 'why' ? 'Why' : 'Cast'} inert=${behind}>
    ${panel?.kind === 'why' && html`<${SideHead} title="Why" back />`}
    ${panel?.kind === 'why' && html`<${Why} key=${panel.messageId} state=${state} messageId=${panel.messageId} />`}
    ${panel?.kind === 'sheet' && html`<${Sheet} key=${panel.characterId} state=${state} characterId=${panel.characterId} />`}
    ${panel === undefined && html`<${Shelf} cast=${state.cast} />`}
  </aside>`;
}

/** The head of whatever stands on the right. */
export function SideHead({ title, back }) {
  const close = () => change({ panel: undefined, drawer: undefined, ...(!back && { castHidden: true }) });
  return html`<header class="side-head">
    ${
      back &&
      html`<button class="quiet square" aria-label="Back to the cast" onClick=${() => change({ panel: undefined })}>${icon('left')}</button>`
    }
    <h2>${title}</h2>
    <button class="quiet square" aria-label="Close" onClick=${close}>${icon('close')}</button>
  </header>`;
}

const Shelf = memo(({ cast }) => {
  return html`<${SideHead} title="The cast" />
    <div class="scroll">
      ${cast.length === 0 && html`<p class="hint">No characters yet. Put card files into the characters folder and start again.</p>`}
      <p class="make"><a class="button" href=${newAddress}>${icon('plus')} New character</a> <a class="button" href=${booksAddress}>Lorebooks</a> <a class="button" href=${documentsAddress}>Documents</a> <a class="button" href=${memoryAddress}>Memory</a></p>
      <ul class="shelf">
        ${cast.map(
          (character) => html`<li key=${character.id}>
            <button class="card" onClick=${() => showSheet(character.id)} style=${{ '--tint': character.colour }}>
              <${Portrait} character=${character} size="medium" />
              <span class="words">
                <strong style=${{ color: readable(character.colour) }}>${character.name}</strong>
                <span class="line">${character.line}</span>
              </span>
            </button>
          </li>`,
        )}
      </ul>
    </div>`;
});

function Sheet({ state, characterId }) {
  const [sheet, setSheet] = useState();
  const [problem, setProblem] = useState('');
  const here = new URLSearchParams({ in: state.channelId });
  const said = talkIn(state, state.channelId).lines.findLast((line) => line.characterId === characterId);
  useEffect(() => {
    const leaving = new AbortController();
    call('GET', `/api/characters/${encodeURIComponent(characterId)}?${here}`, undefined, leaving.signal)
      .then(setSheet)
      .catch(({ name, message }) => name !== 'AbortError' && setProblem(message));
    return () => leaving.abort();
  }, [characterId, state.channelId, said?.id]);
  const character = sheet ?? characterOf(state, characterId);
  if (character === undefined) return html`<${SideHead} title="Nobody" back /><p class="hint">${problem}</p>`;
  return html`<${SideHead} title="Character" back />
    <div class="scroll sheet" style=${{ '--tint': character.colour }} tabindex="0">
      <div class="title">
        <${Portrait} character=${character} size="large" mood=${sheet?.mood?.name} />
        <h3 style=${{ color: readable(character.colour) }}>${character.name}</h3>
        <p class="line">${character.line}</p>
        ${sheet?.mood?.word && html`<p class="mood">${sheet.mood.word} here at the moment</p>`}
        <p class="deeds">
          <button class="main" onClick=${() => openDirect(character.id)}>Message</button>
          <button onClick=${() => mention(character.name)}>Mention here</button>
          <a class="button" href=${editAddress(character.id)}>Edit</a>
        </p>
      </div>
      ${problem && html`<p class="problem">${problem}</p>`} ${sheet && html`<${SheetText} sheet=${sheet} user=${speakerOf(state).name} />`}
    </div>`;
}

function SheetText({ sheet, user }) {
  const words = (text) => markdown(text.replace(/\{\{user\}\}/gi, user));
  const { pronouns, aliases, topics, relationships } = sheet;
  return html`
    <h4>First words</h4>
    <blockquote class="greeting">${words(sheet.greeting)}</blockquote>
    <h4>Who</h4>
    <div class="prose">${words(sheet.description)}</div>
    ${sheet.personality && html`<h4>Manner</h4><div class="prose">${words(sheet.personality)}</div>`}
    ${sheet.scenario && html`<h4>Where you meet</h4><div class="prose">${words(sheet.scenario)}</div>`}
    <dl class="facts">
      ${fact('Answers to', aliases.join(', '))}
      ${fact('Pronouns', pronouns && `${pronouns.subject}/${pronouns.object}`)}
      ${fact('Loves', topics.loves.join(', '))} ${fact('Avoids', topics.avoids.join(', '))}
      ${fact('Voice', sheet.voice)}
      ${relationships.map(({ name, kind, feeling }) => fact(`${name}, ${kind}`, feeling))}
      ${fact('Lore', sheet.loreEntries > 0 && `${sheet.loreEntries} entries`)} ${fact('Author', sheet.creator)}
    </dl>
  `;
}

function fact(name, value) {
  return value ? html`<div><dt>${name}</dt><dd>${value}</dd></div>` : undefined;
}
