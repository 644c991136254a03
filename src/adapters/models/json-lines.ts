import { isJson, type Json } from '../../lib/json-http.ts';

/** A stream of text, cut anywhere. */
type Text = AsyncIterable<string>;

/** Reads a stream of one JSON object a line. Lines that are none are skipped and reported. */
export async function* jsonLines(text: Text, onMalformed: () => void): AsyncGenerator<Json> {
  for await (const line of lines(text)) {
    const value = parsed(line);
    if (value !== undefined) yield value;
    else if (line.trim() !== '') onMalformed();
  }
}

/** Reads server-sent events of one JSON object each, up to the one that says that it is the last. */
export async function* jsonEvents(text: Text, onMalformed: () => void): AsyncGenerator<Json> {
  for await (const line of lines(text)) {
    if (!line.startsWith('data:')) continue;
    const data = line.slice('data:'.length).trim();
    if (data === '[DONE]') return;
    const value = parsed(data);
    if (value !== undefined) yield value;
    else onMalformed();
  }
}

async function* lines(text: Text): AsyncGenerator<string> {
  let rest = '';
  for await (const part of text) {
    const parts = (rest + part).split('\n');
    rest = parts.pop() ?? '';
    yield* parts;
  }
  yield rest;
}

function parsed(line: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isJson(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
