import { readRaster } from './decode.ts';
import { writePalettePng } from './png.ts';
import { inColour, type Raster } from './raster.ts';

/** Sharp at 48 px on a dense screen. */
const side = 96;
const colours = 40;

/**
 * A portrait small enough (3 to 5 kB) that a shelf of ten fits into a first page of 100 kB. A picture of another
 * kind than is read here comes back as it is.
 */
export async function createThumbnail(picture: Uint8Array): Promise<Uint8Array> {
  const raster = await readRaster(picture);
  if (raster === undefined || Math.min(raster.width, raster.height) <= side) return picture;
  const small = shrink(inColour(raster));
  const { palette, indexes } = reduce(small);
  return await writePalettePng({ width: side, height: side }, palette, indexes);
}

/** The upper square of the picture, every pixel the mean of those it covers. */
function shrink({ width, height, samples }: Raster): Uint8Array {
  const square = Math.min(width, height);
  const left = (width - square) >> 1;
  const small = new Uint8Array(side * side * 4);
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const mean = meanOf(samples, width, {
        fromX: left + Math.floor((x * square) / side),
        toX: left + Math.ceil(((x + 1) * square) / side),
        fromY: Math.floor((y * square) / side),
        toY: Math.ceil(((y + 1) * square) / side),
      });
      small.set(mean, (y * side + x) * 4);
    }
  }
  return small;
}

interface Area {
  fromX: number;
  toX: number;
  fromY: number;
  toY: number;
}

function meanOf(pixels: Uint8Array, width: number, { fromX, toX, fromY, toY }: Area): number[] {
  const sum = [0, 0, 0, 0];
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      for (let channel = 0; channel < 4; channel += 1)
        sum[channel] = (sum[channel] ?? 0) + (pixels[(y * width + x) * 4 + channel] ?? 0);
    }
  }
  const count = (toX - fromX) * (toY - fromY);
  return sum.map((total) => Math.round(total / count));
}

interface Box {
  pixels: number[];
  channel: number;
  spread: number;
}

/** Median cut: the box whose colours differ most is cut in two until there are enough. */
function reduce(pixels: Uint8Array): { palette: number[][]; indexes: Uint8Array } {
  const boxes = [
    boxOf(
      pixels,
      Array.from({ length: pixels.length / 4 }, (_, index) => index),
    ),
  ];
  while (boxes.length < colours) {
    const widest = boxes.reduce((a, b) => (weight(b) > weight(a) ? b : a));
    if (widest.spread === 0) break;
    const sorted = widest.pixels.toSorted(
      (a, b) => at(pixels, a, widest.channel) - at(pixels, b, widest.channel),
    );
    const middle = sorted.length >> 1;
    boxes.splice(
      boxes.indexOf(widest),
      1,
      boxOf(pixels, sorted.slice(0, middle)),
      boxOf(pixels, sorted.slice(middle)),
    );
  }
  const indexes = new Uint8Array(pixels.length / 4);
  for (const [index, box] of boxes.entries()) for (const pixel of box.pixels) indexes[pixel] = index;
  return { palette: boxes.map((box) => colourOf(pixels, box)), indexes };
}

function weight({ spread, pixels }: Box): number {
  return spread * Math.sqrt(pixels.length);
}

function at(pixels: Uint8Array, pixel: number, channel: number): number {
  return pixels[pixel * 4 + channel] ?? 0;
}

function boxOf(pixels: Uint8Array, members: number[]): Box {
  const spreads = [0, 1, 2, 3].map((channel) => {
    let [low, high] = [255, 0];
    for (const pixel of members) {
      const value = at(pixels, pixel, channel);
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return high - low;
  });
  const spread = Math.max(...spreads);
  return { pixels: members, channel: spreads.indexOf(spread), spread };
}

function colourOf(pixels: Uint8Array, { pixels: members }: Box): number[] {
  return [0, 1, 2, 3].map((channel) => {
    const total = members.reduce((sum, pixel) => sum + at(pixels, pixel, channel), 0);
    return Math.round(total / members.length);
  });
}
