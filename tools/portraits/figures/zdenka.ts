import { torso, torsoOutline } from '../body.ts';
import { blush, brows, closedMouth, eyes, nose, years } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground, halo } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { ellipseOutline } from '../outline.ts';
import { disc, faded, inside, line, mix, moved, oval, path } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#f0c8a6');
const silver = tone('#d9d8dc');
const wool = tone('#5d3355');
const shell = tone('#8a4b22');
const skull: Skull = { width: 84, jaw: 66, square: 0.3, chin: 120 };

/** Lines of handwriting, too large to read, across the whole wall. */
function handwriting({ accent, deep }: Palette): string {
  const stroke =
    'c 14 -44 34 -44 26 -8 c -6 26 10 26 22 2 c 12 -40 34 -30 22 0 c -6 20 12 18 22 -6 c 6 -60 38 -76 30 -24 c -6 36 -10 44 8 40 c 18 -6 18 -40 34 -34 c 18 8 -6 38 12 38 c 16 0 18 -30 34 -36';
  return [40, 116, 192, 268, 344]
    .map((y, index) =>
      line(
        `M ${-30 - index * 34} ${y + 20} ${stroke} ${stroke} ${stroke}`,
        mix(accent, index % 2 === 0 ? cream : deep, 0.32),
        4.5,
        { opacity: 0.75 },
      ),
    )
    .join('');
}

function bobBack(): string {
  return path(
    'M -106 84 C -128 10 -124 -140 0 -142 C 124 -140 128 10 108 84 C 96 104 66 100 58 84 L -56 84 C -66 102 -96 104 -106 84 Z',
    mix(silver.base, silver.shade, 0.55),
  );
}

function bobFront(): string {
  const left =
    'M 6 -142 C -78 -148 -118 -92 -112 -10 C -110 30 -112 60 -104 86 C -92 96 -72 88 -72 72 C -80 30 -82 -14 -66 -44 C -40 -50 -12 -70 4 -98 Z';
  const right =
    'M -6 -142 C 84 -148 120 -92 114 -10 C 112 30 114 60 106 86 C 94 96 76 88 76 72 C 84 30 86 -14 74 -40 C 44 -48 0 -66 -20 -100 Z';
  return (
    path(right, mix(silver.base, silver.shade, 0.4)) +
    path(left, silver.base) +
    inside(
      left,
      line(
        'M -20 -130 C -70 -110 -96 -60 -94 10 C -92 40 -96 60 -92 84 M -6 -118 C -50 -98 -80 -60 -82 -20',
        '#ffffff',
        4,
        { opacity: 0.6 },
      ),
    ) +
    line('M 20 -128 C 74 -110 100 -60 98 20 M 10 -112 C 50 -92 82 -64 88 -20', silver.shade, 3.4, {
      opacity: 0.6,
    })
  );
}

function glasses(): string {
  const lens = (x: number): string =>
    disc(x, 2, 35, '#ffffff', { opacity: 0.16 }) +
    disc(x, 2, 35, 'none', { stroke: shell.shade, 'stroke-width': 9 }) +
    disc(x, 2, 35, 'none', { stroke: shell.base, 'stroke-width': 6 }) +
    line(`M ${x - 30} 18 A 35 35 0 0 1 ${x - 26} -22`, '#d98b3d', 5) +
    line(`M ${x + 8} -22 L ${x - 14} 12`, '#ffffff', 5, { opacity: 0.4 });
  return (
    lens(-40) +
    lens(40) +
    line('M -8 -6 Q 0 -14 8 -6', shell.base, 7) +
    line('M -74 -6 L -92 -10 M 74 -6 L 92 -10', shell.base, 6)
  );
}

function loupe(): string {
  const glass = ellipseOutline(0, 0, 54, 54);
  return moved(
    'translate(386 396) rotate(24)',
    line('M 0 56 V 150', '#3a2433', 22),
    line('M -4 66 V 150', '#6b4056', 6),
    path('M -13 52 H 13 V 70 H -13 Z', '#d9a441'),
    path(glass, mix(cream, '#ffffff', 0.4)),
    inside(
      glass,
      moved(
        'rotate(-24)',
        line(
          'M -70 22 c 26 -70 52 -60 36 -12 c -10 34 20 32 38 0 c 18 -50 44 -40 30 2 c -8 28 20 22 40 -10',
          '#4a2a63',
          9,
        ),
        line('M -60 44 H 60', '#b9a7c4', 3),
      ),
    ),
    line('M -36 -18 A 42 42 0 0 1 -6 -40', '#ffffff', 8, { opacity: 0.9 }),
    disc(0, 0, 54, 'none', { stroke: '#b57f2c', 'stroke-width': 13 }),
    disc(0, 0, 54, 'none', { stroke: '#e2b252', 'stroke-width': 7 }),
  );
}

function clothes(): string {
  const outline = torsoOutline(184, 376, 64);
  return (
    torso(
      outline,
      wool,
      faded(
        0.35,
        ...[110, 146, 182, 330, 366, 402].map((x) =>
          line(`M ${x} 410 Q ${x + 4} 460 ${x - 2} 520`, wool.light, 3),
        ),
      ),
    ) +
    path('M 206 372 L 256 470 L 306 372 L 330 520 H 182 Z', '#fffaf0') +
    path('M 262 458 L 306 372 L 330 520 H 262 Z', tone('#fffaf0').shade, { opacity: 0.4 }) +
    path(
      'M 204 362 C 184 372 178 404 190 424 L 250 404 Z M 308 362 C 328 372 334 404 322 424 L 262 404 Z',
      '#fffaf0',
    ) +
    path('M 308 362 C 328 372 334 404 322 424 L 262 404 Z', wool.light, { opacity: 0.35 }) +
    oval(256, 402, 15, 12, '#7a5bb0') +
    disc(252, 399, 4, '#c7b4ea') +
    line('M 184 400 C 176 450 190 490 200 520 M 328 400 C 344 440 330 490 326 520', wool.shade, 10) +
    line('M 214 384 C 250 470 330 480 372 452', '#8d6bd0', 6)
  );
}

/** Zdeňka Kolomraz: has noticed, and will ask. */
export const zdenka: Painter = (palette) => ({
  pose: { x: 246, y: 234, tilt: -5, scale: 1.06 },
  behind: ground(palette) + handwriting(palette) + halo(mix(palette.accent, cream, 0.52), 232, 176),
  hairBack: bobBack(),
  neck: neck(skull, skin, 38),
  body: clothes(),
  head: [
    ears(skull, skin, 0.9),
    head(skull, skin),
    blush('#d9705a', 52, 48, 0.42),
    years(skin, 2),
    eyes(skin, {
      colour: '#4f6f8a',
      open: 0.85,
      gaze: 0.5,
      lashes: 0.2,
      squint: 3,
      slant: 2,
      apart: 40,
      size: 0.98,
    }),
    brows({
      colour: mix(silver.shade, ink, 0.3),
      thick: 7,
      lift: [44, 51],
      stern: [-1, -3],
      apart: 42,
      length: 24,
    }),
    nose(skin, 52, 16, 8),
    closedMouth('#bb4c58', 84, 28, 6, 4),
    glasses(),
    bobFront(),
  ].join(''),
  front: loupe(),
});
