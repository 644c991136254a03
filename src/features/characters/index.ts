import { existsSync } from 'node:fs';
import type { Character } from '../../core/character.ts';
import { UserError } from '../../core/errors.ts';
import type { Feature } from '../../core/feature.ts';
import type { Place } from '../../core/message.ts';
import type { Moods } from '../../core/mood.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { Check } from '../../core/ports/health.ts';
import type { Log } from '../../core/ports/log.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { Database } from '../../lib/sql.ts';
import { watchFolder } from '../../lib/watch-folder.ts';
import { characterCommands } from './commands.ts';
import { type EditableImported, editorRoutes } from './editor/routes.ts';
import type { CardFile } from './files/card-file.ts';
import { greetCommand } from './greet-command.ts';
import { importCommand } from './import-command.ts';
import { examineImported } from './imported/examine.ts';
import { createImported, type Imported, serverOf } from './imported/index.ts';
import { createImportedStore } from './imported/store.ts';
import { createCharacterKeeping } from './keeping.ts';
import { keepingCommands } from './keeping-commands.ts';
import { createLiveShelf } from './live-shelf.ts';
import { type Choices, whoIsPresent } from './presence.ts';
import { characterRoutes } from './routes.ts';
import type { Shelf } from './shelf.ts';
import { openWithPicture } from './shelf.ts';
import { type CharacterTables, createPresenceStore, type PresenceStore, wholeServer } from './store.ts';
import { keepingTexts, texts } from './texts.ts';

export { CardError } from './card-error.ts';
export { cardText } from './card-text.ts';
export type { CardFile } from './files/card-file.ts';
export { type CardFormat, writeCard } from './files/write.ts';
export { inspectCard } from './inspect.ts';
export { type Intake, takeIn } from './intake.ts';
export { openCard, openWithPicture, readShelf } from './shelf.ts';
export { migrations } from './store.ts';

/** What was imported on the page belongs to it. */
const pageServer = 'playground:playground';

interface CharactersNeeds {
  /** Where cards lie: the shipped folder, then the owner's, whose cards replace shipped ones of the same file name. */
  folders: readonly string[];
  /** The owner's folder if they named one, so that it has to be there. */
  namedFolder?: string | undefined;
  database: Database<CharacterTables>;
  storage: Storage;
  clock: Clock;
  timeZone: string;
  log: Log;
  model: Pick<LanguageModel, 'describe' | 'estimateTokens'>;
  moods: Pick<Moods, 'at'>;
}

/** What else this slice lets others do. */
export interface CharacterShelf {
  /** Reads the cards again, as far as their files changed. */
  reload(): void;
}

/**
 * The characters of this installation, who of them is where, and the commands to choose. Reads the cards at once, and
 * again when something in the owner's folder changes.
 */
export function characters(needs: CharactersNeeds): Feature & Cast & CharacterShelf {
  const { folders, namedFolder, database, storage, clock, timeZone, log } = needs;
  let current: Conversation | undefined;
  const shelf = createLiveShelf(needs);
  const store = createPresenceStore(database, storage);
  const importedStore = createImportedStore(database, storage, () => clock.now());
  const imported = createImported({ store: importedStore, now: () => clock.now(), log });
  const cast = castOf(shelf.now, store, imported);
  const editor = editorRoutes({
    ...needs,
    shelf,
    imported: importedOf(pageServer, imported),
    conversation: () => current,
  });

  function conversation(): Conversation {
    if (current === undefined) throw new UserError(texts.starting);
    return current;
  }

  return {
    name: 'characters',
    ...cast,
    keeps: createCharacterKeeping(database),
    reload: () => void shelf.reload(),
    commands: [
      ...characterCommands({ cast, store, moods: needs.moods }),
      importCommand({ cast, imported }),
      greetCommand({ cast, clock, timeZone, conversation }),
      ...keepingCommands({
        cast,
        imported,
        openCard: (characterId) => openAny(shelf.now(), imported, characterId),
        reload: () => shelf.reload() ?? keepingTexts.reloaded(shelf.now().characters.length),
      }),
    ],
    routes: [...characterRoutes(cast), ...editor],
    checks: async () => [
      ...checksOf(shelf.now(), namedFolder),
      ...importedChecks(await examineImported(importedStore)),
    ],
    start: async (conversation) => {
      current = conversation;
      await imported.ready();
      const stop = watchFolder(folders.at(-1) ?? '', { onChange: shelf.reload });
      return async () => {
        current = undefined;
        stop();
      };
    },
  };
}

function castOf(shelf: () => Shelf, store: PresenceStore, imported: Imported): Cast {
  const all = () => [...shelf().characters, ...imported.all()];

  function knownIn(place: Place): Character[] {
    const server = serverOf(place);
    const own = server === undefined ? [] : imported.of(server);
    return [...shelf().characters, ...own].map((character) => imported.knownAs(server, character));
  }

  return {
    all,
    get: (characterId) => all().find(({ id }) => id === characterId),
    knownIn,
    async presentIn(place) {
      await imported.ready();
      const server = serverOf(place);
      const own = new Set(server === undefined ? [] : imported.of(server).map(({ id }) => id));
      return whoIsPresent(knownIn(place), place, await choicesFor(place, store), ({ id }) => own.has(id));
    },
  };
}

async function choicesFor(place: Place, store: PresenceStore): Promise<Choices> {
  const { host, guildId, parentId } = place;
  const [own, inherited, server] = await Promise.all([
    store.of(place),
    parentId === undefined ? nothingChosen : store.of({ host, channelId: parentId }),
    guildId === undefined ? nothingChosen : store.of(wholeServer(place)),
  ]);
  return { own, inherited, server };
}

const nothingChosen: Choices['own'] = new Map();

/** The imported characters that the page may edit: those of its own server. */
const onPage = { name: keepingTexts.page };

function importedOf(server: string, imported: Imported): EditableImported {
  const isOwn = (characterId: string) => imported.of(server).some(({ id }) => id === characterId);
  return {
    open: async (characterId) => (isOwn(characterId) ? await imported.open(characterId) : undefined),
    edit: (characterId, card, bytes) =>
      imported.edit(characterId, { card, bytes }, onPage, keepingTexts.editedOnPage),
    goBack: async (characterId, version) =>
      isOwn(characterId)
        ? await imported.goBack(characterId, version, onPage, keepingTexts.wentBack(version))
        : undefined,
  };
}

/** The card of a character from a folder, or of an imported one. */
async function openAny(shelf: Shelf, imported: Imported, characterId: string): Promise<CardFile | undefined> {
  const file = shelf.files.get(characterId);
  if (file === undefined) return imported.open(characterId);
  try {
    return openWithPicture(file);
  } catch {
    return undefined;
  }
}

function checksOf({ characters: all, problems }: Shelf, namedFolder: string | undefined): Check[] {
  const loaded: Check =
    all.length === 0
      ? { name: 'Characters', state: 'failed', says: texts.nobodyAtAll, fix: texts.addCard }
      : { name: 'Characters', state: 'ok', says: texts.loaded(all.length) };
  return [loaded, ...missingFolder(namedFolder), ...problems.map(badCard), ...sharedNames(all)];
}

/** What the database holds of them, and what of it is lost. */
function importedChecks({ readable, lost }: Awaited<ReturnType<typeof examineImported>>): Check[] {
  const counted: Check[] =
    readable === 0
      ? []
      : [{ name: 'Imported characters', state: 'ok', says: keepingTexts.readable(readable) }];
  return [
    ...counted,
    ...lost.map(
      (card): Check => ({
        name: 'Imported character',
        state: 'warning',
        says: keepingTexts.lost(card),
        fix: keepingTexts.importAgain,
      }),
    ),
  ];
}

function missingFolder(folder: string | undefined): Check[] {
  if (folder === undefined || existsSync(folder)) return [];
  return [
    { name: 'Characters folder', state: 'failed', says: texts.noFolder(folder), fix: texts.makeFolder },
  ];
}

/** Names that two characters answer to. */
function sharedNames(all: readonly Character[]): Check[] {
  const owners = new Map<string, { name: string; characters: Set<Character> }>();
  for (const character of all) {
    for (const name of [character.name, character.displayName, ...character.aliases]) {
      const owned = owners.get(name.toLowerCase()) ?? { name, characters: new Set() };
      owned.characters.add(character);
      owners.set(name.toLowerCase(), owned);
    }
  }
  return [...owners.values()]
    .filter(({ characters: sharing }) => sharing.size > 1)
    .map(({ name, characters: sharing }) => {
      const ids = [...sharing].map(({ id }) => id);
      return {
        name: 'Character names',
        state: 'warning',
        says: texts.sharedName(name, ids),
        fix: texts.rename(ids),
      };
    });
}

function badCard({ file, reason }: Shelf['problems'][number]): Check {
  return { name: 'Character card', state: 'warning', says: texts.badCard(file, reason), fix: texts.mendCard };
}
