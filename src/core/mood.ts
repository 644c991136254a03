import type { Place } from './message.ts';

/** The moods that a character can be in: the labels of SillyTavern's expression pictures, which cards use. */
export const moods = [
  'admiration',
  'amusement',
  'anger',
  'annoyance',
  'approval',
  'caring',
  'confusion',
  'curiosity',
  'desire',
  'disappointment',
  'disapproval',
  'disgust',
  'embarrassment',
  'excitement',
  'fear',
  'gratitude',
  'grief',
  'joy',
  'love',
  'nervousness',
  'neutral',
  'optimism',
  'pride',
  'realization',
  'relief',
  'remorse',
  'sadness',
  'surprise',
] as const;
export type Mood = (typeof moods)[number];

/** How somebody is in a mood, after “is”. */
export const moodWords: Record<Mood, string> = {
  admiration: 'full of admiration',
  amusement: 'amused',
  anger: 'angry',
  annoyance: 'annoyed',
  approval: 'approving',
  caring: 'caring',
  confusion: 'confused',
  curiosity: 'curious',
  desire: 'full of desire',
  disappointment: 'disappointed',
  disapproval: 'disapproving',
  disgust: 'disgusted',
  embarrassment: 'embarrassed',
  excitement: 'excited',
  fear: 'afraid',
  gratitude: 'grateful',
  grief: 'grieving',
  joy: 'happy',
  love: 'affectionate',
  nervousness: 'nervous',
  neutral: 'calm',
  optimism: 'hopeful',
  pride: 'proud',
  realization: 'struck by a thought',
  relief: 'relieved',
  remorse: 'sorry',
  sadness: 'sad',
  surprise: 'surprised',
};

/** How characters feel, as far as their own words show it. */
export interface Moods {
  /** The mood that these words show; undefined where moods are switched off. */
  shownBy(text: string): Mood | undefined;
  /** How a character feels in a place at the moment. */
  at(place: Place, characterId: string): Promise<Mood>;
}

/** Whether a text is the name of a mood. */
export function isMood(text: unknown): text is Mood {
  return (moods as readonly unknown[]).includes(text);
}
