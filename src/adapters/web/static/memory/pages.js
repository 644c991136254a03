import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api.js';
import { change } from '../store.js';

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
      const answer = await fetchPage(addressOf(address, { ...query, [mark]: pages.next }));
      if (answer === undefined || asked.current !== question) return;
      setPages((before) => ({ ...before, ...answer, items: [...before.items, ...answer[items]] }));
    },
  };
}

function addressOf(address, query) {
  const wanted = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return `${address}?${new URLSearchParams(wanted)}`;
}

/** Something that is asked for once, and again with every version. */
export function useFetched(address, version, work) {
  const [found, setFound] = useState();
  useEffect(() => void work.attempt(async () => setFound(await call('GET', address))), [version]);
  return found;
}
