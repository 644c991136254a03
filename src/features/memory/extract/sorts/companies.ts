import { phrases, whole } from '../phrases.ts';
import { isWorkplace } from '../workplaces.ts';
import { object, type SortReader } from './object.ts';

/** What one works "at", "in" or "for" without an employer. */
const notCompanies = whole(phrases`
  it, home, night, nights, all, least, heart, the moment, last, once, first, times, sea, a time, an angle, school
  work, fun, free, real, sure, me, progress, general, vain, two, it all, peace, silence, shifts?, style, teams?
  (?:the |my |this |that |a )?(?:band|game|server|group|chat|call|raid|club|clan|guild|dark|cold|rain|background|shadows?|moment)
  schlafanzug, pyjama, homeoffice, stehen, sitzen, bett, team, akkord, dunkeln, hintergrund, garten, keller
`);

/** "A firm called" is no part of its name. */
const namedSo = /^an? (?:[\p{L}-]+ ){1,3}(?:called|named) (?=\p{L})/iu;

/** An employer, or what stands in an employer's place; `how` says by which word it was told. */
export function companySort(how: '' | 'at' | 'in' | 'with'): SortReader {
  return (written, language) => {
    const text = written.replace(namedSo, '');
    const isNone = notCompanies.test(text) || (how !== '' && !isWorkplace(text, how));
    return isNone ? undefined : object(text, language, 5);
  };
}
