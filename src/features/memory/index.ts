import type { CommandButton } from '../../core/commands/command.ts';
import type { Consents } from '../../core/consent.ts';
import { UserError } from '../../core/errors.ts';
import type { Feature, FinishedTurn } from '../../core/feature.ts';
import { homeOf, type Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { Digests } from '../../core/ports/digests.ts';
import type { Log } from '../../core/ports/log.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import type { Recall } from '../../core/ports/recall.ts';
import type { Storage } from '../../core/ports/storage.ts';
import type { KnownNames, Transcript, TranscriptReader } from '../../core/ports/transcript.ts';
import { createIdentifiers } from '../../lib/identifier.ts';
import type { Database } from '../../lib/sql.ts';
import { createFactBook, type FactBook } from './book.ts';
import { createMemoryIntake, type MemoryIntake } from './bringing/index.ts';
import { learnBrought } from './brought-learning.ts';
import { changingCommands } from './commands/changing.ts';
import type { Desk } from './commands/desk.ts';
import { filesCommands } from './commands/files.ts';
import { lookingCommands } from './commands/looking.ts';
import { rebuildingCommand } from './commands/rebuilding.ts';
import { rulesCommands } from './commands/rules.ts';
import type { MemorySettings } from './config.ts';
import { whoseWordsIn } from './fact.ts';
import { createFactStore } from './fact-store.ts';
import { createMemoryKeeping } from './keeping.ts';
import { createLaneStore } from './lane-store.ts';
import { createLearning } from './learning.ts';
import { readWithModel } from './model-reading.ts';
import { learnOwnWords } from './own-learning.ts';
import { createOwnTold } from './own-told.ts';
import { pageRoutes } from './page/index.ts';
import { createRebuilder } from './rebuild.ts';
import { createRebuildStore, type Rebuild } from './rebuild-store.ts';
import { remembered } from './remembering.ts';
import { retractFrom } from './retraction.ts';
import type { MemoryTables } from './tables.ts';
import { rebuildTexts, texts } from './texts.ts';
import { createWriting, type Learned } from './writing.ts';

export type { MemoryIntake, OlderFact, ProfileIntake } from './bringing/index.ts';
export { migrations } from './migrations.ts';

export interface MemoryNeeds {
  database: Database<MemoryTables>;
  storage: Storage;
  transcript: TranscriptReader & KnownNames & Pick<Transcript, 'lastAnswer'>;
  recall: Recall;
  digests: Digests;
  consents: Consents;
  cast: Cast;
  model: Pick<LanguageModel, 'estimateTokens' | 'describe' | 'generate'>;
  /** Of `sources`, the places that everybody who can read `place` may read as well. */
  heardIn(place: Place, sources: readonly Place[]): Promise<Place[]>;
  linkTo(place: Place, messageId: string): string | undefined;
  settings: MemorySettings;
  timeZone: string;
  clock: Clock;
  log: Log;
  searchWithinMs?: number | undefined;
}

/** A post takes so many. */
const mostButtons = 5;

/** What characters remember of people and talks, who may hear it, and how it is looked after. */
export function memory(needs: MemoryNeeds): Feature &
  MemoryIntake & {
    learnsSince(place: Place): Promise<number | undefined>;
    /** Those of these messages that can be found again. */
    keptAmong(messageIds: readonly string[]): Promise<ReadonlySet<string>>;
  } {
  const { settings, model, clock } = needs;
  const parts = {
    ...needs,
    facts: createFactStore(needs.database),
    lanes: createLaneStore(needs.database),
    rebuilds: createRebuildStore(needs.database),
    ownTold: createOwnTold(),
    newId: createIdentifiers(() => clock.now()),
    estimateTokens: (text: string) => model.estimateTokens([{ role: 'user', content: text }]),
  };
  const book: FactBook = createFactBook(parts);
  const desk: Desk = { ...parts, book };
  const stopping = new AbortController();
  const writing = createWriting({ ...parts, book });
  const beside = { ...parts, writing, signal: stopping.signal };
  const learning = createLearning(beside);
  const rebuilder = createRebuilder({ ...beside, onEnd: tellRebuilt });
  let conversation: Conversation | undefined;
  return {
    name: 'memory',
    ...createMemoryIntake({ ...parts, book }),
    learnsSince: async (place) =>
      settings.enabled ? (await parts.lanes.rules(homeOf(place))).learnsSince : undefined,
    keptAmong: (messageIds) => parts.lanes.keptAmong(messageIds),
    context: (turn) => remembered(parts, turn),
    async observe(turn) {
      if (!settings.enabled) return;
      const learned = await learning.learn(turn);
      await tellNoted(turn, [...learned, ...(await learnOwnWords(beside, turn))]);
      await learnBrought(beside, turn);
      const read = await readWithModel(beside, turn);
      if (read !== undefined) await tellNoted(turn, [read]);
    },
    late: (transaction, message) => parts.lanes.readLate(transaction, message),
    async retract(transaction, messageIds) {
      writing.retract(messageIds);
      await retractFrom(parts, transaction, messageIds);
    },
    keeps: createMemoryKeeping(parts),
    commands: [
      ...lookingCommands(desk),
      ...changingCommands(desk),
      ...filesCommands(desk),
      ...rulesCommands(desk),
      rebuildingCommand({ ...parts, book }, rebuilder),
    ],
    routes: pageRoutes(desk, needs.database),
    async start(door) {
      conversation = door;
      if (settings.enabled) await rebuilder.resume();
      return async () => {
        conversation = undefined;
        stopping.abort();
        await rebuilder.stop();
      };
    },
  };

  /** One for each batch: whoever presses it takes back what is theirs of it. */
  async function undoButtons(news: readonly Learned[]): Promise<CommandButton[]> {
    const first = await Promise.all(
      news.map(async ({ batch }) => (await parts.facts.batch(batch))[0]?.position),
    );
    return first.flatMap((change, index) =>
      change === undefined
        ? []
        : { label: texts.undoNoted(index + 1, first.length), command: 'memory undo', input: { change } },
    );
  }

  /** What came of reading old talks again, where it was asked for. */
  async function tellRebuilt(rebuild: Rebuild, place: Place): Promise<void> {
    const [character] = await parts.cast.presentIn(place);
    if (character === undefined) return;
    try {
      const cue = { id: `rebuilt-${rebuild.id}`, place, characterId: character.id };
      await conversation?.cue({ ...cue, text: rebuildTexts.ended(rebuild), aside: true });
    } catch (error) {
      // Where characters are muted meanwhile, /memory rebuild tells it to those who ask.
      if (!(error instanceof UserError)) throw error;
    }
  }

  /** A small line in the channel, where the admins want one. */
  async function tellNoted({ message, character }: FinishedTurn, learned: readonly Learned[]): Promise<void> {
    const news = learned.filter(({ facts }) => facts.length > 0);
    const facts = news.flatMap((one) => one.facts);
    if (facts.length === 0 || !(await parts.lanes.rules(homeOf(message.place))).noted) return;
    await conversation?.cue({
      id: `noted-${news.at(-1)?.batch}`,
      place: message.place,
      characterId: character.id,
      text: texts.noted(facts.map(({ statement }) => statement)),
      aside: true,
      buttons: await undoButtons(news.slice(0, mostButtons)),
      wordsOf: [...new Set(facts.flatMap(whoseWordsIn))],
    });
  }
}
