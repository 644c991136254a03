import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Chunk, readChunks, writeChunks } from './portraits/png.ts';

/** A Character Card V3 as it stands in `characters/source`. */
export interface CardSource {
  spec: 'chara_card_v3';
  spec_version: string;
  data: Record<string, unknown> & { name: string; creator_notes: string };
}

/** The folder the cards ship from. */
export const charactersFolder = fileURLToPath(new URL('../characters/', import.meta.url));

/** The ids of all cards with a source, in alphabetical order. */
export function cardIds(folder: string): string[] {
  const sources = readdirSync(`${folder}/source`).filter((file) => file.endsWith('.json'));
  return sources.map((file) => file.slice(0, -'.json'.length)).sort();
}

/** Reads the source of one card; throws where it is not a V3 card. */
export function readSource(folder: string, id: string): CardSource {
  const card = JSON.parse(readFileSync(`${folder}/source/${id}.json`, 'utf8'));
  if (card?.spec !== 'chara_card_v3' || typeof card.data?.name !== 'string') {
    throw new Error(`characters/source/${id}.json is not a Character Card V3.`);
  }
  return card;
}

/** The same picture carrying this card, once for V2 readers (`chara`) and once for V3 (`ccv3`). */
export function packCard(png: Uint8Array, card: CardSource): Uint8Array {
  const picture = readChunks(png).filter((chunk) => !isCard(chunk));
  const end = picture.findIndex((chunk) => chunk.type === 'IEND');
  const cards = [text('chara', asV2(card)), text('ccv3', card)];
  return writeChunks([...picture.slice(0, end), ...cards, ...picture.slice(end)]);
}

/** The cards whose PNG is missing or does not hold what the source says. */
export function staleCards(folder: string): string[] {
  return cardIds(folder).filter((id) => {
    const file = `${folder}/${id}.png`;
    if (!existsSync(file)) return true;
    const png = readFileSync(file);
    return !png.equals(packCard(png, readSource(folder, id)));
  });
}

/** Writes every stale card anew into its picture and returns their ids. */
export function repack(folder: string): string[] {
  const stale = staleCards(folder);
  for (const id of stale) {
    const file = `${folder}/${id}.png`;
    if (!existsSync(file)) throw new Error(`${id} has no picture yet: node tools/portraits/main.ts ${id}`);
    writeFileSync(file, packCard(readFileSync(file), readSource(folder, id)));
  }
  return stale;
}

function isCard({ type, data }: Chunk): boolean {
  if (type !== 'tEXt') return false;
  const keyword = Buffer.from(data).toString('latin1').split('\0', 1)[0]?.toLowerCase();
  return keyword === 'chara' || keyword === 'ccv3';
}

function text(keyword: string, card: object): Chunk {
  const base64 = Buffer.from(JSON.stringify(card)).toString('base64');
  return { type: 'tEXt', data: Buffer.from(`${keyword}\0${base64}`, 'latin1') };
}

/** What only V3 knows is left out, and the notes say so, as the V3 specification asks of a backfill. */
function asV2({ data }: CardSource): object {
  const { nickname, assets, group_only_greetings, creation_date, modification_date, ...kept } = data;
  const note = 'This is the V2 form of a V3 card; a reader of V3 gets more.';
  return {
    spec: 'chara_card_v2',
    spec_version: '2.0',
    data: { ...kept, creator_notes: `${data.creator_notes}\n\n${note}` },
  };
}

function main(): void {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const stale = values.check ? staleCards(charactersFolder) : repack(charactersFolder);
  if (values.check && stale.length > 0) {
    console.error(`Stale: ${stale.join(', ')}. Run: node tools/pack-characters.ts`);
    process.exitCode = 1;
    return;
  }
  console.log(stale.length === 0 ? 'All cards are up to date.' : `Packed: ${stale.join(', ')}.`);
}

if (import.meta.main) main();
