import { placeOf } from '../store.js';

/** What the page calls the kinds of facts. */
export const kindNames = {
  fact: 'fact',
  preference: 'preference',
  interest: 'interest',
  trait: 'trait',
  relation: 'relation',
  quote: 'quote',
  plan: 'plan',
  instruction: 'wish',
};

const hosts = { discord: 'Discord', playground: 'the playground', terminal: 'the terminal' };

export function hostName(host) {
  return hosts[host] ?? host;
}

/** A talk as people call it. */
export function placeName(place, state) {
  if (place === undefined) return 'a talk that is gone';
  const { host, channelId, kind } = place;
  const here = host === 'playground' ? placeOf(state, channelId) : undefined;
  const name = place.name ?? here?.name;
  if (kind === 'direct')
    return here
      ? `the direct talk with ${here.name}`
      : `a direct talk on ${hostName(host)} (…${channelId.slice(-4)})`;
  if (name === undefined) return `all of ${hostName(host)}`;
  return host === 'playground' ? `#${name}` : `#${name} on ${hostName(host)}`;
}

export function dayText(at) {
  return new Date(at).toLocaleDateString(undefined, { day: 'numeric', month: 'short', year: 'numeric' });
}

export function momentText(at) {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}

export function counted(count, one, several) {
  return count === 1 ? `one ${one}` : `${count.toLocaleString()} ${several}`;
}
