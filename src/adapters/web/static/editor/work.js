import { useCallback, useState } from 'preact/hooks';
import { call } from '../api.js';
import { change } from '../store.js';
import { leaveFor } from '../views.js';

let unread = {};

/** Saving what is edited, and what came of it. `body` gives what is sent, `show` brings a field into sight. */
export function useWork({ address, body, saved, show }) {
  const [problems, setProblems] = useState({});
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState(takeUnread);

  /** Also outlives that the editor is opened anew with what was saved. */
  function tell(said, wrong = false, deed = undefined) {
    unread = wrong ? {} : { said, deed };
    setTold({ said, wrong, deed });
  }

  async function guarded(work) {
    setBusy(true);
    try {
      return await work();
    } catch (error) {
      if (error.status === 401) change({ session: 'closed' });
      else tell(`${error.message} Nothing is lost: what you have written is still here.`, true);
      return undefined;
    } finally {
      setBusy(false);
    }
  }

  /** Marks the fields that are wrong; true when there are any. */
  function marked({ problems: found }) {
    const all = Object.fromEntries((found ?? []).map(({ field, says }) => [field, sentence(says)]));
    setProblems(all);
    const [first] = Object.keys(all);
    if (first === undefined) return false;
    tell(
      Object.keys(all).length === 1
        ? 'One field has to be mended first.'
        : `${Object.keys(all).length} fields have to be mended first.`,
      true,
    );
    show(first);
    return true;
  }

  /** What is wrong at a path, or below it. */
  const problemAt = useCallback(
    (path) => Object.entries(problems).find(([field]) => field === path || field.startsWith(`${path}.`))?.[1],
    [problems],
  );

  return {
    problems,
    busy,
    ...told,
    tell,
    guarded,
    marked,
    problemAt,
    mended(path) {
      const left = Object.entries(problems).filter(
        ([field]) => field !== path && !field.startsWith(`${path}.`),
      );
      if (left.length !== Object.keys(problems).length) setProblems(Object.fromEntries(left));
    },
    save: (leaveTo) =>
      guarded(async () => {
        const answer = await call('POST', `${address}/save`, await body());
        if (marked(answer)) return;
        saved(answer.saved);
        if (leaveTo !== undefined) leaveFor(leaveTo);
      }),
  };
}

function takeUnread() {
  const kept = unread;
  unread = {};
  return kept;
}

function sentence(says) {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}.`;
}

/** Gives a file to whoever has the page open. */
export function offer(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]/g, '_');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
