import { type Fact, type FactDraft, isOfAlone } from './fact.ts';
import type { TakenOut } from './rebuild-store.ts';
import { excludes, isSame } from './reconcile.ts';

/**
 * What may be kept of what old lines say when they are read once more: nothing that somebody took out or put right since
 * it was said, nothing that only gives back what is known of others, and nothing in the place of what a model or a
 * person made of the same words.
 */
export function admitted(
  drafts: readonly FactDraft[],
  known: readonly Fact[],
  takenOut: readonly TakenOut[],
  saidAt: (draft: FactDraft) => number,
): FactDraft[] {
  const isOut = (draft: FactDraft) =>
    takenOut.some(({ fact, at }) => rests(draft, fact) || (saidAt(draft) <= at && concerns(draft, fact)));
  // What was recalled for the answers of then is not kept: what is said of others after it was known may be just that.
  const isEcho = (draft: FactDraft) =>
    !isOfAlone(draft.saidBy.id, draft.about) &&
    (known.some((fact) => fact.saidAt < saidAt(draft) && isSame(fact, draft) && !rests(draft, fact)) ||
      drafts.some((other) => saidAt(other) < saidAt(draft) && isSame(other, draft)));
  return drafts
    .filter((draft) => !isOut(draft) && !isEcho(draft))
    .flatMap((draft) => {
      const other = known.find((fact) => rests(draft, fact) && excludes(draft, fact));
      if (other === undefined || known.some((fact) => isSame(fact, draft))) return draft;
      return isMisread(other, draft, drafts) ? { ...draft, corrects: true } : [];
    });
}

/** Whether one of its messages says the other one as well. */
function rests({ sources }: FactDraft, fact: Fact): boolean {
  return sources.some((id) => fact.sources.includes(id));
}

function concerns(draft: FactDraft, fact: Fact): boolean {
  return isSame(draft, fact) || excludes(draft, fact);
}

/** Whether patterns once read something out of just these messages that they do not read there any more. */
function isMisread(
  { extractor, sources, ...fact }: Fact,
  draft: FactDraft,
  all: readonly FactDraft[],
): boolean {
  const isAlone =
    sources.length === draft.sources.length && sources.every((id) => draft.sources.includes(id));
  return (
    extractor === draft.extractor &&
    isAlone &&
    !all.some((one) => isSame({ ...fact, extractor, sources }, one))
  );
}
