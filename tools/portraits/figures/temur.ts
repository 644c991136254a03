import { torso, torsoOutline } from '../body.ts';
import { blush, brows, closedMouth, eyes, nose } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { ellipseOutline, leafOutline, starOutline } from '../outline.ts';
import { disc, glow, inside, line, mix, moved, oval, path, scatter, softly } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#cf9a6c');
const hair = tone('#2a2024');
const band = tone('#b5462f');
const shirt = tone('#4b4d5c');
const apron = tone('#f0dfb8');
const crust = tone('#c57f35');
const skull: Skull = { width: 82, jaw: 64, square: 0.35, chin: 124 };

/** The mouth of the oven, bricks around it and its heat behind the head. */
function oven({ accent, deep }: Palette): string {
  const bricks = Array.from({ length: 15 }, (_, index) => {
    const angle = Math.PI * (1 - index / 14);
    const [x, y] = [256 + Math.cos(angle) * 216, 236 - Math.sin(angle) * 216];
    return moved(
      `translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${(90 - (angle * 180) / Math.PI).toFixed(0)})`,
      path('M -21 -22 H 21 L 18 22 H -18 Z', mix(accent, deep, index % 2 === 0 ? 0.32 : 0.48)),
    );
  });
  const sides = [262, 312, 362, 412, 462].flatMap((y, index) =>
    [18, 450].map((x) =>
      path(`M ${x} ${y} h 44 v 44 h -44 Z`, mix(accent, deep, index % 2 === 0 ? 0.48 : 0.32)),
    ),
  );
  const arch = 'M 66 520 V 236 C 66 120 150 46 256 46 C 362 46 446 120 446 236 V 520 Z';
  return (
    bricks.join('') +
    sides.join('') +
    softly(arch, '#4a1f1c', '#c4511f') +
    inside(arch, glow(256, 330, 260, '#ffb444', 0.9))
  );
}

function curls(): string {
  const spots: [number, number, number][] = [
    [-84, -66, 22],
    [-90, -92, 20],
    [-66, -104, 27],
    [-40, -126, 27],
    [-8, -136, 28],
    [26, -134, 28],
    [56, -118, 27],
    [80, -94, 24],
    [88, -66, 20],
    [-50, -98, 24],
    [-16, -108, 26],
    [20, -108, 26],
    [52, -94, 24],
    [-30, -150, 16],
    [12, -158, 15],
    [46, -144, 14],
  ];
  const next = scatter(27);
  const puffs = spots.map(([x, y, r]) => disc(x, y, r, x > 34 ? mix(hair.base, ink, 0.4) : hair.base));
  const rings = spots.map(([x, y, r]) =>
    line(
      `M ${x - r * 0.5} ${y + 2} A ${r * 0.5} ${r * 0.5} 0 1 1 ${x + r * 0.4} ${y + r * 0.3}`,
      mix(hair.base, '#a5765c', 0.42),
      3,
      { opacity: 0.6 },
    ),
  );
  const flour = Array.from({ length: 30 }, () =>
    disc(Math.round(next() * 150 - 85), Math.round(-150 + next() * 76), 1.4 + next() * 2.4, cream, {
      opacity: 0.85,
    }),
  );
  return puffs.join('') + rings.join('') + flour.join('');
}

function headband(): string {
  const cloth =
    'M -88 -44 C -60 -74 -30 -84 4 -84 C 40 -84 66 -70 87 -42 L 90 -66 C 66 -98 36 -110 2 -110 C -34 -110 -66 -98 -90 -68 Z';
  return (
    path(cloth, band.base) +
    inside(
      cloth,
      path('M 36 -120 L 52 -30 H 110 V -120 Z', band.shade, { opacity: 0.6 }),
      line('M -80 -62 C -50 -90 -20 -98 10 -98', band.light, 3),
    ) +
    moved(
      'translate(88 -54)',
      path('M 0 0 C 20 -26 36 -22 40 -8 C 30 4 14 6 0 0 Z', band.shade),
      path('M 0 0 C 22 2 34 22 28 34 C 14 32 2 16 0 0 Z', mix(band.shade, ink, 0.2)),
    )
  );
}

function loaf(): string {
  const bread = ellipseOutline(0, 0, 92, 74);
  const petals = Array.from({ length: 8 }, (_, index) =>
    moved(
      `rotate(${index * 45}) translate(0 -17)`,
      path(leafOutline(35, 11), crust.shade, { opacity: 0.85 }),
    ),
  );
  const sesame = [
    [-66, -20],
    [-54, 34],
    [58, -32],
    [64, 20],
    [-20, 58],
    [30, 56],
    [-34, -54],
    [24, -58],
  ].map(([x, y]) => moved(`translate(${x} ${y}) rotate(${(x ?? 0) * 2})`, oval(0, 0, 5, 2.6, cream)));
  return moved(
    'translate(372 438) rotate(-8)',
    oval(4, 66, 92, 22, ink, { opacity: 0.25 }),
    path(bread, crust.base),
    inside(
      bread,
      glow(-28, -30, 84, '#f6cf7a', 0.95),
      path('M 40 -90 C 84 -30 80 40 20 90 H 110 V -90 Z', crust.shade, { opacity: 0.55 }),
    ),
    disc(0, 0, 56, crust.light, { opacity: 0.4 }),
    ...petals,
    path(starOutline(0, 0, 19, 8, 8), '#7a3f1e'),
    ...sesame,
  );
}

function steam(): string {
  return [
    'M 330 348 c -16 -22 16 -34 0 -60',
    'M 376 338 c -16 -24 16 -38 0 -66',
    'M 420 352 c -14 -20 14 -32 0 -54',
  ]
    .map((d) => line(d, cream, 8, { opacity: 0.4 }))
    .join('');
}

function clothes(): string {
  const outline = torsoOutline(196, 380, 62);
  return (
    torso(
      outline,
      shirt,
      path('M 176 440 H 336 L 352 520 H 160 Z', apron.base),
      path('M 290 440 H 336 L 352 520 H 290 Z', apron.shade, { opacity: 0.4 }),
      line('M 182 448 H 330', crust.base, 4),
    ) +
    path('M 178 444 L 190 392 L 214 384 L 206 444 Z M 334 444 L 322 392 L 298 384 L 306 444 Z', apron.base) +
    path('M 200 376 Q 256 440 312 376 L 318 390 Q 256 458 194 390 Z', mix(shirt.base, ink, 0.35)) +
    disc(192, 436, 5, crust.base) +
    disc(320, 436, 5, crust.base)
  );
}

/** Temur Beknaz: awake on your behalf. */
export const temur: Painter = (palette) => ({
  pose: { x: 246, y: 236, tilt: -6, scale: 1.02 },
  behind: ground(palette) + oven(palette),
  neck: neck(skull, skin, 40),
  body: clothes(),
  head: [
    ears(skull, skin, 1),
    head(skull, skin),
    path(
      'M -80 -50 C -86 -20 -86 4 -80 24 C -74 4 -74 -20 -66 -48 Z M 80 -50 C 86 -20 86 4 80 24 C 75 4 74 -20 66 -48 Z',
      hair.base,
    ),
    blush('#c9533a', 50, 42, 0.42),
    eyes(skin, { colour: '#3b2418', open: 0.4, gaze: -0.15, lashes: 0, apart: 37, slant: -5 }),
    line('M -52 19 Q -38 25 -24 18 M 24 18 Q 38 25 52 19', skin.shade, 3.6, { opacity: 0.55 }),
    brows({ colour: hair.base, thick: 10, lift: [31, 27], stern: [-4, -3], apart: 38, length: 25 }),
    nose(skin, 47, 18, 8),
    path(
      'M -32 72 C -24 60 -8 60 0 64 C 8 60 24 60 32 72 C 20 73 8 72 0 71 C -8 72 -20 73 -32 72 Z',
      mix(hair.base, skin.shade, 0.18),
    ),
    closedMouth('#a9574a', 84, 25, 5, 3),
    oval(-58, 52, 17, 7, cream, { opacity: 0.75, transform: 'rotate(-24 -58 52)' }),
    oval(-46, 62, 7, 3.4, cream, { opacity: 0.7, transform: 'rotate(-24 -46 62)' }),
    curls(),
    headband(),
  ].join(''),
  front: loaf() + steam(),
});
