import type { Embedder } from '../../../core/ports/embedder.ts';
import { cosine } from '../../../lib/retrieval/index.ts';

/** Two sentences that belong together, and the second one in other words. */
const samples: readonly (readonly [first: string, second: string, reworded: string])[] = [
  ['My brother came over.', 'We cooked a big pot of soup.', 'A large meal was made in the kitchen.'],
  [
    'The train was late again.',
    'I missed the meeting at work.',
    'I could not attend the office appointment.',
  ],
  ['It has rained for days.', 'The cellar is full of water.', 'The basement is flooded.'],
  ['I finally saw a doctor.', 'My knee needs an operation.', 'I have to get surgery on my leg.'],
  ['Guess what happened!', 'Our cat had five kittens.', 'The pet gave birth to several babies.'],
  ['School was fun today.', 'The teacher praised my drawing.', 'My picture was admired in class.'],
  [
    'We looked at houses.',
    'The one by the lake is too expensive.',
    'The home near the water costs too much.',
  ],
  ['I cannot sleep.', 'The neighbours play loud music all night.', 'There is noise next door until morning.'],
  ['Thanks for the gift.', 'I have read the novel twice already.', 'I finished that book two times.'],
  ['The garden looks great.', 'The tomatoes are ripe at last.', 'The vegetables can be harvested now.'],
  ['He lost his job.', 'Now he drives a taxi in the city.', 'He works as a cab driver.'],
  ['We are back home.', 'The flight took eleven hours.', 'The plane journey was very long.'],
  ['She has a new hobby.', 'On Sundays she climbs mountains.', 'At weekends she goes up high peaks.'],
  ['Money is tight.', 'I sold my car last week.', 'I no longer own a vehicle.'],
  ['They had a party.', 'Everybody danced until sunrise.', 'The guests were dancing the whole night.'],
  ['The computer broke.', 'All my photos are gone.', 'I lost every picture I had saved.'],
  ['I started to run.', 'Next month I will do a marathon.', 'I am going to take part in a long race soon.'],
  ['Dinner was awful.', 'The fish tasted like salt.', 'The seafood was far too salty.'],
  ['My grandmother called.', 'She turns ninety on Friday.', 'Her birthday is at the end of the week.'],
  ['Winter came early.', 'The roads are covered with snow.', 'The streets are white and icy.'],
];

/** What an embedder is worth here. */
export interface SelfTest {
  dimensions: number;
  /** 0 … 1; about a half for vectors that mean nothing. */
  score: number;
}

/**
 * Whether an embedder's vectors say anything: a sentence must be nearer to the passage that it is part of, and to what
 * says the same in other words, than to others. Needs nobody's judgement and nobody's words.
 */
export async function selfTest(embedder: Embedder, signal: AbortSignal): Promise<SelfTest> {
  const passages = samples.map(([first, second]) => `${first} ${second}`);
  const seconds = samples.map(([, second]) => second);
  const reworded = samples.map(([, , same]) => same);
  const vectors = await embedder.embed([...passages, ...seconds, ...reworded], signal);
  const count = samples.length;
  const dimensions = vectors[0]?.length ?? 0;
  if (vectors.length !== 3 * count || !vectors.every((vector) => isSound(vector, dimensions)))
    return { dimensions, score: 0 };
  const own = nearerShare(vectors.slice(count, 2 * count), vectors.slice(0, count));
  const same = nearerShare(vectors.slice(2 * count), vectors.slice(count, 2 * count));
  return { dimensions, score: Math.min(own, same) };
}

function isSound(vector: Float32Array, dimensions: number): boolean {
  const length = Math.hypot(...vector);
  return dimensions > 0 && vector.length === dimensions && Math.abs(length - 1) < 0.05;
}

/** How often each vector is nearer to its own partner than to the others. */
function nearerShare(vectors: readonly Float32Array[], partners: readonly Float32Array[]): number {
  let nearer = 0;
  let all = 0;
  vectors.forEach((vector, place) => {
    const own = cosine(vector, partners[place] ?? vector);
    partners.forEach((other, otherPlace) => {
      if (otherPlace === place) return;
      all += 1;
      if (own > cosine(vector, other)) nearer += 1;
    });
  });
  return nearer / all;
}
