import { torso, torsoOutline } from '../body.ts';
import { blush, brows, eyes, grin, nose } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { head, neck, type Skull } from '../head.ts';
import { leafOutline } from '../outline.ts';
import { disc, faded, inside, line, mix, moved, oval, path, scatter } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#c3d5ea');
const cloud = tone('#fdf3f4');
const willow = tone('#7fae5a');
const mist = tone('#a9bfe6');
const skull: Skull = { width: 86, jaw: 66, square: 0.15, chin: 116 };
const rainbow = ['#e8645a', '#f2a14a', '#f6dc6a', '#7fc07a', '#5c9bd8', '#8a6fc4'];

function rain({ deep }: Palette): string {
  const next = scatter(412);
  const drops = Array.from({ length: 46 }, () => {
    const [x, y, length] = [next() * 560 - 20, next() * 420 - 30, 16 + next() * 26];
    return line(
      `M ${x.toFixed(0)} ${y.toFixed(0)} l ${(-length * 0.3).toFixed(0)} ${length.toFixed(0)}`,
      next() > 0.5 ? cream : deep,
      3,
      { opacity: 0.42 },
    );
  });
  return drops.join('');
}

function billow(spots: [number, number, number][], colour: string): string {
  return spots.map(([x, y, r]) => disc(x, y, r, colour)).join('');
}

function cloudBack(): string {
  return billow(
    [
      [-110, -10, 36],
      [110, -10, 36],
      [-126, -60, 46],
      [126, -60, 44],
      [0, -110, 96],
      [-84, -120, 62],
      [84, -116, 60],
      [-150, -20, 18],
      [152, -24, 16],
    ],
    mix(cloud.base, '#8c9ccc', 0.55),
  );
}

function cloudFront(): string {
  const shadow: [number, number, number][] = [
    [-88, -52, 30],
    [-52, -80, 34],
    [-8, -92, 36],
    [38, -86, 36],
    [80, -58, 32],
    [102, -26, 26],
    [-104, -20, 27],
    [-120, 10, 15],
    [120, 8, 13],
  ];
  const middle: [number, number, number][] = [
    [-112, -66, 38],
    [-64, -112, 50],
    [4, -134, 58],
    [68, -112, 50],
    [116, -66, 36],
    [-132, -34, 20],
    [136, -38, 18],
  ];
  const top: [number, number, number][] = [
    [-78, -128, 38],
    [-26, -164, 44],
    [30, -158, 36],
    [-116, -86, 22],
    [66, -134, 26],
    [-4, -196, 22],
  ];
  return (
    billow(shadow, mix(cloud.base, '#a9a5d6', 0.5)) +
    billow(middle, mix(cloud.base, '#e7b8cb', 0.38)) +
    billow(top, cloud.base) +
    path('M 84 -150 L 62 -112 L 80 -110 L 60 -72 L 104 -120 L 86 -121 L 104 -150 Z', '#ffd75a') +
    line('M -52 -180 Q -38 -196 -22 -196', '#ffffff', 6)
  );
}

function wreath(): string {
  const leaves = Array.from({ length: 15 }, (_, index) => {
    const t = index / 14;
    const x = -90 + t * 180;
    const y = -46 - Math.sin(t * Math.PI) * 38;
    const turn = -74 + t * 148 + (index % 2 === 0 ? 46 : -40);
    return moved(
      `translate(${x.toFixed(0)} ${y.toFixed(0)}) rotate(${turn.toFixed(0)})`,
      path(leafOutline(34, 9), index % 3 === 0 ? willow.shade : index % 3 === 1 ? willow.base : willow.light),
    );
  });
  return line('M -92 -44 Q 0 -122 92 -44', mix(willow.shade, ink, 0.2), 6) + leaves.join('');
}

function rainFreckles(): string {
  const drop = 'M 0 -6 C 4 0 5 3 0 6 C -5 3 -4 0 0 -6 Z';
  return [
    [-58, 30],
    [-44, 40],
    [-30, 32],
    [-62, 46],
    [30, 32],
    [44, 40],
    [58, 30],
    [62, 46],
    [-48, 54],
    [48, 54],
  ]
    .map(([x, y]) => moved(`translate(${x} ${y})`, path(drop, '#5f86c9', { opacity: 0.85 })))
    .join('');
}

function pointedEars(): string {
  const ear = (side: number): string =>
    moved(
      `translate(${side * 84} 12) scale(${side} 1)`,
      path(
        'M -6 -24 C 16 -34 34 -46 44 -58 C 46 -22 28 22 -4 28 Z',
        side > 0 ? mix(skin.base, skin.shade, 0.4) : skin.base,
      ),
      path('M 2 -12 C 16 -20 28 -30 34 -38 C 32 -14 18 10 2 14 Z', skin.shade, { opacity: 0.4 }),
    );
  return ear(-1) + ear(1);
}

function bowler(): string {
  return (
    moved(
      'translate(424 96) rotate(24)',
      path('M -46 6 C -50 -58 50 -58 46 6 Z', '#3b3350'),
      path('M -46 -8 C -20 2 20 2 46 -8 L 46 6 H -46 Z', '#c9574f'),
      path('M -70 6 C -60 -6 -46 2 0 6 C 46 2 60 -6 70 6 C 50 24 -50 24 -70 6 Z', '#2c2640'),
      line('M -30 -26 Q -22 -42 -6 -44', '#7d749a', 5),
    ) +
    line('M 330 52 q 18 -14 34 -4 M 326 84 q 22 -10 38 2 M 344 118 q 14 -4 24 4', cream, 5, { opacity: 0.7 })
  );
}

function teacup(): string {
  const arcs = rainbow.map((colour, index) =>
    line(
      `M ${-62 + index * 7} 0 C ${-62 + index * 7} ${-112 + index * 9} ${62 - index * 7} ${-112 + index * 9} ${62 - index * 7} 0`,
      colour,
      7.5,
    ),
  );
  return moved(
    'translate(392 428)',
    moved('translate(0 -8)', ...arcs),
    path('M -78 -10 H 78 C 74 56 40 76 0 76 C -40 76 -74 56 -78 -10 Z', '#fffaf0'),
    path('M 30 -10 H 78 C 74 56 40 76 0 76 C 36 60 42 30 30 -10 Z', '#c9bfd4', { opacity: 0.8 }),
    oval(0, -10, 78, 13, '#e7dfe6'),
    oval(0, -9, 68, 9, '#8fb6de'),
    line('M 74 10 C 108 2 108 48 62 46', '#f3eaf0', 11),
    line('M -56 18 Q -50 42 -34 54', '#ffffff', 6),
    disc(-20, 32, 6, '#7b90d2'),
    disc(4, 40, 6, '#7b90d2'),
    disc(-4, 20, 6, '#7b90d2'),
  );
}

function cloak(): string {
  const outline = torsoOutline(178, 368, 66);
  const swirl =
    'M 176 372 C 150 404 200 436 256 428 C 316 420 344 398 332 366 C 372 392 352 452 270 458 C 180 464 120 430 176 372 Z';
  return (
    torso(
      outline,
      mist,
      line('M 90 520 C 110 470 150 480 160 500 M 300 520 C 300 480 350 470 380 500', cream, 7, {
        opacity: 0.6,
      }),
    ) +
    path(swirl, mix(mist.base, cream, 0.55)) +
    path('M 270 458 C 352 452 372 392 332 366 C 344 398 316 420 256 428 Z', mist.shade, { opacity: 0.35 }) +
    line('M 182 392 C 190 420 230 438 262 434', '#ffffff', 5, { opacity: 0.8 }) +
    faded(0.8, disc(92, 470, 34, cream), disc(130, 496, 40, cream), disc(48, 500, 38, cream))
  );
}

/** Nimbrel: that was your hat. */
export const nimbrel: Painter = (palette) => ({
  pose: { x: 240, y: 258, tilt: -7, scale: 1 },
  behind: ground(palette) + rain(palette) + bowler(),
  hairBack: cloudBack(),
  neck: neck(skull, skin, 34),
  body: cloak(),
  head: [
    pointedEars(),
    head(skull, skin),
    blush('#d782b4', 52, 42, 0.55),
    rainFreckles(),
    eyes(skin, { colour: '#3f63b8', open: 1.25, gaze: 0.4, lashes: 0.5, apart: 39, slant: 4, size: 1.12 }),
    brows({ colour: '#7f8cc4', thick: 9, lift: [35, 42], stern: [2, -5], apart: 40, length: 22 }),
    nose(skin, 36, 11, 5),
    inside('M -100 0 H 100 V 130 H -100 Z', grin('#7a6fb0', 66, 38, 32, '', 5)),
    cloudFront(),
    wreath(),
  ].join(''),
  front: teacup(),
});
