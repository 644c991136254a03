import { ServiceError } from '../../../core/errors.ts';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Embedder } from '../../../core/ports/embedder.ts';
import type { Health } from '../../../core/ports/health.ts';
import type { Log } from '../../../core/ports/log.ts';
import { inTwo } from '../../../core/remedy.ts';
import { createReadingEmbedder } from '../reader.ts';
import { createThread, type Thread } from '../thread.ts';
import { inRows, unitVectors } from '../vectors.ts';
import { folderOf, stateOf } from './folder.ts';
import type { PotionModel } from './models.ts';

interface PotionNeeds {
  model: PotionModel;
  /** The folder of all models. */
  models: string;
  log: Log;
  clock: Clock;
}

/** Room for the vocabulary while it is read; what stays is a tenth. */
const resourceLimits = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 8 };

/** A thread that reads with the model in a folder. */
export function createPotionThread(folder: string, log: Log, clock: Clock): Thread {
  const module = new URL('./worker.ts', import.meta.url);
  return createThread({ log, clock, module, workerData: { folder }, resourceLimits });
}

/** A model that was fetched, in a thread of this process. While it is not there, or is fetched anew, it says so. */
export function createPotion({ model, models, log, clock }: PotionNeeds): Embedder & AsyncDisposable {
  const thread = createPotionThread(folderOf(models, model), log, clock);

  /** What keeps it from reading; undefined when nothing does. */
  function obstacle(): string | undefined {
    const state = stateOf(models, model);
    if (state === 'missing')
      return `The model ${model.name} is not here yet; run: acore embeddings get ${model.name}.`;
    if (state === 'damaged') return damaged(model);
    const trouble = thread.trouble();
    return trouble && `The embedder ${model.name} does not run: ${trouble} Look at the log; ${wayOut}.`;
  }

  async function read(texts: readonly string[]): Promise<Float32Array[]> {
    const state = stateOf(models, model);
    if (state !== 'there') throw failure(obstacle() ?? '', state === 'missing' ? 'model-missing' : 'server');
    try {
      return unitVectors(inRows(await thread.ask(texts), texts.length), texts.length);
    } catch (error) {
      throw failure(obstacle() ?? damaged(model), 'server', error);
    }
  }

  async function health(): Promise<Health> {
    const wrong = obstacle();
    return wrong === undefined ? { ok: true, says: `The embedder ${model.name} is ready.` } : inTwo(wrong);
  }

  const embedder = createReadingEmbedder({
    id: model.id,
    local: true,
    isEnglishOnly: model.isEnglishOnly,
    atOnce: 1,
    batch: { texts: 32, characters: 32_000 },
    mostCharacters: 4_000,
    read,
    health,
  });
  return { ...embedder, [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose]() };
}

const wayOut = 'set embeddings.use to "use-lite" if it goes on';

function damaged({ name }: PotionModel): string {
  return `The files of ${name} are not as they should be; run: acore embeddings get ${name}.`;
}

function failure(message: string, kind: 'model-missing' | 'server', cause?: unknown): ServiceError {
  return new ServiceError({
    service: 'The local embedder',
    failure: kind,
    message,
    retryable: kind === 'server',
    cause,
  });
}
