import { torso, torsoOutline } from '../body.ts';
import { blush, brows, closedMouth, eyes, nose, years } from '../face.ts';
import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { ears, head, neck, type Skull } from '../head.ts';
import { disc, glow, inside, line, mix, moved, oval, path, softly } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const skin = tone('#efc3a0');
const white = tone('#f4f0ee');
const cape = tone('#2c2130');
const lining = tone('#c2283c');
const velvet = tone('#4a3460');
const gold = tone('#dcae4c');
const skull: Skull = { width: 78, jaw: 57, square: 0.15, chin: 130 };

/** Curtains drawn aside, and the light that finds him. */
function stage({ accent, deep }: Palette): string {
  const night = softly('M 0 0 H 512 V 512 H 0 Z', mix(deep, ink, 0.72), mix(deep, ink, 0.3));
  const beam =
    path('M 130 -20 L 250 -20 L 500 520 H 40 Z', '#ffe9b0', { opacity: 0.26 }) +
    glow(256, 216, 230, '#ffe9b0', 0.6);
  const curtain = (): string => {
    const cloth = 'M -10 -10 H 168 C 150 110 110 190 60 300 C 40 350 44 440 66 530 H -10 Z';
    const folds = [
      'M 20 -10 C 26 140 6 300 10 530',
      'M 62 -10 C 62 120 38 230 26 330',
      'M 104 -10 C 98 100 72 190 46 290',
      'M 142 -10 C 130 90 98 180 58 290',
    ];
    return (
      softly(cloth, mix(accent, '#e0475a', 0.25), mix(accent, deep, 0.7)) +
      inside(
        cloth,
        ...folds.map((d) => line(d, deep, 13, { opacity: 0.6 })),
        ...folds.map((d) => moved('translate(-12 0)', line(d, mix(accent, cream, 0.2), 4, { opacity: 0.5 }))),
      ) +
      line('M 40 316 Q 24 306 -10 318', gold.base, 13) +
      line('M 40 316 Q 24 306 -10 318', gold.light, 4)
    );
  };
  const scallop = [0, 1, 2, 3, 4].map((index) => {
    const x = index * 104 - 4;
    return (
      path(
        `M ${x} -10 H ${x + 104} V 34 Q ${x + 52} 76 ${x} 34 Z`,
        index % 2 === 0 ? accent : mix(accent, deep, 0.4),
      ) + line(`M ${x} 34 Q ${x + 52} 76 ${x + 104} 34`, gold.base, 6)
    );
  });
  return night + beam + curtain() + moved('translate(512 0) scale(-1 1)', curtain()) + scallop.join('');
}

/** The high collar: two dark wings with the lining towards the face. */
function collar(): string {
  const wing = (side: number): string =>
    moved(
      `translate(256 0) scale(${side} 1)`,
      path(
        'M 30 420 C 66 392 96 350 118 250 C 126 222 146 206 168 204 C 160 250 176 340 214 412 C 180 440 90 470 30 470 Z',
        cape.base,
      ),
      path(
        'M 30 420 C 70 390 98 346 122 252 C 128 232 142 216 158 212 C 148 262 146 330 128 392 C 104 420 70 440 30 450 Z',
        side > 0 ? mix(lining.base, lining.shade, 0.6) : lining.base,
      ),
      line('M 168 204 C 160 250 176 340 214 412', side > 0 ? ink : cape.light, 5, { opacity: 0.7 }),
    );
  return wing(-1) + wing(1);
}

function clothes(): string {
  const outline = torsoOutline(236, 388, 38);
  return (
    torso(
      outline,
      cape,
      path('M 186 400 L 150 530 H 362 L 326 400 Z', velvet.base),
      path('M 270 440 L 326 400 L 362 530 H 280 Z', velvet.shade, { opacity: 0.6 }),
      ...[470, 500].map((y) => disc(256, y, 7, gold.base) + disc(254, y - 2, 2.4, cream)),
    ) +
    path('M 206 384 L 256 420 L 306 384 L 322 404 L 262 448 H 250 L 190 404 Z', white.base) +
    path(
      'M 226 402 C 210 414 206 440 222 452 L 256 428 L 290 452 C 306 440 302 414 286 402 L 256 420 Z',
      lining.base,
    ) +
    path('M 256 420 L 286 402 C 302 414 306 440 290 452 L 256 428 Z', lining.shade, { opacity: 0.7 }) +
    path(
      'M 238 432 C 230 462 236 486 250 496 L 258 440 Z M 274 432 C 282 462 278 484 266 494 L 256 440 Z',
      mix(lining.base, lining.shade, 0.3),
    ) +
    disc(256, 430, 11, gold.base) +
    disc(256, 430, 6, '#7bc0a8')
  );
}

function hair(): string {
  const sweep =
    'M -84 6 C -104 -60 -92 -146 -10 -154 C 64 -162 108 -110 86 6 C 82 -26 80 -50 70 -70 C 56 -90 34 -98 16 -90 C 8 -84 4 -74 0 -62 C -4 -74 -8 -84 -16 -90 C -36 -98 -58 -88 -70 -68 C -80 -50 -80 -26 -84 6 Z';
  return (
    path(sweep, white.base) +
    inside(
      sweep,
      path('M 30 -170 C 90 -140 84 -50 78 20 H 120 V -170 Z', white.shade, { opacity: 0.45 }),
      line(
        'M -14 -88 C -20 -120 -8 -142 10 -150 M -44 -88 C -54 -118 -38 -140 -16 -150 M -68 -62 C -82 -96 -70 -124 -50 -138 M 20 -90 C 24 -118 30 -134 44 -142 M 46 -92 C 58 -112 64 -122 70 -126 M -80 -20 C -90 -50 -88 -70 -82 -90',
        white.shade,
        3,
        { opacity: 0.6 },
      ),
    ) +
    path(
      'M -84 6 C -92 -10 -94 -26 -92 -40 C -84 -30 -78 -10 -76 14 Z M 86 6 C 94 -10 96 -26 94 -40 C 86 -30 80 -10 78 14 Z',
      white.shade,
      { opacity: 0.6 },
    )
  );
}

function moustache(): string {
  const half =
    'M 0 66 C -12 56 -34 58 -48 68 C -62 76 -76 72 -78 56 C -82 60 -86 82 -64 86 C -42 90 -14 86 0 74 Z';
  return (
    path(half, white.base) +
    moved('scale(-1 1)', path(half, mix(white.base, white.shade, 0.4))) +
    line('M -8 68 C -24 62 -40 68 -54 76', white.shade, 2.6, { opacity: 0.6 })
  );
}

function goatee(): string {
  const beard = 'M -22 100 C -10 94 10 94 22 100 C 26 124 12 156 2 178 C -10 156 -26 124 -22 100 Z';
  return (
    path(beard, white.base) +
    inside(beard, path('M 4 90 C 10 130 6 160 2 180 H 40 V 90 Z', white.shade, { opacity: 0.5 })) +
    line('M -8 108 Q -6 136 0 158 M 8 108 Q 8 130 4 150', white.shade, 2.6, { opacity: 0.6 })
  );
}

/** Prudence, the rubber dagger, bending under her own weight. */
function dagger(): string {
  const blade = 'M -10 0 C -14 -50 -8 -96 24 -122 C 34 -130 50 -132 62 -122 C 40 -116 16 -88 12 0 Z';
  return moved(
    'translate(404 452) rotate(10)',
    path(blade, '#cfd3dc'),
    path('M 2 0 C 2 -60 14 -106 62 -122 C 40 -116 16 -88 12 0 Z', '#8f8aa0'),
    line('M -32 0 H 34', gold.shade, 15),
    line('M -32 -1 H 34', gold.base, 10),
    line('M 1 8 V 62', '#7a2433', 16),
    line('M -5 18 L 7 24 M -5 32 L 7 38 M -5 46 L 7 52', gold.base, 3),
    disc(1, 68, 12, gold.base),
    disc(-2, 65, 4, cream),
  );
}

/** Évariste Corbelin: villain, and carries spiders outdoors. */
export const evariste: Painter = (palette) => ({
  pose: { x: 256, y: 232, tilt: 5, scale: 1.02 },
  behind: ground(palette) + stage(palette),
  neck: neck(skull, skin, 34),
  body: collar() + clothes(),
  head: [
    ears(skull, skin, 0.95),
    head(skull, skin),
    blush('#d2503f', 48, 42, 0.42),
    years(skin, 1.6),
    oval(-38, -6, 26, 15, '#7a5a86', { opacity: 0.22 }) + oval(38, -6, 26, 15, '#7a5a86', { opacity: 0.22 }),
    eyes(skin, { colour: '#4f6f4a', open: 0.72, gaze: -0.6, lashes: -0.2, apart: 37, slant: 2 }),
    brows({ colour: '#4d4350', thick: 10, lift: [26, 46], stern: [7, -9], apart: 38, length: 27 }),
    nose(skin, 52, 15, 9),
    closedMouth('#b34a4a', 90, 24, 5, 4),
    goatee(),
    moustache(),
    hair(),
  ].join(''),
  front: dagger(),
});
