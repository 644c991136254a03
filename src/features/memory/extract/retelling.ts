import type { FactDraft } from '../fact.ts';
import { readingsOf, spelledOut } from './clauses.ts';
import { statedPart } from './doubt.ts';
import { english } from './english/english.ts';
import { retellings, retoldWithoutSubject } from './english/retelling-rules.ts';
import { isOfTheMoment } from './english/retelling-words.ts';
import type { Language } from './language.ts';
import type { Talk } from './reading.ts';
import { draftsOf } from './tell.ts';

/** English with open patterns instead of its rules. */
const openly: Language = {
  ...english,
  rules: retellings,
  dropped: [...english.dropped, ...retoldWithoutSubject],
};

/** What no subject is left out of, and has none in the first person, is of somebody else: most small talk ends here. */
const tellsOfOneself =
  /\b(?:i|im|ive|my|we|our)\b|^(?:\p{L}+ )?(?:\p{L}+ )?(?:(?:supporter|veteran|survivor|native|resident|co-?founder|member|founder|father|mother|dad|mum|mom|parent|aunt|uncle|grand\p{L}+) (?:of|to)|been|year|fluent|trying|not|never|born|diagnosed|by|ditched|deleted|inherited|rescued|adopted|sold|founded|opened|bought|going|gonna|graduated|retired|moved|quit|own|have|got|live|work|teach|run)\b/iu;

/** More from one message is a story. */
export const mostRetold = 2;

/**
 * What somebody states of themself that no rule knows, told in the third person: `I own two motorbikes` is
 * `Bo owns two motorbikes`. Only what lasts by its verb and has an object of weight; less sure than what a rule reads.
 */
export function retoldIn(sentence: string, talk: Talk): FactDraft[] {
  if (!tellsOfOneself.test(sentence) || isOfTheMoment(talk.line.text)) return [];
  const stated = statedPart(spelledOut(sentence, openly), openly);
  if (stated === undefined) return [];
  return readingsOf(stated, openly, talk)
    .flatMap(({ readings }) => firstTold(readings))
    .slice(0, mostRetold);

  function firstTold(readings: ReturnType<typeof readingsOf>[number]['readings']): FactDraft[] {
    for (const reading of readings) {
      if (reading.subject.id !== talk.speaker.id) continue;
      const drafts = draftsOf(reading, openly, talk);
      if (drafts.length > 0) return drafts;
    }
    return [];
  }
}
