import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { cardIds, charactersFolder, packCard, readSource } from '../pack-characters.ts';
import { portrait } from './gallery.ts';
import { rasterise } from './render.ts';
import { contactSheet } from './sheet.ts';

/** Draws one portrait, 512 pixels wide, and returns it with its card inside. */
function draw(id: string): Uint8Array {
  const card = readSource(charactersFolder, id);
  const picture = portrait(id, accentOf(card.data));
  if (picture === undefined)
    throw new Error(`Nobody has drawn ${id} yet: add tools/portraits/figures/${id}.ts.`);
  return packCard(rasterise(picture, 512), card);
}

function accentOf(data: Record<string, unknown>): string {
  const { acore } = data['extensions'] as { acore?: { colour?: string } };
  return acore?.colour ?? '#7c8894';
}

function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { sheet: { type: 'string' } },
  });
  const ids = positionals.length > 0 ? positionals : cardIds(charactersFolder);
  const pictures = ids.map((id) => ({ id, png: draw(id) }));
  for (const { id, png } of pictures) {
    writeFileSync(`${charactersFolder}/${id}.png`, png);
    console.log(`${id}.png  ${Math.round(png.length / 1024)} kB`);
  }
  if (values.sheet === undefined) return;
  const { svg, width } = contactSheet(
    pictures.map(({ png }) => png),
    512,
  );
  writeFileSync(values.sheet, rasterise(svg, width));
}

main();
