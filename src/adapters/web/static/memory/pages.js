import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { change } from '../store.js';
import { html } from '../view.js';

/**
 * A list that comes in pages: the first whenever the question has changed and rested, and `more` of them. `items` names
 * the list in an answer, `mark` the filter that goes on where the page before ended.
 */
export function usePages({ address, query, items, mark, restMs = 0, version }) {
  const [pages, setPages] = useState({ items: [], busy: true });
  const question = addressOf(address, query);
  const asked = useRef(question);
  asked.current = question;

  async function fetchPage(where, signal) {
    try {
      return await call('GET', where, undefined, signal);
    } catch (error) {
      if (error.status === 401) change({ session: 'closed' });
      else if (error.name !== 'AbortError')
        setPages((before) => ({ ...before, problem: error.message, busy: false }));
      return undefined;
    }
  }

  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(async () => {
      setPages((before) => ({ ...before, busy: true }));
      const answer = await fetchPage(question, leaving.signal);
      if (answer !== undefined) setPages({ ...answer, items: answer[items], question, busy: false });
    }, restMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [question, version]);

  return {
    ...pages,
    async more() {
      setPages((before) => ({ ...before, busy: true, problem: undefined }));
      const answer = await fetchPage(addressOf(address, { ...query, [mark]: pages.next }));
      if (answer === undefined || asked.current !== question) return;
      setPages((before) => ({
        ...answer,
        question,
        busy: false,
        items: [...before.items, ...answer[items]],
      }));
    },
  };
}

/** What stands below a list: what went wrong, that there is nothing (`children`), that it is on its way, or more of it. */
export function Ending({ list: { items, busy, problem, next, more }, again, total, children }) {
  if (problem !== undefined && !busy)
    return html`<p class="wrong">${problem} <button onClick=${again}>Try again</button></p>`;
  if (items.length === 0) return html`<p class="empty">${busy ? 'Looking…' : children}</p>`;
  if (next === undefined) return undefined;
  return html`<p class="deeds"><button aria-disabled=${busy} onClick=${() => !busy && more()}>Show more</button> ${total !== undefined && html`<span class="hint">${total.toLocaleString()} in all</span>`}</p>`;
}

/** An address with what of a query is there. */
export function addressOf(address, query) {
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return `${address}?${new URLSearchParams(wanted)}`;
}

/** Something that is asked for once, and again with every version. */
export function useFetched(address, version, work) {
  const [found, setFound] = useState();
  useEffect(() => void work.attempt(async () => setFound(await call('GET', address))), [version]);
  return found;
}
