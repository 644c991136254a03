import { crc32 } from 'node:zlib';

/** Attributes of an SVG element. */
export type Attributes = Record<string, string | number>;

/** Writes one SVG element. */
export function el(name: string, attributes: Attributes, ...children: string[]): string {
  const pairs = Object.entries(attributes).map(([key, value]) => ` ${key}="${value}"`);
  return `<${name}${pairs.join('')}>${children.join('')}</${name}>`;
}

/** A filled shape. */
export function path(d: string, fill: string, more: Attributes = {}): string {
  return el('path', { d, fill, ...more });
}

/** A drawn line with round ends. */
export function line(d: string, colour: string, width: number, more: Attributes = {}): string {
  return el('path', {
    d,
    fill: 'none',
    stroke: colour,
    'stroke-width': width,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    ...more,
  });
}

/** A filled circle. */
export function disc(cx: number, cy: number, r: number, fill: string, more: Attributes = {}): string {
  return el('circle', { cx, cy, r, fill, ...more });
}

/** A filled ellipse. */
export function oval(cx: number, cy: number, rx: number, ry: number, fill: string, more: Attributes = {}) {
  return el('ellipse', { cx, cy, rx, ry, fill, ...more });
}

/** Shapes moved, turned or scaled together. */
export function moved(transform: string, ...children: string[]): string {
  return el('g', { transform }, ...children);
}

/** Shapes seen through a common veil. */
export function faded(opacity: number, ...children: string[]): string {
  return el('g', { opacity }, ...children);
}

/** Shapes that show only inside the outline `d`. */
export function inside(d: string, ...children: string[]): string {
  const id = `in${crc32(d).toString(36)}`;
  return el('clipPath', { id }, el('path', { d })) + el('g', { 'clip-path': `url(#${id})` }, ...children);
}

/** A shape whose colour runs from `top` to `bottom`; `tilt` turns the run towards the right. */
export function softly(d: string, top: string, bottom: string, tilt = 0): string {
  const id = `run${crc32(`${top}${bottom}${tilt}`).toString(36)}`;
  const run = el(
    'linearGradient',
    { id, x1: 0, y1: 0, x2: tilt, y2: 1 },
    el('stop', { offset: 0, 'stop-color': top }),
    el('stop', { offset: 1, 'stop-color': bottom }),
  );
  return run + path(d, `url(#${id})`);
}

/** A round light that fades from `colour` to nothing. */
export function glow(cx: number, cy: number, r: number, colour: string, strength: number): string {
  const id = `glow${crc32(`${cx} ${cy} ${r} ${colour} ${strength}`).toString(36)}`;
  const fade = el(
    'radialGradient',
    { id },
    el('stop', { offset: 0, 'stop-color': colour, 'stop-opacity': strength }),
    el('stop', { offset: 1, 'stop-color': colour, 'stop-opacity': 0 }),
  );
  return fade + disc(cx, cy, r, `url(#${id})`);
}

/** The colour `amount` (0 … 1) of the way from `from` to `to`, both `#rrggbb`. */
export function mix(from: string, to: string, amount: number): string {
  const channel = (at: number): string => {
    const a = Number.parseInt(from.slice(at, at + 2), 16);
    const b = Number.parseInt(to.slice(at, at + 2), 16);
    return Math.round(a + (b - a) * amount)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** The same scattered numbers between 0 and 1 on every run. */
export function scatter(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
