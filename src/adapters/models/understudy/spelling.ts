/** What people type in chats, and what they mean by it. */
const spelledOut: [RegExp, string][] = [
  [/(?<=^|\W)y(?= (?:do|did|are|is|was|were|not|u|you|r|would|have)\b)/g, 'why'],
  [/\b(?:u|ya)\b/g, 'you'],
  [/\bur\b(?= (?:a|an|the|so|very|really|not|such)\b)/g, "you're"],
  [/\bur\b/g, 'your'],
  [/\br\b/g, 'are'],
  [/\b(?:wat|wut)\b/g, 'what'],
  [/\b(what|who|where|how|that|there|when)s\b/g, "$1's"],
  [/\b(don|doesn|didn|can|won|isn|aren|wasn|couldn|wouldn|shouldn|haven|hasn)t\b/g, "$1't"],
  [/\bim\b/g, "i'm"],
  [/\bive\b/g, "i've"],
  [/\byoure\b/g, "you're"],
  [/\b(?:pls|plz)\b/g, 'please'],
  [/\btonite\b/g, 'tonight'],
  [/\b(?:smth|sth)\b/g, 'something'],
  [/\bgonna\b/g, 'going to'],
  [/\bwanna\b/g, 'want to'],
  [/\bgotta\b/g, 'got to'],
  [/\b(?:thx|tysm|ty)\b/g, 'thanks'],
  [/\bidk\b/g, "i don't know"],
  [/\bgtg\b/g, 'got to go'],
  [/\bfav\b/g, 'favourite'],
  [/\b(?:bday|b-day)\b/g, 'birthday'],
  [/\b(?:cuz|coz|bc)\b/g, 'because'],
  [/\bppl\b/g, 'people'],
  [/\babt\b/g, 'about'],
];
const fillers =
  /[,\s]+(?:lol|haha+|lmao|xd|btw|rn|tbh|tho|though|exactly|actually|again|anyway|or something|please)(?=\W*$)/;
const leads =
  /^(?:(?:so|and|hey|well|ok|okay|oh|btw|um+|uh+|but|wait|wow|hmm+|please|anyway)\b[,.\s]+)+(?=\p{L})/u;

/** A message in small letters and full words. */
export function inFullWords(message: string): string {
  return spelledOut.reduce(
    (text, [typed, meant]) => text.replace(typed, meant),
    message.toLowerCase().replaceAll('’', "'"),
  );
}

/** The same without what is only said to say something: `so`, `hey`, `lol`. */
export function plainlyPut(message: string): string {
  return inFullWords(message).replace(fillers, '').replace(fillers, '').replace(leads, '').trim();
}

/** A sentence without the fillers at its edges, as it was written otherwise. */
export function withoutFillers(sentence: string): string {
  return sentence.replace(new RegExp(fillers, 'i'), '').replace(new RegExp(leads, 'iu'), '');
}
