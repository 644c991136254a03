/** What a short message does, rather than says. */
export type Mood =
  | 'greeting'
  | 'farewell'
  | 'thanks'
  | 'how-are-you'
  | 'joke'
  | 'sad'
  | 'tired'
  | 'apology'
  | 'praise'
  | 'love'
  | 'insult'
  | 'laugh'
  | 'agreement'
  | 'refusal'
  | 'cold'
  | 'hungry'
  | 'bored'
  | 'hurry'
  | 'more';

const signs: [Mood, RegExp][] = [
  [
    'how-are-you',
    /\bhow (?:are|r) (?:you|u|things)\b|\bhow(?:'s| is) it going\b|\bhow do you do\b|\bhow have you been\b|\bwhat'?s up\b|\byou (?:ok|okay|alright|all right)\b|\bhow(?:'s| is| was) your (?:day|night|evening|morning|week)\b|\bquiet night\b/,
  ],
  [
    'farewell',
    /^(?:\W*(?:ok|okay|well|right|alright)\W+)?(?:bye|goodbye|good ?bye|good ?night|night night|farewell|see (?:you|ya)|later|cya|gotta go|take care|i (?:must|have to|should|need to) (?:go|leave|be off))\b|\b(?:goodbye|good ?night)\W*$/,
  ],
  [
    'greeting',
    /^(?:\W*(?:hi|hiya|hello|hey|heya|yo|oi|howdy|greetings|sup|hallo|hola|salut|ahoy|good (?:morning|afternoon|evening|day)|morning|evening|afternoon|welcome back|nice to meet you|i'?m back)\b)(?!.*\?)(?=.{0,32}$)/,
  ],
  ['thanks', /\b(?:thanks|thank you|thx|ty|cheers|much obliged|grateful)\b/],
  ['joke', /\bjoke\b|\bmake me laugh\b|\bsomething funny\b|\bknow any (?:good )?(?:ones|riddles)\b/],
  ['apology', /\b(?:sorry|apologi[sz]e|my apologies|forgive me|my bad)\b/],
  [
    'sad',
    /\b(?:sad|unhappy|crying|cried|depressed|heartbroken|lonely|miserable|upset|grieving|awful day|bad day|terrible day|rough day|long day|hard day|failed|died|dying|passed away|broke up|dumped)\b/,
  ],
  [
    'tired',
    /\b(?:i'?m|i am|so|feeling) (?:\w+ )?(?:tired|exhausted|sleepy|knackered|worn out)\b|\bcan'?t sleep\b/,
  ],
  ['love', /\b(?:i love you|marry me|kiss me|i like you|have a crush)\b/],
  [
    'praise',
    /\byou(?:'re| are) (?:\w+ )?(?:great|nice|kind|cool|funny|amazing|awesome|wonderful|lovely|sweet|clever|smart|brave|beautiful|the best)\b|\bwell done\b|\bgood (?:job|girl|boy)\b|\bi like your\b/,
  ],
  [
    'insult',
    /\byou(?:'re| are) (?:\w+ )?(?:stupid|dumb|boring|ugly|useless|annoying|an idiot|a fool|rude|mean)\b|\bshut up\b|\bi hate you\b/,
  ],
  ['laugh', /^\W*(?:ha(?:ha)+|lol|lmao|rofl|hehe+|xd|😂+|🤣+)\W*$/],
  ['cold', /\b(?:cold|freezing|shivering)\b/],
  ['hungry', /\b(?:i'?m|i am|so) (?:\w+ )?(?:hungry|starving|thirsty)\b/],
  ['bored', /\bbored\b|\bnothing to do\b/],
  ['hurry', /\b(?:in a hurry|no time|in a rush|late for|running late)\b/],
  [
    'more',
    /^\W*(?:why|how so|how come|really|and|and then|then what|go on|tell me more|more|what else|what happened(?: then| next)?|continue|such as|like what|what do you mean|meaning|anything else|seriously|is that so|interesting)\W*$/,
  ],
  [
    'agreement',
    /^\W*(?:yes|yeah|yep|yup|sure|ok|okay|indeed|of course|right|true|exactly|agreed|fine|alright|i see|got it|makes sense|fair enough|cool|nice|great|wow|oh)\W*$/,
  ],
  ['refusal', /^\W*(?:no|nope|nah|not really|never|no way|no thanks|i don'?t think so|maybe not)\W*$/],
];

/** The mood of a message; undefined when its words matter more. */
export function moodOf(text: string): Mood | undefined {
  const lower = text.toLowerCase().replaceAll('’', "'");
  return signs.find(([, sign]) => sign.test(lower))?.[0];
}

/** What anybody might say, where the card has nothing better. `{name}` is the partner. */
export const plainLines: Record<Exclude<Mood, 'more'>, string[]> = {
  greeting: [
    'Hello, {name}.',
    'There you are, {name}.',
    'Good to see you, {name}.',
    'Come in, {name}.',
    'Ah, {name}. What brings you?',
  ],
  farewell: [
    'Goodbye, {name}.',
    'Take care of yourself, {name}.',
    'Until next time, {name}.',
    'Go well, {name}.',
    'Come back soon, {name}.',
  ],
  thanks: [
    "You're welcome, {name}.",
    'Think nothing of it.',
    'No need to thank me, {name}.',
    'Gladly done.',
    'Any time.',
  ],
  'how-are-you': [
    'Well enough, {name}. And you?',
    "I can't complain. How are you, {name}?",
    'As well as ever. What about you?',
    'All the better for company, {name}.',
  ],
  joke: [
    "I'm poor at jokes, {name}. Tell me one of yours.",
    'The best one I know is my own life so far.',
    'Not today, {name}. Ask me for a true story instead.',
  ],
  sad: [
    "I'm sorry to hear that, {name}.",
    'That is hard. Sit with me a while, {name}.',
    'Oh, {name}. Tell me about it, if you like.',
    "That's a heavy thing to carry, {name}.",
  ],
  tired: [
    'Then rest, {name}. It will keep until tomorrow.',
    'You should sleep, {name}.',
    'Sit down a while, {name}.',
  ],
  apology: ['No harm done, {name}.', 'It is forgotten already.', "Don't worry about it, {name}."],
  praise: ["That's kind of you, {name}.", 'You are too generous, {name}.', "I'll remember you said so."],
  love: [
    "That's a large thing to say, {name}.",
    'You hardly know me yet, {name}.',
    "I'm glad of your company, {name}. Let that be enough.",
  ],
  insult: ["I've heard worse, {name}.", 'If you say so, {name}.', 'Is something else troubling you, {name}?'],
  laugh: [
    'I am glad somebody is amused.',
    "It's good to hear you laugh, {name}.",
    'Laugh while you can, {name}.',
  ],
  agreement: [
    "Good. Then we're agreed.",
    'I thought you would see it so.',
    'Just so, {name}.',
    'Quite.',
    "Then that's settled.",
  ],
  refusal: ['As you like, {name}.', 'Then not.', "I won't press you, {name}.", 'Fair enough, {name}.'],
  cold: ['Then come closer to the warmth, {name}.', 'You should wear more, {name}.'],
  hungry: [
    'Then eat something, {name}, before anything else.',
    'Nobody thinks well on an empty stomach, {name}.',
  ],
  bored: ['Then ask me something worth answering, {name}.', 'Boredom is only curiosity asleep, {name}.'],
  hurry: ["Then I won't keep you, {name}.", 'Go, then. It will all still be here, {name}.'],
};
