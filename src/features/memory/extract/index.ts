export type { Acquaintance, ReadingOptions, SaidLine } from './line.ts';
export { extractFacts, worthLearning } from './patterns.ts';
