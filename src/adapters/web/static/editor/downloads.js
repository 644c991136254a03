import { Refusal } from '../api.js';
import { offer } from './work.js';

/** The kinds of file that a card can be fetched as. */
export const cardKinds = [
  ['png', 'PNG'],
  ['charx', 'CHARX'],
  ['v3-json', 'JSON (V3)'],
  ['v2-json', 'JSON (V2)'],
];
const endings = { png: '.png', charx: '.charx', 'v3-json': '.json', 'v2-json': '.v2.json' };

/** Fetches a card as it is written now. */
export function downloadCard(work, asked, kind, name) {
  return work.guarded(async () => {
    const blob = await fetched({ ...(await asked()), format: kind });
    if (blob instanceof Blob) offer(blob, `${name}${endings[kind]}`);
    else work.marked(blob);
  });
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
