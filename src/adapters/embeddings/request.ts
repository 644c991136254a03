import { getJson, isJson, listIn } from '../../lib/json-http.ts';
import type { ServerPlace } from './place.ts';
import { Unusable } from './vectors.ts';

/** Asks a server for the vectors of some texts, in their order. Throws what a request throws, or Unusable. */
export async function requestVectors(
  { kind, base, model, headers }: ServerPlace,
  texts: readonly string[],
  timeoutMs: number,
  signal: AbortSignal,
): Promise<number[][]> {
  const sent = { timeoutMs, signal, headers: { ...headers, 'content-type': 'application/json' } };
  if (kind === 'ollama') {
    const body = { model, input: texts, truncate: true };
    const answer = await getJson(`${base}/api/embed`, { ...sent, body });
    const rows = isJson(answer) ? answer['embeddings'] : undefined;
    return Array.isArray(rows) ? rows.map(numbersIn) : [];
  }
  const body = { model, input: texts, encoding_format: 'float' };
  return inOrder(listIn(await getJson(`${base}/embeddings`, { ...sent, body }), 'data'));
}

/** Servers may answer in another order than they were asked in; each vector says whose it is, if any does. */
function inOrder(data: readonly Record<string, unknown>[]): number[][] {
  const places = new Set(data.map(({ index }, place) => index ?? place));
  if (!data.every((_, place) => places.has(place)))
    throw new Unusable('The vectors do not say whose they are.');
  return data
    .toSorted((a, b) => Number(a['index'] ?? 0) - Number(b['index'] ?? 0))
    .map(({ embedding }) => numbersIn(embedding));
}

function numbersIn(row: unknown): number[] {
  if (Array.isArray(row) && row.every((number) => typeof number === 'number')) return row;
  throw new Unusable('A vector holds something else than numbers.');
}
