import type { Character } from '../../core/character.ts';
import type { Place } from '../../core/message.ts';
import type { Chosen } from './blend.ts';
import { knownName } from './framework.ts';
import type { FrameworkShelf } from './shelf.ts';
import { type ChoiceStore, everybody } from './store.ts';
import { texts } from './texts.ts';

interface ChoiceNeeds {
  shelf: FrameworkShelf;
  store: Pick<ChoiceStore, 'of'>;
  /** `frameworks.default`. */
  byDefault: string | undefined;
}

/** Says which framework a character has in a place, and why. */
export type Choose = (
  character: Pick<Character, 'id' | 'framework'>,
  place: Place,
) => Promise<Chosen | undefined>;

/** In a channel: no framework. */
export const none = 'none';

/** What was chosen in the channel counts first, then in the one above it, then the card, then the default. */
export function createChoice({ shelf, store, byDefault }: ChoiceNeeds): Choose {
  return async (character, place) => {
    const chosen = await chosenIn(store, place, character.id);
    const wanted: [string | undefined, string][] = [
      [chosen, texts.chosenHere],
      [character.framework?.name, texts.cardNames],
      [byDefault, texts.isDefault],
    ];
    for (const [name, because] of wanted) {
      if (name === none) return undefined;
      const framework = name === undefined ? undefined : shelf.byName.get(knownName(name));
      if (framework !== undefined) return { framework, because };
    }
    return undefined;
  };
}

async function chosenIn(
  store: Pick<ChoiceStore, 'of'>,
  { host, channelId, parentId }: Place,
  characterId: string,
): Promise<string | undefined> {
  const own = await store.of({ host, channelId });
  const here = own.get(characterId) ?? own.get(everybody);
  if (here !== undefined || parentId === undefined) return here;
  const above = await store.of({ host, channelId: parentId });
  return above.get(characterId) ?? above.get(everybody);
}
