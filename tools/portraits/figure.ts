import { varnish } from './ground.ts';
import { el, moved } from './paint.ts';
import type { Palette } from './palette.ts';

/** The layers of a portrait, from the wall behind to the thing held in front. */
export interface Figure {
  behind: string;
  hairBack?: string;
  neck?: string;
  body: string;
  head: string;
  front?: string;
  /** Where the head sits and how it is turned. */
  pose: { x: number; y: number; tilt: number; scale: number };
}

/** Draws one character with its accent colours. */
export type Painter = (palette: Palette) => Figure;

/** The whole picture as SVG, 512 × 512. */
export function compose(figure: Figure, seed: number): string {
  const { x, y, tilt, scale } = figure.pose;
  const asHead = (layer = ''): string =>
    moved(`translate(${x} ${y}) rotate(${tilt} 0 90) scale(${scale})`, layer);
  return el(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 512 512', width: 512, height: 512 },
    figure.behind,
    asHead(figure.hairBack),
    asHead(figure.neck),
    figure.body,
    asHead(figure.head),
    figure.front ?? '',
    varnish(seed),
  );
}
