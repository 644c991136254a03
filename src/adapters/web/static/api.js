/** What the server said no to, in its own words. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Asks the server; throws a Refusal whose message is fit to be shown. */
export function call(method, path, body, signal) {
  const asked = body === undefined ? {} : { body: JSON.stringify(body), type: 'application/json' };
  return ask(method, path, asked, signal);
}

/** Sends a file; answered and refused like a call. */
export function sendFile(path, file, signal) {
  return ask('POST', path, { body: file, type: 'application/octet-stream' }, signal);
}

async function ask(method, path, { body, type }, signal) {
  const headers = type && { 'content-type': type };
  const response = await fetch(path, { method, signal, body, headers }).catch((error) => {
    if (error.name === 'AbortError') throw error;
    throw new Refusal('Acore does not answer. Is it still running?', 0);
  });
  const answer = await response.json().catch((error) => {
    if (error.name === 'AbortError') throw error;
    return {};
  });
  if (!response.ok)
    throw new Refusal(answer.error ?? `The server answered ${response.status}.`, response.status);
  return answer;
}
