/** What the server said no to, in its own words. */
export class Refusal extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Asks the server; throws a Refusal whose message is fit to be shown. */
export async function call(method, path, body, signal) {
  const response = await fetch(path, {
    method,
    signal,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch((error) => {
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
