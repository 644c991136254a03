import { disc, glow, inside, line, mix, moved, oval, path, scatter } from './paint.ts';
import { cream, ink, type Tone } from './palette.ts';

/** How a pair of eyes looks out. */
export interface Eyes {
  colour: string;
  /** 1 wide awake, 0.5 heavy lids. */
  open: number;
  /** Where they look: -1 to the viewer's left, 1 to the right. */
  gaze: number;
  apart: number;
  size: number;
  lashes: number;
  /** Degrees by which the outer corners rise; negative droops. */
  slant: number;
  /** How far the lower lid rises, as in a smile: 0 … 8. */
  squint: number;
}

const wideAwake: Eyes = {
  colour: '#4a2f22',
  open: 1,
  gaze: 0,
  apart: 40,
  size: 1,
  lashes: 1,
  slant: 0,
  squint: 0,
};

/** A pair of eyes. */
export function eyes(skin: Tone, look: Partial<Eyes>): string {
  const { apart, size, slant, ...one } = { ...wideAwake, ...look };
  return [-1, 1]
    .map((side) =>
      moved(
        `translate(${side * apart} 0) scale(${side * size} ${size}) rotate(${-slant})`,
        eye(skin, one, side),
      ),
    )
    .join('');
}

function eye(
  skin: Tone,
  { colour, open, gaze, lashes, squint }: Omit<Eyes, 'apart' | 'size' | 'slant'>,
  side: number,
): string {
  const top = -4 - 13 * open;
  const lid = `M -20 4 C -13 ${top} 9 ${top - 2} 21 -1`;
  const almond = `${lid} C 14 ${12 - squint} -10 ${14 - squint} -20 4 Z`;
  const x = side * gaze * 6;
  return [
    path(almond, mix(cream, skin.shade, 0.12)),
    inside(
      almond,
      disc(x, -1, 11.5, colour),
      disc(x, -1, 6, ink),
      line(lid, skin.shade, 9, { opacity: 0.5 }),
      disc(x - side * 4, -5, 3.4, '#ffffff'),
    ),
    line(lid, ink, 4.2),
    path(`M 14 -5 Q 22 -4 ${23 + 4 * lashes} ${-5 - 3 * lashes} Q 22 2 15 1 Z`, ink),
    line(`M -16 ${top - 1} C -9 ${top - 8} 9 ${top - 9} 20 ${top + 1}`, skin.shade, 3, { opacity: 0.55 }),
  ].join('');
}

/** How a pair of brows is set; the first of each pair is the viewer's left. */
export interface Brows {
  colour: string;
  thick: number;
  /** Height above the eye line. */
  lift: [number, number];
  /** How far the inner end drops below the outer: positive is stern. */
  stern: [number, number];
  apart: number;
  length: number;
}

const calmBrows: Brows = { colour: ink, thick: 9, lift: [30, 30], stern: [0, 0], apart: 41, length: 25 };

/** A pair of brows. */
export function brows(look: Partial<Brows>): string {
  const { colour, thick: t, lift, stern, apart, length: l } = { ...calmBrows, ...look };
  const brow = (side: 0 | 1): string => {
    const drop = stern[side];
    const shape = `M ${-l} ${drop} C ${-l * 0.4} ${-t * 0.7} ${l * 0.4} ${-t} ${l} ${4 - drop} C ${l * 0.4} ${-t * 0.1} ${-l * 0.3} ${t * 0.5} ${-l + 2} ${t + drop} Q ${-l - 5} ${t * 0.6 + drop} ${-l} ${drop} Z`;
    const direction = side === 0 ? -1 : 1;
    return moved(`translate(${direction * apart} ${-lift[side]}) scale(${direction} 1)`, path(shape, colour));
  };
  return brow(0) + brow(1);
}

/** A nose seen a little from the left: its shadow side, wings and a light on the tip. */
export function nose(skin: Tone, length: number, width: number, bridge = 7): string {
  const tip = length;
  const dark = mix(skin.base, skin.shade, 0.62);
  return [
    path(
      `M ${bridge - 3} -8 C ${bridge + 1} ${tip * 0.4} ${width * 0.5} ${tip * 0.62} ${width} ${tip - 4} Q ${width + 2} ${tip + 9} ${width * 0.35} ${tip + 9} Q ${bridge - 4} ${tip * 0.6} ${bridge - 3} -8 Z`,
      dark,
      { opacity: 0.62 },
    ),
    line(
      `M ${-width} ${tip} Q ${-width * 0.7} ${tip + 9} ${-width * 0.3} ${tip + 7} Q 0 ${tip + 13} ${width * 0.4} ${tip + 8} Q ${width * 0.9} ${tip + 8} ${width} ${tip - 3}`,
      skin.shade,
      4,
    ),
    oval(-width * 0.12, tip - 4, width * 0.36, 6, skin.light, { opacity: 0.55 }),
  ].join('');
}

/** A closed mouth; `smile` lifts the corners, `lean` lifts the right one more than the left. */
export function closedMouth(lip: string, y: number, width: number, smile: number, lean = 0): string {
  const left = y - smile + lean;
  const right = y - smile - lean;
  const seam = `M ${-width} ${left} Q ${-width * 0.3} ${y + smile * 0.7} 0 ${y + smile * 0.5} Q ${width * 0.4} ${y + smile * 0.7} ${width} ${right}`;
  const lower = `M ${-width * 0.6} ${y + smile * 0.35} Q 0 ${y + 18 + smile * 0.5} ${width * 0.62} ${y + smile * 0.3} Q 0 ${y + smile * 0.7} ${-width * 0.6} ${y + smile * 0.35} Z`;
  const upper = `M ${-width * 0.75} ${y - smile * 0.2} Q ${-width * 0.2} ${y - 9} 0 ${y - 4} Q ${width * 0.2} ${y - 9} ${width * 0.75} ${y - smile * 0.25 - lean * 0.5} Q 0 ${y + smile} ${-width * 0.75} ${y - smile * 0.2} Z`;
  return (
    path(lower, lip, { opacity: 0.75 }) +
    path(upper, mix(lip, ink, 0.2), { opacity: 0.6 }) +
    line(seam, mix(lip, ink, 0.6), 4)
  );
}

/** An open, laughing mouth with the upper teeth; `extra` is drawn on the teeth (a gap, a chip). */
export function grin(lip: string, y: number, width: number, depth: number, extra = '', lean = 0): string {
  const shape = `M ${-width} ${y + lean} Q 0 ${y + 12} ${width} ${y - lean} Q ${width * 0.72} ${y + depth} 0 ${y + depth + 2} Q ${-width * 0.72} ${y + depth} ${-width} ${y + lean} Z`;
  const teeth = `M ${-width} ${y - 12} H ${width} V ${y + 14} Q 0 ${y + 24} ${-width} ${y + 14} Z`;
  return (
    path(shape, '#5a1c2c') +
    inside(
      shape,
      oval(0, y + depth + 4, width * 0.5, depth * 0.42, '#d4636a'),
      path(teeth, '#fff8ea'),
      extra,
    ) +
    line(
      `M ${-width - 2} ${y + lean - 1} Q 0 ${y + 12} ${width + 2} ${y - lean - 1}`,
      mix(lip, ink, 0.45),
      4,
    ) +
    line(`M ${-width * 0.4} ${y + depth + 6} Q 0 ${y + depth + 11} ${width * 0.4} ${y + depth + 6}`, lip, 5, {
      opacity: 0.8,
    })
  );
}

/** Warmth on both cheeks. */
export function blush(colour: string, x: number, y: number, strength: number): string {
  return glow(-x, y, 30, colour, strength) + glow(x, y, 28, colour, strength);
}

/** Freckles over nose and cheeks, always in the same places. */
export function freckles(colour: string, count: number, seed: number): string {
  const next = scatter(seed);
  const dots = Array.from({ length: count }, () => {
    const x = (next() * 2 - 1) * 62;
    const y = 20 + next() * 26 - Math.abs(x) * 0.1;
    return disc(Number(x.toFixed(1)), Number(y.toFixed(1)), 1.8 + next() * 1.4, colour, { opacity: 0.75 });
  });
  return dots.join('');
}

/** The lines that years draw: beside the nose, at the eyes and on the forehead. */
export function years(skin: Tone, amount: number): string {
  const soft = { opacity: Math.min(0.75, 0.35 * amount) };
  const crow = [-1, 1].map((side) =>
    moved(
      `scale(${side} 1)`,
      line('M 68 -4 L 78 -9 M 69 4 L 80 4', skin.shade, 3, soft),
      line('M 24 38 Q 38 52 38 72', skin.shade, 3.6, soft),
      line('M 26 18 Q 40 24 54 16', skin.shade, 3, soft),
    ),
  );
  const forehead =
    amount > 1 ? line('M -36 -62 Q 0 -70 36 -62 M -28 -76 Q 0 -82 28 -76', skin.shade, 3, soft) : '';
  return crow.join('') + forehead;
}
