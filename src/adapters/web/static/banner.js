import { icon } from './icons.js';
import { change } from './store.js';
import { html } from './view.js';

/** Says honestly that no model is speaking, and the two shortest ways to one. */
export function Banner({ state }) {
  if (state.connection === 'lost')
    return html`<p class="banner lost" role="status">The connection to Acore is gone. Trying again…</p>`;
  if (state.model?.standIn !== true || state.bannerClosed) return undefined;
  return html`<section class="banner" aria-label="About the understudy">
    <details open=${matchMedia('(min-width: 760px)').matches}>
      <summary>
        <strong>The understudy is speaking:</strong> no language model is connected.
        ${' '}<span class="link">Connect one</span>
      </summary>
      <p>
        ${link('https://ollama.com', 'Install Ollama')} and run <code>ollama pull qwen3:8b</code>, or set
        ${' '}<code>OPENROUTER_API_KEY</code> to ${link('https://openrouter.ai/keys', 'a key')}; then start Acore again.
      </p>
    </details>
    <button class="quiet square" aria-label="Understood" title="Understood" onClick=${() => change({ bannerClosed: true })}>${icon('close')}</button>
  </section>`;
}

function link(url, words) {
  return html`<a href=${url} target="_blank" rel="noopener noreferrer">${words}</a>`;
}
