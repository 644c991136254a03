import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../../core/cast.ts';
import { type Caller, type Command, command } from '../../../core/commands/command.ts';
import { UserError } from '../../../core/errors.ts';
import { homeOf, type Place } from '../../../core/message.ts';
import type { Binding } from '../book-store.ts';
import { type BindingKind, bindingKinds } from '../store.ts';
import { texts } from '../texts.ts';
import { bookInput, bookNamed, type Desk, managed, suggestBooks } from './desk.ts';

/** For whom a book is wanted, as somebody says it. */
interface Wanted {
  place: Place;
  caller: Caller;
  who: string | undefined;
  cast: Desk['cast'];
}

const mostSuggestions = 25;

/** The commands that say for whom a book counts. */
export function bindingCommands(desk: Desk): Command[] {
  return [bind(desk), unbind(desk)];
}

function inputOf(what: string) {
  return z.object({
    book: bookInput('Which book.'),
    to: z.enum(bindingKinds).describe(what),
    who: z
      .string()
      .max(100)
      .optional()
      .describe('Which character, channel or person; left out: this channel, or you.'),
  });
}

function bind(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore bind',
    description: 'Makes a lorebook count for a character, the server, a channel, a thread or a person.',
    input: inputOf('For what it counts.'),
    suggest: { book: suggestBooks(desk), who: suggestWho(desk) },
    example: '/lore bind World channel',
    async run({ input, place, caller }) {
      const book = await bookNamed(desk, place, input.book);
      const binding = targetOf(input.to, { place, caller, who: input.who, cast: desk.cast });
      const isNew = await desk.store.bind(homeOf(place), book.id, binding);
      const where = bindingText(binding, place, desk.cast);
      if (!isNew) return { text: texts.boundAlready(book.name, where), visible: 'only-you' };
      return {
        text: texts.bound(book.name, where),
        visible: 'only-you',
        buttons: [again('lore unbind', book.id, binding)],
      };
    },
  });
}

function unbind(desk: Desk): Command {
  return command({
    ...managed,
    name: 'lore unbind',
    description:
      'Makes a lorebook no longer count for a character, the server, a channel, a thread or a person.',
    input: inputOf('For what it no longer counts.'),
    suggest: { book: suggestBooks(desk), who: suggestWho(desk) },
    async run({ input, place, caller }) {
      const book = await bookNamed(desk, place, input.book);
      const binding = targetOf(input.to, { place, caller, who: input.who, cast: desk.cast });
      const where = bindingText(binding, place, desk.cast);
      if (!(await desk.store.unbind(homeOf(place), book.id, binding)))
        throw new UserError(texts.notBound(book.name, where));
      return {
        text: texts.released(book.name, where),
        visible: 'only-you',
        buttons: [again('lore bind', book.id, binding)],
      };
    },
  });
}

/** The other way round, ready to be pressed. */
function again(name: string, bookId: string, { kind, target }: Binding) {
  const who = kind === 'server' ? {} : { who: target };
  return { label: texts.undo, command: name, input: { book: bookId, to: kind, ...who } };
}

/** The one that is meant. Throws UserError when there is none. */
export function targetOf(kind: BindingKind, wanted: Wanted): Binding {
  return targets[kind](wanted);
}

const targets: Record<BindingKind, (wanted: Wanted) => Binding> = {
  server: ({ place }) => ({ kind: 'server', target: homeOf(place) }),
  channel: ({ place, who }) => ({
    kind: 'channel',
    target: idIn(who) ?? (place.kind === 'thread' ? (place.parentId ?? place.channelId) : place.channelId),
  }),
  thread({ place, who }) {
    const target = idIn(who) ?? (place.kind === 'thread' ? place.channelId : undefined);
    if (target === undefined) throw new UserError(texts.thread);
    return { kind: 'thread', target };
  },
  person: ({ caller, who }) => ({ kind: 'person', target: idIn(who) ?? caller.id }),
  character({ who, cast, place }) {
    if (who === undefined) throw new UserError(texts.whichCharacter);
    const character = characterNamed(cast.knownIn(place), who);
    if (character === undefined) throw new UserError(texts.noCharacter(who));
    return { kind: 'character', target: character.id };
  },
};

/** An id as it is typed, or out of a mention. */
function idIn(typed: string | undefined): string | undefined {
  if (typed === undefined || typed.trim() === '') return undefined;
  const id = /^<(?:#|@!?)(\d+)>$/.exec(typed.trim())?.[1] ?? typed.trim();
  if (!/^[\p{L}\p{N}._:-]{1,100}$/u.test(id)) throw new UserError(texts.noTarget(typed));
  return id;
}

/** For what a book counts, for people. */
export function bindingText({ kind, target }: Binding, { host }: Place, cast: Desk['cast']): string {
  const mention = (mark: string) =>
    host === 'discord' && /^\d+$/.test(target) ? `<${mark}${target}>` : target;
  switch (kind) {
    case 'server':
      return texts.here;
    case 'channel':
      return `the channel ${mention('#')}`;
    case 'thread':
      return `the thread ${mention('#')}`;
    case 'person':
      return `what ${mention('@')} says`;
    case 'character':
      return cast.get(target)?.displayName ?? target;
  }
}

function suggestWho({ cast }: Desk) {
  return async (partial: string, { place }: { place: Place }) =>
    suggestCharacters(cast.knownIn(place), partial).slice(0, mostSuggestions);
}
