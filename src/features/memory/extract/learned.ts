import { z } from 'zod';
import { readJson } from '../../../lib/lenient-json.ts';
import type { FactDraft } from '../fact.ts';
import type { Acquaintance, ReadingOptions, SaidLine } from './line.ts';
import { proposalShape } from './proposal.ts';
import type { Refusal } from './refusals.ts';
import { keysFor } from './request.ts';
import { verifier } from './verify.ts';

/** What an answer came to: the facts that stand up to the talk, and why the others do not. */
export interface Learned {
  drafts: FactDraft[];
  refused: Refusal[];
}

/** More than this from one batch is no note-taking. */
const mostProposals = 60;

/** Reads a model's answer to `learningRequest` for the same lines and people; nothing in it is believed unchecked. */
export function readLearned(
  text: string,
  lines: readonly SaidLine[],
  acquaintances: readonly Acquaintance[],
  options: ReadingOptions = {},
): Learned {
  const items = itemsIn(text);
  if (items === undefined) return { drafts: [], refused: [{ reason: 'unreadable', statement: '' }] };
  const verify = verifier(lines, acquaintances, keysFor(lines, acquaintances, options.own), options);
  const learned: Learned = { drafts: [], refused: [] };
  for (const [index, item] of items.entries()) {
    const proposal = proposalShape.safeParse(item);
    const result =
      proposal.success && index < mostProposals
        ? verify(proposal.data)
        : ({ reason: 'malformed', statement: '' } as const);
    if ('reason' in result) learned.refused.push(result);
    else learned.drafts.push(result);
  }
  return { ...learned, drafts: unique(learned.drafts) };
}

/** The list of an answer, whatever stands around it: thoughts, a fence, a few words. */
function itemsIn(text: string): unknown[] | undefined {
  const json = /\{[\s\S]*\}|\[[\s\S]*\]/.exec(text.replace(/<think>[\s\S]*?<\/think>/gi, ''))?.[0];
  if (json === undefined) return undefined;
  try {
    const { value } = readJson(json);
    const facts = Array.isArray(value) ? value : z.object({ facts: z.array(z.unknown()) }).parse(value).facts;
    return facts;
  } catch {
    return undefined;
  }
}

function unique(drafts: readonly FactDraft[]): FactDraft[] {
  return [...new Map(drafts.map((draft) => [keyOf(draft), draft])).values()];
}

function keyOf({ about, kind, slot, value, sources }: FactDraft): string {
  return JSON.stringify([about[0]?.id, kind, slot, value, sources]);
}
