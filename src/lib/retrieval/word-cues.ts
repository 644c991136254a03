const timeWords = new Set(
  `yesterday today tonight tomorrow ago last next week weekend month year day morning evening night summer winter spring autumn
  fall january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday recently soon since birthday anniversary weeks months years days`.split(
    /\s+/,
  ),
);
const numberWords = new Set(
  `two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty hundred thousand million once
  twice thrice couple few several first second third`.split(/\s+/),
);
/** Most of them small, before the name of a place. */
const placeWords = new Set(
  `at in from to near into inside outside behind beside under around where there here home street town city country im am aus
  nach bei zu zum zur dort hier hause vor hinter neben`.split(/\s+/),
);
const firstPersonWords = new Set(
  `i me my mine myself i'm i've i'd i'll we us our ours we're we've im ive`.split(/\s+/),
);

/** What a single word tells: whom it speaks of, and whether it is a time or a number, or stands before a place. */
export function wordCues(folded: string): Record<'firstPerson' | 'time' | 'number' | 'place', boolean> {
  return {
    firstPerson: firstPersonWords.has(folded),
    time: timeWords.has(folded),
    number: /^\d/.test(folded) || numberWords.has(folded),
    place: placeWords.has(folded),
  };
}
