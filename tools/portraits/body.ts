import { inside, path } from './paint.ts';
import type { Tone } from './palette.ts';

/** Outline of shoulders and chest down to the lower edge, in picture coordinates. */
export function torsoOutline(half: number, top: number, slope: number): string {
  const [l, r] = [256 - half, 256 + half];
  const inner = 52;
  return [
    `M ${l - 20} 520 C ${l - 8} ${top + slope + 70} ${l + 6} ${top + slope + 10} ${l + 54} ${top + slope - 6}`,
    `C ${l + 100} ${top + slope * 0.55} ${256 - inner - 24} ${top + 22} ${256 - inner} ${top}`,
    `Q 256 ${top + 46} ${256 + inner} ${top}`,
    `C ${256 + inner + 24} ${top + 22} ${r - 100} ${top + slope * 0.55} ${r - 54} ${top + slope - 6}`,
    `C ${r - 6} ${top + slope + 10} ${r + 8} ${top + slope + 70} ${r + 20} 520 Z`,
  ].join(' ');
}

/** Shoulders in one cloth, the right side in shadow; `more` is drawn on the cloth. */
export function torso(outline: string, cloth: Tone, ...more: string[]): string {
  return (
    path(outline, cloth.base) +
    inside(
      outline,
      path('M 330 340 C 372 420 350 470 360 530 H 560 V 340 Z', cloth.shade, { opacity: 0.45 }),
      path('M 0 380 H 120 C 96 430 84 470 82 530 H 0 Z', cloth.light, { opacity: 0.3 }),
      ...more,
    )
  );
}
