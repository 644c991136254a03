export { extractInBackground } from './in-background.ts';
export { isKeepable } from './keepable.ts';
export { type Learned, readLearned } from './learned.ts';
export type { Acquaintance, ReadingOptions, SaidLine } from './line.ts';
export { holdsMarks } from './marks.ts';
export { extractFacts, worthLearning } from './patterns.ts';
export { modelExtractor } from './proposal.ts';
export { type Refusal, type RefusalReason, refusalReasons } from './refusals.ts';
export { learningRequest } from './request.ts';
