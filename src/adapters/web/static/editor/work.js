import { useState } from 'preact/hooks';
import { call, Refusal } from '../api.js';
import { change } from '../store.js';
import { leaveFor } from '../views.js';

/** The kinds of file that a card can be fetched as. */
export const downloads = [
  ['png', 'PNG'],
  ['charx', 'CHARX'],
  ['v3-json', 'JSON (V3)'],
  ['v2-json', 'JSON (V2)'],
];
const endings = { png: '.png', charx: '.charx', 'v3-json': '.json', 'v2-json': '.v2.json' };
let unread = '';

/** Saving and fetching a card, and what came of it. */
export function useWork({ asked, portrait, saved, show }) {
  const [problems, setProblems] = useState({});
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState(() => takeUnread());
  const [wrong, setWrong] = useState(false);

  /** Also outlives that the editor is opened anew with the saved card. */
  function tell(text, isWrong = false) {
    unread = isWrong ? '' : text;
    setSaid(text);
    setWrong(isWrong);
  }

  async function withPortrait() {
    if (portrait === undefined) return asked;
    return { ...asked, changes: { ...asked.changes, portrait: portrait.base64 } };
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

  return {
    problems,
    busy,
    said,
    wrong,
    tell,
    mended(path) {
      const left = Object.entries(problems).filter(
        ([field]) => field !== path && !field.startsWith(`${path}.`),
      );
      if (left.length !== Object.keys(problems).length) setProblems(Object.fromEntries(left));
    },
    save: (leaveTo) =>
      guarded(async () => {
        const answer = await call('POST', '/api/editor/save', await withPortrait());
        if (marked(answer)) return;
        saved(answer.saved);
        if (leaveTo !== undefined) leaveFor(leaveTo);
      }),
    download: (format, name) =>
      guarded(async () => {
        const blob = await fetched({ ...(await withPortrait()), format });
        if (!(blob instanceof Blob)) return void marked(blob);
        offer(blob, `${name.replace(/[\\/:*?"<>|]/g, '_')}${endings[format]}`);
      }),
  };
}

function takeUnread() {
  const text = unread;
  unread = '';
  return text;
}

function sentence(says) {
  return `${says.charAt(0).toUpperCase()}${says.slice(1)}.`;
}

async function fetched(asked) {
  const response = await fetch('/api/editor/download', {
    method: 'POST',
    body: JSON.stringify(asked),
    headers: { 'content-type': 'application/json' },
  }).catch(() => {
    throw new Refusal('Acore does not answer. Is it still running?', 0);
  });
  if (!response.ok) {
    const { error } = await response.json().catch(() => ({}));
    throw new Refusal(error ?? `The server answered ${response.status}.`, response.status);
  }
  const blob = await response.blob();
  if (asked.format.endsWith('json') || blob.type !== 'application/json') return blob;
  return JSON.parse(await blob.text());
}

function offer(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
