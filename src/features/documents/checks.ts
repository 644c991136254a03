import type { Check } from '../../core/ports/health.ts';
import { inTwo } from '../../core/remedy.ts';
import type { DocumentStore } from './store.ts';
import { texts } from './texts.ts';

const mostShown = 10;

/** The lines of `acore doctor` about documents: how many are known, and what is wrong with the others. */
export async function checksOf(
  store: Pick<DocumentStore, 'isMade' | 'countAll' | 'failed'>,
): Promise<Check[]> {
  // Doctor also looks at what an earlier Acore left, before its tables are brought up to date.
  if (!(await store.isMade())) return [];
  const counts = await store.countAll();
  if (counts.ready + counts.waiting + counts.failed === 0) return [];
  const failed = await store.failed(mostShown);
  return [
    { name: 'Documents', state: 'ok', says: texts.found(counts) },
    ...failed.map(({ name, problem = '' }): Check => {
      const { says, fix = texts.mend } = inTwo(texts.notRead(name, problem));
      return { name: 'Document', state: 'warning', says, fix };
    }),
  ];
}
