import type { Section } from '../feature.ts';

/** Why a line of the talk is in a prompt. */
export const talkReasons = {
  lately: 'It was said here lately.',
  quoted: 'A message that is answered replies to it.',
  joined: 'It is answered along with the newest message.',
  asked: 'It is the message to be answered.',
  answered: 'Another character has already answered with it.',
  begunOn: 'The thread was begun on it.',
  inChannel: 'It was said in the channel right before what the thread was begun on.',
} as const;

/** Why a text of the house or the card is in a prompt. */
export const cardReasons = {
  rules: 'Every character is told how to speak.',
  ownInstructions: 'The card brings its own instructions.',
  houseInstructions: 'The card has no instructions of its own.',
  card: 'The card says so.',
  example: 'The card shows how its character talks.',
  depth: 'The card wants it at this place in the talk.',
  reminder: 'The card repeats it after the talk.',
  turn: 'Whose turn it is changes from answer to answer.',
} as const;

/** Why something is not told, or not all of it. */
export const leftOutReasons = {
  example: 'The prompt is full, and examples go first.',
  oldest: 'The prompt is full, and the oldest messages go.',
  inSteps: 'It goes with older ones, so that for some turns the talk begins alike and caches know it.',
  beforePause: (messages: number) =>
    `${messages === 1 ? 'One message' : `${messages} messages`} from before a long silence: left to summaries and memories.`,
  section: 'The prompt is full, and this is the least important that is left.',
  overShare: (percent: number) =>
    `The prompt is full, and what slices add may take ${percent} % of it (conversation.addedPercent).`,
  overBudget: (tokens: number) => `It is longer than the ${tokens} tokens that it may take.`,
  tooLong: 'The prompt is full, even without all that may be left out.',
} as const;

const byVolatility: Record<Section['volatility'], string> = {
  stable: 'It is told in every turn.',
  talk: 'It fits the talk as it is.',
  now: 'It holds for this moment.',
};

/** Why a section is in a prompt, where its slice does not say so. */
export function sectionReason({ because, volatility }: Section): string {
  return because ?? byVolatility[volatility];
}
