/** The samples of a picture: 8 bits each, rows from the top. One channel is grey, two have opacity as well, then red, green, blue. */
export interface Raster {
  width: number;
  height: number;
  channels: number;
  samples: Uint8Array;
}

/** Half as wide and high: each sample is the mean of four. */
export function halved({ width, height, channels, samples }: Raster): Raster {
  const half = { width: width >> 1, height: Math.max(1, height >> 1), channels };
  const out = new Uint8Array(half.width * half.height * channels);
  for (let y = 0; y < half.height; y += 1) {
    for (let x = 0; x < half.width * channels; x += 1) {
      const channel = x % channels;
      const at = y * 2 * width * channels + (x - channel) * 2 + channel;
      const below = height > 1 ? width * channels : 0;
      const sum =
        (samples[at] ?? 0) +
        (samples[at + channels] ?? 0) +
        (samples[at + below] ?? 0) +
        (samples[at + below + channels] ?? 0);
      out[y * half.width * channels + x] = sum >> 2;
    }
  }
  return { ...half, samples: out };
}

/** The same in four channels: red, green, blue, opacity. */
export function inColour(raster: Raster): Raster {
  const { width, height, channels, samples } = raster;
  if (channels === 4) return raster;
  const out = new Uint8Array(width * height * 4).fill(255);
  const isGrey = channels < 3;
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let colour = 0; colour < 3; colour += 1)
      out[pixel * 4 + colour] = samples[pixel * channels + (isGrey ? 0 : colour)] ?? 0;
    if (channels === 2) out[pixel * 4 + 3] = samples[pixel * 2 + 1] ?? 255;
  }
  return { width, height, channels: 4, samples: out };
}

/** The same without opacity, where nothing in it can be seen through. */
export function withoutOpacity(raster: Raster): Raster {
  const { width, height, channels, samples } = raster;
  if (channels !== 4) return raster;
  for (let at = 3; at < samples.length; at += 4) if (samples[at] !== 255) return raster;
  const out = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1)
    out.set(samples.subarray(pixel * 4, pixel * 4 + 3), pixel * 3);
  return { width, height, channels: 3, samples: out };
}
