import { torso, torsoOutline } from '../body.ts';
import { blush, brows, eyes, grin, nose, years } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { ears, head, headOutline, neck, type Skull } from '../head.ts';
import { boxOutline } from '../outline.ts';
import { disc, inside, line, mix, moved, oval, path } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#855433');
const hair = tone('#2b2226');
const grey = '#a39a98';
const cardigan = tone('#d9a02f');
const shirt = tone('#f4dfc0');
const skull: Skull = { width: 98, jaw: 92, square: 0.6, chin: 124 };

/** A record turning behind the head, on the air. */
function record({ accent }: Palette): string {
  const waves = [224, 262, 300, 338].map((r) =>
    disc(256, 214, r, 'none', { stroke: mix(accent, cream, 0.3), 'stroke-width': 7, opacity: 0.55 }),
  );
  const grooves = [182, 174, 166, 158, 150].map((r) =>
    disc(256, 214, r, 'none', { stroke: '#5a4350', 'stroke-width': 2 }),
  );
  const shine = 'M 256 214 L 110 70 L 176 34 Z M 256 214 L 402 358 L 336 394 Z';
  return (
    waves.join('') +
    disc(256, 214, 188, '#33222f') +
    grooves.join('') +
    path(shine, cream, { opacity: 0.13 }) +
    disc(256, 214, 142, mix(accent, cream, 0.58)) +
    disc(256, 214, 134, mix(accent, cream, 0.46))
  );
}

function beard(): string {
  const face = headOutline({ ...skull, chin: 134, jaw: 95 });
  const shape =
    'M -110 0 L -90 8 C -84 46 -70 62 -46 58 C -28 50 28 50 46 58 C 70 62 84 46 90 8 L 112 0 V 160 H -110 Z';
  const salt = [
    [-40, 116],
    [-22, 124],
    [-4, 120],
    [14, 126],
    [30, 118],
    [-58, 100],
    [46, 104],
    [-10, 106],
    [20, 108],
    [-34, 102],
  ].map(([x, y]) => line(`M ${x} ${(y ?? 0) - 8} q 3 8 0 15`, '#d8d0ca', 3, { opacity: 0.75 }));
  return inside(
    face,
    path(shape, mix(hair.base, grey, 0.3)),
    inside(shape, path('M 56 20 C 74 60 60 120 10 140 H 120 V 0 Z', ink, { opacity: 0.3 })),
    ...salt,
  );
}

function hairTop(): string {
  const cap =
    'M -101 -8 C -112 -92 -70 -136 0 -137 C 70 -136 112 -92 101 -8 C 96 -30 92 -48 80 -66 C 40 -80 -40 -80 -80 -66 C -92 -48 -96 -30 -101 -8 Z';
  return (
    path(cap, hair.base) +
    inside(
      cap,
      path('M -110 0 V -60 H -84 V 0 Z M 84 0 V -60 H 112 V 0 Z', grey, { opacity: 0.45 }),
      line('M -86 -76 Q -60 -124 0 -128', mix(hair.base, grey, 0.4), 7, { opacity: 0.7 }),
    )
  );
}

function headphones(): string {
  const cup = (x: number, turn: number): string =>
    moved(
      `translate(${x} 408) rotate(${turn})`,
      oval(0, 0, 40, 48, '#2c1d2a'),
      oval(-5, -1, 33, 42, '#54394c'),
      path('M -14 -38 Q -5 -44 4 -42 V 40 Q -5 42 -14 36 Z', cream),
      path('M -9 -41 Q -5 -43 -1 -43 V 41 Q -5 42 -9 39 Z', '#e8836a'),
      line('M -28 -16 Q -25 -26 -19 -31', '#8d6c82', 4),
    );
  return (
    line('M 156 392 C 168 352 190 336 212 332 M 358 392 C 346 352 322 336 300 332', '#3a2a36', 16) +
    cup(158, 16) +
    cup(356, -16)
  );
}

function microphone(): string {
  const capsule = boxOutline(-36, -66, 72, 124, 34);
  const slots = [-44, -28, -12, 4, 20, 36].map((y) => line(`M -26 ${y} H 26`, '#6f6672', 5));
  return moved(
    'translate(84 434) rotate(-9)',
    line('M 0 40 V 120', '#4a404c', 14),
    path(capsule, '#c9c3c8'),
    inside(capsule, path('M 6 -80 C 20 -20 20 20 8 80 H 50 V -80 Z', '#7e7480', { opacity: 0.55 }), ...slots),
    path('M -38 -8 H 38 V 6 H -38 Z', '#d9a02f'),
    line('M -24 -40 Q -26 -54 -12 -58', '#ffffff', 5, { opacity: 0.8 }),
    line('M -50 -6 C -54 60 54 60 50 -6', '#4a404c', 9),
  );
}

function clothes(): string {
  const outline = torsoOutline(246, 384, 34);
  return (
    torso(
      outline,
      cardigan,
      ...[60, 84, 108, 404, 428, 452].map((x) =>
        line(`M ${x} 400 V 520`, cardigan.shade, 3, { opacity: 0.5 }),
      ),
    ) +
    path('M 196 378 L 180 520 H 336 L 316 378 L 256 430 Z', shirt.base) +
    path('M 262 426 L 316 378 L 336 520 H 268 Z', shirt.shade, { opacity: 0.45 }) +
    path('M 198 372 C 172 392 176 436 196 458 L 254 424 Z', mix('#d0583c', cream, 0.12)) +
    path('M 314 372 C 340 392 336 436 316 458 L 258 424 Z', mix('#d0583c', ink, 0.18)) +
    [462, 496].map((y) => disc(256, y, 5, '#a3442f')).join('')
  );
}

/** Rufus Lund: on the air, and glad of you. */
export const rufus: Painter = (palette) => ({
  pose: { x: 262, y: 222, tilt: 4, scale: 1.03 },
  behind: ground(palette) + record(palette),
  neck: neck(skull, skin, 62),
  body: clothes() + headphones(),
  head: [
    ears(skull, skin, 1.05),
    head(skull, skin),
    blush('#b0452f', 58, 40, 0.4),
    years(skin, 1),
    beard(),
    eyes(skin, { colour: '#2f1c14', open: 0.66, gaze: -0.35, lashes: -0.6, squint: 5, slant: -2, apart: 42 }),
    brows({ colour: hair.base, thick: 12, lift: [32, 35], stern: [-3, -3], apart: 44, length: 27 }),
    nose(skin, 42, 25, 10),
    path(
      'M -50 66 C -36 52 -12 54 0 60 C 12 54 36 52 50 66 C 34 70 14 68 0 67 C -14 68 -34 70 -50 66 Z',
      mix(hair.base, grey, 0.22),
    ),
    grin('#8d4437', 72, 36, 24, path('M -3 60 H 3 V 98 H -3 Z', '#5a1c2c')),
    hairTop(),
  ].join(''),
  front: microphone(),
});
