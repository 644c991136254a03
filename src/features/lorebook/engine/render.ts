import { type Position, type Role, roles } from '../book.ts';
import type { Fired } from './scan.ts';

/** Texts for one place in the talk. */
export interface DepthBlock {
  depth: number;
  role: Role;
  texts: string[];
}

/** What fired, as it stands in a prompt: each list from top to bottom. */
export interface Rendered {
  before: string;
  after: string;
  personality: string[];
  scenario: string[];
  noteTop: string[];
  noteBottom: string[];
  depth: DepthBlock[];
  examples: { position: 'top' | 'bottom'; text: string }[];
  outlets: Record<string, string[]>;
}

type Place = (rendered: Rendered, fired: Fired) => void;

/** Puts what fired where it belongs. Lower orders stand above higher ones; of equals the later stands above. `messages`: how many the talk has, for depths counted from its start. */
export function render(fired: readonly Fired[], messages = 0): Rendered {
  const rendered: Rendered = {
    before: '',
    after: '',
    personality: [],
    scenario: [],
    noteTop: [],
    noteBottom: [],
    depth: [],
    examples: [],
    outlets: {},
  };
  const before: string[] = [];
  const after: string[] = [];
  const places: Record<Position, Place> = {
    'before-character': (_, { text }) => before.unshift(text),
    'after-character': (_, { text }) => after.unshift(text),
    'note-top': ({ noteTop }, { text }) => noteTop.unshift(text),
    'note-bottom': ({ noteBottom }, { text }) => noteBottom.unshift(text),
    personality: ({ personality }, { text }) => personality.unshift(text),
    scenario: ({ scenario }, { text }) => scenario.unshift(text),
    'at-depth': (all, one) => atDepth(all, one, messages),
    'examples-top': ({ examples }, { text }) => examples.unshift({ position: 'top', text }),
    'examples-bottom': ({ examples }, { text }) => examples.unshift({ position: 'bottom', text }),
    outlet: intoOutlet,
    nowhere: () => undefined,
  };
  for (const one of highestFirst(fired))
    if (one.text !== '') places[one.candidate.entry.position](rendered, one);
  return { ...rendered, before: before.join('\n'), after: after.join('\n') };
}

function highestFirst(fired: readonly Fired[]): Fired[] {
  return fired.toSorted((a, b) => b.candidate.entry.order - a.candidate.entry.order);
}

/** What fired, in the order in which it stands at one place. */
export function lowestFirst(fired: readonly Fired[]): Fired[] {
  return highestFirst(fired).reverse();
}

function atDepth({ depth: blocks }: Rendered, { candidate, text }: Fired, messages: number): void {
  const { role } = candidate.entry;
  const { reverseDepth } = candidate.rules;
  const depth = reverseDepth === undefined ? candidate.entry.depth : Math.max(0, messages - reverseDepth);
  const block = blocks.find((one) => one.depth === depth && one.role === role);
  if (block === undefined) blocks.push({ depth, role, texts: [text] });
  else block.texts.unshift(text);
}

function intoOutlet({ outlets }: Rendered, { candidate: { entry }, text }: Fired): void {
  if (entry.outlet === '') return;
  const kept = Object.hasOwn(outlets, entry.outlet) ? (outlets[entry.outlet] ?? []) : [];
  Object.defineProperty(outlets, entry.outlet, {
    value: [...kept, text],
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** The number that formats have for a role. */
export function roleNumber(role: Role): number {
  return roles.indexOf(role);
}
