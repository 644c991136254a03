const ordinals =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first'.split(
    ' ',
  );
const months = 'january|february|march|april|may|june|july|august|september|october|november|december';
const dayInWords = new RegExp(`\\b(?:the )?(${ordinals.toReversed().join('|')}) of (${months})\\b`, 'gi');

/** "The third of August" as "3 August". */
export function withDays(text: string): string {
  return text.replace(
    dayInWords,
    (_, day: string, month: string) => `${ordinals.indexOf(day.toLowerCase()) + 1} ${month}`,
  );
}
