import { Resvg } from '@resvg/resvg-js';
import { encode } from './png.ts';

/** Turns a picture into PNG bytes, `width` pixels wide. */
export function rasterise(svg: string, width: number): Uint8Array {
  const image = new Resvg(svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  }).render();
  return encode(image.pixels, image.width, image.height);
}
