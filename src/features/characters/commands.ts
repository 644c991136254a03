import { z } from 'zod';
import type { Character } from '../../core/character.ts';
import { type Command, type CommandButton, command } from '../../core/commands/command.ts';
import type { Moods } from '../../core/mood.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { anywhere, fromHere, fromKnown, nameInput, wanted } from './command-parts.ts';
import { inOneLine, sheetOf } from './sheet.ts';
import { type Presence, type PresenceStore, wholeServer } from './store.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  cast: Cast;
  store: PresenceStore;
  moods: Pick<Moods, 'at'>;
}

/** The commands about who is here. */
export function characterCommands(needs: CommandNeeds): Command[] {
  return [listing(needs), show(needs), use(needs), off(needs)];
}

function listing({ cast }: CommandNeeds): Command {
  return command({
    ...anywhere,
    name: 'characters',
    description: 'Shows who is here.',
    input: z.object({}),
    permission: 'everyone',
    async run({ place }) {
      const present = await cast.presentIn(place);
      return { text: listed(cast.knownIn(place), present), visible: 'only-you' };
    },
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

function show({ cast, moods }: CommandNeeds): Command {
  return command({
    ...anywhere,
    name: 'character show',
    description: 'Shows who a character is.',
    input: z.object({ name: nameInput('Whom to show.') }),
    permission: 'everyone',
    suggest: { name: fromKnown(cast) },
    example: `/character show ${cast.all()[0]?.displayName ?? 'Ada'}`,
    async run({ input, place }) {
      const character = wanted(cast, place, input.name);
      const mood = await moods.at(place, character.id);
      return {
        text: sheetOf(character, mood),
        mood,
        visible: 'only-you',
        characterId: character.id,
        showsFace: true,
      };
    },
  });
}

function use({ cast, store }: CommandNeeds): Command {
  return command({
    ...anywhere,
    name: 'character use',
    description: 'Makes a character the one who answers here when nobody is named.',
    input: z.object({
      name: nameInput('Who answers here.'),
      lead: z.boolean().optional().describe('No: only brings them back, and whoever leads goes on leading.'),
      everywhere: z.boolean().optional().describe('Yes: in all channels that have no choice of their own.'),
    }),
    permission: 'manage',
    suggest: { name: fromKnown(cast) },
    async run({ input, place }) {
      const { id, displayName } = wanted(cast, place, input.name);
      const all = input.everywhere ?? false;
      const leads = input.lead ?? true;
      const channel = all ? wholeServer(place) : place;
      await (leads ? store.lead(channel, id) : store.bringBack(channel, id));
      const text = leads ? texts.leads(displayName, all) : texts.broughtBack(displayName, all);
      return { text, visible: 'everyone', characterId: id };
    },
  });
}

function off({ cast, store }: CommandNeeds): Command {
  return command({
    ...anywhere,
    name: 'character off',
    description: 'Keeps a character out of this channel.',
    input: z.object({
      name: nameInput('Who is not to speak here.'),
      everywhere: z
        .boolean()
        .optional()
        .describe('Yes: out of all channels that have no choice of their own.'),
    }),
    permission: 'manage',
    suggest: { name: fromHere(cast) },
    async run({ input, place }) {
      const character = wanted(cast, place, input.name);
      const all = input.everywhere ?? false;
      const channel = all ? wholeServer(place) : place;
      const wasHere = (await cast.presentIn(place)).includes(character);
      const before = (await store.of(channel)).get(character.id);
      await store.sendAway(channel, character.id);
      const text = texts.sentAway(character.displayName, all);
      return { text, visible: 'everyone', buttons: wasHere ? [back(character, before, all)] : [] };
    },
  });
}

function back({ id }: Character, before: Presence | undefined, all: boolean): CommandButton {
  const lead = before === 'lead' ? {} : { lead: false };
  return {
    label: texts.undo,
    command: 'character use',
    input: { name: id, ...lead, ...(all && { everywhere: true }) },
  };
}
