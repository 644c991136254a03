import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What stands in the database of a data folder; others may be at work in it. */
export function rowsOf<Row>(dataFolder: string, sql: string): Row[] {
  const database = new DatabaseSync(join(dataFolder, 'acore.db'), { readOnly: true });
  try {
    return database.prepare(sql).all() as Row[];
  } finally {
    database.close();
  }
}

/** All that lies in a data folder, byte by byte, as text. */
export function textsIn(dataFolder: string): { name: string; text: string }[] {
  return readdirSync(dataFolder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => ({ name, text: readFileSync(join(parentPath, name), 'latin1') }));
}

/** Which of these words, in small letters, lie in which of these texts, whatever their case there. */
export function lyingIn(
  texts: readonly { name: string; text: string }[],
  words: readonly string[],
): string[] {
  return texts.flatMap(({ name, text }) => {
    const folded = text.toLowerCase();
    return words.filter((word) => folded.includes(word)).map((word) => `${name}: ${word}`);
  });
}
