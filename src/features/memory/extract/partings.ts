import { lazily } from '../../../lib/lazily.ts';
import { endingAt, type FactDraft } from '../fact.ts';
import { belongingOf, namedBelonging, plainKin } from './belongings.ts';
import { patternExtractor } from './draft.ts';
import { isName, isPet, spelledName, withKin } from './english/kin.ts';
import { endOfTie, otherCalled, sinceWhen } from './pairs.ts';
import type { Talk } from './reading.ts';
import { asSentence, nameInFact, subjectOf } from './wording.ts';

const tail = '(?:[,;(].*| (?:and|but|so|because) .*)?[.!\\s]*$';
const whom = "(?<whom>(?:my |our )?\\p{L}[\\p{L}'’ -]{1,30}?)";
const when =
  '(?<when>(?: (?:in|on|last|this|back|a|an|two|three|\\d|yesterday|today|recently|after|when) .*?| yesterday| today| recently)?)';
const lately = '(?:(?:have|just|finally|recently|also|officially) )*';

/** "I broke up with Lars", "Lars dumped me", "not friends with Hana any more". */
const partings = lazily(() => [
  new RegExp(
    `^(?:I )?${lately}(?:broke up|broken up|split up|split|parted ways) with ${whom}${when}${tail}`,
    'iu',
  ),
  new RegExp(`^I ${lately}(?:divorced|dumped) ${whom}${when}${tail}`, 'iu'),
  new RegExp(`^${whom} ${lately}(?:broke up with|dumped|divorced|split up with) me${when}${tail}`, 'iu'),
  new RegExp(
    `^(?:I am |am )?(?:not (?<both>friends|best friends|dating|together|engaged|married) (?:with |to )?${whom} any ?more|no longer (?<same>friends|best friends|dating|together|engaged|married) (?:with |to )?(?<who>\\p{L}[\\p{L}'’ -]{1,30}?))${when}${tail}`,
    'iu',
  ),
]);

/** That the speaker and somebody are no longer what they were to each other. */
export function partingIn(clause: string, talk: Talk): FactDraft[] {
  if (!/\b(?:broken?|split|parted|divorced|dumped|not|no longer)\b/i.test(clause)) return [];
  for (const pattern of partings()) {
    const { whom, who, both, same, when = '' } = pattern.exec(clause)?.groups ?? {};
    const other = otherCalled(whom ?? who ?? '', talk);
    const draft = other && endOfTie(other, (both ?? same ?? 'together').toLowerCase(), when, talk);
    if (draft !== undefined) return [draft];
  }
  return [];
}

const name = `(?: (?<name>${spelledName})|, (?<apart>${spelledName}),)?`;
const gone =
  '(?<how>passed away|passed on|passed|died|was put down|was put to sleep|had to be put down|crossed the rainbow bridge)';
const deathsFor = withKin(({ one }) => [
  new RegExp(
    `^(?:my|our|My|Our) (?<kin>${one})${name} (?:(?:has|have|had|just|sadly|finally|recently|suddenly|peacefully|unexpectedly) )*${gone}(?<when>.*)$`,
    'u',
  ),
  new RegExp(
    `^(?:I|[Ww]e) (?:just |recently |finally )?(?:had to put|put|have put|have had to put) (?:my|our) (?<kin>${one})${name} (?<how>down|to sleep)(?<when>.*)$`,
    'u',
  ),
  new RegExp(
    `^(?:(?:I|[Ww]e) )?(?:just |recently )?(?<how>lost) (?:my|our) (?<kin>${one})${name}(?<when> .*)?$`,
    'u',
  ),
]);
const ofWhat =
  /^(?:(?:of|from|to|after) (?:an? |the )?(?:\p{L}+ ){0,2}(?:cancer|stroke|illness|heart attack|old age|covid|leuk[ae]+mia|accident|pneumonia|dementia|alzheimer's|natural causes|battle)|peacefully|suddenly|unexpectedly|in (?:his|her|their) sleep|at (?:age |the age of )?\d+|when I was .{1,20}|(?:he|she) was \d+)?$/iu;

/** That a relative or an animal of the speaker's has died. */
export function bereavementIn(clause: string, talk: Talk): FactDraft[] {
  if (!/\b(?:passed|died|put|lost|crossed)\b/i.test(clause)) return [];
  for (const pattern of deathsFor(clause)) {
    const { kin: words, name, apart, how = '', when = '' } = pattern.exec(clause)?.groups ?? {};
    const called = name ?? apart;
    if (words === undefined || (called !== undefined && !isName(called))) continue;
    const said = (when.split(/[,;(.!]| (?:and|but|so|because) | (?:it|I) /)[0] ?? '').trim();
    const { rest, until } = sinceWhen(said, talk);
    const what = plainKin(words.toLowerCase());
    if (!ofWhat.test(rest) || !canDie(what, how)) continue;
    return [deathOf(what, called, until, talk)];
  }
  return [];
}

/** Friends "die" in games, and animals are lost and found. */
function canDie(what: string, how: string): boolean {
  if (how === 'lost') return !isPet(what) && !acquainted.test(what);
  return !acquainted.test(what) || /^passed (?:away|on)$/.test(how);
}

const acquainted =
  /(?:friend|roommate|flatmate|housemate|mate|buddy|bestie|bff|bro|sis|boss|colleague|co-?worker|teacher|classmate|bandmate|manager|landlord|student|apprentice|mentor|kid|baby|ex)$/;

function deathOf(what: string, called: string | undefined, until: number | undefined, talk: Talk): FactDraft {
  const { speaker, line } = talk;
  const belonging = belongingOf(speaker, what, called);
  const ending = { ends: true, ...endingAt(until) };
  const statement = asSentence(`${belonging.subject.name} has died`);
  const named = namedBelonging(belonging, talk);
  if (named !== undefined) return { ...named, statement, ...ending };
  return {
    statement,
    kind: isPet(what) ? 'fact' : 'relation',
    about: [subjectOf(speaker), { id: belonging.subject.id, name: nameInFact(belonging.subject.name) }],
    saidBy: subjectOf(speaker),
    sources: [line.messageId],
    confidence: 0.8,
    value: what,
    ...ending,
    extractor: patternExtractor,
  };
}
