const fixed: Record<string, string> = {
  i: 'you',
  "i'm": "you're",
  im: "you're",
  "i've": "you've",
  "i'd": "you'd",
  "i'll": "you'll",
  am: 'are',
  my: 'your',
  mine: 'yours',
  me: 'you',
  myself: 'yourself',
  we: 'you',
  "we're": "you're",
  "we've": "you've",
  our: 'your',
  ours: 'yours',
  us: 'you',
  your: 'my',
  yours: 'mine',
  yourself: 'myself',
  "you're": "I'm",
  "you've": "I've",
  "you'll": "I'll",
};

const before =
  /^(?:$|and|but|so|that|if|when|because|as|then|or|while|than|what|why|how|think|know|hope|guess|wish|sure|do|did|can|could|will|would|are|were|have|should)$/;

/** What a person said, as one says it back: `I brought you my dog` → `you brought me your dog`. */
export function inSecondPerson(sentence: string): string {
  let last = '';
  return sentence.replace(/[\p{L}]+(?:['’][\p{L}]+)?/gu, (word, at: number) => {
    const lower = word.toLowerCase().replace('’', "'");
    const said = turned(lower, last, word);
    const opens = /[,;.]\s*$/.test(sentence.slice(0, at));
    last = opens && lower === 'you' ? '' : lower;
    return said;
  });
}

function turned(lower: string, last: string, word: string): string {
  if (lower === 'was' && last === 'i') return 'were';
  if (lower === 'you') return before.test(last) ? 'I' : 'me';
  if (lower === 'are' && last === 'you') return 'am';
  return fixed[lower] ?? word;
}
