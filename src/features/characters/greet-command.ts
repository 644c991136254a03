import { z } from 'zod';
import type { Character } from '../../core/character.ts';
import { fitsButton } from '../../core/commands/buttons.ts';
import { type Command, type CommandButton, type CommandCall, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { macroFieldsOf } from '../../core/prompt/macro-values.ts';
import { expandMacros } from '../../lib/macros.ts';
import { oneLine } from '../../lib/one-line.ts';
import { seededRandom } from '../../lib/random.ts';
import { anywhere, fromHere, nameInput, wanted } from './command-parts.ts';
import { greetTexts as texts } from './texts.ts';

interface GreetNeeds {
  cast: Cast;
  clock: Clock;
  timeZone: string;
  /** Throws a UserError while there is none yet. */
  conversation: () => Conversation;
}

/** Lets a character say one of the greetings of its card, and offers the next in its place. */
export function greetCommand(needs: GreetNeeds): Command {
  return command({
    ...anywhere,
    name: 'character greet',
    description: 'Lets a character say hello, as its card has it.',
    input: z.object({
      name: nameInput('Who says hello.'),
      which: z.int().min(1).optional().describe('Which greeting; the first when left out.'),
      instead: z.string().max(80).optional().describe('Id of the greeting that is replaced by it.'),
    }),
    permission: 'everyone',
    suggest: { name: fromHere(needs.cast) },
    async run(call) {
      const { input, place } = call;
      const present = await needs.cast.presentIn(place);
      const character = wanted(needs.cast, place, input.name);
      const isAlone = place.kind === 'direct' || present.length <= 1;
      const greetings = greetingsOf(character, isAlone);
      const which = input.which ?? 1;
      const written = greetings[which - 1];
      if (greetings.length === 0) throw new UserError(texts.none(character.displayName));
      if (written === undefined) throw new UserError(texts.noSuch(character.displayName, greetings.length));
      const group = isAlone ? [character] : present;
      const { messageIds } = await needs.conversation().cue({
        id: call.id,
        place,
        characterId: character.id,
        text: expanded(written, { needs, call, character, group }),
        instead: input.instead,
      });
      const count = greetings.length;
      return {
        text: texts.said(character.displayName, which, count),
        visible: 'only-you',
        buttons: count === 1 ? [] : [another(character, (which % count) + 1, messageIds)],
      };
    },
  });
}

/** Alone with somebody a character has its usual greetings; among others those for groups come first. */
export function greetingsOf(character: Character, isAlone: boolean): string[] {
  const { firstMessage, alternateGreetings, groupGreetings } = character;
  const all = [...(isAlone ? [] : groupGreetings), firstMessage, ...alternateGreetings];
  return all.filter((text) => text.trim() !== '');
}

function expanded(
  text: string,
  about: { needs: GreetNeeds; call: CommandCall<unknown>; character: Character; group: readonly Character[] },
): string {
  const { needs, call, character, group } = about;
  const { host, channelId } = call.place;
  const words = expandMacros(text, {
    char: character.displayName,
    user: oneLine(call.caller.name),
    group: group.map(({ displayName }) => displayName),
    fields: macroFieldsOf(character),
    now: needs.clock.now(),
    timeZone: needs.timeZone,
    random: seededRandom(`${call.id}\n${character.id}`),
    seed: `${host}:${channelId}:${character.id}`,
  }).trim();
  if (words === '') throw new UserError(texts.none(character.displayName));
  return words;
}

/** Takes the place of what was just said, where that was one message. */
function another({ id }: Character, which: number, messageIds: readonly string[]): CommandButton {
  const [only, ...more] = messageIds;
  const plain = { name: id, which };
  const full = only === undefined || more.length > 0 ? plain : { ...plain, instead: only };
  const button = { label: texts.another, command: 'character greet' };
  return { ...button, input: fitsButton({ ...button, input: full }) ? full : plain };
}
