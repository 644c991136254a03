import { lazily } from '../../../../lib/lazily.ts';
import { doings, everyday, happenings, lightVerbs } from './verbs.ts';

export type VerbForm = 'base' | 'past' | 'participle' | 'ing';

/** Verbs whose past is no `-ed`, with their participle where it is another word. */
const irregular: Readonly<Record<string, readonly [past: string, participle?: string]>> = {
  sing: ['sang', 'sung'],
  draw: ['drew', 'drawn'],
  write: ['wrote', 'written'],
  sew: ['sewed', 'sewn'],
  weave: ['wove', 'woven'],
  spin: ['spun'],
  grow: ['grew', 'grown'],
  ride: ['rode', 'ridden'],
  drive: ['drove', 'driven'],
  fly: ['flew', 'flown'],
  swim: ['swam', 'swum'],
  teach: ['taught'],
  wear: ['wore', 'worn'],
  speak: ['spoke', 'spoken'],
  read: ['read'],
  build: ['built'],
  bind: ['bound'],
  keep: ['kept'],
  drink: ['drank', 'drunk'],
  eat: ['ate', 'eaten'],
  shoot: ['shot'],
  buy: ['bought'],
  sell: ['sold'],
  quit: ['quit'],
  begin: ['began', 'begun'],
  leave: ['left'],
  win: ['won'],
  lose: ['lost'],
  break: ['broke', 'broken'],
  become: ['became', 'become'],
  meet: ['met'],
  undergo: ['underwent', 'undergone'],
  run: ['ran', 'run'],
  get: ['got'],
  have: ['had'],
  spend: ['spent'],
  give: ['gave', 'given'],
  take: ['took', 'taken'],
  tear: ['tore', 'torn'],
  see: ['saw', 'seen'],
  do: ['did', 'done'],
  go: ['went', 'gone'],
  make: ['made'],
  come: ['came', 'come'],
};

/** Words that double their last letter before an ending, and some that look so. */
const doubled = /(?:[^aeiou]|^)[aeiou][bdgmnprt]$/;
const undoubled =
  /(?:garden|deliver|practis|edit|open|cover|answer|travel|proofread|deejay|minor|major|ripen|master|listen|visit|enter|remember|photograph)$/;

function stemFor(verb: string, ending: 'ed' | 'ing'): string {
  if (verb.endsWith('e') && !/(?:ee|oe|ye)$/.test(verb)) return verb.slice(0, -1);
  if (ending === 'ed' && /[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}i`;
  if (/(?:travel|distil|model|enrol)$/.test(verb)) return `${verb}l`;
  return doubled.test(verb) && !undoubled.test(verb) ? `${verb}${verb.at(-1)}` : verb;
}

/** How one says that somebody did it: `taught`, `studied`. */
export function pastOf(verb: string): string {
  return irregular[verb]?.[0] ?? (verb.endsWith('ed') ? verb : `${stemFor(verb, 'ed')}ed`);
}

/** Every word that is a form of a known verb, with the verbs whose form it is. */
const known = lazily(() => formsOf(new Set([...doings, ...happenings, ...lightVerbs])));

function formsOf(verbs: ReadonlySet<string>): ReadonlyMap<string, ReadonlyMap<VerbForm, string>> {
  const forms = new Map<string, Map<VerbForm, string>>();
  const add = (word: string, form: VerbForm, verb: string) => {
    const entry = forms.get(word) ?? new Map<VerbForm, string>();
    if (!entry.has(form)) entry.set(form, verb);
    forms.set(word, entry);
  };
  for (const verb of verbs) {
    const past = pastOf(verb);
    add(verb, 'base', verb);
    add(past, 'past', verb);
    add(irregular[verb]?.[1] ?? past, 'participle', verb);
    add(`${stemFor(verb, 'ing')}ing`, 'ing', verb);
  }
  add('learnt', 'past', 'learn');
  add('learnt', 'participle', 'learn');
  return forms;
}

/** The verb that a word is this form of; undefined for what is no verb that says something of a life. */
export function verbOf(word: string, form: VerbForm): string | undefined {
  return known().get(word.toLowerCase())?.get(form);
}

/** Whether somebody does it again and again, said in the present. */
export function isDoing(verb: string): boolean {
  return doings.has(verb);
}

/** Whether it tells of a life when it is told with its year, or with how long it has been so. */
export function isOfALife(verb: string): boolean {
  return (doings.has(verb) || happenings.has(verb)) && !everyday.has(verb);
}
