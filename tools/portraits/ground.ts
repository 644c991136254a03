import { disc, el, glow, mix, path, scatter, softly } from './paint.ts';
import { cream, ink, type Palette } from './palette.ts';

const whole = 'M 0 0 H 512 V 512 H 0 Z';

/** The coloured ground with light falling from the upper left. */
export function ground({ accent, deep }: Palette): string {
  return (
    softly(whole, mix(accent, cream, 0.16), mix(accent, deep, 0.55), 0.5) + glow(150, 110, 330, cream, 0.3)
  );
}

/** A disc behind the head that lifts it off the ground. */
export function halo(colour: string, cy = 220, r = 196): string {
  return disc(256, cy, r, colour);
}

/** The last coat: paper specks and a darker rim, so that a round crop looks meant. */
export function varnish(seed: number): string {
  const next = scatter(seed);
  const specks = Array.from({ length: 230 }, () => {
    const [x, y, r] = [next() * 512, next() * 512, 0.5 + next() * 1.1];
    return disc(Math.round(x), Math.round(y), Number(r.toFixed(1)), next() > 0.5 ? cream : ink, {
      opacity: 0.16,
    });
  });
  const rim = softRim();
  return specks.join('') + rim;
}

function softRim(): string {
  const stops = [
    el('stop', { offset: 0.62, 'stop-color': ink, 'stop-opacity': 0 }),
    el('stop', { offset: 1, 'stop-color': ink, 'stop-opacity': 0.34 }),
  ];
  return el('radialGradient', { id: 'rim', r: 0.72 }, ...stops) + path(whole, 'url(#rim)');
}
