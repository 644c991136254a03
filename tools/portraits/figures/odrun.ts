import { torso, torsoOutline } from '../body.ts';
import { blush, brows, closedMouth, eyes, nose, years } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground, halo } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { boxOutline } from '../outline.ts';
import { disc, inside, line, mix, moved, oval, path } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#eab18c');
const hair = tone('#9a9aa0');
const leather = tone('#6b4028');
const linen = tone('#f1e3c8');
const skull: Skull = { width: 92, jaw: 77, square: 0.6, chin: 121 };

function abacus({ accent, deep }: Palette): string {
  const wire = mix(accent, deep, 0.5);
  const rows = [64, 124, 184, 244, 304].map((y, row) => {
    const gap = [130, 210, 60, 170, 100][row] ?? 0;
    const count = row === 2 ? 8 : 9;
    const beads = Array.from({ length: count }, (_, index) => {
      const x = 30 + index * 44 + (index > row + 2 ? gap * 0.5 : 0);
      return oval(x, y, 16, 22, mix(accent, deep, 0.28)) + oval(x - 5, y - 7, 4, 8, mix(accent, cream, 0.35));
    });
    return line(`M 0 ${y} H 512`, wire, 4) + beads.join('');
  });
  return rows.join('');
}

/** A braid laid over the head along an arc: pairs of strands that meet in a chevron. */
function braid(radiusX: number, radiusY: number, y: number, size: number): string {
  const links = 15;
  const strands = Array.from({ length: links }, (_, index) => {
    const angle = Math.PI * (0.96 - (index / (links - 1)) * 0.92);
    const [x, up] = [Math.cos(angle) * radiusX, y - Math.sin(angle) * radiusY];
    const along = (Math.atan2(-Math.cos(angle) * radiusY, Math.sin(angle) * radiusX) * -180) / Math.PI;
    return moved(
      `translate(${x.toFixed(1)} ${up.toFixed(1)}) rotate(${along.toFixed(1)})`,
      chevron(size, index / links),
    );
  });
  return strands.join('');
}

function chevron(size: number, late: number): string {
  const dark = Math.max(0, late - 0.45);
  const strand = (side: number, colour: string): string =>
    moved(
      `translate(0 ${side * size * 0.42}) rotate(${side * -38})`,
      oval(0, 0, size * 0.82, size * 0.46, hair.shade),
      oval(-1, -1, size * 0.74, size * 0.39, colour),
      line(`M ${-size * 0.45} -1 Q 0 ${-size * 0.2} ${size * 0.45} -2`, mix(colour, hair.light, 0.7), 2, {
        opacity: 0.8,
      }),
    );
  return (
    strand(1, mix(hair.base, hair.shade, 0.25 + dark)) +
    strand(-1, mix(mix(hair.base, hair.light, 0.35), hair.shade, dark))
  );
}

function hairline(): string {
  const cap =
    'M -98 0 C -112 -100 -62 -138 0 -138 C 62 -138 112 -100 98 0 C 92 -52 62 -86 0 -90 C -62 -86 -92 -52 -98 0 Z';
  return (
    path(cap, hair.base) +
    inside(cap, path('M 30 -150 C 90 -120 96 -40 90 10 H 130 V -150 Z', hair.shade, { opacity: 0.6 })) +
    line('M -80 -50 Q -50 -104 0 -112 M -66 -54 Q -40 -92 4 -98', hair.light, 3, { opacity: 0.7 })
  );
}

function goose(): string {
  const bird =
    'M 372 530 C 372 470 404 440 416 404 C 424 372 408 340 432 322 C 458 304 490 322 488 352 C 486 378 470 392 470 424 C 474 460 512 470 530 530 Z';
  return [
    path(bird, '#e9e4dc'),
    inside(bird, path('M 470 300 C 452 380 452 420 486 540 H 540 V 300 Z', '#a08f9b', { opacity: 0.5 })),
    path('M 434 330 C 410 330 392 342 386 356 C 398 364 424 362 440 356 Z', '#e8842c'),
    line('M 388 354 Q 414 354 436 350', '#9c4a1c', 3),
    disc(450, 338, 7, ink),
    disc(448, 335, 2.4, '#ffffff'),
    line('M 438 326 L 458 328', '#8d8290', 4),
  ].join('');
}

function clothes(): string {
  const outline = torsoOutline(240, 372, 34);
  const ledger = moved(
    'translate(186 440) rotate(-5)',
    path(boxOutline(0, 0, 92, 90, 8), '#8e2f33'),
    path('M 8 6 H 84 V 16 H 8 Z', cream),
    path('M 16 0 V 90', '#5d1f2a', { stroke: '#5d1f2a', 'stroke-width': 5 }),
  );
  return (
    torso(
      outline,
      linen,
      path('M 130 520 L 146 400 L 184 392 L 192 448 H 320 L 328 392 L 366 400 L 382 520 Z', leather.base),
      path('M 320 448 L 328 392 L 366 400 L 382 520 H 330 Z', leather.shade, { opacity: 0.6 }),
      line('M 196 460 H 316', leather.light, 3, { 'stroke-dasharray': '7 8' }),
      ledger,
      path('M 170 486 H 300 V 530 H 170 Z', leather.shade),
      line('M 174 492 H 296', leather.light, 3, { 'stroke-dasharray': '7 8' }),
    ) +
    path(
      'M 198 372 C 176 388 180 420 206 432 L 256 402 L 306 432 C 332 420 336 388 314 372 L 256 398 Z',
      linen.base,
    ) +
    path('M 256 400 L 306 432 C 332 420 336 388 314 372 Z', linen.shade, { opacity: 0.5 })
  );
}

/** Odrun Vask: counts you, then feeds you. */
export const odrun: Painter = (palette) => ({
  pose: { x: 250, y: 226, tilt: -2, scale: 1.06 },
  behind: ground(palette) + abacus(palette) + halo(mix(palette.accent, cream, 0.42), 226, 178),
  neck: neck(skull, skin, 54),
  body: clothes(),
  head: [
    ears(skull, skin, 1.05),
    path('M 104 -22 L 130 -14 L 113 0 Z', mix(palette.accent, cream, 0.42)),
    head(skull, skin),
    blush('#cf5b46', 54, 44, 0.34),
    years(skin, 1.7),
    eyes(skin, { colour: '#5f7466', open: 0.72, gaze: -0.25, lashes: -0.1, slant: -3, squint: 3, apart: 39 }),
    brows({ colour: mix(hair.shade, ink, 0.25), thick: 10, lift: [27, 34], stern: [4, 1] }),
    nose(skin, 46, 19, 9),
    closedMouth('#c4695a', 82, 31, 7, 3),
    hairline(),
    braid(62, 66, -82, 20),
    braid(92, 88, -34, 25),
  ].join(''),
  front: goose(),
});
