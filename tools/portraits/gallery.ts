import { crc32 } from 'node:zlib';
import type { Painter } from './figure.ts';
import { compose } from './figure.ts';
import { evariste } from './figures/evariste.ts';
import { ilde } from './figures/ilde.ts';
import { nimbrel } from './figures/nimbrel.ts';
import { octavine } from './figures/octavine.ts';
import { odrun } from './figures/odrun.ts';
import { rufus } from './figures/rufus.ts';
import { ruxa } from './figures/ruxa.ts';
import { temur } from './figures/temur.ts';
import { thandeka } from './figures/thandeka.ts';
import { zdenka } from './figures/zdenka.ts';
import { paletteFrom } from './palette.ts';

const painters: Record<string, Painter> = {
  evariste,
  ilde,
  nimbrel,
  octavine,
  odrun,
  rufus,
  ruxa,
  temur,
  thandeka,
  zdenka,
};

/** The portrait of one character as SVG on its accent colour; undefined where nobody has drawn it. */
export function portrait(id: string, accent: string): string | undefined {
  const painter = painters[id];
  return painter && compose(painter(paletteFrom(accent)), crc32(id));
}
