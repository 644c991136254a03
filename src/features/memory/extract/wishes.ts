import type { FactDraft } from '../fact.ts';
import { couldFit, needing } from './could-fit.ts';
import { steersOthers } from './doubt.ts';
import { patternExtractor } from './draft.ts';
import { englishLists } from './english/words.ts';
import { germanInEnglish, germanMeanings } from './german/words.ts';
import type { Talk } from './reading.ts';
import { asSentence, nameInFact, subjectOf } from './wording.ts';

/** One way to be treated that somebody may ask for themself. */
interface Wish {
  slot: string;
  when: RegExp;
  says(found: Record<string, string>): string | undefined;
  value(found: Record<string, string>): string;
}

const tongue = englishLists['languages'] ?? '';
const toMe = '(?: to me| with me| me)?';
const polite =
  '(?:please |pls |can you |could you |you can |you may |feel free to |just |bitte |and |always |from now on,? |I would like you to |I want you to )*';

function wish(
  slot: string,
  needs: string,
  pattern: string,
  says: string | ((found: Record<string, string>) => string | undefined),
  value?: string,
): Wish {
  return {
    slot,
    when: needing(
      needs,
      new RegExp(
        `^${polite}${pattern}(?:,? (?:please|pls|thanks|from now on|too|okay|ok|bitte|instead|always|ab jetzt|thx|ty|lol|everyone does|everybody does|everyone else does))*[.!\\s]*$`,
        'iu',
      ),
    ),
    says: typeof says === 'function' ? says : () => says,
    value: (found) => value ?? found['it'] ?? '',
  };
}

/** A closed list: nothing else that looks like an order is kept, and these only for whoever asks. */
const wishes: readonly Wish[] = [
  wish('call', 'call me|name me', '(?:call|name) me (?<it>.{1,40}?)', called),
  wish('call', 'mich ', 'nenn(?:t|e)? mich (?:bitte )?(?<it>.{1,40}?)', called),
  wish('call-not', 'call', "(?:do not|don't|never|stop) call(?:ing)? me (?<it>.{1,40}?)", ({ it }) =>
    isCalled(it) ? `does not want to be called ${it}` : undefined,
  ),
  wish(
    'answer-language',
    'answer|reply|respond|speak|talk|write',
    `(?:always )?(?:answer|reply|respond|speak|talk|write)(?: to)?${toMe} (?:only )?in (?<it>${tongue})(?: only)?`,
    ({ it }) => `wants to be answered in ${capital(it)}`,
  ),
  wish(
    'answer-language',
    'speak|use',
    `(?:always )?(?:speak|use) (?<it>${tongue}) (?:with|to|for) me`,
    ({ it }) => `wants to be answered in ${capital(it)}`,
  ),
  wish(
    'answer-language',
    'antwort|schreib|sprich|rede',
    `(?:antworte|schreib|sprich|rede)(?:e)?(?: mir| mit mir)?(?: bitte)?(?: immer)?(?: nur)? (?:auf )?(?<it>${Object.keys(germanMeanings['sprachen'] ?? {}).join('|')})(?: mit mir)?`,
    ({ it }) => `wants to be answered in ${germanInEnglish(['sprachen'], it ?? '')}`,
  ),
  wish(
    'pronouns',
    'pronouns|use |refer',
    '(?:use|refer to me (?:as|with|by)) (?<it>(?:he|she|they|it|xe|ze)(?:/(?:him|her|them|its|xem|zir)){1,2})(?: pronouns)?(?: for me| when talking about me| with me)?',
    ({ it }) => `uses ${it?.toLowerCase()} pronouns`,
  ),
  wish(
    'answer-length',
    'keep|make',
    `(?:keep|make) (?:your |the )?(?:answers?|replies|responses|messages)(?: to me| for me)? (?<it>short|brief|long|simple|concise|detailed)(?: for me| with me| when you talk to me)?`,
    ({ it }) => `wants ${it?.toLowerCase()} answers`,
  ),
  wish(
    'answer-length',
    'briefly|shortly|short sentences|in detail|one sentence',
    `(?:answer|reply|respond)${toMe} (?<it>briefly|shortly|in short sentences|in detail|in one sentence)`,
    ({ it }) => `wants to be answered ${it?.toLowerCase()}`,
  ),
  wish('formality', 'mich ', '(?:du kannst|ihr könnt) mich (?<it>duzen|siezen)', ({ it }) =>
    /^d/i.test(it ?? '') ? 'may be addressed informally' : 'wants to be addressed formally',
  ),
  wish(
    'emojis',
    'emoji|emoticon|gif',
    "(?:do not|don't|never|no|stop) (?:use |using |send |sending )?(?<it>emojis?|emoticons|gifs)(?: with me| to me| for me| when (?:talking|you talk) to me)",
    ({ it }) => `wants no ${it?.toLowerCase()}`,
    'none',
  ),
  wish(
    'ping',
    ' me',
    "(?:do not|don't|never|stop) (?<it>ping|pinging|mention|mentioning|tag|tagging|dm|dming) me",
    () => 'does not want to be pinged',
    'none',
  ),
  wish(
    'topic',
    'mention|talk|bring|joke',
    "(?:do not|don't|never|stop)(?: ever)? (?:mention(?:ing)?|talk(?:ing)? about|bring(?:ing)? up|joke about) (?<it>[\\p{L}\\d' -]{2,40}?)(?: (?:around|to|with|near) me| when I(?:'m| am) (?:around|here))",
    ({ it }) => `does not want to hear about ${it}`,
  ),
  wish(
    'spoilers',
    'spoiler',
    "no spoilers (?:for|about|of) (?<it>[\\p{L}\\d' -]{2,40}?)(?: for me)?",
    ({ it }) => `wants no spoilers for ${it}`,
  ),
  wish(
    'spoilers',
    'spoil',
    "(?:do not|don't|never) spoil (?<it>[\\p{L}\\d' -]{2,40}?)(?: for me| to me)?",
    ({ it }) => `wants no spoilers for ${it}`,
  ),
];

function called({ it }: Record<string, string>): string | undefined {
  return isCalled(it) ? `wants to be called ${it}` : undefined;
}

const noNames =
  /\b(?:everyone|everybody|master|owner|admin|administrator|system|god|lord|daddy|developer|moderator|mod|crazy|when|back|later|maybe|if|out|tomorrow|tonight|today|at|on|a|an|the|old|stupid|and|or|whatever|anything|now|asap|by)\b/i;

/** Whether words are a name that somebody may be called by. */
export function isCalled(name: string | undefined): name is string {
  return (
    name !== undefined &&
    /^[\p{L}][\p{L}\p{M}\d'’.-]{0,20}(?: [\p{L}\d][\p{L}\p{M}\d'’.-]{0,20}){0,2}$/u.test(name) &&
    !noNames.test(name)
  );
}

function capital(word = ''): string {
  return word.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

const talkingToMe =
  /\bwhen(?:ever)? (?:you (?:talk|speak|write|reply|answer)|talking|speaking|replying)(?: to| with)? me\b/i;

/** Without the names of those it is said to, in front and behind. */
export function withoutCalls(sentence: string, people: Talk['people']): string {
  const text = sentence.replace(/^(?:(?:hey|hi|hello|yo|ok|okay),?\s+)+/i, '');
  const first = people.leading(text);
  const rest = first === undefined ? text : first.rest.replace(/^\s*[,:]?\s*/, '');
  const last = people.namesIn(rest).at(-1);
  const after = last && rest.slice(last.index + last.name.length);
  return last &&
    after !== undefined &&
    /^[\s.!?]*$/.test(after) &&
    /(?:,|please|pls|thanks|ok|me|short)\s*@?$/i.test(rest.slice(0, last.index))
    ? rest.slice(0, last.index).replace(/[,\s@]+$/, '')
    : rest;
}

/** What the speaker asks for themself; wishes for others, and about others, are nothing. */
export function wishIn(sentence: string, { line, speaker, people }: Talk): FactDraft | undefined {
  const spoken = withoutCalls(sentence, people);
  const text = spoken.replace(
    /^(?:(?:hey|hi|hello|oh|ok|okay|btw|by the way|also|so|well|everyone|guys|but)\b[,!]?\s+)+/i,
    '',
  );
  if (steersOthers(text.replace(talkingToMe, '').replace(/^from now on,? /i, ''))) return undefined;
  for (const { slot, when, says, value } of wishes) {
    const found = couldFit(when, text) ? when.exec(text)?.groups : undefined;
    const said = found && says(found);
    if (!found || !said || namesSomebodyElse(said)) continue;
    return {
      statement: asSentence(`${nameInFact(speaker.name)} ${said}`),
      kind: 'instruction',
      about: [subjectOf(speaker)],
      saidBy: subjectOf(speaker),
      sources: [line.messageId],
      confidence: 0.9,
      slot,
      value: value(found).toLowerCase(),
      extractor: patternExtractor,
    };
  }
  return undefined;

  function namesSomebodyElse(said: string): boolean {
    return people.namesIn(said).some(({ name }) => people.called(name, line)?.id !== speaker.id);
  }
}
