import { torso, torsoOutline } from '../body.ts';
import { blush, brows, closedMouth, eyes, freckles, nose } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { starOutline } from '../outline.ts';
import { disc, faded, line, mix, moved, oval, path, scatter, softly } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#b9794d');
const hair = tone('#33211f');
const copper = '#a8592f';
const coat = tone('#22345a');
const knit = tone('#efe2c4');
const brass = tone('#d9a441');
const skull: Skull = { width: 82, jaw: 63, square: 0.45, chin: 124 };

/** Depth lines of a chart, and over them the night they are drawn in. */
function chart({ accent, deep }: Palette): string {
  const depths = Array.from({ length: 9 }, (_, index) => {
    const r = 40 + index * 46;
    const wave = `M ${430 - r} ${110} C ${430 - r} ${110 - r * 0.7} ${430 + r * 0.9} ${90 - r * 0.8} ${430 + r} ${130} C ${430 + r} ${130 + r * 0.9} ${440 - r * 0.8} ${100 + r * 1.05} ${430 - r} ${110} Z`;
    return line(wave, mix(accent, cream, 0.32), index % 3 === 0 ? 3.5 : 1.8, { opacity: 0.55 });
  });
  const next = scatter(57);
  const stars = Array.from({ length: 26 }, () =>
    path(starOutline(next() * 512, next() * 330, 3 + next() * 4, 1.4, 4), cream, { opacity: 0.85 }),
  );
  return (
    faded(0.9, softly('M 0 0 H 512 V 360 H 0 Z', mix(deep, ink, 0.35), accent)) +
    depths.join('') +
    stars.join('')
  );
}

/** Tight curls: many small rounds, the outer ones bleached by salt. */
function curls(spots: [number, number, number][]): string {
  return spots
    .map(([x, y, r], index) => {
      const sun = Math.max(0, (-y - 92) / 70) * 0.75;
      const colour = mix(
        x > 30 ? mix(hair.base, ink, 0.35) : hair.base,
        copper,
        Math.min(0.8, sun + (index % 3) * 0.08),
      );
      return (
        disc(x, y, r, colour) +
        line(
          `M ${x - r * 0.4} ${y - r * 0.1} A ${r * 0.45} ${r * 0.45} 0 1 1 ${x + r * 0.35} ${y + r * 0.25}`,
          mix(colour, '#e6a25c', 0.4),
          2.4,
          { opacity: 0.6 },
        )
      );
    })
    .join('');
}

function crown(): string {
  const rows: [number, number, number, number][] = [
    [9, 96, -30, 19],
    [9, 88, -66, 20],
    [8, 78, -98, 21],
    [7, 62, -124, 20],
    [5, 40, -144, 17],
  ];
  const spots = rows.flatMap(([count, reach, y, r], row) =>
    Array.from({ length: count }, (_, index): [number, number, number] => {
      const x = -reach + (index * 2 * reach) / (count - 1);
      const bow = (x / reach) ** 2;
      return [Math.round(x + (row % 2) * 5), Math.round(y + bow * 26 - 2), r - (index % 2) * 2];
    }),
  );
  return curls(spots.filter(([x, y]) => y < -72 || Math.abs(x) > 66));
}

function sextant(): string {
  const arc = 'M -70 62 A 94 94 0 0 0 70 62';
  return moved(
    'translate(404 424) rotate(14)',
    line(arc, brass.shade, 17),
    line(arc, brass.base, 12),
    line('M -66 68 A 96 96 0 0 0 66 68', '#6d4a1c', 2, { 'stroke-dasharray': '2 5' }),
    line('M 0 -52 L -70 62 M 0 -52 L 70 62', brass.base, 9),
    line('M 0 -52 L 70 62', brass.shade, 4),
    line('M -34 16 H 34', brass.base, 7),
    line('M 0 -52 L 26 84', mix(brass.base, cream, 0.45), 8),
    disc(0, -52, 15, brass.base),
    disc(0, -52, 7, '#6d4a1c'),
    moved(
      'translate(-44 -14) rotate(-14)',
      path('M -34 -11 H 30 V 11 H -34 Z', '#4b3a4a'),
      path('M 26 -14 H 40 V 14 H 26 Z', brass.base),
      path('M -40 -8 H -32 V 8 H -40 Z', brass.shade),
    ),
    path('M 20 -34 H 44 V -6 H 20 Z', '#bfe0de'),
    line('M 26 -30 L 34 -18 L 30 -8', '#5b8b90', 2),
  );
}

function clothes(): string {
  const outline = torsoOutline(206, 378, 52);
  const collar = (side: number): string =>
    moved(
      `translate(256 0) scale(${side} 1)`,
      path(
        'M 40 360 C 70 330 104 328 128 352 C 132 400 108 452 40 520 H 6 C 40 470 50 410 40 360 Z',
        side > 0 ? mix(coat.base, ink, 0.32) : coat.base,
      ),
      line('M 118 360 C 116 404 92 446 44 492', coat.light, 3, { opacity: 0.55 }),
    );
  return (
    torso(outline, coat) +
    path('M 200 352 C 220 372 292 372 312 352 L 322 400 L 336 520 H 176 L 190 400 Z', knit.base) +
    path('M 268 366 C 288 364 304 360 312 352 L 322 400 L 336 520 H 276 Z', knit.shade, { opacity: 0.5 }) +
    line('M 190 404 C 216 428 296 428 322 404', knit.shade, 4) +
    line(
      'M 206 362 L 202 402 M 222 368 L 220 412 M 238 372 V 416 M 256 373 V 418 M 274 372 V 416 M 290 368 L 292 412 M 306 362 L 310 402',
      knit.shade,
      3,
      { opacity: 0.6 },
    ) +
    line(
      'M 216 446 q 10 14 20 0 q 10 -14 20 0 q 10 14 20 0 q 10 -14 20 0 M 212 478 q 11 14 22 0 q 11 -14 22 0 q 11 14 22 0 q 11 -14 22 0',
      knit.shade,
      3.4,
      { opacity: 0.6 },
    ) +
    collar(-1) +
    collar(1) +
    moved(
      'translate(150 352) rotate(-24)',
      path('M -5 0 H 5 V 62 H -5 Z', '#d94f36'),
      path('M -5 0 L 0 -14 L 5 0 Z', cream),
      path('M -2 -9 L 0 -14 L 2 -9 Z', ink),
    ) +
    disc(176, 486, 9, brass.base) +
    disc(174, 484, 3, cream)
  );
}

/** Ilde Fortes: the dead watch, between two places. */
export const ilde: Painter = (palette) => ({
  pose: { x: 252, y: 228, tilt: 3, scale: 1.02 },
  behind:
    ground(palette) +
    chart(palette) +
    disc(196, 176, 150, mix('#f3e3b4', palette.accent, 0.12)) +
    oval(150, 140, 26, 18, palette.accent, { opacity: 0.16 }) +
    oval(118, 200, 16, 12, palette.accent, { opacity: 0.16 }),
  hairBack: curls([
    [-92, 8, 17],
    [92, 8, 17],
    [-96, -18, 18],
    [96, -18, 18],
  ]),
  neck: neck(skull, skin, 42),
  body: clothes(),
  head: [
    ears(skull, skin, 0.95),
    line('M -92 36 a 9 11 0 1 0 6 -3', brass.base, 5),
    head(skull, skin),
    blush('#a8452f', 48, 40, 0.34),
    freckles('#7c4528', 44, 5),
    eyes(skin, { colour: '#3d2a1c', open: 0.78, gaze: 0.55, lashes: 0.1, apart: 36, slant: -3 }),
    brows({ colour: hair.base, thick: 9, lift: [27, 29], stern: [-2, -2], apart: 37, length: 24 }),
    line('M -50 -40 L -38 -16', skin.light, 5),
    nose(skin, 44, 18),
    closedMouth('#9a4f3e', 82, 27, 4, 2),
    crown(),
  ].join(''),
  front: sextant(),
});
