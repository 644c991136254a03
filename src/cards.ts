import { existsSync, statSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { LoadedSettings } from './config/index.ts';
import { UserError } from './core/errors.ts';
import {
  CardError,
  type CardFile,
  type CardFormat,
  cardText,
  type Intake,
  inspectCard,
  openCard,
  openWithPicture,
  readShelf,
  takeIn,
  writeCard,
} from './features/characters/index.ts';
import { characterFolders } from './folders.ts';

/** What a command found out, in words and for machines. */
interface Told {
  text: string;
  json: unknown;
}

interface Overwriting {
  force: boolean;
}

const formats: [string, CardFormat][] = [
  ['.v2.json', 'v2-json'],
  ['.json', 'v3-json'],
  ['.png', 'png'],
  ['.charx', 'charx'],
];

/** Looks at a card in a file. Throws a UserError that says why it is none. */
export function inspectFile(file: string): Told {
  const card = opened(file, openCard);
  const report = inspectCard(card);
  return {
    json: { ...report, lorebookEntries: report.lorebookEntries ?? null },
    text: cardText(card, report),
  };
}

/** Writes a card in another kind of file, which the ending of its name says. */
export function convertFile(from: string, to: string, options: Overwriting): Told {
  return written(opened(from, openWithPicture), to, options);
}

/** Takes card files, folders and archives of them into the owner's folder. */
export async function importCards(
  paths: readonly string[],
  loaded: LoadedSettings,
): Promise<Told & { allTaken: boolean }> {
  const { makeDataFolder } = await import('./adapters/storage/index.ts');
  const { own, shipped } = characterFolders(loaded);
  makeDataFolder(loaded.dataFolder);
  makeDataFolder(own);
  const intake = takeIn(paths, own, [shipped]);
  return { json: intake, text: intakeText(intake), allTaken: intake.refused.length === 0 };
}

/** Writes the card of a character of this installation. */
export function exportCard(id: string, to: string, loaded: LoadedSettings, options: Overwriting): Told {
  const { own, shipped } = characterFolders(loaded);
  const { files } = readShelf([shipped, own]);
  const file = files.get(id);
  if (file === undefined)
    throw new UserError(
      `There is no character with the id ${id}; there are ${[...files.keys()].join(', ') || 'none'}.`,
    );
  return written(opened(file, openWithPicture), to, options);
}

function opened(file: string, open: (file: string) => CardFile): CardFile {
  if (!existsSync(file)) throw new UserError(`There is no file ${file}.`);
  if (statSync(file).isDirectory()) throw new UserError(`${file} is a folder and not a card.`);
  return asUserError(`${basename(file)} is not a card that can be read`, () => open(file));
}

function asUserError<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    throw new UserError(`${what}: ${error.message}.`);
  }
}

function written(card: CardFile, to: string, { force }: Overwriting): Told {
  const format = formats.find(([ending]) => to.toLowerCase().endsWith(ending))?.[1];
  if (format === undefined)
    throw new UserError(`${to} must end in ${formats.map(([ending]) => ending).join(', ')}.`);
  if (existsSync(to) && !force) throw new UserError(`${to} is there already; --force writes over it.`);
  const { bytes, warnings } = asUserError(`${basename(to)} is not written`, () => writeCard(card, format));
  try {
    writeFileSync(to, bytes, { flag: force ? 'w' : 'wx' });
  } catch (cause) {
    throw new UserError(`${to} cannot be written.`, { cause });
  }
  const report = { file: to, name: card.name, bytes: bytes.length, warnings };
  const size = `${Math.ceil(bytes.length / 1024)} KB`;
  return {
    json: report,
    text: [`${card.name} is written to ${to} (${size}).`, ...warnings.map(marked)].join('\n'),
  };
}

function intakeText({ taken, refused }: Intake): string {
  return [
    ...taken.flatMap(({ name, id, understood, known, warnings }) => [
      `${name} is ${known ? 'here already' : 'taken in'} as ${id}: ${understood}`,
      ...warnings.map(marked),
    ]),
    ...refused.map(({ from, reason }) => `${from} is left out: ${reason}.`),
    ...(taken.length + refused.length === 0 ? ['There are no cards in what was given.'] : []),
  ].join('\n');
}

function marked(warning: string): string {
  return `  ! ${warning}`;
}
