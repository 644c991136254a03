import { torso, torsoOutline } from '../body.ts';
import { blush, brows, closedMouth, eyes, nose, years } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { boxOutline, ellipseOutline, leafOutline } from '../outline.ts';
import { disc, glow, inside, line, mix, moved, path } from '../paint.ts';
import { ink, type Palette, tone } from '../palette.ts';

const skin = tone('#744630');
const wrap = tone('#e9c13c');
const weave = tone('#3f8a4d');
const cloth = tone('#8d959c');
const tomato = tone('#d9402f');
const skull: Skull = { width: 86, jaw: 76, square: 0.62, chin: 120 };

function leaf(x: number, y: number, turn: number, size: number, colour: string, vein: string): string {
  const ribs = [0.3, 0.48, 0.66].map((t) =>
    line(
      `M 0 ${-size * t} L ${size * 0.2} ${-size * (t + 0.14)} M 0 ${-size * t} L ${-size * 0.2} ${-size * (t + 0.14)}`,
      vein,
      3,
    ),
  );
  return moved(
    `translate(${x} ${y}) rotate(${turn})`,
    path(leafOutline(size, size * 0.42), colour),
    line(`M 0 0 V ${-size * 0.9}`, vein, 3.5),
    ...ribs,
  );
}

/** The beds of Ring Four under their lamp. */
function greenhouse({ accent, deep }: Palette): string {
  const [near, far, vein] = [mix(accent, deep, 0.85), mix(accent, deep, 0.5), mix(accent, deep, 0.3)];
  const back = [
    [40, 240, -30],
    [30, 360, -62],
    [470, 250, 28],
    [486, 370, 58],
    [70, 120, -16],
    [440, 130, 20],
  ].map(([x = 0, y = 0, turn = 0]) => leaf(x, y, turn, 150, far, vein));
  const front = [
    [-6, 420, 34],
    [10, 200, 52],
    [520, 420, -36],
    [506, 190, -50],
    [60, 500, -14],
    [460, 500, 18],
  ].map(([x = 0, y = 0, turn = 0]) => leaf(x, y, turn, 130, near, mix(near, accent, 0.4)));
  const lamp = glow(256, 200, 250, '#fff3b0', 0.95) + disc(256, 204, 166, '#f8ecb0');
  return back.join('') + lamp + front.join('');
}

function headwrap(): string {
  const cap =
    'M -90 -22 C -112 -92 -76 -142 0 -144 C 76 -142 112 -92 90 -22 C 70 -62 40 -76 0 -78 C -40 -76 -70 -62 -90 -22 Z';
  const bands = [
    'M -110 -60 C -60 -140 40 -150 104 -66 L 100 -44 C 40 -118 -50 -112 -98 -40 Z',
    'M -60 -150 C -10 -130 70 -110 112 -30 L 96 -22 C 60 -90 0 -112 -80 -124 Z',
  ];
  const knot = [
    moved(
      'translate(-6 -136) rotate(-34)',
      path(leafOutline(82, 44), wrap.base),
      path('M 0 0 C 44 -20 36 -62 0 -82 Z', weave.base),
      line('M -8 -12 Q -16 -40 -4 -66', wrap.light, 4),
    ),
    moved(
      'translate(8 -136) rotate(30)',
      path(leafOutline(86, 46), mix(wrap.base, wrap.shade, 0.4)),
      path('M 0 0 C -46 -20 -38 -62 0 -86 Z', weave.base),
      line('M 12 -14 Q 20 -44 6 -70', wrap.shade, 4),
    ),
    moved('translate(0 -136)', path(leafOutline(64, 34), mix(weave.base, weave.light, 0.2))),
    path(ellipseOutline(0, -138, 34, 25), wrap.base),
    line('M -26 -142 Q 0 -124 26 -142 M -18 -152 Q 0 -140 20 -152', wrap.shade, 4),
  ];
  return (
    moved('translate(0 0)', ...knot.slice(0, 3)) +
    path(cap, wrap.base) +
    inside(
      cap,
      ...bands.map((d, index) => path(d, index === 0 ? weave.base : mix(weave.base, weave.light, 0.3))),
      path('M 30 -160 C 96 -120 92 -60 88 0 H 130 V -160 Z', wrap.shade, { opacity: 0.5 }),
      line('M -84 -48 C -50 -86 40 -92 82 -52', wrap.light, 4),
    ) +
    knot.slice(3).join('')
  );
}

function heldTomato(): string {
  const fruit =
    'M -66 6 C -72 -50 -24 -58 0 -46 C 24 -58 72 -50 66 6 C 62 52 26 62 0 60 C -26 62 -62 52 -66 6 Z';
  const sepals = [-74, -34, 4, 40, 78].map((turn) =>
    moved(`translate(0 -44) rotate(${turn})`, path(leafOutline(36, 9), weave.base)),
  );
  return moved(
    'translate(116 452) rotate(-10) scale(1.12)',
    path(fruit, tomato.base),
    inside(
      fruit,
      glow(-24, -14, 56, '#ff9d6a', 0.85),
      path('M 26 -70 C 62 -20 54 40 10 66 H 90 V -70 Z', tomato.shade, { opacity: 0.6 }),
    ),
    line('M -42 -14 Q -40 -30 -26 -34', '#ffffff', 7, { opacity: 0.8 }),
    line('M 0 -44 Q 2 -62 14 -70', weave.shade, 8),
    ...sepals,
  );
}

function clothes(): string {
  const outline = torsoOutline(206, 376, 48);
  const seedling = moved(
    'translate(346 438)',
    line('M 0 0 C -2 -22 4 -34 0 -52', weave.base, 6),
    moved('translate(0 -46) rotate(-56)', path(leafOutline(42, 15), weave.light)),
    moved('translate(0 -46) rotate(50)', path(leafOutline(40, 14), weave.base)),
    moved('translate(0 -24) rotate(66)', path(leafOutline(24, 9), weave.light)),
  );
  return (
    torso(
      outline,
      cloth,
      line('M 256 430 V 520', cloth.shade, 5),
      line('M 90 424 C 120 440 150 430 180 404 M 332 404 C 360 430 392 440 422 424', cloth.shade, 3, {
        opacity: 0.7,
      }),
    ) +
    path(
      'M 200 372 L 184 440 L 256 424 L 328 440 L 312 372 Q 256 426 200 372 Z',
      mix(cloth.base, ink, 0.18),
    ) +
    path('M 206 380 Q 256 430 306 380 L 290 414 L 256 430 L 222 414 Z', '#d9e2b0') +
    seedling +
    path(boxOutline(302, 438, 92, 82, 8), mix(cloth.base, cloth.shade, 0.45)) +
    line('M 306 452 H 390', cloth.light, 3, { 'stroke-dasharray': '6 7' }) +
    disc(256, 470, 7, '#d9a441')
  );
}

/** Thandeka Morwe: sees what is wilting. */
export const thandeka: Painter = (palette) => ({
  pose: { x: 260, y: 246, tilt: 3, scale: 1.03 },
  behind: ground(palette) + greenhouse(palette),
  neck: neck(skull, skin, 46),
  body: clothes(),
  head: [
    ears(skull, skin, 0.95),
    disc(-92, 42, 6, '#e2b252') + disc(92, 42, 6, '#b57f2c'),
    path(
      'M -89 -40 C -90 -10 -88 6 -82 20 C -80 0 -78 -24 -70 -52 Z M 89 -40 C 90 -10 88 6 82 20 C 80 0 78 -24 70 -52 Z',
      '#22161a',
    ),
    head(skull, skin),
    blush('#b0452f', 52, 42, 0.36),
    years(skin, 0.9),
    eyes(skin, { colour: '#2c1a12', open: 0.78, gaze: -0.4, lashes: 0.3, apart: 39, slant: 3 }),
    brows({ colour: '#22161a', thick: 10, lift: [38, 27], stern: [-5, 5], apart: 40, length: 25 }),
    nose(skin, 42, 23, 8),
    closedMouth('#b0524e', 80, 33, 7, -4),
    headwrap(),
  ].join(''),
  front: heldTomato(),
});
