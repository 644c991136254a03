import { lazily } from '../lazily.ts';

const segmenter = lazily(() => new Intl.Segmenter(undefined, { granularity: 'sentence' }));
/** A passage is a line of a talk or a piece of a document; what is beyond this is told by the vector of the whole. */
const most = 12;

/** The sentences of a passage. */
export function sentencesOf(text: string): string[] {
  return Array.from(segmenter().segment(text), ({ segment }) => segment.trim())
    .filter((sentence) => sentence !== '')
    .slice(0, most);
}
