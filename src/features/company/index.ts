import type { Feature } from '../../core/feature.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { companyOf } from './company.ts';
import { texts } from './texts.ts';

interface CompanyNeeds {
  cast: Pick<Cast, 'presentIn'>;
}

/** Lets characters know who is in the room with them. */
export function company({ cast }: CompanyNeeds): Feature {
  return {
    name: 'company',
    async context(turn) {
      const text = companyOf(turn, await cast.presentIn(turn.message.place));
      const { title, because } = texts;
      return text === '' ? [] : [{ title, text, volatility: 'talk', priority: 2, because }];
    },
  };
}
