import { z } from 'zod';
import { type Command, type CommandButton, type CommandReply, command } from '../../core/commands/command.ts';
import { fileInput, type GivenFile } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';
import type { Cast } from '../../core/ports/cast.ts';
import { fold } from '../../lib/fold.ts';
import { oneLine } from '../../lib/one-line.ts';
import { CardError } from './card-error.ts';
import { ofServer, serverIn } from './command-parts.ts';
import { readCardFile } from './files/read.ts';
import type { Imported, Maker, TakenIn } from './imported/index.ts';
import { inspectCard } from './inspect.ts';
import { type Brought, cardsIn } from './intake.ts';
import { sheetOf } from './sheet.ts';
import { importTexts as texts } from './texts.ts';

interface ImportNeeds {
  cast: Cast;
  imported: Imported;
}

/** A card that was taken in, and what can be told of it. */
interface Told extends TakenIn {
  understood: string;
  warnings: string[];
}

interface Outcome {
  taken: Told[];
  refused: { from: string; reason: string }[];
}

const mostCards = 200;
const mostOwn = 500;
const mostWarnings = 5;
const mostLines = 25;
/** What is left of an archive after so long is refused. */
const longestMs = 20_000;

/** Takes cards into a server, as its own. */
export function importCommand({ cast, imported }: ImportNeeds): Command {
  const another = () => fileInput('Another card.').optional();
  return command({
    ...ofServer,
    name: 'character import',
    description: 'Takes character cards into this server: PNG, CHARX, JSON, or an archive of them.',
    input: z.object({
      file: fileInput('A card, or a zip archive of cards.'),
      file2: another(),
      file3: another(),
      file4: another(),
      file5: another(),
    }),
    async run({ input, place, caller }) {
      await imported.ready();
      const server = serverIn(place);
      const { file, file2, file3, file4, file5 } = input;
      const files = [file, file2, file3, file4, file5].filter((one) => one !== undefined);
      const outcome = await takeAll(files, { imported, server, by: caller });
      const names = cast.knownIn(place).map(({ id, displayName }) => ({ id, name: fold(displayName) }));
      const isShared = ({ character }: Told) =>
        names.some(({ id, name }) => id !== character.id && name === fold(character.displayName));
      return replyTo(outcome, isShared);
    },
  });
}

async function takeAll(
  files: readonly GivenFile[],
  into: { imported: Imported; server: string; by: Maker },
): Promise<Outcome> {
  const outcome: Outcome = { taken: [], refused: [] };
  const until = performance.now() + longestMs;
  for (const file of files) {
    const cards = await attempt(file.name, outcome, async () => cardsIn(await file.bytes(), file.name));
    for (const [index, card] of (cards ?? []).entries()) {
      const told = await attempt(card.from, outcome, async () => {
        if (index >= mostCards) throw new CardError(texts.tooMany(mostCards));
        if (performance.now() > until) throw new CardError(texts.tooLong);
        return await takeOne(card, into);
      });
      if (told !== undefined) outcome.taken.push(told);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return outcome;
}

async function attempt<T>(
  from: string,
  { refused }: Outcome,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    refused.push({ from: oneLine(from).slice(0, 100), reason: error.message });
    return undefined;
  }
}

async function takeOne(
  { read, stem }: Brought,
  { imported, server, by }: { imported: Imported; server: string; by: Maker },
): Promise<Told> {
  const bytes = read();
  const file = readCardFile(bytes, stem);
  if (imported.of(server).length >= mostOwn) throw new CardError(texts.full(mostOwn));
  const { understood, warnings } = inspectCard(file);
  return { ...(await imported.take(server, { file, bytes, stem }, by)), understood, warnings };
}

function replyTo({ taken, refused }: Outcome, isShared: (told: Told) => boolean): CommandReply {
  const [first, ...more] = taken;
  const [only] = refused;
  if (first === undefined && refused.length === 1 && only !== undefined)
    throw new UserError(texts.refused(only.from, only.reason));
  const notes = refused.slice(0, mostLines).map(({ from, reason }) => texts.refused(from, reason));
  if (first === undefined || more.length > 0) return { text: lines(taken, notes), visible: 'only-you' };
  const text = [headOf(first, isShared(first)), ...notes, '', sheetOf(first.character)].join('\n');
  return {
    text,
    visible: 'only-you',
    characterId: first.character.id,
    showsFace: true,
    buttons: buttonsFor(first),
  };
}

function lines(taken: readonly Told[], notes: readonly string[]): string {
  const all = taken.map(({ character, understood, as }) => texts.line(character.displayName, as, understood));
  const left = all.length - mostLines;
  return [
    texts.several(taken.length),
    ...all.slice(0, mostLines),
    ...(left > 0 ? [texts.more(left)] : []),
    ...notes,
  ].join('\n');
}

function headOf({ character, as, version, understood, warnings }: Told, isShared: boolean): string {
  const left = warnings.length - mostWarnings;
  return [
    texts.took(character.displayName, as, version),
    texts.understood(understood),
    ...warnings.slice(0, mostWarnings).map(texts.warning),
    ...(left > 0 ? [texts.moreWarnings(left)] : []),
    ...(isShared ? [texts.shared(character.displayName)] : []),
  ].join('\n');
}

function buttonsFor({ character: { id, firstMessage }, as, version }: Told): CommandButton[] {
  const use: CommandButton = { label: texts.useHere, command: 'character use', input: { name: id } };
  const greet: CommandButton = { label: texts.greet, command: 'character greet', input: { name: id } };
  const next = firstMessage.trim() === '' ? [use] : [use, greet];
  if (as === 'known') return next;
  const undo: CommandButton =
    as === 'new'
      ? { label: texts.undo, command: 'character delete', input: { name: id, sure: true } }
      : { label: texts.undo, command: 'character versions', input: { name: id, back: version - 1 } };
  return [...next, undo];
}
