import { phrases, whole } from '../phrases.ts';

const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const teens = 'thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const ones = 'one two three four five six seven eight nine'.split(' ');

/** "Sixty-one" is 61; smaller numbers are rarely ages. */
function yearsInWords(text: string): number | undefined {
  const [ten = '', one] = text.toLowerCase().split(/[ -]/);
  if (teens.includes(ten) && one === undefined) return 13 + teens.indexOf(ten);
  const rest = one === undefined ? 0 : ones.indexOf(one) + 1;
  return tens.includes(ten) && (one === undefined || rest > 0)
    ? 20 + 10 * tens.indexOf(ten) + rest
    : undefined;
}

/** How old somebody can be. */
export function ageSort(text: string): string | undefined {
  const years = /^\d{1,3}$/.test(text) ? Number(text) : yearsInWords(text);
  return years !== undefined && years >= 6 && years <= 110 ? String(years) : undefined;
}

const counts = whole(phrases`
  \d{1,2}, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, first, second
  third, fourth, fifth, a couple of, several
`);

/** How many there are, or which of them. */
export function countSort(text: string): string | undefined {
  return counts.test(text) ? text.toLowerCase() : undefined;
}
