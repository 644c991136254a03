import { englishLists } from './english/words.ts';
import { type Acquaintance, isPersonal, type SaidLine } from './line.ts';
import type { Talk } from './reading.ts';

/** Somebody without a name comes up, so that "she" may be them. */
const strangers = new RegExp(
  `\\b(?:my|your|his|her|their|a|the|some|our|another|this|that|mein\\w*|dein\\w*) (?:\\p{L}+ )?(?:${englishLists['family']}|guy|girl|man|woman|lady|dude|person|kid|doctor|singer|actor|actress|character|someone|chef|author|player|people|team|company|band|family|parents|schwester|bruder|mutter|vater|mann|frau)\\b|\\b(?:he|she|someone|somebody|er|jemand)\\b`,
  'iu',
);

/** "He" and "she" alone bring up nobody new. */
function bringsUpStrangers(text: string): boolean {
  return text !== '' && strangers.test(text.replace(/\b(?:he|she)\b/gi, ''));
}

/** Whom "you" means: the one whose message is answered, unless somebody else is spoken to. */
export function addressedIn(talk: Talk, byId: ReadonlyMap<string, SaidLine>): Acquaintance | undefined {
  const { replyTo, text } = talk.line;
  if (replyTo === undefined) return undefined;
  const author = byId.get(replyTo.messageId)?.author;
  const answered = talk.people.byId(author?.id ?? replyTo.authorId ?? '');
  const others = namedIn(text, talk).filter(({ who }) => who !== answered);
  if (author !== undefined && !isPersonal({ author })) return undefined;
  return others.some(({ spokenTo }) => spokenTo) ? undefined : certain(answered, talk);
}

/** The line that a message may answer: the one it replies to, or what somebody else said right before it. */
export function askedBefore(
  { replyTo, author }: SaidLine,
  index: number,
  lines: readonly SaidLine[],
  byId: ReadonlyMap<string, SaidLine>,
): SaidLine | undefined {
  const before = replyTo === undefined ? lines[index - 1] : byId.get(replyTo.messageId);
  return before?.author.id === author.id ? undefined : before;
}

const ofOthers = new RegExp(
  `\\b(?:he|she|they|him|her|his|their|them|your (?:\\w+ )?(?:${englishLists['family']}|${englishLists['pets']}))\\b`,
  'i',
);

/** Whether a line is about somebody whom its answer need not name again. */
export function asksOfOthers(line: SaidLine | undefined, answer: SaidLine): boolean {
  if (line === undefined) return false;
  return (answer.replyTo !== undefined || line.text.includes('?')) && ofOthers.test(line.text);
}

/**
 * Whom "he", "she" and "they" mean in the last of these sentences, where that is certain: the one person named earlier
 * in the same message, or the one named in the message that is answered. Where anybody else may be meant, nobody is.
 */
export function referentFor(
  talk: Talk,
  sentences: readonly string[],
  byId: ReadonlyMap<string, SaidLine>,
): Acquaintance | undefined {
  const sofar = sentences.join(' ');
  const named = namedIn(sofar, talk);
  if (
    bringsUpStrangers(sentences.slice(0, -1).join(' ')) ||
    /\b(?:my|your|a) (?:sister|brother|mom|mum|dad|friend|girlfriend|boyfriend|wife|husband)\b/i.test(sofar)
  )
    return undefined;
  if (named.length > 1) return undefined;
  const [only] = named;
  if (only !== undefined) return only.spokenTo ? undefined : certain(only.who, talk);
  return namedBefore(talk, byId);
}

function namedBefore(talk: Talk, byId: ReadonlyMap<string, SaidLine>): Acquaintance | undefined {
  const line = byId.get(talk.line.replyTo?.messageId ?? '');
  if (line === undefined || !isPersonal(line) || bringsUpStrangers(line.text)) return undefined;
  const named = namedIn(line.text, { ...talk, line }).filter(({ who }) => who?.id !== line.author.id);
  const [only] = named;
  return named.length === 1 && only !== undefined && !only.spokenTo ? certain(only.who, talk) : undefined;
}

function certain(who: Acquaintance | undefined, { speaker }: Talk): Acquaintance | undefined {
  return who === undefined || who.kind === 'character' || who.id === speaker.id ? undefined : who;
}

/** Everybody named, each once; `spokenTo` where they are called rather than spoken of. */
function namedIn(
  text: string,
  { people, line, speaker }: Talk,
): { who: Acquaintance | undefined; spokenTo: boolean }[] {
  const found = new Map<string, { who: Acquaintance | undefined; spokenTo: boolean }>();
  for (const { name, index } of people.namesIn(text)) {
    const who = people.called(name, line);
    if (who?.id === speaker.id) continue;
    const after = text.slice(index + name.length);
    const before = text.slice(0, index).replace(/@$/, '');
    const spokenTo =
      /^\s*[,!?]/.test(after) ||
      /(?:^|[.!?,]\s*)(?:hey|hi|hello|thanks|thank you|sorry|yo|ok|yes|no|lol|,)\s*$/i.test(before) ||
      /,\s*$/.test(before);
    found.set(who?.id ?? `?${name}`, {
      who,
      spokenTo: (found.get(who?.id ?? '')?.spokenTo ?? true) && spokenTo,
    });
  }
  return [...found.values()];
}
