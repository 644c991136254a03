export { type Meaning, textsOf } from './meaning.ts';
export { type Asked, type Question, understand } from './question.ts';
export { type Ranked, rank } from './rank.ts';
export { sentencesOf } from './sentences.ts';
export { createShelf, type Line, type Shelf } from './shelf.ts';
export { createSigns, type Signs } from './signs.ts';
export { termsIn } from './terms.ts';
export { cosine, packed } from './vectors.ts';
export { type Weights, weights } from './weights.ts';
