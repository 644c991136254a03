import type { Mood } from '../../core/mood.ts';

/**
 * What characters do, as it stands in *action texts*: word stems of several languages, `~` for any ending. The number is how
 * clearly it shows the mood.
 */
export const actionCues: readonly [Mood, number, string][] = [
  [
    'amusement',
    3,
    'laugh~|chuckl~|giggl~|snicker~|snigger~|cackl~|guffaw~|smirk~|grin|grins|grinning|snort~ with laughter|lacht|lachend|lachen|kicher~|grinst|schmunzel~|rit|ricane~|glousse~|éclate de rire|ríe|ríen|se ríe~|carcajad~|ridacchia~|gargalha~|sme[её]тся|сме[её]~|хихика~|хохоч~|ухмыля~',
  ],
  [
    'anger',
    3,
    'slam~|growl~|snarl~|shout~|yell~|roars?|glar(?:e|es|ing)|seeth~|fum(?:es|ing)|scowl~|clench~|bares? (?:her|his|their|its|my) (?:teeth|fangs)|teeth bared|eyes (?:blaze|flash|burn|blazing)|shak~ with (?:rage|anger)|bristl~|spits|storms (?:out|off)|schrei~|brüll~|knurr~|faucht|hurle~|crie|grogne~|gruñe|grita|ringhia|rosna|крич~|рычит|злится',
  ],
  [
    'annoyance',
    3,
    'roll~ (?:her|his|their|my|its) eyes|eye ?roll~|pinch~ the bridge|groan~|huff~|grumbl~|click~ (?:her|his|their) tongue|tap~ (?:her|his|their) foot|exasperat~|irritat~|verdreht die augen|schnaub~|lève les yeux|pone los ojos en blanco|закатывает глаза',
  ],
  [
    'sadness',
    2.5,
    'sighs?|sighing|a tear|tears (?:in|run|stream|roll|fill|well|down)~|(?:her|his|their|my|of) tears|tearful~|cries|crying|sniffl?~|shoulders (?:slump|sag)~|voice breaks|looks? (?:away )?sadly|sadly|seufz~|weint|traurig|soupire~|pleure~|suspira~|llora~|triste|chora|piange|вздыха~|плач~|грустно',
  ],
  [
    'grief',
    3.5,
    'sob|sobs|sobbing|weep~|wail~|mourn~|falls? to (?:her|his|their) knees|schluchz~|sanglote~|solloza~|рыда~',
  ],
  [
    'joy',
    2.5,
    'smil(?:e|es|ing)|beams|beaming|hum|hums|humming|twirl~|danc(?:es|ing)|skips|cheers|face lights up|eyes light up|lächel~|strahl~|sourit|sourire|sonríe~|sorri~|улыба~|сия[ею]~',
  ],
  [
    'excitement',
    3,
    'bounc~|jump~ up and down|claps|clapping|squeal~|eyes (?:sparkl~|shin~|wide with excitement)|can barely (?:sit|stand) still|hüpft|klatscht|salta|прыгает|хлопает',
  ],
  [
    'fear',
    3,
    'trembl~|shiver~ in fear|cower~|flinch~|step~ back|back~ away|(?:goes|turns|went) (?:pale|white)|pales|eyes wide with (?:fear|terror)|shak~ with fear|scream~|shrink~ back|zitter~|bebt|tremble~|tiembla~|trema|дрож~|бледнеет',
  ],
  [
    'nervousness',
    3,
    'fidget~|swallow~ hard|gulp~|bit(?:es|ing) (?:her|his|their) (?:lip|nails)|sweat~|shift~ (?:nervously|uneasily|from foot to foot)|nervously|anxiously|paces|clears (?:her|his|their) throat|wrings|nervös|nerveu~|nervios~|нервно',
  ],
  [
    'surprise',
    3,
    'gasp~|blinks|eyes (?:widen~|go wide|fly open)|jaw drops|startl~|does a double take|freez~ in surprise|hands? over (?:her|his|their) mouth|reißt die augen auf|écarquille~|se sobresalta|ахает|вздрагивает',
  ],
  [
    'curiosity',
    2.5,
    'tilt~ (?:her|his|their|its) head|lean~ (?:in|closer|forward)|peers|peering|squint~|rais~ an eyebrow|cocks (?:her|his|their) head|curiously|inspect~|neugierig|penche la tête|ladea la cabeza|с любопытством',
  ],
  [
    'confusion',
    3.5,
    'scratch~ (?:her|his|their) head|puzzled|confus~|perplexed|frowns in confusion|verwirrt|perplexe|confundid~|недоум~',
  ],
  [
    'embarrassment',
    3.5,
    'blush~|(?:goes|turns) (?:red|scarlet|crimson)|hid(?:es|ing) (?:her|his|their) face|face (?:heats|burns|flushes)|flush~|cheeks (?:redden|burn|flush)~|wird rot|errötet|rougi~|se sonroja~|arrossisce|cora|красне~',
  ],
  [
    'love',
    3,
    'kiss~|nuzzl~|cups? (?:your|her|his|their) (?:face|cheek)|caress~|gaz~ (?:lovingly|adoringly)|lovingly|küss~|embrasse~|besa~|bacia|beija|целу~',
  ],
  [
    'caring',
    3,
    'hug|hugs|hugging|pat(?:s|ting)? (?:your|her|his|their) (?:back|head|shoulder|hand)|tuck~|pull~ the blanket|strok~ (?:your|her|his|their) hair|wipe~ (?:your|her|his|their) (?:tears?|cheek)|umarmt|serre dans ses bras|abraza~|abbraccia~|abraça|обнима~',
  ],
  ['gratitude', 2.5, 'bows|bowing|gratefully|verbeugt sich|s’incline|se inclina|кланяется'],
  [
    'admiration',
    3,
    'in awe|admires|admiring|admiringly|admiration|marvels|gaz~ in wonder|staunt|bewunder~|восхищ~',
  ],
  ['approval', 2.5, 'nods?|nodding|thumbs up|nickt|hoche la tête|asiente|annuisce|acena|кива~'],
  [
    'disapproval',
    2.5,
    'shak(?:es|ing) (?:her|his|their|its) head|cross~ (?:her|his|their) arms|frown~|wags? a finger|schüttelt den kopf|secoue la tête|niega con la cabeza|качает головой',
  ],
  [
    'disappointment',
    3,
    '(?:her|his|their) face falls|lower~ (?:her|his|their) (?:eyes|gaze)|deflat~|enttäuscht|déçue?|decepcionad~',
  ],
  [
    'disgust',
    3.5,
    'gags?|gagging|wrinkl~ (?:her|his|their) nose|grimac~|recoil~|retch~|shudder~ in disgust|rümpft|angewidert|морщ~',
  ],
  [
    'pride',
    3,
    'puffs? (?:out|up) (?:her|his|their|my) chest|proudly|chin up|lifts (?:her|his|their) chin|stolz|fièrement|orgullos~|гордо',
  ],
  [
    'relief',
    3.5,
    'lets? out a (?:long |deep |shaky )*breath|sighs? (?:in|with) relief|breathes out|exhal~|relax~|sags in relief|atmet auf|souffle de soulagement|suspira de alivio|облегч~',
  ],
  [
    'remorse',
    3.5,
    'hang~ (?:her|his|their) head|look~ (?:guilty|ashamed)|guiltily|apologetically|schuldbewusst',
  ],
  ['optimism', 2.5, 'hopefully|hoffnungsvoll|with hope'],
  ['realization', 3.5, 'snaps? (?:her|his|their) fingers|smacks? (?:her|his|their) forehead|it dawns on'],
  [
    'desire',
    3,
    'lick~ (?:her|his|their) lips|gaze (?:lingers|roams)|winks suggestively|bites (?:her|his|their) lip seductively|leckt sich die lippen',
  ],
];

/** The same in scripts without spaces. */
export const spacelessActions: readonly [Mood, number, RegExp][] = [
  ['amusement', 3, /笑(?![顔容])|クスクス|ニヤ|웃/gu],
  ['joy', 2.5, /微笑|笑顔|笑容|にっこり|미소/gu],
  ['sadness', 2.5, /叹气|嘆息|ため息|泣|哭|한숨|울/gu],
  ['anger', 3, /怒|瞪|にらむ|睨|화를/gu],
  ['embarrassment', 3.5, /脸红|臉紅|赤くな|照れ|얼굴을 붉/gu],
  ['fear', 3, /发抖|震え|떨/gu],
  ['approval', 2.5, /点头|點頭|うなず|頷|끄덕/gu],
];
