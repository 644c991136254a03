import type { Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Health } from '../../core/ports/health.ts';
import type { LanguageModel } from '../../core/ports/model.ts';
import { statusTexts as texts } from './texts.ts';

/** Something that can be well or not. */
export interface Part {
  name: string;
  health(): Promise<Health>;
}

/** What /status looks at. */
export interface StatusNeeds {
  clock: Clock;
  /** Milliseconds since 1970. */
  startedAt: number;
  model: Pick<LanguageModel, 'describe'>;
  /** The hosts, the model, the database: whatever can be well or not. */
  parts(): readonly Part[];
  cast: Pick<Cast, 'knownIn'>;
  /** Channels being answered, and turns waiting for the model. */
  load(): { lanes: number; waiting: number };
  memoryBytes(): number;
}

const patienceMs = 2_000;

/** How this Acore is doing, in a few lines, as people in a place may know it. */
export async function statusOf(needs: StatusNeeds, place: Place): Promise<string> {
  const [model, ...parts] = await Promise.all([modelLine(needs), ...needs.parts().map(partLine)]);
  const { lanes, waiting } = needs.load();
  return [
    texts.running(inWords(needs.clock.now() - needs.startedAt)),
    model,
    ...parts,
    texts.characters(needs.cast.knownIn(place).length),
    texts.load(lanes, waiting),
    texts.memory(Math.round(needs.memoryBytes() / 1_000_000)),
  ].join('\n');
}

async function modelLine({ model }: StatusNeeds): Promise<string> {
  const described = await soon(model.describe());
  if (described === undefined) return texts.modelUnknown;
  return described.standIn ? texts.standIn : texts.model(described.model);
}

async function partLine({ name, health }: Part): Promise<string> {
  const found = await soon(health());
  return texts.part(name, found?.ok ?? false, found?.says ?? texts.noAnswer);
}

/** The value, or undefined when it fails or takes too long: a status must come even when nothing works. */
async function soon<Value>(work: Promise<Value>): Promise<Value | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => resolve(undefined), patienceMs);
  try {
    return await Promise.race([work, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `3 hours`, `a moment`: the largest unit says enough. */
export function inWords(durationMs: number): string {
  const unit = units.find(([, ms]) => durationMs >= ms);
  if (unit === undefined) return 'a moment';
  const count = Math.floor(durationMs / unit[1]);
  return count === 1 ? `one ${unit[0]}` : `${count} ${unit[0]}s`;
}
