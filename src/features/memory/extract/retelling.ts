import type { FactDraft } from '../fact.ts';
import { belongingIn, namedBelonging } from './belongings.ts';
import { readingsOf, spelledOut } from './clauses.ts';
import { statedPart } from './doubt.ts';
import { draftOf } from './draft.ts';
import { english } from './english/english.ts';
import { retellings, retoldWithoutSubject } from './english/retelling-rules.ts';
import { isOfAGame, isPassing } from './english/retelling-words.ts';
import type { Language } from './language.ts';
import { lastingRule } from './open/lasting.ts';
import type { Reading, Talk } from './reading.ts';
import { readSort } from './sorts.ts';
import { draftsOf } from './tell.ts';

/** English with open patterns instead of its rules. */
const openly: Language = {
  ...english,
  rules: retellings,
  dropped: [...english.dropped, ...retoldWithoutSubject],
};

/** What no subject is left out of, and has none in the first person, is of somebody else: most small talk ends here. */
const tellsOfOneself =
  /\b(?:i|im|ive|my|me|mine|we|us|our)\b|^(?:\p{L}+ )?(?:\p{L}+ )?(?:(?:supporter|veteran|survivor|native|resident|co-?founder|member|founder|father|mother|dad|mum|mom|parent|aunt|uncle|grand\p{L}+) (?:of|to)|been|year|fluent|trying|not|never|born|diagnosed|by|ditched|deleted|inherited|rescued|adopted|sold|founded|opened|bought|going|gonna|graduated|retired|moved|quit|own|have|got|live|work|teach|run)\b/iu;

/** More from one message is a story. */
export const mostRetold = 2;

/**
 * What somebody states of themself that no rule knows, told in the third person: `I own two motorbikes` is
 * `Bo owns two motorbikes`. Only what lasts by its verb and has an object of weight; less sure than what a rule reads.
 */
export function retoldIn(sentence: string, talk: Talk): FactDraft[] {
  if (!tellsOfOneself.test(sentence) || isOfAGame(talk.line.text)) return [];
  const stated = statedPart(spelledOut(sentence, openly), openly);
  if (stated === undefined) return [];
  return readingsOf(stated, openly, talk)
    .flatMap(({ clause, readings }) => {
      const told = firstTold(readings);
      return told.length > 0 ? told : ofKin(clause, talk);
    })
    .slice(0, mostRetold);

  function firstTold(readings: ReturnType<typeof readingsOf>[number]['readings']): FactDraft[] {
    for (const reading of readings) {
      if (reading.subject.id !== talk.speaker.id) continue;
      const drafts = retoldBy(reading, talk);
      if (drafts.length > 0) return drafts;
      const lasting = lastingIn(reading, talk);
      if (lasting !== undefined) return [lasting];
    }
    return [];
  }
}

/** "My grandmother plays bridge every week": what lasts is told of relatives, friends and animals as well. */
function ofKin(clause: string, talk: Talk): FactDraft[] {
  const kin = belongingIn(clause, openly, talk);
  if (kin === undefined) return [];
  const about: Talk = { ...talk, referent: kin.subject };
  const read = readingsOf(`she ${kin.rest}`, openly, about)
    .flatMap(({ readings }) => readings)
    .filter(({ subject }) => subject.id === kin.subject.id);
  for (const reading of read) {
    const [told] = [...retoldBy(reading, about), lastingIn(reading, about) ?? []].flat();
    if (told === undefined) continue;
    const named = namedBelonging(kin, talk);
    return named === undefined ? [told] : [named, told];
  }
  return [];
}

/** What the open rules make of a clause that is not of the moment. */
function retoldBy(reading: Reading, talk: Talk): FactDraft[] {
  return isPassing(reading.clause) ? [] : draftsOf(reading, openly, talk);
}

/** What a clause tells that lasts by its tense and verb, where no rule knows its words. */
function lastingIn(reading: Reading, talk: Talk): FactDraft | undefined {
  const found = lastingRule(reading);
  if (found === undefined) return undefined;
  const told = readSort('retold', found.told, openly);
  if (told === undefined) return undefined;
  return draftOf(reading, { rule: found.rule, places: { told }, keys: { told } }, openly, talk);
}
