import type { Feature } from '../../core/feature.ts';
import { type Mood, type Moods, moodWords } from '../../core/mood.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Transcript, TranscriptEntry } from '../../core/ports/transcript.ts';
import { moodIn } from './classify.ts';
import type { MoodsSettings } from './config.ts';
import { texts } from './texts.ts';

interface MoodsNeeds {
  transcript: Pick<Transcript, 'recent'>;
  clock: Clock;
  settings: MoodsSettings;
}

/** How far back it is looked for what a character last said. */
const lookedAt = 60;

/**
 * Characters are in the mood that their last words in a channel showed, until it fades. It is kept with those words and
 * nowhere else, so it is gone with them, and no other channel knows of it.
 */
export function moods({ transcript, clock, settings }: MoodsNeeds): Feature & { moods: Moods } {
  const { enabled, fade } = settings;

  function lasting(talk: readonly TranscriptEntry[], characterId: string): Mood {
    const last = talk.findLast((entry) => entry.characterId === characterId);
    if (!enabled || last?.mood === undefined || clock.now() - last.at > fade) return 'neutral';
    return last.mood;
  }

  return {
    name: 'moods',
    moods: {
      shownBy: (text) => (enabled ? moodIn(text) : undefined),
      at: async (place, characterId) =>
        enabled ? lasting(await transcript.recent(place, lookedAt), characterId) : 'neutral',
    },
    async context({ character, talk }) {
      const mood = lasting(talk, character.id);
      if (mood === 'neutral') return [];
      const text = texts.is(character.displayName, moodWords[mood]);
      return [{ title: texts.title, text, volatility: 'now', priority: 3, because: texts.because }];
    },
  };
}
