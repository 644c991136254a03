import { englishLists } from '../english/words.ts';
import type { Language } from '../language.ts';
import { anyOf, atEnd, phrases } from '../phrases.ts';
import { object } from './object.ts';

const jobs = new RegExp(
  `(?:^|[\\s-])(?:${englishLists['jobs']})(?:s|es)?(?: (?:in|on|for(?! (?:halloween|carnival|christmas|the|an?|like|one|fun|now)\\b)) [\\p{L} -]{2,30})?$`,
  'iu',
);

/** How other jobs end. */
const endings = phrases`
  ologist, grapher, keeper, maker, smith, wright, monger, technician, engineer, developer, designer, officer
  specialist, therapist, worker, instructor, trainer, supervisor, inspector, planner, dispatcher, operator
  controller, administrator, coordinator, physician, mechanic, scientist, manager, herder, farmer, ist, ician
  iatrist
`;
const jobEnding = atEnd(`[^\\s]{2,}${anyOf(endings)}s?`);

/** "A big fan", "a realist": what only looks like a job, by its beginning or by its end. */
const noBeginnings = phrases`
  big, huge, real, total, complete, great, good, bad, terrible, fast, slow, hard, such, bit, true, proud, little
  better, natural, born, fake, wannabe, pretend, lucky, simple, mere, former, ex, potential, future, aspiring
  professional idiot, team player
`;
const noEndings = phrases`
  pianist, guitarist, bassist, optimist, pessimist, realist, feminist, racist, sexist, perfectionist, minimalist
  artist at heart, tourist, twist, list, fist, wrist, scientist at heart, sadist, narcissist, masochist, nudist
  atheist, worst judge, own boss, bad influence, model citizen, my own .*, terrible judge.*, good judge.*
  backseat driver, drama queen, party clown
`;
const notJobs = new RegExp(`^${anyOf(noBeginnings)}\\b|\\bnon-|${anyOf(noEndings)}$`, 'i');

/** What somebody is by trade. */
export function jobSort(text: string, language: Language): string | undefined {
  const clean = text.replace(/^(?:an?|the) /i, '');
  if (notJobs.test(clean) || !(jobs.test(clean) || jobEnding.test(clean))) return undefined;
  return object(clean, language, 5);
}

/** What somebody is by trade in German, where any noun can be one. */
export function berufSort(text: string): string | undefined {
  const isNoun = /^\p{L}[\p{L}-]{3,30}$/u.test(text);
  return isNoun && !noBeruf.test(text) ? text : undefined;
}

const noBeruf = /^(?:ich|einzige[rs]?|erste[rs]?|letzte[rs]?|kind|team|hobby|ausgleich)$/i;
