import type { Mood } from '../../core/mood.ts';

const feel =
  "(?:i'm|i am|i feel|i was so|i've been)(?: (?:so|very|really|truly|just|a bit|a little|rather|quite|terribly|utterly))*";

/** What characters say: interjections, and words about how they feel themselves. Written like the cues of actions. */
export const speechCues: readonly [Mood, number, string][] = [
  [
    'amusement',
    3,
    "(?:a?ha){2,}h?|(?:he){2,}|(?:hi){2,}|l(?:o+l)+|lmao|rofl|heh|(?:j[aeiá]){3,}j?|(?:rs){2,}|mdr|(?:а?ха){2,}х?|(?:хе){2,}|you(?:’re|'re| are) (?:impossible|hilarious)|hilarious|that's funny",
  ],
  [
    'anger',
    3,
    `how dare (?:you|he|she|they)|damn (?:you|him|her|it|them)|get out of my|you (?:bastard|swine|scoundrel|traitor)|i hate (?:you|him|her|them|this)|${feel} (?:angry|furious|livid|enraged|sick of)|shut up|(?<!\\p{L} )enough[!.]|wie kannst du es wagen|verdammt|comment oses-tu|maldit[ao]|cómo te atreves|come osi|черт возьми|как ты смеешь`,
  ],
  [
    'annoyance',
    3,
    "u+gh+|tsk|not (?:this|that|you) again|schon wieder|pff+|oh,? come on|for heaven's sake|give me a break|annoying|stop (?:that|tapping|asking)|me tienes hart[oa]|ты меня достал",
  ],
  [
    'sadness',
    3,
    `i miss (?:you|him|her|them|it|those)|${feel} (?:sad|lonely|unhappy|heartbroken|miserable|down)|so sad|makes me sad|alas|ich vermisse|ich bin (?:so )?traurig|tu me manques|je suis triste|te echo de menos|estoy triste|mi manchi|мне (?:так |очень )?грустно`,
  ],
  [
    'grief',
    3.5,
    "(?:she|he|they) (?:is|are|'s) (?:dead|gone forever)|(?:she|he) died in my arms|why did (?:she|he|they) have to die|not (?:him|her)",
  ],
  [
    'joy',
    3,
    `y+a+y+|hooray|hurra[yh]?|woo+hoo+|wonderful|(?:what a )?(?:lovely|beautiful|glorious) (?:day|morning|evening|surprise)|how lovely|${feel} (?:happy|glad|delighted|overjoyed)|(?:it is|it's|so) good to see you|juhu+|wie schön|schön, dass|ich freue mich|quelle joie|qué alegría|che gioia|que bom|ура|как я рад[а]?`,
  ],
  [
    'excitement',
    3,
    `(?:can't|cannot|can not) wait|${feel} (?:excited|thrilled)|amazing!+|let's go!+|this is going to be|finally!+|at last!+|ich kann es kaum erwarten|j'ai hâte|no puedo esperar|не могу дождаться`,
  ],
  [
    'fear',
    3,
    `${feel} (?:scared|afraid|terrified|frightened)|a{3,}h+|run!|don't leave me|help me|did you hear that|ich habe (?:solche |so )?angst|j'ai peur|tengo miedo|ho paura|estou com medo|мне страшно|я боюсь`,
  ],
  [
    'nervousness',
    3,
    `(?:u+m+|u+h+|er+m?)(?=[,.…])|er+m+|${feel} (?:nervous|anxious|worried|uneasy)|what if i|here goes|ich bin nervös|je suis nerveu(?:x|se)|estoy nervios[oa]|я волнуюсь`,
  ],
  [
    'surprise',
    3,
    "(?:wait, )?what\\?!+|no way|whoa|wo+w!*\\?|oh my (?:god|gods|goodness|stars)|(?:did not|didn't) see that coming|(?:wasn't|was not) expecting|i can't believe it|unbelievable|was\\?!+|das gibt(?:'s| es) doch nicht|quoi\\s?\\?!+|incroyable|no me lo puedo creer|non ci credo|не может быть|ничего себе",
  ],
  [
    'curiosity',
    3,
    `tell me (?:more|everything)|${feel} curious|i wonder|how interesting|interesting|fascinating|what happened (?:next|then|after)|erzähl mir mehr|wie interessant|raconte|cuéntame|dimmi di più|расскажи`,
  ],
  [
    'confusion',
    3,
    `hu+h\\?|i don't (?:follow|understand|get it)|(?:that|this|it) (?:makes no|doesn't make) sense|${feel} (?:confused|lost)|what do you mean|ich verstehe (?:das )?nicht|je ne comprends pas|no entiendo|non capisco|не понимаю`,
  ],
  [
    'embarrassment',
    3,
    `${feel} (?:embarrassed|mortified|ashamed)|how embarrassing|it's not like i|b-baka|don't look at me|nobody else saw|(?:das )?ist mir (?:so )?peinlich|j'ai honte|qué vergüenza|che imbarazzo|мне (?:так )?стыдно`,
  ],
  [
    'love',
    3,
    "i love you|my (?:love|darling|dear heart|beloved|heart)|ich liebe dich|mein schatz|je t'aime|mon amour|te (?:quiero|amo)|mi amor|ti amo|amore mio|eu te amo|люблю тебя",
  ],
  [
    'caring',
    3,
    "are you (?:all right|alright|okay|ok|hurt)|(?:it's|it is) (?:going to be|all right|okay)|i'm right here|i'm here for you|be careful|take care of yourself|(?:you need|get some) rest|did you eat|(?:poor|sweet) thing|there now|there, there|bist du verletzt|geht es dir gut|pass auf dich auf|ça va aller|prends soin|cuídate|estás bien|береги себя",
  ],
  [
    'gratitude',
    3,
    "thank (?:you|goodness for you)|thanks|(?:you have )?my thanks|i(?:'m| am) (?:so |very )?grateful|danke~|vielen dank|merci|gracias|grazie|obrigad[oa]|спасибо|благодарю",
  ],
  [
    'admiration',
    3,
    "(?:that was |you are |you're |it is |so )(?:so )?(?:brilliant|magnificent|talented|incredible|masterful|extraordinary|amazing)|cleverest|i have never seen (?:anyone|anything)|impressive|bewundernswert|magnifique|impresionante|wow,? you|великолепно",
  ],
  [
    'approval',
    3,
    "well done|good (?:job|work|girl|boy|lad)|agreed|exactly (?:how|right|so)|that(?:'s| is) (?:exactly|right|the right)|quite right|gut gemacht|genau so|bien joué|bien hecho|muy bien|ben fatto|молодец",
  ],
  [
    'disapproval',
    3,
    "i (?:don't|do not|will not|won't|cannot|can't) (?:approve|allow|condone|be part of|stand for)|that is not how|you shouldn't|neither should you|das gehört sich nicht|das geht nicht|ce n'est pas bien|eso no se hace|так нельзя",
  ],
  [
    'disappointment',
    3,
    `(?:what|such) a (?:shame|pity)|expected better|i had hoped|${feel} disappointed|let me down|wie schade|schade|quel dommage|qué (?:lástima|pena)|che peccato|que pena|как жаль`,
  ],
  [
    'disgust',
    3.5,
    'e+w+|y+uck|(?:so|how) gross|gross!|revolting|disgusting|that smell|vile|i+gitt|ekelhaft|beurk|dégoûtant|qué asco|che schifo|que nojo|фу|гадость',
  ],
  [
    'pride',
    3,
    `${feel} proud|(?:forged|made|built|did|baked|wrote) it myself|finest (?:\\w+ )?in the|(?:nobody|no one) does it better|ich bin (?:so )?stolz|je suis fi[eè]re?|estoy orgullos[oa]|я горжусь`,
  ],
  [
    'relief',
    3.5,
    `ph+e+w+|thank (?:the|god|goodness|heavens)(?: (?:stars|gods|heavens))?|${feel} relieved|what a relief|(?:had|we'd) lost you|gott sei dank|puh|ouf|quel soulagement|menos mal|qué alivio|meno male|слава богу|уф`,
  ],
  [
    'remorse',
    3,
    `i(?:'m| am) (?:so |very |truly |deeply )*sorry|forgive me|(?:it was|it's) (?:all )?my fault|i should(?:n't| never| not) have|i apologi[sz]e|i regret|es tut mir (?:so )?leid|verzeih mir|pardonne-moi|je suis désolée?|lo siento|perdóname|mi dispiace|perdonami|desculpa|прости(?:те)? меня|мне (?:так |очень )?жаль`,
  ],
  [
    'optimism',
    3,
    "(?:it'll|it will|everything will|things will) (?:all )?(?:be (?:fine|better|all right|okay)|work out)|tomorrow will be better|we'll (?:find a way|manage|make it)|a good feeling about|you'll see|look on the bright side|alles wird gut|wir schaffen das|tout ira bien|todo (?:saldrá|irá) bien|andrà tutto bene|всё будет хорошо",
  ],
  [
    'realization',
    3.5,
    "now i (?:see|understand|get it)|of course!(?= (?:the|that|it|how|why|she|he|they) )|that's it!|so that(?:'s| is) (?:why|how|it)|i just realized|i've got it|jetzt verstehe ich|ahora entiendo|adesso capisco|теперь понимаю",
  ],
  [
    'desire',
    3,
    'i want (?:it|more|you(?! to))(?: so)?(?: (?:badly|much))?|come closer|i need you(?! to)|i long for|ich will dich|je te veux|te deseo|ti voglio|хочу тебя',
  ],
];

/** The same in scripts without spaces. */
export const spacelessSpeech: readonly [Mood, number, RegExp][] = [
  [
    'amusement',
    3,
    /哈{2,}|呵{2,}|ㅋ{2,}|ㅎ{2,}|(?<![a-z])w{3,}(?![a-z.])|笑{2,}|草(?=$|\s)|웃기|可笑|好笑/giu,
  ],
  ['sadness', 3, /悲し|寂し|悲伤|难过|伤心|슬[프퍼]|[ㅠㅜ]{2,}|외로/gu],
  ['joy', 3, /嬉し|うれし|やった|开心|高兴|太好了|기[쁘뻐]|행복|신난/gu],
  ['anger', 3, /许ら?さない|許さない|ふざけるな|混蛋|滚|可恶|닥쳐|화나/gu],
  ['surprise', 3, /えっ|まさか|本当に[！!？?]|什么[？?！!]|真的吗|不会吧|헐|정말[?！!]/gu],
  ['gratitude', 3, /ありがとう|感谢|谢谢|感謝|고마워|감사/gu],
  ['remorse', 3, /ごめん|すみません|对不起|對不起|抱歉|미안|죄송/gu],
  ['love', 3, /愛してる|大好き|我爱你|我愛你|사랑해/gu],
  ['fear', 3, /怖い|こわい|好可怕|害怕|무서/gu],
  ['embarrassment', 3, /恥ずかし|はずかし|害羞|부끄/gu],
  ['disgust', 3, /気持ち悪|きもい|恶心|역겨/gu],
];

/** Emoji, and the faces of keyboards. */
export const emojiCues: readonly [Mood, RegExp][] = [
  ['amusement', /😂|🤣|😆|😹|😄|😏|😜|😝|😛|(?<!\S)[xX]D+(?!\S)|(?<!\S):-?[DP](?!\w)/gu],
  ['joy', /😊|🙂|😀|😃|😁|😸|☺|🌞|☀|(?<!\S):-?\)|\^\^/gu],
  ['excitement', /🎉|🥳|🤩|✨{2,}|🎊/gu],
  ['love', /❤|💕|💖|💗|💓|💞|😍|🥰|😘|💋|<3/gu],
  ['sadness', /😢|😞|😔|🥺|☹|🙁|(?<!\S):'?-?\(/gu],
  ['grief', /😭|💔|🖤/gu],
  ['anger', /😠|😡|🤬|👿|💢/gu],
  ['annoyance', /🙄|😒|😤|😑/gu],
  ['fear', /😱|😨|😰/gu],
  ['nervousness', /😬|😅|😓/gu],
  ['surprise', /😮|😲|😯|🤯|😳(?=[!?])|(?<!\S):-?[oO](?!\w)/gu],
  ['embarrassment', /😳|🙈|🫣/gu],
  ['confusion', /🤔|😕|🤨|🤷|❓{2,}/gu],
  ['gratitude', /🙏/gu],
  ['admiration', /👏|🙌/gu],
  ['approval', /👍|👌|✅/gu],
  ['disapproval', /👎|🙅|🤦/gu],
  ['disgust', /🤢|🤮/gu],
  ['relief', /😌|😮‍💨/gu],
  ['pride', /😎|🏆|💪/gu],
  ['caring', /🤗|🫂/gu],
  ['realization', /💡/gu],
  ['desire', /🤤|🔥{2,}/gu],
];
