import { mix } from './paint.ts';

/** The darkest and the lightest tone of every portrait, so that ten pictures hang together. */
export const ink = '#2a1c2e';
export const cream = '#fbeed6';

/** A colour with its own shadow and light. */
export interface Tone {
  base: string;
  shade: string;
  light: string;
}

/** The shadow leans to plum and the light to candle, whatever the colour. */
export function tone(base: string): Tone {
  return { base, shade: mix(base, '#4a1f3f', 0.34), light: mix(base, '#fff0cf', 0.38) };
}

/** The colours a figure is painted with: its own accent as ground. */
export interface Palette {
  accent: string;
  deep: string;
  pale: string;
}

/** Ground colours from the accent of the card. */
export function paletteFrom(accent: string): Palette {
  return { accent, deep: mix(accent, ink, 0.42), pale: mix(accent, cream, 0.5) };
}
