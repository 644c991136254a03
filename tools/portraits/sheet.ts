import { el } from './paint.ts';

const gap = 12;
const columns = 5;

/** All pictures on one page: large, then as the round avatars of a chat, 48 and 32 pixels wide. */
export function contactSheet(pngs: Uint8Array[], large: number): { svg: string; width: number } {
  const uris = pngs.map((png) => `data:image/png;base64,${Buffer.from(png).toString('base64')}`);
  const width = columns * (large + gap) + gap;
  const below = Math.ceil(pngs.length / columns) * (large + gap) + gap;
  const rows = [
    ...uris.map((uri, at) =>
      picture(
        uri,
        gap + (at % columns) * (large + gap),
        gap + Math.floor(at / columns) * (large + gap),
        large,
      ),
    ),
    ...uris.map((uri, at) => avatar(uri, gap + at * 60, below, 48)),
    ...uris.map((uri, at) => avatar(uri, gap + at * 60, below + 60, 32)),
  ];
  const size = { width, height: below + 110 };
  const page = el('rect', { ...size, fill: '#313338' });
  return { svg: el('svg', { xmlns: 'http://www.w3.org/2000/svg', ...size }, page, ...rows), width };
}

function picture(href: string, x: number, y: number, width: number): string {
  return el('image', { href, x, y, width, height: width });
}

function avatar(href: string, x: number, y: number, width: number): string {
  const id = `round-${x}-${y}`;
  const crop = el('clipPath', { id }, el('circle', { cx: x + width / 2, cy: y + width / 2, r: width / 2 }));
  return crop + el('g', { 'clip-path': `url(#${id})` }, picture(href, x, y, width));
}
