import type { Embedder } from '../../src/core/ports/embedder.ts';
import { seededRandom } from '../../src/lib/random.ts';

/** Words that mean about the same to this embedder. */
const concepts = [
  'soup meal cooked kitchen',
  'train missed meeting work attend office appointment',
  'cellar water basement flooded full',
  'knee operation surgery leg doctor',
  'cat kittens pet birth babies',
  'teacher praised drawing picture admired class school',
  'lake expensive home near costs houses',
  'neighbours loud music noise door morning night',
  'novel twice finished book read times',
  'tomatoes ripe vegetables harvested garden',
  'drives taxi cab driver job',
  'flight eleven hours plane journey long',
  'sundays climbs mountains weekends peaks high',
  'sold car own vehicle',
  'danced sunrise guests dancing party',
  'photos gone lost pictures saved computer',
  'marathon race run month soon',
  'fish salt seafood salty',
  'ninety friday birthday week grandmother',
  'roads covered snow streets white icy winter',
];
const conceptOf = new Map(concepts.flatMap((words, place) => words.split(' ').map((word) => [word, place])));
const dimensions = 64;
/** The words that mean something to it. */
export const conceptWords: readonly string[] = [...conceptOf.keys()];

/** An embedder as tests need it: it knows twenty things, whatever they are called, and counts what it is given. */
export function conceptEmbedder(
  id = 'concepts/1',
  given: Partial<Embedder> = {},
): Embedder & { texts: string[] } {
  const texts: string[] = [];
  return {
    id,
    local: true,
    texts,
    async embed(asked) {
      texts.push(...asked);
      return asked.map((text) => conceptVector(text, id));
    },
    health: async () => ({ ok: true, says: 'It knows twenty things.' }),
    ...given,
  };
}

/** An embedder whose vectors mean nothing: the same for the same text, and that is all. */
export function randomEmbedder(): Embedder & { texts: string[] } {
  const texts: string[] = [];
  return conceptEmbedder('random/1', {
    async embed(asked) {
      texts.push(...asked);
      return asked.map((text) => unit(noise(text)));
    },
  });
}

/** The vector of a text, for embedders that are reached in another way. */
export function conceptVector(text: string, id: string): Float32Array {
  const sum = noise(text).map((value) => value / 20);
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const part = wordVector(word, id);
    for (let place = 0; place < dimensions; place += 1) sum[place] = (sum[place] ?? 0) + (part[place] ?? 0);
  }
  return unit(sum);
}

/** What a word adds to the vector of a text. */
export function wordVector(word: string, id: string): Float32Array {
  const concept = conceptOf.get(word);
  return concept === undefined
    ? noise(`${id} ${word}`).map((value) => value / 10)
    : noise(`${id} concept ${concept}`);
}

function noise(seed: string): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: dimensions }, () => random() + random() - 1);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
