import { lazily } from '../../../lib/lazily.ts';
import { stemsIn } from './stems.ts';

const vague = lazily(
  () =>
    new Set(
      stemsIn(
        'best good bad favourite believe think feel love like want come try seem help answer run use need talk miss happen',
      ),
    ),
);

/** Whether a question is rarely about a word, given by its stem. */
export function isVague(stem: string): boolean {
  return vague().has(stem);
}
