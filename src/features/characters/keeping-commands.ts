import { z } from 'zod';
import { characterNamed } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import { type Command, type CommandButton, command } from '../../core/commands/command.ts';
import { UserError } from '../../core/errors.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { oneLine } from '../../lib/one-line.ts';
import { slug } from './card.ts';
import {
  anywhere,
  fromKnown,
  fromOwn,
  nameInput,
  ofServer,
  ownWanted,
  serverIn,
  wanted,
} from './command-parts.ts';
import { editableFields, edited } from './edit.ts';
import type { CardFile } from './files/card-file.ts';
import { type CardFormat, writeCard } from './files/write.ts';
import type { Imported } from './imported/index.ts';
import type { CardVersion } from './imported/store.ts';
import { keepingTexts as texts } from './texts.ts';

export interface KeepingNeeds {
  cast: Cast;
  imported: Imported;
  /** The card of any character, with everything its file holds. */
  openCard(characterId: string): Promise<CardFile | undefined>;
  /** Looks at the folders again and says what has changed there. */
  reload(): string;
}

/** The commands that look after cards: give them out, change them, take them back. */
export function keepingCommands(needs: KeepingNeeds): Command[] {
  return [
    exporting(needs),
    edit(needs),
    versions(needs),
    remove(needs),
    restore(needs),
    alias(needs),
    reload(needs),
  ];
}

const endings: Record<CardFormat, { ending: string; contentType: string }> = {
  png: { ending: 'png', contentType: 'image/png' },
  charx: { ending: 'charx', contentType: 'application/zip' },
  'v3-json': { ending: 'json', contentType: 'application/json' },
  'v2-json': { ending: 'v2.json', contentType: 'application/json' },
};

function exporting({ cast, openCard }: KeepingNeeds): Command {
  return command({
    ...anywhere,
    name: 'character export',
    description: 'Gives a character’s card as a file, with everything in it.',
    input: z.object({
      name: nameInput('Whose card.'),
      format: z
        .enum(['png', 'charx', 'v3-json', 'v2-json'])
        .optional()
        .describe('What kind of file; PNG when left out.'),
    }),
    permission: 'manage',
    suggest: { name: fromKnown(cast) },
    async run({ input, place }) {
      const { id, displayName } = wanted(cast, place, input.name);
      const card = await openCard(id);
      if (card === undefined) throw new UserError(texts.noCard(displayName));
      const format = input.format ?? 'png';
      const { bytes, warnings } = writeCard(card, format);
      const { ending, contentType } = endings[format];
      const name = `${slug(card.name) || 'character'}.${ending}`;
      const text = [texts.exported(displayName), ...warnings].join('\n');
      return { text, visible: 'only-you', files: [{ name, contentType, bytes }] };
    },
  });
}

function edit({ cast, imported }: KeepingNeeds): Command {
  return command({
    ...ofServer,
    name: 'character edit',
    description: 'Changes a field of a character that this server imported.',
    input: z.object({
      name: nameInput('Whose card.'),
      field: z.enum(editableFields).describe('What to change.'),
      value: z
        .string()
        .max(6_000)
        .optional()
        .describe('The new text, \\n for a new line; leave it out for none.'),
    }),
    suggest: { name: fromOwn(cast, imported) },
    async run({ input, place, caller }) {
      await imported.ready();
      const { id, displayName } = ownWanted(cast, imported, place, input.name);
      const file = await imported.open(id);
      if (file === undefined) throw new UserError(texts.noCard(displayName));
      const card = edited(file.card, input.field, (input.value ?? '').replaceAll('\\n', '\n').trim());
      const version = await imported.edit(id, { card }, caller, texts.changedField(input.field));
      const text = texts.edited(displayName, input.field, version);
      return { text, visible: 'only-you', buttons: [backTo(id, version - 1)] };
    },
  });
}

function backTo(id: string, version: number): CommandButton {
  return { label: texts.undo, command: 'character versions', input: { name: id, back: version } };
}

function versions({ cast, imported }: KeepingNeeds): Command {
  return command({
    ...ofServer,
    name: 'character versions',
    description: 'Shows how an imported card was changed, or goes back to an earlier state.',
    input: z.object({
      name: nameInput('Whose card.'),
      back: z.int().min(1).optional().describe('The number of the version to go back to.'),
    }),
    suggest: { name: fromOwn(cast, imported) },
    async run({ input, place, caller }) {
      await imported.ready();
      const { id, displayName } = ownWanted(cast, imported, place, input.name);
      const [newest, ...older] = await imported.versions(id);
      if (input.back === undefined)
        return {
          text: listOf(displayName, newest === undefined ? older : [newest, ...older]),
          visible: 'only-you',
        };
      const change = texts.wentBack(input.back);
      const version = await imported.goBack(id, input.back, caller, change);
      if (version === undefined) throw new UserError(texts.noVersion(displayName, input.back));
      const text = texts.isBack(displayName, input.back, version);
      return { text, visible: 'only-you', buttons: [backTo(id, version - 1)] };
    },
  });
}

function listOf(name: string, all: readonly CardVersion[]): string {
  return [
    texts.versions(name),
    ...all
      .slice(0, 25)
      .map(({ version, madeAt, madeBy, change }, index) =>
        texts.version(version, { at: madeAt, by: oneLine(madeBy.name), change, isCurrent: index === 0 }),
      ),
  ].join('\n');
}

function remove({ cast, imported }: KeepingNeeds): Command {
  return command({
    ...ofServer,
    name: 'character delete',
    description: 'Takes a character that was imported out of this server.',
    input: z.object({
      name: nameInput('Who is to go.'),
      sure: z.boolean().optional().describe('Yes: without being asked first.'),
    }),
    suggest: { name: fromOwn(cast, imported) },
    async run({ input, place }) {
      await imported.ready();
      const character = ownWanted(cast, imported, place, input.name);
      const { id, displayName } = character;
      if (input.sure !== true)
        return { text: texts.sure(displayName), visible: 'only-you', buttons: [yes(character)] };
      await imported.remove(id);
      const undo: CommandButton = { label: texts.undo, command: 'character restore', input: { name: id } };
      return { text: texts.deleted(displayName), visible: 'only-you', buttons: [undo] };
    },
  });
}

function yes({ id }: Character): CommandButton {
  return {
    label: texts.deleteNow,
    command: 'character delete',
    input: { name: id, sure: true },
    style: 'danger',
  };
}

function restore({ cast, imported }: KeepingNeeds): Command {
  return command({
    ...ofServer,
    name: 'character restore',
    description: 'Brings back a character that was deleted in the last 30 days.',
    input: z.object({ name: nameInput('Who is to come back.') }),
    suggest: { name: fromOwn(cast, imported, 'removed') },
    async run({ input, place }) {
      await imported.ready();
      const gone = characterNamed(imported.removed(serverIn(place)), input.name);
      if (gone === undefined) throw new UserError(texts.notDeleted(input.name));
      await imported.restore(gone.id);
      return { text: texts.restored(gone.displayName), visible: 'only-you', characterId: gone.id };
    },
  });
}

function alias({ cast, imported }: KeepingNeeds): Command {
  return command({
    ...ofServer,
    name: 'character alias',
    description: 'Gives a character another name in this server.',
    input: z.object({
      name: nameInput('Who gets it.'),
      alias: z.string().max(80).optional().describe('The name here; leave it out for the card’s own.'),
    }),
    suggest: { name: fromKnown(cast) },
    async run({ input, place }) {
      await imported.ready();
      const { id, displayName } = wanted(cast, place, input.name);
      const name = aliasIn(input.alias);
      const taken = name === undefined ? undefined : characterNamed(cast.knownIn(place), name);
      if (taken !== undefined && taken.id !== id && name !== undefined && isNamed(taken, name))
        throw new UserError(texts.nameTaken(name));
      await imported.rename(serverIn(place), id, name);
      const now = wanted(cast, place, id).displayName;
      return { text: texts.renamed(displayName, now), visible: 'only-you', characterId: id };
    },
  });
}

function aliasIn(typed: string | undefined): string | undefined {
  const name = oneLine(typed ?? '')
    .replace(/^@/, '')
    .trim();
  return name === '' ? undefined : name;
}

function isNamed({ name, displayName, aliases }: Character, typed: string): boolean {
  return [name, displayName, ...aliases].some((own) => own.toLowerCase() === typed.toLowerCase());
}

function reload({ reload: again }: KeepingNeeds): Command {
  return command({
    ...anywhere,
    name: 'character reload',
    description: 'Reads the cards in the characters folder again.',
    input: z.object({}),
    permission: 'manage',
    cooldownMs: 5_000,
    run: async () => ({ text: again(), visible: 'only-you' }),
  });
}
