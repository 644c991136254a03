import { inFullWords } from './spelling.ts';

/** What happened to somebody, or how it feels; each wants another answer. */
export type Feeling =
  | 'grief'
  | 'injury'
  | 'illness'
  | 'parting'
  | 'failure'
  | 'worry'
  | 'lonely'
  | 'tired'
  | 'sad'
  | 'happy';

/** What a short message does, rather than says. */
export type Mood =
  | Feeling
  | 'greeting'
  | 'farewell'
  | 'thanks'
  | 'how-are-you'
  | 'joke'
  | 'apology'
  | 'praise'
  | 'love'
  | 'insult'
  | 'complaint'
  | 'confusion'
  | 'repeating'
  | 'advice'
  | 'laugh'
  | 'agreement'
  | 'refusal'
  | 'cold'
  | 'hungry'
  | 'bored'
  | 'hurry'
  | 'more';

const feelings: [Feeling, RegExp][] = [
  [
    'grief',
    /\b(?:died|dead|passed away|passed on|funeral|put (?:him|her|them|it) (?:down|to sleep)|(?:is|was) put down|grieving|mourning|lost my (?:\w+ )?(?:mum|mom|mother|dad|father|brother|sister|son|daughter|wife|husband|friend|grandma|grandpa|grandmother|grandfather|cat|dog|baby|pet))\b/,
  ],
  [
    'injury',
    /\b(?:broke|burned|burnt|cut|hurt|injured|sprained|twisted|bumped|hit|banged|stubbed) (?:my(?:self)?|his|her) (?:\w+ )?(?:hand|finger|foot|toe|leg|arm|wrist|ankle|knee|head|back|nose|thumb|tooth|self)\b|\b(?:hurt|burned|cut) myself\b|\bin pain\b/,
  ],
  [
    'illness',
    /\b(?:hospital|cancer|surgery|operation|diagnosed|chemo|sick|ill|dying|stroke|heart attack|fever|accident)\b/,
  ],
  [
    'parting',
    /\b(?:broke up|break ?up|breaking up|dumped|divorc\w+|cheated on me|left me|heartbroken|stopped talking to me|ghosted|moved out|fell out with|fight with my|argument with)\b/,
  ],
  [
    'worry',
    /\b(?:i(?:'m| am| feel|'ve been) (?:\w+ )?(?:scared|afraid|anxious|nervous|worried|stressed|overwhelmed|panicking|lost)|(?:don'?t|no idea) (?:know )?what (?:to do|i should do)|too much going on|(?:can'?t|cannot) stop (?:thinking|worrying)|lie awake|freaking out)\b/,
  ],
  [
    'failure',
    /\b(?:failed|messed (?:up|everything)|screwed up|ruined|fired|laid off|lost (?:my|the) (?:job|game|match|keys|wallet|phone)|rejected|turned me down|didn'?t get (?:the|in)|i(?:'m| am| feel) (?:so |really |such )?(?:a failure|stupid|useless|worthless|behind|falling behind|an idiot)|falling behind)\b/,
  ],
  [
    'lonely',
    /\b(?:lonely|all alone|no friends|nobody (?:likes|cares|talks|understands)|no one (?:likes|cares|talks))\b/,
  ],
  [
    'tired',
    /\b(?:i'?m|i am|so|feeling|feel) (?:\w+ )?(?:tired|exhausted|sleepy|knackered|worn out|drained)\b|\b(?:can'?t|cannot|couldn'?t) sleep\b|\bburn(?:ing|ed|t) out\b/,
  ],
  [
    'sad',
    /\b(?:sad|unhappy|crying|cried|depressed|miserable|upset|feel(?:ing)? (?:\w+ )?(?:down|bad|awful|terrible|low|blue|empty)|(?:awful|bad|terrible|rough|horrible|shitty|hard|worst|long) (?:day|night|week|time|month|year)|not (?:ok|okay|doing (?:well|great)|good)|hurts|everything (?:is|went) wrong)\b/,
  ],
  [
    'happy',
    /\b(?:i|we|i've|just|finally) (?:just |finally )?(?:got (?:the|a|my|in|into)|passed|won|made it|graduated)\b|\bpromoted\b|\bengaged\b|\bgetting married\b|\bi(?:'m| am|'m feeling| feel) (?:so |really |very )?(?:happy|excited|proud|great|over the moon)\b|\b(?:good|great|best|amazing|wonderful) (?:day|news|week)\b|\bit'?s my birthday\b|\bpregnant\b/,
  ],
];

const gestures: [Mood, RegExp][] = [
  [
    'how-are-you',
    /\bhow (?:are|r) (?:you|u|things)\b(?! (?:so|able|going to|related))|\bhow(?:'s| is) it going\b|\bhow do you do\b|\bhow have you been\b|\bwhat'?s up\b|^(?:are )?you (?:ok|okay|alright|all right)\b|\bhow(?:'s| is| was) your (?:day|night|evening|morning|week|watch)\b|\bquiet night\b/,
  ],
  [
    'farewell',
    /^(?:\W*(?:ok|okay|well|right|alright)\W+)?(?:bye|goodbye|good ?bye|good ?night|night night|farewell|see (?:you|ya)|later|cya|take care|i (?:must|have to|should|need to) (?:go|leave|be off))\b|\bgot to (?:go|run|leave)\b|\b(?:bye|goodbye|good ?night|(?<!to )see you)\W*$/,
  ],
  [
    'greeting',
    /^(?:\W*(?:hi+|hiya|hello+|hey+|heya|yo|oi|howdy|greetings|sup|hallo|hola|salut|bonjour|ciao|ahoy|good (?:morning|afternoon|evening|day)|morning|evening|afternoon|welcome back|nice to meet you|i'?m back)\b)(?!.*\?)(?=.{0,32}$)/,
  ],
  ['thanks', /\b(?:thanks|thank you|cheers|much obliged|grateful)\b/],
  [
    'repeating',
    /\byou(?:'ve| have)? (?:already|just|keep|said|told)\b.{0,20}\b(?:said|saying|told|that|repeat\w*)\b(?!.*\?)|\byou(?:'re| are) repeating\b/,
  ],
  [
    'confusion',
    /^\W*(?:huh|eh|what|wdym|pardon|sorry what)\W*$|\bi (?:still )?(?:don'?t|do not|didn'?t) (?:understand|get it|follow)\b|\bi(?:'m| am) confused\b/,
  ],
  [
    'complaint',
    /\byou (?:don'?t|do not|didn'?t|did not) (?:get|understand|listen|answer)\b|\bthat(?:'s| is) not what i\b|\b(?:makes no|doesn'?t make) sense\b|\bnot what i (?:asked|meant)\b/,
  ],
  [
    'advice',
    /\bwhat (?:(?:should|can|do) i|would you) do\b(?: about (?:it|that|him|her|them))?\W*$|\b(?:any|some|your) advice\b|^should i\b/,
  ],
  ['joke', /\bjoke\b|\bmake me laugh\b|\bsomething funny\b|\bknow any (?:good )?(?:ones|riddles)\b/],
  ['apology', /\b(?:sorry|apologi[sz]e|my apologies|forgive me|my bad)\b/],
  [
    'love',
    /\b(?:i love you|marry me|kiss me|i like you|have a crush|do you (?:like|love) me|can we be friends|are we friends|be my friend|what do you think (?:of|about) me)\b/,
  ],
  [
    'insult',
    /\byou(?:'re| are) (?:\w+ ){0,2}(?:stupid|dumb|boring|ugly|useless|annoying|idiot|fool|rude|mean|weird|lame|trash|the worst)\b|\bshut up\b|\bfuck (?:you|off)\b|\b(?:piss|bugger|sod) off\b|\bstfu\b|\bgo to hell\b|^\W*(?:idiot|moron|loser|asshole|dumbass|bitch)\W*$|\bi hate you\b|\byou suck\b|\b(?:stupid|dumb) bot\b/,
  ],
  [
    'praise',
    /\byou(?:'re| are) (?:\w+ ){0,2}(?:great|nice|kind|cool|funny|amazing|awesome|wonderful|lovely|sweet|clever|smart|brave|beautiful|cute|the best)\b|\bwell done\b|\bgood (?:job|girl|boy)\b|\bi (?:like|love) your\b/,
  ],
  ['laugh', /^\W*(?:ha(?:ha)+|lol+|lmao|rofl|hehe+|xd|😂+|🤣+)(?:\W+\w+){0,2}\W*$/],
  ['cold', /\bi(?:'m| am) (?:\w+ )?(?:cold|freezing|shivering)\b|\bso cold\b/],
  ['hungry', /\b(?:i'?m|i am|so) (?:\w+ )?(?:hungry|starving|thirsty)\b/],
  ['bored', /\bbored\b|\bnothing to do\b/],
  ['hurry', /\b(?:in a hurry|no time|in a rush|late for|running late)\b/],
  [
    'more',
    /^\W*(?:(?:but |and )?why(?: not| is that)?|how so|how come|really|and|and then|then what|go on|tell me more|more|what else|what happened(?: then| next)?|continue|such as|like what|what do you mean|meaning|anything else|seriously|is that so|interesting)\W*$/,
  ],
  [
    'agreement',
    /^\W*(?:yes|yeah|yep|yup|sure|ok|okay|k|indeed|of course|right|true|exactly|agreed|fine|alright|i see|got it|makes sense|fair enough|cool|nice|great|wow|oh)\W*$/,
  ],
  [
    'refusal',
    /^\W*(?:no|nope|nah|not really|never|no way|no thanks|i don'?t think so|maybe not|whatever|never ?mind)\W*$/,
  ],
];

const speaksOfSelf = /\b(?:i|i'm|i've|i'd|my|me|we|we're|our|mine)\b/;

/** The mood of a message; undefined when its words matter more. */
export function moodOf(text: string): Mood | undefined {
  const said = inFullWords(text);
  return feelingOf(said) ?? gestures.find(([, sign]) => sign.test(said))?.[0];
}

/** A feeling is the speaker's own: `did he die?` is a question, `my cat died` is none. */
function feelingOf(said: string): Feeling | undefined {
  const isOwn = speaksOfSelf.test(said) || (!said.includes('?') && said.split(/\s+/).length <= 4);
  const feeling = feelings.find(([, sign]) => sign.test(said))?.[0];
  if (feeling === undefined || !isOwn || /\bnot (?:\w+ )?(?:sad|afraid|scared|lonely|happy)\b/.test(said))
    return undefined;
  return feeling;
}

/** Whether somebody who feels so wants gentleness. */
export function isHeavy(mood: Mood | undefined): boolean {
  return mood !== 'happy' && mood !== 'tired' && feelings.some(([feeling]) => feeling === mood);
}

/** Whether a mood is a feeling rather than a gesture. */
export function isFeeling(mood: Mood): boolean {
  return feelings.some(([feeling]) => feeling === mood);
}
