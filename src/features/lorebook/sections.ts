import type { Section, SectionPlace } from '../../core/feature.ts';
import type { Rendered } from './engine/render.ts';
import type { Fired } from './engine/scan.ts';
import type { FrozenNote } from './frozen.ts';
import { texts as sentences } from './texts.ts';

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

/** What stays in the talk where it was first told. */
export function sectionsOfFrozen(notes: readonly FrozenNote[]): Section[] {
  const together = Map.groupBy(notes, ({ after, role }) => `${role} ${after}`);
  return [...together.values()].flatMap((these) => {
    const [{ after, role } = { after: '', role: 'system' as const }] = these;
    return section(
      { after, role },
      these.map(({ text }) => text),
    );
  });
}

/** Which of the card's texts are not to be told now, as entries of strict books ask. */
export function silencesOf(fired: readonly Fired[]): Section[] {
  const parts = new Set(fired.flatMap(({ candidate: { rules } }) => rules.silences));
  if (parts.size === 0) return [];
  const silences = [...parts].map((part) => (part === 'system_prompt' ? 'instructions' : 'reminder'));
  return [{ title: 'Silence', text: '', volatility: 'talk', priority: 0, silences }];
}

function section(place: SectionPlace, texts: readonly string[]): Section[] {
  const text = texts
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .join('\n');
  const because = isLasting(place) ? sentences.lasts : sentences.toldNow;
  return text === ''
    ? []
    : [{ title: titleOf(place), text, place, volatility: 'talk', priority: 3, because }];
}

function isLasting(place: SectionPlace): boolean {
  return typeof place === 'object' && 'after' in place;
}

function titleOf(place: SectionPlace): string {
  if (typeof place === 'string' || 'after' in place) return 'Lore';
  return 'depth' in place ? `Lore at depth ${place.depth}` : `Lore in the outlet ${place.outlet}`;
}
