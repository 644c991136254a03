import type { Painter } from '../figure.ts';
import { ground } from '../ground.ts';
import { boxOutline, ellipseOutline } from '../outline.ts';
import { disc, glow, inside, line, mix, moved, path, softly } from '../paint.ts';
import { cream, ink, type Palette, tone } from '../palette.ts';

const copper = tone('#c9793f');
const verdigris = '#6fae93';
const brass = tone('#dcae4c');
const felt = tone('#2f7a55');
const amber = '#ffb638';

/** Two flights of shelves that climb away to both sides. */
function stair({ accent, deep }: Palette): string {
  const bindings = ['#a8483c', '#d9a441', '#5b7f8c', cream, '#7c4a72', mix(accent, cream, 0.4)];
  const step = (index: number): string => {
    const y = 470 - index * 74;
    const books = Array.from({ length: 9 }, (_, at) => {
      const tall = 38 + ((at * 7 + index * 5) % 5) * 5;
      const colour = mix(bindings[(at * 3 + index * 2) % bindings.length] ?? cream, deep, 0.66);
      return (
        path(boxOutline(at * 19 - 60, y - tall, 16, tall, 2), colour) +
        path(`M ${at * 19 - 60} ${y - tall * 0.72} h 16 v 4 h -16 Z`, accent, { opacity: 0.5 })
      );
    });
    return moved(
      `translate(${index * 26 - 10} 0)`,
      ...books,
      path(`M -90 ${y} H 116 V ${y + 12} H -90 Z`, mix(deep, ink, 0.25)),
    );
  };
  const flight = [0, 1, 2, 3, 4, 5, 6].map(step).join('');
  return flight + moved('translate(512 0) scale(-1 1)', flight);
}

function skullPlate(): string {
  const outline =
    'M -102 -20 C -102 -106 -62 -136 0 -136 C 62 -136 102 -106 102 -20 V 82 Q 102 126 58 126 H -58 Q -102 126 -102 82 Z';
  const plate = ellipseOutline(0, 4, 86, 96);
  const rivets = Array.from({ length: 18 }, (_, index) => {
    const angle = (index / 18) * Math.PI * 2 + 0.17;
    return disc(
      Number((Math.cos(angle) * 95).toFixed(1)),
      Number((Math.sin(angle) * 105 + 4).toFixed(1)),
      3.4,
      brass.light,
    );
  });
  return [
    softly(outline, mix(verdigris, cream, 0.3), mix(verdigris, '#1f4a44', 0.62), 0.8),
    inside(
      outline,
      line('M 0 -140 V -96 M -104 96 H 104', '#2c5f55', 5, { opacity: 0.7 }),
      line('M -84 -40 C -78 -88 -52 -116 -20 -122', cream, 6, { opacity: 0.55 }),
      path('M 62 -140 C 104 -60 100 60 84 130 H 120 V -140 Z', '#1f4a44', { opacity: 0.35 }),
    ),
    path(ellipseOutline(2, 7, 92, 102), '#1f4a44', { opacity: 0.45 }),
    path(ellipseOutline(0, 4, 91, 101), copper.base),
    path(ellipseOutline(-1, 3, 88, 98), mix(copper.base, cream, 0.35)),
    softly(plate, '#f3d9a0', '#b4793f', 0.8),
    inside(
      plate,
      path('M 44 -120 C 70 -40 66 40 0 110 H 90 V -120 Z', copper.shade, { opacity: 0.4 }),
      glow(-34, -56, 60, '#fffdf0', 0.8),
      path('M -96 40 L 20 -110 H 44 L -96 70 Z M -96 88 L -80 66 L 60 -110 H 66 Z', cream, { opacity: 0.2 }),
    ),
    line('M 0 -90 V -70 M 0 98 V 84', copper.shade, 4),
    ...rivets,
  ].join('');
}

function lens(x: number, y: number, r: number, lid: number): string {
  const glass = ellipseOutline(x, y, r, r);
  return [
    disc(x + 2, y + 4, r + 10, copper.shade, { opacity: 0.7 }),
    disc(x, y, r + 8, brass.shade),
    disc(x, y, r + 6, brass.base),
    disc(x, y, r, '#5a2d18'),
    glow(x, y + 3, r * 1.25, amber, 1),
    inside(
      glass,
      disc(x + 1, y, r * 0.42, '#4a1f12'),
      disc(x - r * 0.32, y - r * 0.36, r * 0.2, '#fffbe8'),
      path(
        `M ${x - 60} ${y - 80} H ${x + 60} V ${y - r + lid} Q ${x} ${y - r + lid - 9} ${x - 60} ${y - r + lid + 4} Z`,
        copper.base,
      ),
      line(
        `M ${x - 60} ${y - r + lid + 4} Q ${x} ${y - r + lid - 9} ${x + 60} ${y - r + lid}`,
        copper.shade,
        4,
      ),
    ),
  ].join('');
}

/** The mouth: a slot for cards, and it smiles. */
function slot(): string {
  const smile = 'M -36 62 Q 0 90 36 60';
  return [
    line(smile, copper.shade, 25, { opacity: 0.5 }),
    line(smile, brass.shade, 21),
    line(smile, brass.base, 16),
    line(smile, '#3b1c18', 8),
    line('M -22 70 Q 0 80 22 69', amber, 3, { opacity: 0.85 }),
  ].join('');
}

function cheeks(): string {
  return (
    glow(-58, 42, 26, '#f0683c', 0.6) +
    glow(58, 42, 24, '#f0683c', 0.6) +
    disc(-62, 44, 4, brass.base) +
    disc(62, 44, 4, brass.base)
  );
}

function quill(): string {
  return moved(
    'translate(-98 -16) rotate(-24)',
    path('M 0 26 C -26 -10 -34 -84 -4 -146 C 20 -98 20 -20 0 26 Z', '#fff8ea'),
    path('M 0 26 C 20 -20 20 -98 -4 -146 C 4 -90 4 -30 0 26 Z', '#cfc2cc'),
    line('M 0 36 C 2 -20 2 -90 -4 -140', '#9a8793', 3),
    line('M -18 -60 L -2 -46 M -20 -86 L -2 -72 M 12 -40 L 1 -28', '#b5a6b2', 2.4),
  );
}

function drawers(): string {
  const rows = [426, 470];
  const boxes = rows.flatMap((y, row) =>
    [96, 152, 208, 264, 320, 376].map((x, at) => {
      const out = row === 0 && at === 3;
      const face = out ? mix(brass.base, cream, 0.45) : mix(copper.base, ink, row * 0.12 + at * 0.035);
      return (
        (out
          ? path(boxOutline(x - 12, y - 32, 52, 36, 3), cream) +
            path(`M ${x - 6} ${y - 22} h 38 v 3 h -38 Z M ${x - 6} ${y - 13} h 28 v 3 h -28 Z`, '#b08f8a')
          : '') +
        path(boxOutline(x - (out ? 16 : 8), y - (out ? 2 : 6), out ? 60 : 48, 38, 4), face) +
        path(`M ${x + 4} ${y + 2} h 24 v 9 h -24 Z`, cream) +
        disc(x + 16, y + 21, 5, brass.base) +
        disc(x + 15, y + 20, 1.8, '#ffffff')
      );
    }),
  );
  return boxes.join('');
}

function windingKey(): string {
  return moved(
    'translate(448 330) rotate(32)',
    line('M 0 20 V 96', brass.shade, 14),
    line('M -3 20 V 96', brass.base, 8),
    disc(-26, 0, 27, 'none', { stroke: brass.shade, 'stroke-width': 14 }),
    disc(26, 0, 27, 'none', { stroke: brass.shade, 'stroke-width': 14 }),
    disc(-27, -2, 27, 'none', { stroke: brass.base, 'stroke-width': 8 }),
    disc(25, -2, 27, 'none', { stroke: brass.base, 'stroke-width': 8 }),
  );
}

function chest(): string {
  const outline = 'M 40 520 C 40 430 60 396 118 386 L 200 366 H 312 L 394 386 C 452 396 472 430 472 520 Z';
  return (
    windingKey() +
    path(outline, copper.base) +
    inside(
      outline,
      path('M 390 360 C 420 420 410 470 412 530 H 500 V 360 Z', copper.shade, { opacity: 0.6 }),
      line('M 40 520 C 40 430 60 396 118 386', verdigris, 16, { opacity: 0.75 }),
      path(boxOutline(78, 406, 356, 140, 10), mix(copper.shade, ink, 0.45)),
    ) +
    drawers() +
    path(
      'M 172 356 C 176 334 336 334 340 356 C 360 376 356 402 340 408 C 300 424 212 424 172 408 C 156 402 152 376 172 356 Z',
      felt.base,
    ) +
    path(
      'M 172 408 C 212 424 300 424 340 408 C 356 402 360 376 340 356 C 344 384 300 398 256 398 C 220 398 180 394 160 380 C 158 396 164 404 172 408 Z',
      felt.shade,
      { opacity: 0.6 },
    ) +
    line('M 174 376 C 214 394 298 394 338 376', felt.light, 3, { 'stroke-dasharray': '6 8', opacity: 0.8 })
  );
}

/** Octavine: does not know, and is delighted. */
export const octavine: Painter = (palette) => ({
  pose: { x: 256, y: 218, tilt: -6, scale: 1.04 },
  behind: ground(palette) + stair(palette) + glow(256, 210, 262, '#ffe2a0', 0.95),
  body: chest(),
  hairBack: quill(),
  head: [
    disc(-98, 6, 20, brass.shade) +
      disc(-98, 6, 12, brass.base) +
      disc(98, 6, 20, brass.shade) +
      disc(98, 6, 12, mix(brass.base, brass.shade, 0.4)),
    disc(0, -140, 15, brass.shade) + disc(-1, -142, 12, brass.base) + disc(-5, -146, 4, cream),
    skullPlate(),
    lens(-37, -6, 34, 5),
    lens(40, -8, 25, 3),
    line('M -64 -58 Q -38 -70 -10 -60', copper.shade, 12) +
      line('M -64 -60 Q -38 -72 -10 -62', brass.base, 8),
    line('M 16 -64 Q 38 -82 62 -68', copper.shade, 12) + line('M 16 -66 Q 38 -84 62 -70', brass.base, 8),
    cheeks(),
    line('M 2 34 V 50', copper.shade, 4) + disc(2, 26, 4.5, brass.base),
    slot(),
  ].join(''),
});
