import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../core/cast.ts';
import { type Command, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { type Choose, none } from './choice.ts';
import { type Framework, knownName } from './framework.ts';
import type { FrameworkShelf } from './shelf.ts';
import { type ChoiceStore, everybody } from './store.ts';
import { texts } from './texts.ts';

interface CommandNeeds {
  shelf: FrameworkShelf;
  store: ChoiceStore;
  cast: Pick<Cast, 'presentIn'>;
  choose: Choose;
  enabled: boolean;
}

const everywhere = ['guild', 'direct'] as const;
const mostSuggestions = 25;

/** The commands that show frameworks and choose them for a channel. */
export function frameworkCommands(needs: CommandNeeds): Command[] {
  return [list(needs), show(needs), use(needs), clear(needs)];
}

function list(needs: CommandNeeds): Command {
  return command({
    name: 'framework list',
    kind: 'slash',
    description: 'Shows the frameworks and who uses which here.',
    input: z.object({}),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs: 0,
    run: async ({ place }) => ({ text: await listed(needs, place), visible: 'only-you' }),
  });
}

async function listed({ shelf, cast, choose, enabled }: CommandNeeds, place: Place): Promise<string> {
  const there = [...shelf.byName.values()].map((one) => texts.lineOf(one, shelf.own.has(one.name)));
  if (!enabled) return [texts.listed, ...there, texts.switchedOff].join('\n');
  const present = await cast.presentIn(place);
  const here = present.map(async (character) => {
    const chosen = await choose(character, place);
    const who = character.displayName;
    return chosen === undefined
      ? texts.usesNone(who)
      : texts.uses(who, chosen.framework.name, chosen.because);
  });
  return [texts.listed, ...there, texts.here, ...(await Promise.all(here))].join('\n');
}

function show({ shelf }: CommandNeeds): Command {
  return command({
    name: 'framework show',
    kind: 'slash',
    description: 'Shows what a framework says.',
    input: z.object({ name: nameInput('Which framework.') }),
    permission: 'everyone',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: { name: async (partial) => fitting([...shelf.byName.keys()], partial) },
    example: '/framework show caring',
    run: async ({ input }) => ({ text: texts.shown(wanted(shelf, input.name)), visible: 'only-you' }),
  });
}

function use({ shelf, store, cast }: CommandNeeds): Command {
  return command({
    name: 'framework use',
    kind: 'slash',
    description: 'Gives a character, or everybody, a framework in this channel.',
    input: z.object({
      name: nameInput('Which framework; none for none at all.'),
      character: characterInput(),
    }),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: {
      name: async (partial) => fitting([...shelf.byName.keys(), none], partial),
      character: suggestPresent(cast),
    },
    example: '/framework use entertainer',
    async run({ input, place }) {
      const { id, who } = await whom(cast, place, input.character);
      const name = knownName(input.name) === none ? none : wanted(shelf, input.name).name;
      await store.choose(place, id, name);
      return { text: name === none ? texts.usedNone(who) : texts.used(who, name), visible: 'everyone' };
    },
  });
}

function clear({ store, cast }: CommandNeeds): Command {
  return command({
    name: 'framework clear',
    kind: 'slash',
    description: 'Forgets what was chosen with /framework use in this channel.',
    input: z.object({ character: characterInput() }),
    permission: 'manage',
    contexts: everywhere,
    cooldownMs: 0,
    suggest: { character: suggestPresent(cast) },
    async run({ input, place }) {
      const { id, who } = await whom(cast, place, input.character);
      await store.clear(place, id);
      return { text: texts.cleared(who), visible: 'everyone' };
    },
  });
}

function nameInput(description: string) {
  return z.string().min(1).max(100).describe(description);
}

function characterInput() {
  return z.string().max(100).optional().describe('For whom; leave it out for everybody here.');
}

function fitting(names: readonly string[], partial: string): string[] {
  const typed = partial.trim().toLowerCase();
  return names.filter((name) => name.includes(typed)).slice(0, mostSuggestions);
}

function suggestPresent(cast: Pick<Cast, 'presentIn'>) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(await cast.presentIn(place), partial).slice(0, mostSuggestions);
}

function wanted({ byName }: FrameworkShelf, typed: string): Framework {
  const framework = byName.get(knownName(typed));
  if (framework === undefined) throw new UserError(texts.unknown(typed, [...byName.keys()]));
  return framework;
}

async function whom(
  cast: Pick<Cast, 'presentIn'>,
  place: Place,
  typed: string | undefined,
): Promise<{ id: string; who: string }> {
  if (typed === undefined || typed.trim() === '') return { id: everybody, who: texts.everybody };
  const character = characterNamed(await cast.presentIn(place), typed);
  if (character === undefined) throw new UserError(texts.unknownCharacter(typed));
  return { id: character.id, who: character.displayName };
}
