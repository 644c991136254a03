import { ellipseOutline } from './outline.ts';
import { glow, inside, line, mix, moved, oval, path } from './paint.ts';
import type { Tone } from './palette.ts';

/** The bones of a head, in its own coordinates: the eye line is y = 0, the middle of the face x = 0. */
export interface Skull {
  /** Half the width at the temples. */
  width: number;
  /** Half the width at the jaw. */
  jaw: number;
  /** How broad the chin is: 0 pointed, 1 square. */
  square: number;
  /** Where the chin ends. */
  chin: number;
}

/** Outline of the face with the crown of the head. */
export function headOutline({ width: w, jaw, square, chin }: Skull): string {
  const toe = 10 + square * jaw * 0.62;
  return [
    `M ${-w} -18 C ${-w} -84 ${-w * 0.62} -122 0 -122 C ${w * 0.62} -122 ${w} -84 ${w} -18`,
    `C ${w} 24 ${jaw + 7} 44 ${jaw} 70 C ${jaw - 7} ${chin - 18} ${toe} ${chin} 0 ${chin}`,
    `C ${-toe} ${chin} ${-jaw + 7} ${chin - 18} ${-jaw} 70 C ${-jaw - 7} 44 ${-w} 24 ${-w} -18 Z`,
  ].join(' ');
}

/** The head with its light from the upper left and its shadow on the right. */
export function head(skull: Skull, skin: Tone): string {
  const outline = headOutline(skull);
  const { width: w, chin } = skull;
  const shadow = `M ${w * 0.5} -130 C ${w * 0.86} -40 ${w * 0.8} 40 ${w * 0.1} ${chin + 4} L ${w + 40} ${chin + 20} L ${w + 40} -130 Z`;
  return (
    path(outline, skin.base) +
    inside(outline, path(shadow, skin.shade, { opacity: 0.42 }), glow(-w * 0.45, -44, 84, skin.light, 0.75))
  );
}

/** Both ears; drawn before the head. */
export function ears({ width: w }: Skull, skin: Tone, size = 1): string {
  const ear = (side: number): string =>
    moved(
      `translate(${side * (w + 4)} 12) rotate(${side * 10}) scale(${side * size} ${size})`,
      path(ellipseOutline(0, 0, 16, 27), side > 0 ? mix(skin.base, skin.shade, 0.45) : skin.base),
      line('M 4 -14 C 12 -8 10 4 2 10', skin.shade, 4, { opacity: 0.7 }),
    );
  return ear(-1) + ear(1);
}

/** The neck with the shadow the chin throws on it. */
export function neck(skull: Skull, skin: Tone, width: number): string {
  const outline = `M ${-width} 50 L ${-width - 4} 168 Q 0 214 ${width + 4} 168 L ${width} 50 Z`;
  return (
    path(outline, mix(skin.base, skin.shade, 0.22)) +
    inside(outline, oval(8, skull.chin - 16, skull.jaw + 12, 58, skin.shade, { opacity: 0.75 }))
  );
}
