import type { Json } from '../../lib/json-http.ts';

/** What a server was seen to refuse in a request. Learned from its own words, per model. */
export type Quirks = Set<
  'max-completion-tokens' | 'no-temperature' | 'low-temperature' | 'no-seed' | 'no-stream-options'
>;

const signs: [Quirks extends Set<infer Q> ? Q : never, RegExp][] = [
  ['max-completion-tokens', /max_completion_tokens/],
  ['no-temperature', /temperature/],
  ['no-seed', /\bseed\b/],
  ['no-stream-options', /stream_options/],
];

/** Some servers know temperatures only up to 1. */
const tooHot =
  /temperature\b.{0,80}(?:\brange\b|between|less than|at most|below|maximum|must be|exceed|<=|≤|\b0(?:\.0)? ?(?:-|–|to|\.\.) ?1(?:\.0)?\b)/is;

/** Learns from a refused request; true when it is worth asking again in the other way. */
export function learnQuirk(quirks: Quirks, error: unknown): boolean {
  const said = refusalText(error);
  if (tooHot.test(said) && !quirks.has('low-temperature')) {
    quirks.add('low-temperature');
    return true;
  }
  if (
    !/unsupported|not supported|does not support|unknown|unrecognized|not permitted|extra inputs/i.test(said)
  )
    return false;
  const found = signs.find(([quirk, sign]) => !quirks.has(quirk) && sign.test(said));
  if (found === undefined) return false;
  quirks.add(found[0]);
  return true;
}

/** The request as this server takes it. */
export function withQuirks(quirks: Quirks, body: Json): Json {
  const { max_tokens, temperature, seed, stream_options, ...rest } = body;
  return {
    ...rest,
    ...(quirks.has('max-completion-tokens') ? { max_completion_tokens: max_tokens } : { max_tokens }),
    ...(!quirks.has('no-temperature') && { temperature: bearable(quirks, temperature) }),
    ...(!quirks.has('no-seed') && { seed }),
    ...(!quirks.has('no-stream-options') && { stream_options }),
  };
}

function bearable(quirks: Quirks, temperature: Json[string]): Json[string] {
  return quirks.has('low-temperature') && typeof temperature === 'number'
    ? Math.min(1, temperature)
    : temperature;
}

function refusalText(error: unknown): string {
  if (!(error instanceof Error) || !('statusCode' in error) || !('responseBody' in error)) return '';
  const refused = error.statusCode === 400 || error.statusCode === 422;
  return refused ? String(error.responseBody) : '';
}
