import { bytesOf, type OlderFile, Unreadable } from './adapters/predecessor/index.ts';
import type { LoadedSettings } from './config/index.ts';
import type { DocumentReader } from './core/document.ts';
import { UserError } from './core/errors.ts';
import { CardError, openCard, takeIn } from './features/characters/index.ts';
import { readBook } from './features/lorebook/index.ts';
import { characterFolders, documentsFolder, lorebookFolder } from './folders.ts';
import { readExactJson } from './lib/exact-json.ts';
import { oneLine } from './lib/one-line.ts';
import { placeFile } from './lib/place-file.ts';
import type { Outcome } from './predecessor-report.ts';

interface Installation {
  loaded: LoadedSettings;
  /** Else it is only told what would happen. */
  apply: boolean;
  /** What will read the documents once they lie in their folder. */
  documentReader: DocumentReader;
}

/** Brings in a card, a lorebook or a document, or tells what that would bring. Throws Unreadable. */
export async function bringFile(
  kind: 'card' | 'lorebook' | 'document',
  file: OlderFile,
  into: Installation,
): Promise<Outcome> {
  if (kind === 'card') return bringCard(file, into);
  return kind === 'lorebook' ? bringBook(file, into) : await bringDocument(file, into);
}

function bringCard({ file }: OlderFile, { loaded, apply }: Installation): Outcome {
  const { own, shipped } = characterFolders(loaded);
  if (!apply) {
    try {
      return { state: 'in', says: `the character ${openCard(file).name}`, counts: { characters: 1 } };
    } catch (error) {
      if (!(error instanceof CardError)) throw error;
      throw new Unreadable(error.message, { cause: error });
    }
  }
  const {
    taken: [card],
    refused: [problem],
  } = takeIn([file], own, [shipped]);
  if (card === undefined) throw new Unreadable(problem?.reason ?? 'it is no card');
  if (card.known) return { state: 'known', says: `the character ${card.name} is here already` };
  return { state: 'in', says: `the character ${card.name}, as ${card.id}`, counts: { characters: 1 } };
}

function bringBook(file: OlderFile, { loaded, apply }: Installation): Outcome {
  const bytes = bytesOf(file);
  const name = safePath(file.path.replace(/^lorebooks\//i, ''));
  const read = readBook(jsonOrNothing(bytes), { id: name, name });
  if (read === undefined) throw new Unreadable('it is no lorebook that can be read');
  const { path, known } = placeFile(lorebookFolder(loaded), name, bytes, apply);
  if (known) return { state: 'known', says: `the lorebook ${path} is here already` };
  return { state: 'in', says: `the lorebook ${path}`, counts: { lorebooks: 1 } };
}

function jsonOrNothing(bytes: Buffer): unknown {
  try {
    return readExactJson(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

async function bringDocument(
  file: OlderFile,
  { loaded, apply, documentReader }: Installation,
): Promise<Outcome> {
  const name = safePath(file.path.replace(/^documents\//i, ''));
  const bytes = bytesOf(file);
  await documentReader.read({ name, bytes }).catch((error) => {
    if (!(error instanceof UserError)) throw error;
    throw new Unreadable(lowered(error.message), { cause: error });
  });
  const { path, known } = placeFile(documentsFolder(loaded), name, bytes, apply);
  if (known) return { state: 'known', says: `the document ${path} is here already` };
  return { state: 'in', says: `the document ${path}`, counts: { documents: 1 } };
}

/** As it stands after the name of a file. */
function lowered(sentence: string): string {
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1).replace(/\.$/, '')}`;
}

/** The names of files come from strangers too. */
function safePath(path: string): string {
  return path
    .split('/')
    .map(
      (part) =>
        oneLine(part, 120)
          .replace(/[\\:*?"<>|]/g, '')
          .replace(/^\.+/, '') || 'unnamed',
    )
    .join('/');
}
