const subjects =
  /\b(?:does|did|how \w+ (?:is|are|was|were)|(?:is|are|was|were|has) (?=(?:he|she|they)\b))\s*(?:your |the |his |her |my |their )?(\p{L}+)/u;
const none = /^(?:you|i|we|it|that|this|there|these|those|a|an)$/;
const asksYou = /\b(?:are|do|did|were|have|can|could|would|will) you\b/i;

/** Whom or what a question asks after, where it is not the one who is asked: `daughter` in `where does your daughter live`. */
export function subjectOf(plainly: string): string | undefined {
  const found = subjects.exec(plainly)?.[1];
  return found === undefined || none.test(found) ? undefined : found;
}

/** `she` in `how old is she`: who is meant was said before. */
export function isPronoun(subject: string | undefined): boolean {
  return /^(?:he|she|they)$/.test(subject ?? '');
}

/** Whether one of two questions asks after the character and the other after somebody else. */
export function differInSubject(left: string, right: string): boolean {
  const isOther = (text: string) =>
    subjectOf(text.toLowerCase()) !== undefined || /\b(?:am i|i am)\b/i.test(text);
  return (isOther(left) && asksYou.test(right)) || (isOther(right) && asksYou.test(left));
}
