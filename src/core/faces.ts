import { fold } from '../lib/fold.ts';
import type { Character, CharacterAsset } from './character.ts';
import { isMood, type Mood, moods } from './mood.ts';

/** What cards call the pictures of a mood besides its own name. */
const synonyms: Partial<Record<Mood, string>> = {
  admiration: 'admiring admire awe awed impressed adoring starstruck',
  amusement:
    'amused laugh laughing laughs giggle giggling chuckle grin grinning smirk smug teasing tease playful mischievous wink winking funny lol 大笑 笑い 偷笑',
  anger:
    'angry mad furious rage raging enraged shout shouting yell yelling hate hatred hostile 生气 愤怒 怒り 怒 화남',
  annoyance:
    'annoyed irritated irritation frustrated frustration pout pouting grumpy impatient unamused bored boredom tsun',
  approval: 'approving approve agree agreeing nod nodding thumbsup yes ok satisfied satisfaction',
  caring: 'care concerned concern gentle comfort comforting worried worry kind hug',
  confusion: 'confused puzzled perplexed dizzy lost question questioning 困惑',
  curiosity: 'curious interested interest intrigued think thinking thoughtful pondering ponder wonder',
  desire:
    'lust lustful aroused horny flirt flirting flirty flirtatious seductive sexy hungry yearning longing',
  disappointment: 'disappointed letdown depressed dejected',
  disapproval: 'disapproving disapprove refuse refusing no stern serious cold',
  disgust: 'disgusted disgusting gross eww contempt',
  embarrassment: 'embarrassed blush blushing shy flustered ashamed shame bashful 害羞 照れ 부끄러움',
  excitement: 'excited enthusiastic hyper thrilled eager energetic',
  fear: 'afraid scared fearful terrified scream screaming panic panicked horror horrified 害怕 恐惧 恐怖',
  gratitude: 'grateful thankful thanks thank',
  grief: 'grieving sob sobbing mourning devastated despair heartbroken',
  joy: 'happy happiness joyful joyous smile smiling cheerful glad delighted delight pleased bliss content elated 开心 高兴 笑顔 喜び 微笑 기쁨',
  love: 'loving affection affectionate lovestruck loved kiss kissing heart romantic 爱 愛',
  nervousness: 'nervous anxious anxiety uneasy tense sweat sweating awkward stressed',
  neutral: 'normal default idle calm base standard main relaxed 普通 平静 通常',
  optimism: 'optimistic hopeful hope determined confident encouraging',
  pride: 'proud triumphant victory victorious',
  realization: 'realizing realize realise realisation idea aha eureka',
  relief: 'relieved sigh sighing exhale',
  remorse: 'remorseful sorry guilty guilt regret apologetic',
  sadness:
    'sad unhappy cry crying tears tear tearful sorrow sorrowful gloomy melancholy upset lonely 悲伤 伤心 悲しみ 哭 泣き 슬픔',
  surprise: 'surprised shock shocked astonished amazed startled gasp stunned 惊讶 驚き 놀람',
};

const moodByName = new Map<string, Mood>([
  ...Object.entries(synonyms).flatMap(([mood, names]): [string, Mood][] =>
    names.split(' ').map((name) => [name, mood as Mood]),
  ),
  ...moods.map((mood): [string, Mood] => [mood, mood]),
]);

/** Which other moods look most like one, the nearest first. */
const nearest: Partial<Record<Mood, readonly Mood[]>> = {
  admiration: ['love', 'joy', 'surprise'],
  amusement: ['joy', 'excitement'],
  anger: ['annoyance', 'disapproval', 'disgust'],
  annoyance: ['anger', 'disapproval', 'disappointment'],
  approval: ['joy', 'pride', 'optimism'],
  caring: ['love', 'joy'],
  confusion: ['curiosity', 'surprise'],
  curiosity: ['confusion', 'surprise'],
  desire: ['love', 'embarrassment'],
  disappointment: ['sadness', 'grief', 'annoyance'],
  disapproval: ['annoyance', 'anger', 'disgust'],
  disgust: ['disapproval', 'annoyance', 'anger'],
  embarrassment: ['nervousness'],
  excitement: ['joy', 'amusement', 'surprise'],
  fear: ['nervousness', 'surprise'],
  gratitude: ['joy', 'love', 'relief'],
  grief: ['sadness', 'disappointment'],
  joy: ['amusement', 'excitement', 'love', 'optimism'],
  love: ['caring', 'joy'],
  nervousness: ['fear', 'embarrassment'],
  optimism: ['joy', 'approval', 'excitement'],
  pride: ['joy', 'approval', 'amusement'],
  realization: ['surprise', 'curiosity'],
  relief: ['joy', 'optimism'],
  remorse: ['sadness', 'embarrassment', 'grief'],
  sadness: ['grief', 'disappointment', 'remorse'],
  surprise: ['realization', 'fear', 'excitement'],
};

/** The mood that a card's picture shows, by what it is called: `happy`, `Ada_angry_02.png`; undefined for other names. */
export function moodCalled(name: string): Mood | undefined {
  const whole = fold(name.slice(0, 200)).replace(/\.\w{1,5}$/, '');
  const words = whole.split(/[^\p{L}\p{M}]+/u).filter((word) => word !== '');
  return words.map((word) => moodByName.get(word)).find((mood) => mood !== undefined);
}

/** The first of some pictures for each mood that they show. */
export function firstByMood<Named extends { type: string; name: string }>(
  assets: readonly Named[],
): Map<Mood, Named> {
  const faces = new Map<Mood, Named>();
  for (const asset of assets) {
    const mood = asset.type === 'emotion' ? moodCalled(asset.name) : undefined;
    if (mood !== undefined && !faces.has(mood)) faces.set(mood, asset);
  }
  return faces;
}

const known = new WeakMap<readonly CharacterAsset[], ReadonlyMap<Mood, CharacterAsset>>();

/** The pictures of a character by the mood that each shows. */
export function facesOf({ assets }: Pick<Character, 'assets'>): ReadonlyMap<Mood, CharacterAsset> {
  if (assets === undefined) return new Map();
  const faces = known.get(assets) ?? firstByMood(assets);
  known.set(assets, faces);
  return faces;
}

/** Which of a character's pictures fits a mood best, by the mood that it shows; undefined where its icon does. */
export function faceFor(character: Pick<Character, 'assets'>, mood: unknown): Mood | undefined {
  if (!isMood(mood)) return undefined;
  const faces = facesOf(character);
  return [mood, ...(nearest[mood] ?? [])].find((one) => faces.has(one));
}
