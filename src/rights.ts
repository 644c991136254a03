import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createModels } from './adapters/models/index.ts';
import { createRecall, openStorage } from './adapters/storage/index.ts';
import { databaseFile } from './app.ts';
import { UserError } from './core/errors.ts';
import { type Person, type Tally, totalOf } from './core/keeping.ts';
import type { Recall } from './core/ports/recall.ts';
import { type LookNeeds, nobodyAsks, openToLook, slicesToLookAt } from './look.ts';
import { migrations, type Slices } from './slices.ts';

/** What a command found out, in words and for machines. */
interface Told {
  text: string;
  json: unknown;
}

/** Writes everything that is kept of a person into a file, beside a running Acore as well. */
export async function exportPerson(needs: LookNeeds, person: Person, to: string | undefined): Promise<Told> {
  await using opened = await openToLook(needs);
  await using model = createModels({ ...needs, settings: needs.loaded.settings.model });
  const { rights } = slicesToLookAt(needs, opened, model, nobodyAsks);
  if (!(await rights.knows(person)))
    throw new UserError(
      `Nobody of the id ${person.id} is known on ${person.host}: there is nothing to export.`,
    );
  const { name, bytes } = await rights.export(person);
  const file = resolve(to ?? name);
  writeFileSync(file, bytes, { mode: 0o600 });
  return {
    text: `Everything that is kept of ${person.id} is in ${file}.\n`,
    json: { file, bytes: bytes.length },
  };
}

/** Erases everything of a person to the last byte; without `sure` it is only counted. Acore must not be running. */
export async function erasePerson(needs: LookNeeds, person: Person, sure: boolean): Promise<Told> {
  const file = databaseFile(needs.loaded);
  await using opened = await openStorage({ ...needs, ...needs.loaded.settings.storage, file, migrations });
  await using model = createModels({ ...needs, settings: needs.loaded.settings.model });
  await using recall: Recall & AsyncDisposable = createRecall({
    ...needs,
    file,
    database: opened.database(),
    storage: opened.storage,
    embedder: undefined,
  });
  const { rights } = slicesToLookAt(needs, opened, model, recall);
  const counts = await counted(rights, person, sure);
  const copies = opened.storage.copies();
  return { text: textOf(person, counts, copies, sure), json: { erased: sure, counts, copies } };
}

async function counted(rights: Slices['rights'], person: Person, sure: boolean): Promise<Tally> {
  const there = await rights.count(person);
  if (totalOf(there) === 0) throw new UserError(`Nothing is kept of ${person.id} on ${person.host}.`);
  return sure ? rights.erase(person) : there;
}

function textOf({ id }: Person, counts: Tally, copies: readonly string[], sure: boolean): string {
  const lines = Object.entries(counts).filter(([, count]) => count > 0);
  return [
    sure ? `Erased of ${id}:` : `Of ${id} is kept:`,
    ...lines.map(([what, count]) => `  ${what}: ${count}`),
    ...(sure ? [] : ['Say --yes to erase it; it cannot be taken back.']),
    ...(copies.length === 0
      ? []
      : ['It still stands in these copies; delete them to be rid of it:', ...copies]),
    '',
  ].join('\n');
}
