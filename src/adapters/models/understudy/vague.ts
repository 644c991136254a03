import { stemsIn } from './stems.ts';

/** Words that a question is rarely about. */
export const vague: ReadonlySet<string> = new Set(
  stemsIn(
    'best good bad favourite believe think feel love like want come try seem help answer run use need talk miss happen',
  ),
);
