import type { Language } from '../language.ts';

/** Verbs that others are told of in another form than the speaker. */
const irregular: Readonly<Record<string, string>> = {
  is: 'am',
  are: 'am',
  has: 'have',
  does: 'do',
  goes: 'go',
  was: 'was',
  were: 'was',
};

/** The verb of somebody else, as one says it of oneself. */
export function firstPerson(predicate: string): string {
  return predicate.replace(/^([\p{L}']+)/u, (verb) => asFirstPerson(verb.toLowerCase(), verb));
}

function asFirstPerson(verb: string, written: string): string {
  const known = irregular[verb];
  if (known !== undefined) return known;
  if (/(?:ss|us|is)$/.test(verb) || !verb.endsWith('s') || verb.length < 4) return written;
  if (verb.endsWith('ies')) return `${verb.slice(0, -3)}y`;
  return /(?:sses|shes|ches|xes|zzes|oes)$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1);
}

/** The verb as it is told of somebody else, with what comes after it: `runs`, `teaches`, `studies`, `volunteers at`. */
export function thirdPerson(verb: string): string {
  if (verb === 'have') return 'has';
  const [first = '', ...rest] = verb.split(' ');
  const told = /[^aeiou]y$/.test(first)
    ? `${first.slice(0, -1)}ies`
    : `${first}${/(?:s|sh|ch|x|z|o)$/.test(first) ? 'es' : 's'}`;
  return [told, ...rest].join(' ');
}

/** "Used to", "no longer", "stopped": what remains is what was so. */
export const noLonger: Language['noLonger'] = [
  [/^used to be\b/i, 'am', 'was'],
  [/^used to\s+/i, '', 'was'],
  [/^(am|have) no longer\b/i, '$1'],
  [/^no longer\s+/i, ''],
  [/^(am|have) not (.*) (?:any ?more|any longer)$/i, '$1 $2'],
  [/^(?:do|can) not (?!(?:eat|drink|smoke|touch)\b)(.*) (?:any ?more|any longer)$/i, '$1'],
  [
    /^(?:have )?(?:stopped|quit|gave up|given up) (work|play|speak|collect|do|study|learn|go|lik|liv|driv|danc)ing\b/i,
    '$1',
  ],
];

/** How something is told that is no longer so. */
export function noMore(says: string): string {
  return /^is\b/.test(says) ? says.replace(/^is\b/, 'is no longer') : `no longer ${says}`;
}
