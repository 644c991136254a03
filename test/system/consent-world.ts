import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from '../../src/core/commands/command.ts';
import { type ConsentTier, consentTiers } from '../../src/core/consent.ts';
import type { Message, Place } from '../../src/core/message.ts';
import type { Receipt } from '../../src/core/receipt.ts';
import { seededRandom } from '../../src/lib/random.ts';
import { type Fakes, type ModelRequest, startFakes } from '../fakes/index.ts';
import { conceptVector } from '../support/concept-embedder.ts';
import { farAway } from '../support/names.ts';
import { messageFrom, quietHost, startTestApp, type TestApp, temporaryFolder } from './harness.ts';

export interface ConsentWorldOptions {
  seed: string;
  turns: number;
  /** Whether there is a model on this machine beside the one far away. */
  local: boolean;
}

/** What came of many turns. */
export interface Outcome {
  receipts: Receipt[];
  /** Words that reached the model far away although their author did not allow it. */
  leaks: string[];
  /** Words off the record that lie in a file of the data folder, while it ran and afterwards. */
  kept: string[];
  /** How many requests each model got. */
  asked: { far: number; here: number; vectors: number };
  /** Pieces of words that reached the models at all. */
  told: number;
}

interface Said {
  word: string;
  by: string;
  tier: ConsentTier;
  message: Message;
}

const people = ['alice', 'bo', 'cy', 'dee', 'eli', 'fay'];
const topics = ['garden', 'boat', 'library', 'orchestra', 'mountain', 'bakery'];
const farName = 'models.far.example';
const underWayMs = 500;

function place(channelId: string, change: Partial<Place> = {}): Place {
  return { host: 'quiet', guildId: 'g', channelId, kind: 'text', name: channelId, ...change };
}

const places = [
  ...['tavern', 'cellar', 'market', 'harbour', 'mill'].map((id) => place(id)),
  ...['tavern', 'market'].map((id) => place(`${id}-nook`, { kind: 'thread', parentId: id })),
  place('alone', { kind: 'direct', guildId: undefined, name: undefined }),
];
/** So many things happen at once, in several channels; then some choose otherwise. */
const inFlight = 24;
/** People take their time, in which the learning of a channel comes to an end. */
const betweenMs = 5_000;
const changesInARound = 3;

/**
 * People of ever changing wishes talk in several channels with characters whose models are far away and perhaps here as
 * well. Every message has a word of its own, so that it can be followed wherever it goes.
 */
export async function talkWithWishes({ seed, turns, local }: ConsentWorldOptions): Promise<Outcome> {
  await using owned = new AsyncDisposableStack();
  owned.use(farAway(farName));
  const fakes = owned.use(await startFakes({ ollama: { models: ['local-model:latest'] } }));
  const folder = owned.use(temporaryFolder());
  const random = seededRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const tiers = new Map<string, ConsentTier>(people.map((id) => [id, 'full']));
  const said = new Map<string, Said>();
  const leaks: string[] = [];
  const receipts: Receipt[] = [];
  let told = 0;
  let aheadMs = 0;
  const clock = { now: () => Date.now() + aheadMs };

  const wordsIn = (text: string) => [...new Set(text.toLowerCase().match(/zq\d+qz/g) ?? [])];
  const chosenAt = new Map<string, number>();
  /** Vectors are made beside the talk: what was on its way when somebody chose was sent before. */
  const isConfined = (by: string, { path, at }: ModelRequest) =>
    tiers.get(by) === 'local-only' &&
    !(path.endsWith('/embeddings') && at < (chosenAt.get(by) ?? 0) + underWayMs);
  const listen = (request: ModelRequest, isFar: boolean) => {
    const words = wordsIn(JSON.stringify(request.body));
    told += words.length;
    const confined = words.filter((word) => isConfined(said.get(word)?.by ?? '', request));
    if (isFar) leaks.push(...confined.map((word) => `${word} by ${request.path}`));
    return confined;
  };
  fakes.openai.respondWith(() => 'So it is.');
  fakes.openai.embed = (text) => [...conceptVector(text, 'far')];
  fakes.openai.keepRequests = Number.POSITIVE_INFINITY;
  let heard = 0;
  /** Everything that went far since the last look, answers and whatever else was asked for. */
  const listenFar = () => {
    for (; heard < fakes.openai.requests.length; heard += 1)
      listen(fakes.openai.requests[heard] as ModelRequest, true);
  };
  // A model here may say again what it was told: those words must not go further in its answer.
  fakes.ollama.respondWith((request) => `I remember ${listen(request, false).slice(-2).join(' and ')}.`);

  let commands: readonly Command[] = [];
  const host = quietHost();
  const app: TestApp = await startTestApp({
    dataFolder: folder.path,
    clock,
    env: {
      OPENAI_BASE_URL: fakes.openai.base.replace('127.0.0.1', farName),
      ACORE_MODEL: 'openai/far-model',
    },
    config: JSON.stringify(settingsFor(fakes, local)),
    entrances: ({ slices }) => {
      commands = slices.commands;
      return [{ platform: host.platform, start: async () => async () => {} }];
    },
  });
  owned.defer(() => app[Symbol.asyncDispose]());
  const { conversation, events } = app.app;
  events.listen((event) => void (event.kind === 'receipt' && receipts.push(event.receipt)));

  async function command(name: string, input: object, id: string, where: Place): Promise<void> {
    const found = commands.find((one) => one.name === name);
    const caller = { id, name: id, mayManage: true };
    const signal = new AbortController().signal;
    await found?.run({ id: `c${said.size}`, caller, place: where, input: found.input.parse(input), signal });
  }

  async function choose(id: string, tier: ConsentTier): Promise<void> {
    await command('privacy consent', { tier }, id, places[0] as Place);
    tiers.set(id, tier);
    chosenAt.set(id, Date.now());
  }

  for (const where of places) await command('memory learning', { state: 'on' }, 'alice', where);

  function aMessage(): Message {
    const by = pick(people);
    const word = `zq${said.size}qz`;
    const earlier = [...said.values()].slice(-30);
    const to = random() < 0.3 && earlier.length > 0 ? pick(earlier) : undefined;
    aheadMs += betweenMs;
    const message = messageFrom({
      place: pick(places),
      at: clock.now(),
      author: { id: by, name: by, kind: 'person' },
      text: pick([
        `Ilde, ${word} is what I mean.`,
        `Ilde, I live in ${word} and I love the ${pick(topics)}.`,
        `Ilde, what do you know of the ${pick(topics)}? I say ${word}.`,
        `Ilde, my ${pick(topics)} is called ${word}.`,
      ]),
      ...(to !== undefined && {
        replyTo: {
          messageId: to.message.id,
          authorId: to.by,
          quoted: { author: to.message.author, text: to.message.text, at: to.message.at },
        },
      }),
    });
    said.set(word, { word, by, tier: tiers.get(by) ?? 'full', message });
    return message;
  }

  async function oneThing(): Promise<void> {
    const message = aMessage();
    const chance = random();
    if (chance < 0.1) {
      await conversation.ask(message, undefined, new AbortController().signal).catch(() => undefined);
      return;
    }
    await conversation.receive(message);
    if (chance > 0.15) return;
    const word = `zq${said.size}qz`;
    const by = message.author.id;
    said.set(word, { word, by, tier: tiers.get(by) ?? 'full', message });
    const { id, place: where } = message;
    await conversation.revise({ id, place: where, text: `Ilde, I meant ${word}.`, at: clock.now() });
  }

  const offTheRecord = () => [...said.values()].filter(({ tier }) => tier === 'off-the-record');
  for (let turn = 0; turn < turns; turn += inFlight) {
    await Promise.all(Array.from({ length: Math.min(inFlight, turns - turn) }, oneThing));
    await conversation.idle();
    listenFar();
    for (let change = 0; change < changesInARound; change += 1)
      await choose(pick(people), pick(consentTiers));
  }
  listenFar();
  const running = wordsInFiles(folder.path, wordsIn);
  await app[Symbol.asyncDispose]();
  const lying = new Set([...running, ...wordsInFiles(folder.path, wordsIn)]);
  const vectors = fakes.openai.requests.filter(({ path }) => path.endsWith('/embeddings')).length;
  return {
    receipts,
    leaks,
    kept: offTheRecord().flatMap(({ word }) => (lying.has(word) ? [word] : [])),
    asked: { far: fakes.openai.asked - vectors, here: fakes.ollama.asked, vectors },
    told,
  };
}

function settingsFor(fakes: Fakes, local: boolean): object {
  return {
    conversation: { mode: 'always', perPersonPerMinute: 1_000_000, burst: '0s' },
    storage: { synchronous: 'normal' },
    // Sentences go far to be made into vectors as well.
    embeddings: { use: 'openai/far-embedder' },
    model: {
      fallbacks: local ? ['ollama/local-model:latest'] : [],
      ...(local && { ollama: { host: fakes.ollama.base } }),
    },
  };
}

function wordsInFiles(folder: string, wordsIn: (text: string) => string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  return files.flatMap((file) => wordsIn(readFileSync(join(file.parentPath, file.name), 'latin1')));
}
