import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import { type Command, type CommandCall, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Message, Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  cast: Cast;
  clock: Clock;
  /** Throws a UserError while there is none yet. */
  conversation: () => Conversation;
}

const everywhere = ['guild', 'direct'] as const;
const mostSuggestions = 25;
const mostCharacters = 2_000;
const cooldownMs = 2_000;

/** The commands that speak to a character without its name or a mention. */
export function chatCommands(needs: CommandNeeds): Command[] {
  return [chat(needs), ask(needs)];
}

function chat(needs: CommandNeeds): Command {
  return command({
    name: 'chat',
    kind: 'slash',
    description: 'Says something to a character, for everybody to hear.',
    input: z.object({ message: wordsInput('What to say.'), character: characterInput() }),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs,
    speech: true,
    suggest: { character: suggestPresent(needs.cast) },
    example: '/chat What are you reading?',
    async run(call) {
      const words = spoken(call.input.message);
      const character = await wanted(needs.cast, call.place, call.input.character);
      await needs.conversation().receive(messageOf(call, words, needs.clock.now(), character));
      return { text: texts.quoted(words), visible: 'everyone' };
    },
  });
}

function ask(needs: CommandNeeds): Command {
  return command({
    name: 'ask',
    kind: 'slash',
    description: 'Asks a character one question that nobody will remember.',
    input: z.object({ question: wordsInput('What to ask.'), character: characterInput() }),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs,
    speech: true,
    suggest: { character: suggestPresent(needs.cast) },
    example: '/ask Why is the sea salty?',
    async run(call) {
      const words = spoken(call.input.question);
      const chosen = await wanted(needs.cast, call.place, call.input.character);
      const question = messageOf(call, words, needs.clock.now(), chosen);
      const { character, text } = await needs.conversation().ask(question, chosen?.id, call.signal);
      return {
        text: `${texts.quoted(words)}\n${texts.answered(character.displayName, text)}`,
        visible: 'everyone',
        characterId: character.id,
      };
    },
  });
}

function wordsInput(description: string) {
  return z.string().min(1).max(mostCharacters).describe(description);
}

function characterInput() {
  return z.string().max(100).optional().describe('Who is to answer; leave it out for whoever leads here.');
}

function suggestPresent(cast: Cast) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(await cast.presentIn(place), partial).slice(0, mostSuggestions);
}

function spoken(words: string): string {
  const text = words.trim();
  if (text === '') throw new UserError(texts.empty);
  return text;
}

async function wanted(cast: Cast, place: Place, typed: string | undefined): Promise<Character | undefined> {
  if (typed === undefined || typed.trim() === '') return undefined;
  const character = characterNamed(await cast.presentIn(place), typed);
  if (character === undefined) throw new UserError(texts.unknown(typed));
  return character;
}

function messageOf(
  { id, caller, place }: CommandCall<unknown>,
  text: string,
  at: number,
  character: Character | undefined,
): Message {
  return {
    id,
    place,
    author: { id: caller.id, name: caller.name, kind: 'person' },
    text,
    at,
    attachments: [],
    mentions: [],
    mentionsSelf: false,
    summons: { characterId: character?.id },
  };
}
