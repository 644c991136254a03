import { statSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf, type PotionModel } from './models.ts';

/** Whether a model can be used: all its files are there, or some have another size, or there is none. */
export type ModelState = 'there' | 'damaged' | 'missing';

/** Where the files of a model lie, under the folder of all models. */
export function folderOf(models: string, { name }: PotionModel): string {
  return join(models, name);
}

/** Where files lie until all of them are whole. */
export function stagingOf(models: string, model: PotionModel): string {
  return `${folderOf(models, model)}.part`;
}

/** How it is with a model, as far as the sizes of its files tell. */
export function stateOf(models: string, model: PotionModel): ModelState {
  const folder = folderOf(models, model);
  if (sizeOf(folder) === undefined) return 'missing';
  const isWhole = model.files.every(({ name, bytes }) => sizeOf(join(folder, name)) === bytes);
  return isWhole ? 'there' : 'damaged';
}

/** How much of a model is fetched and not yet all of it. */
export function begunBytes(models: string, model: PotionModel): number {
  const staging = stagingOf(models, model);
  const got = model.files.map(
    ({ name }) => sizeOf(join(staging, name)) ?? sizeOf(join(staging, `${name}.part`)) ?? 0,
  );
  return Math.min(
    bytesOf(model),
    got.reduce((sum, bytes) => sum + bytes, 0),
  );
}

/** The size of a file; undefined when there is none. */
export function sizeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.size;
}
