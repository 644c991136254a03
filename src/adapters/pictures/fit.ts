import { barePicture } from '../../lib/picture.ts';
import { readRaster } from './decode.ts';
import { writePng } from './png.ts';
import { halved } from './raster.ts';

/** The picture without the card in it, made smaller until it fits; undefined when that cannot be done. */
export async function fittingPicture(
  picture: Uint8Array,
  mostBytes: number,
): Promise<Uint8Array | undefined> {
  const bare = barePicture(picture);
  if (bare === undefined || bare.length <= mostBytes) return bare;
  let raster = await readRaster(bare);
  while (raster !== undefined && raster.width > 16) {
    raster = halved(raster);
    const smaller = await writePng(raster);
    if (smaller.length <= mostBytes) return smaller;
  }
  return undefined;
}
