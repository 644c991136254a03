import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import { type Command, type CommandButton, command } from '../../core/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports.ts';
import { inOneLine, sheetOf } from './sheet.ts';
import type { Presence, PresenceStore } from './store.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  cast: Cast;
  store: PresenceStore;
}

const everywhere = ['guild', 'direct'] as const;
const mostSuggestions = 25;

/** The commands about who is here. */
export function characterCommands(needs: CommandNeeds): Command[] {
  return [listing(needs), show(needs), use(needs), off(needs)];
}

function listing({ cast }: CommandNeeds): Command {
  return command({
    name: 'characters',
    kind: 'slash',
    description: 'Shows who is here.',
    input: z.object({}),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs: 0,
    run: async ({ place }) => ({
      text: listed(cast.all(), await cast.presentIn(place)),
      visible: 'only-you',
    }),
  });
}

function listed(all: readonly Character[], present: readonly Character[]): string {
  if (all.length === 0) return texts.nobodyAtAll;
  const away = all.filter((character) => !present.includes(character)).map(({ displayName }) => displayName);
  const here = present.map((character, index) => lineOf(character, index === 0));
  return [
    present.length === 0 ? texts.nobodyHere : texts.castHere,
    ...here,
    ...(away.length === 0 ? [] : [texts.castAway(away)]),
  ].join('\n');
}

function lineOf(character: Character, leads: boolean): string {
  const mark = leads ? ` *(${texts.leadMark})*` : '';
  return `- **${character.displayName}**${mark} – ${inOneLine(character)}`;
}

function show({ cast }: CommandNeeds): Command {
  return command({
    name: 'character show',
    kind: 'slash',
    description: 'Shows who a character is.',
    input: z.object({ name: nameInput('Whom to show.') }),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: { name: fromAll(cast) },
    example: `/character show ${cast.all()[0]?.displayName ?? 'Ada'}`,
    async run({ input }) {
      const character = wanted(cast, input.name);
      return { text: sheetOf(character), visible: 'only-you', characterId: character.id };
    },
  });
}

function use({ cast, store }: CommandNeeds): Command {
  return command({
    name: 'character use',
    kind: 'slash',
    description: 'Makes a character the one who answers here when nobody is named.',
    input: z.object({
      name: nameInput('Who answers here.'),
      lead: z.boolean().optional().describe('No: only brings them back, and whoever leads goes on leading.'),
    }),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: { name: fromAll(cast) },
    async run({ input, place }) {
      const { id, displayName } = wanted(cast, input.name);
      const leads = input.lead ?? true;
      await (leads ? store.lead(place, id) : store.bringBack(place, id));
      const text = leads ? texts.leads(displayName) : texts.broughtBack(displayName);
      return { text, visible: 'everyone', characterId: id };
    },
  });
}

function off({ cast, store }: CommandNeeds): Command {
  return command({
    name: 'character off',
    kind: 'slash',
    description: 'Keeps a character out of this channel.',
    input: z.object({ name: nameInput('Who is not to speak here.') }),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: { name: fromHere(cast) },
    async run({ input, place }) {
      const character = wanted(cast, input.name);
      const wasHere = (await cast.presentIn(place)).includes(character);
      const before = (await store.of(place)).get(character.id);
      await store.sendAway(place, character.id);
      const text = texts.sentAway(character.displayName);
      return { text, visible: 'everyone', buttons: wasHere ? [back(character, before)] : [] };
    },
  });
}

function back({ id }: Character, before: Presence | undefined): CommandButton {
  const lead = before === 'lead' ? {} : { lead: false };
  return { label: texts.undo, command: 'character use', input: { name: id, ...lead } };
}

function nameInput(description: string) {
  return z.string().min(1).max(100).describe(description);
}

function fromAll(cast: Cast) {
  return async (partial: string) => suggestCharacters(cast.all(), partial).slice(0, mostSuggestions);
}

function fromHere(cast: Cast) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(await cast.presentIn(place), partial).slice(0, mostSuggestions);
}

function wanted(cast: Cast, typed: string): Character {
  const character = characterNamed(cast.all(), typed);
  if (character === undefined) throw new UserError(texts.unknown(typed));
  return character;
}
