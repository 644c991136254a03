import {
  begunBytes,
  bytesOf,
  loadFetching,
  type PotionModel,
  potionModels,
  stateOf,
} from './adapters/embeddings/index.ts';
import { UserError } from './core/errors.ts';
import { modelsFolder } from './folders.ts';
import type { LookNeeds } from './look.ts';

/** What a command found out, in words and for machines. */
interface Told {
  text: string;
  json: unknown;
}

interface GetOptions {
  /** Else it is only told what would be fetched. */
  sure: boolean;
  progress(done: number, whole: number): void;
  signal: AbortSignal;
  catalogue?: readonly PotionModel[] | undefined;
}

/** Which models there are for this machine, and what is here of them. */
export function listModels({ loaded }: Pick<LookNeeds, 'loaded'>): Told {
  const { use } = loaded.settings.embeddings;
  const folder = modelsFolder(loaded);
  const models = potionModels.map((model) => ({
    name: model.name,
    languages: model.languages,
    dimensions: model.dimensions,
    licence: model.licence,
    bytes: bytesOf(model),
    state: stateOf(folder, model),
    begunBytes: begunBytes(folder, model),
    used: model.name === use,
  }));
  const lines = models.map(({ name, languages, bytes, used, ...how }) =>
    [
      name.padEnd(26),
      languages.padEnd(15),
      inMb(bytes).padEnd(8),
      stateText(name, how),
      used ? ' In use.' : '',
    ].join(''),
  );
  return { text: [...lines, '', `embeddings.use is ${use}.`, ''].join('\n'), json: { use, models } };
}

function stateText(name: string, { state, begunBytes }: { state: string; begunBytes: number }): string {
  if (state === 'there') return 'Here.';
  const how =
    state === 'damaged' ? 'Damaged' : begunBytes > 0 ? `Begun, ${inMb(begunBytes)} here` : 'Not here';
  return `${how}: acore embeddings get ${name} --yes`;
}

/** Tells what a model is and where it comes from, or fetches it. */
export async function getModel(needs: LookNeeds, name: string, options: GetOptions): Promise<Told> {
  const { loaded, log, clock } = needs;
  const { sure, progress, signal, catalogue = potionModels } = options;
  const model = catalogue.find((one) => one.name === name);
  if (model === undefined) {
    const names = catalogue.map((one) => one.name).join(', ');
    throw new UserError(`There is no model ${name} to fetch. There are: ${names}.`);
  }
  const { downloads, use } = loaded.settings.embeddings;
  const models = modelsFolder(loaded);
  const whole = bytesOf(model);
  // A mirror's address may hold a password.
  const from = new URL(downloads).host;
  const about = { name, licence: model.licence, bytes: whole, from, folder: models };
  if (!sure) return { text: offer(model, from, models), json: { ...about, fetched: false } };
  const { fetchModel } = await loadFetching();
  const tell = (bytes: number) => progress(bytes, whole);
  const fetched = await fetchModel({ model, models, downloads, log, clock, signal, tell });
  const first = fetched ? `${name} is here now.` : `${name} was here already, and is whole.`;
  const next = use === name ? 'It is in use.' : `To use it, set embeddings.use to "${name}".`;
  return { text: `${first} ${next}\n`, json: { ...about, fetched } };
}

function offer(model: PotionModel, from: string, models: string): string {
  const { name, languages, licence, repository } = model;
  return [
    `${name}: ${languages}; by MinishLab, licence ${licence}.`,
    `${inMb(bytesOf(model))} from ${from}/${repository} into ${models}.`,
    'Say --yes to fetch it.',
    '',
  ].join('\n');
}

function inMb(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
