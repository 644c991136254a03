import type { Talk } from './clauses.ts';
import { englishLists } from './english-words.ts';
import { type Acquaintance, isPersonal, type SaidLine } from './line.ts';

/** Somebody without a name comes up, so that "she" may be them. */
const strangers = new RegExp(
  `\\b(?:my|your|his|her|their|a|the|some|our|another|this|that|mein\\w*|dein\\w*) (?:\\p{L}+ )?(?:${englishLists['family']}|guy|girl|man|woman|lady|dude|person|kid|doctor|singer|actor|actress|character|someone|chef|author|player|people|team|company|band|family|parents|schwester|bruder|mutter|vater|mann|frau)\\b|\\b(?:he|she|someone|somebody|er|jemand)\\b`,
  'iu',
);

/**
 * Whom "he", "she" and "they" mean in the last of these sentences, where that is certain: the one person named earlier
 * in the same message, or the one whose message is answered. Where anybody else may be meant, nobody is.
 */
export function referentFor(
  talk: Talk,
  sentences: readonly string[],
  byId: ReadonlyMap<string, SaidLine>,
): Acquaintance | undefined {
  const sofar = sentences.join(' ');
  const named = namedIn(sofar, talk);
  const earlier = sentences
    .slice(0, -1)
    .join(' ')
    .replace(/\b(?:he|she)\b/gi, '');
  if (
    strangers.test(earlier) ||
    /\b(?:my|your|a) (?:sister|brother|mom|mum|dad|friend|girlfriend|boyfriend|wife|husband)\b/i.test(sofar)
  )
    return undefined;
  if (named.length > 1) return undefined;
  const [only] = named;
  if (only !== undefined) return only.spokenTo ? undefined : certain(only.who, talk);
  return answered(talk, byId);
}

function answered(talk: Talk, byId: ReadonlyMap<string, SaidLine>): Acquaintance | undefined {
  const { replyTo } = talk.line;
  if (replyTo === undefined) return undefined;
  const line = byId.get(replyTo.messageId);
  if (
    line !== undefined &&
    (!isPersonal(line) || strangers.test(line.text) || namedIn(line.text, { ...talk, line }).length > 0)
  )
    return undefined;
  return certain(talk.people.byId(line?.author.id ?? replyTo.authorId ?? ''), talk);
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
