import type { Section, SectionPlace } from '../../core/feature.ts';
import type { Rendered } from './engine/render.ts';

/** What fired, as sections of a prompt, each where its book says. */
export function sectionsOf(rendered: Rendered): Section[] {
  const { before, after, personality, scenario, noteTop, noteBottom, depth, examples, outlets } = rendered;
  const ofExamples = (where: 'top' | 'bottom') =>
    examples.filter(({ position }) => position === where).map(({ text }) => text);
  return [
    ...section('before-character', [before]),
    ...section('after-personality', personality),
    ...section('after-scenario', scenario),
    ...section('after-character', [after]),
    ...section('before-examples', ofExamples('top')),
    ...section('after-examples', ofExamples('bottom')),
    ...depth.flatMap(({ depth, role, texts }) => section({ depth, role }, texts)),
    ...section('note', noteTop),
    ...section('note', noteBottom),
    ...Object.entries(outlets).flatMap(([outlet, texts]) => section({ outlet }, texts)),
  ];
}

function section(place: SectionPlace, texts: readonly string[]): Section[] {
  const text = texts
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .join('\n');
  return text === '' ? [] : [{ title: titleOf(place), text, place, volatility: 'talk', priority: 3 }];
}

function titleOf(place: SectionPlace): string {
  if (typeof place === 'string') return 'Lore';
  return 'depth' in place ? `Lore at depth ${place.depth}` : `Lore in the outlet ${place.outlet}`;
}
