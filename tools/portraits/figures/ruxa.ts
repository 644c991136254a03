import { torso, torsoOutline } from '../body.ts';
import { blush, brows, eyes, grin, nose } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { boxOutline, starOutline } from '../outline.ts';
import { disc, inside, line, mix, moved, path, scatter } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#d99c6c');
const hair = tone('#231b2a');
const scarf = tone('#f2c12e');
const jacket = tone('#4f6d7a');
const leather = tone('#a8382f');
const brass = tone('#d9a441');
const feather = tone('#8f97ab');
const skull: Skull = { width: 82, jaw: 65, square: 0.25, chin: 118 };

/** The roofs of Sixty Stairs climbing past a late moon. */
function roofs({ accent, deep, pale }: Palette): string {
  const next = scatter(64);
  const stars = Array.from({ length: 30 }, () =>
    path(starOutline(next() * 512, next() * 260, 2 + next() * 4, 1.2, 4), cream, { opacity: 0.85 }),
  );
  const house = (x: number, y: number, w: number, colour: string, lit: boolean): string =>
    path(`M ${x - 10} ${y} L ${x + w / 2} ${y - w * 0.5} L ${x + w + 10} ${y} V 520 H ${x - 10} Z`, colour) +
    path(
      `M ${x - 14} ${y + 2} L ${x + w / 2} ${y - w * 0.54} L ${x + w + 14} ${y + 2} L ${x + w + 6} ${y + 10} L ${x + w / 2} ${y - w * 0.4} L ${x - 6} ${y + 10} Z`,
      mix(colour, ink, 0.35),
    ) +
    path(boxOutline(x + w * 0.36, y + 14, w * 0.28, 34, 8), lit ? '#ffd46a' : mix(colour, ink, 0.3));
  const far = [
    [-20, 350, 80],
    [60, 318, 76],
    [372, 250, 84],
    [444, 212, 90],
    [300, 300, 70],
  ].map(([x = 0, y = 0, w = 0], index) => house(x, y, w, mix(accent, pale, 0.24), index % 2 === 0));
  const near = [
    [-30, 440, 110],
    [400, 330, 120],
    [330, 410, 90],
  ].map(([x = 0, y = 0, w = 0], index) => house(x, y, w, mix(accent, deep, 0.55), index !== 2));
  return (
    stars.join('') +
    disc(232, 196, 166, '#f6e3a8') +
    disc(180, 130, 22, '#e8cf8c') +
    disc(120, 220, 14, '#e8cf8c') +
    far.join('') +
    near.join('')
  );
}

function hairBack(): string {
  return path(
    'M -104 70 L -122 30 L -112 20 C -128 -70 -92 -144 0 -146 C 92 -144 128 -70 112 16 L 126 34 L 104 48 L 108 76 L 78 62 H -70 Z',
    mix(hair.base, ink, 0.4),
  );
}

function fringe(): string {
  const cut =
    'M -92 44 C -118 -20 -112 -142 0 -144 C 112 -142 118 -20 92 40 L 80 4 L 74 -22 L 62 -46 L 50 -30 L 30 -62 L 14 -34 L -8 -64 L -26 -34 L -44 -58 L -58 -26 L -74 -46 L -78 2 Z';
  return (
    path(cut, hair.base) +
    inside(
      cut,
      line('M -84 -40 C -70 -110 -20 -128 10 -128 M -60 -60 C -50 -94 -20 -108 4 -110', '#6c5f86', 6, {
        opacity: 0.7,
      }),
      path('M 50 -160 C 100 -100 90 -20 80 40 H 130 V -160 Z', ink, { opacity: 0.5 }),
    )
  );
}

function goggles(): string {
  const lens = (x: number): string =>
    disc(x, -98, 31, brass.shade) +
    disc(x, -99, 29, brass.base) +
    disc(x, -98, 22, '#5fb0c4') +
    path(
      `M ${x - 20} -104 A 22 22 0 0 1 ${x + 6} -119 L ${x - 12} -82 A 22 22 0 0 1 ${x - 20} -104 Z`,
      '#d8f2f2',
      { opacity: 0.8 },
    );
  return (
    line('M -98 -74 C -60 -104 60 -104 98 -74', '#5a3a2e', 17) +
    line('M -8 -98 H 8', brass.shade, 10) +
    lens(-37) +
    lens(37)
  );
}

function plaster(): string {
  return moved(
    'translate(2 27) rotate(-7)',
    path(boxOutline(-27, -8, 54, 16, 8), '#f6dcb6'),
    path('M -9 -8 H 9 V 8 H -9 Z', '#e3bd8c'),
    disc(-18, 0, 1.6, '#c99a68'),
    disc(18, 0, 1.6, '#c99a68'),
  );
}

/** Lieutenant, who walks. */
function pigeon(): string {
  const bird =
    'M 402 300 C 402 270 432 262 448 282 C 462 300 462 322 482 350 C 504 386 500 420 486 440 C 452 452 400 446 384 420 C 372 388 394 356 402 330 Z';
  return [
    path(bird, feather.base),
    inside(
      bird,
      path('M 384 330 C 400 344 440 340 462 318 L 470 340 C 440 366 400 366 382 352 Z', '#5f9a8c'),
      path('M 390 340 C 404 352 440 348 464 330', '#8a6fb4', { opacity: 0.6 }),
      path('M 430 380 C 452 366 486 370 520 400 V 460 H 440 C 420 430 416 400 430 380 Z', feather.shade),
      line('M 440 396 C 460 390 480 400 492 420 M 440 414 C 456 410 472 418 482 432', '#3f3a55', 5),
    ),
    path('M 404 294 L 380 304 L 406 310 Z', '#e8a04a'),
    line('M 424 440 l -6 16 l -12 2 m 12 -2 l 4 8 M 452 442 l 0 16 l -12 4 m 12 -4 l 6 8', '#e07a4a', 5),
    disc(424, 292, 8, '#f08a3a'),
    disc(424, 292, 4, ink),
    line('M 414 280 L 434 284', feather.shade, 4),
    path('M 402 290 q 6 -8 12 -2 q -4 8 -12 2 Z', cream),
  ].join('');
}

function clothes(): string {
  const outline = torsoOutline(182, 376, 60);
  return (
    path(
      'M 190 388 C 140 372 108 392 76 376 C 52 364 30 366 6 382 C 22 398 14 414 26 432 C 60 418 84 446 116 444 C 140 444 160 446 190 440 Z',
      mix(scarf.base, scarf.shade, 0.4),
    ) +
    line('M 24 396 C 60 384 84 412 118 410 C 140 408 156 410 172 412', scarf.shade, 4, { opacity: 0.7 }) +
    torso(
      outline,
      jacket,
      path('M 120 400 L 160 390 L 372 520 H 300 Z', leather.base),
      line('M 132 404 L 322 520 M 156 394 L 360 520', leather.light, 3, { 'stroke-dasharray': '7 7' }),
      path(boxOutline(214, 446, 44, 26, 5), brass.base, { transform: 'rotate(32 236 459)' }),
      path(boxOutline(224, 452, 24, 14, 3), leather.shade, { transform: 'rotate(32 236 459)' }),
    ) +
    path(
      'M 176 372 C 150 400 170 448 256 450 C 342 448 362 400 336 372 C 320 392 292 400 256 400 C 220 400 192 392 176 372 Z',
      scarf.base,
    ) +
    path(
      'M 276 450 C 342 448 362 400 336 372 C 326 384 312 392 298 396 C 316 414 306 438 276 450 Z',
      scarf.shade,
      { opacity: 0.5 },
    ) +
    line('M 180 396 C 200 424 240 432 290 428 M 188 384 C 214 408 250 414 300 408', scarf.light, 4, {
      opacity: 0.8,
    }) +
    path(
      'M 300 440 C 330 450 330 490 316 520 H 262 C 276 490 268 460 280 446 Z',
      mix(scarf.base, scarf.shade, 0.2),
    ) +
    line('M 294 456 C 300 480 296 500 290 520', scarf.shade, 4, { opacity: 0.7 })
  );
}

/** Ruxa Velimar: four-eleven, bottom gate to bell tower. */
export const ruxa: Painter = (palette) => ({
  pose: { x: 236, y: 244, tilt: -8, scale: 1.02 },
  behind: ground(palette) + roofs(palette),
  hairBack: hairBack(),
  neck: neck(skull, skin, 36),
  body: clothes(),
  head: [
    ears(skull, skin, 0.9),
    head(skull, skin),
    blush('#cf5a3f', 50, 42, 0.46),
    eyes(skin, { colour: '#5a3a1c', open: 1.1, gaze: 0.45, lashes: 0.5, apart: 38, slant: 4, size: 1.05 }),
    brows({ colour: hair.base, thick: 9, lift: [29, 37], stern: [4, -4], apart: 38, length: 23 }),
    nose(skin, 38, 14, 6),
    plaster(),
    grin('#b0523f', 66, 35, 27, path('M 3 92 L 3 84 L 11 74 L 14 92 Z', '#5a1c2c'), 5),
    fringe(),
    goggles(),
  ].join(''),
  front: moved('translate(-44 26) rotate(-4 440 440)', pigeon()),
});
