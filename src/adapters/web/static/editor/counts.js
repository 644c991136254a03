import { useEffect, useReducer, useState } from 'preact/hooks';
import { call } from '../api.js';

const pauseMs = 350;
const known = new Map();
const mostKnown = 5_000;
let countedFor;

/** How many tokens texts have by the model in use; undefined for those that are being counted. */
export function useCounts(texts) {
  const [, again] = useReducer((count) => count + 1, 0);
  const open = [...new Set(texts)].filter((text) => text.trim() !== '' && !known.has(text));
  const wanted = open.join('\0');
  useEffect(() => {
    if (open.length === 0) return undefined;
    const leaving = new AbortController();
    const timer = setTimeout(() => void count(open, leaving.signal).then(again, () => {}), pauseMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [wanted]);
  return (text) => (text.trim() === '' ? 0 : known.get(text));
}

async function count(texts, signal) {
  const { tokens, model } = await call('POST', '/api/editor/tokens', { texts }, signal);
  if (model !== countedFor || known.size > mostKnown) known.clear();
  countedFor = model;
  for (const [index, text] of texts.entries()) known.set(text, tokens[index]);
}

/** Asks for something again whenever the question has changed and rested for a moment. */
export function useAnswer(question, ask, restMs) {
  const [answer, setAnswer] = useState({});
  useEffect(() => {
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      setAnswer((before) => ({ ...before, busy: true }));
      ask(leaving.signal).then(
        (value) => setAnswer({ value, busy: false }),
        ({ name, message }) =>
          name !== 'AbortError' &&
          setAnswer((before) => ({ value: before.value, problem: message, busy: false })),
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [question]);
  return answer;
}
