import { isJson, type Json } from '../../lib/json-http.ts';

/** Reads a stream of one JSON object a line. Lines that are none are skipped and reported. */
export async function* jsonLines(
  bytes: ReadableStream<Uint8Array>,
  onMalformed: () => void,
): AsyncGenerator<Json> {
  for await (const line of lines(bytes)) {
    const value = parsed(line);
    if (value !== undefined) yield value;
    else if (line.trim() !== '') onMalformed();
  }
}

async function* lines(bytes: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
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
