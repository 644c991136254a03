import type { Fact } from './facts.ts';
import { number, own } from './forms.ts';
import { stemsIn } from './stems.ts';
import { isVague } from './vague.ts';

/** What people ask characters about, however they put it, and by what an answer to it is known. */
export interface Topic {
  asked: RegExp;
  shown: RegExp;
  /** One sign alone says little. */
  several?: boolean;
  /** The first sentence of a description mostly says this too. */
  first?: boolean;
  /** Somebody or something of its own: to a question for more about it, the sign alone is no answer. */
  possession?: boolean;
  /** Only facts of these kinds; any when left out. */
  kinds?: Fact['kind'][];
  weight: number;
}

const asksHome =
  /\bwhere do (?:you|u) live\b|\byour (?:home|house|place|flat|room|address)\b|\blive (?:around )?here\b|\bwhere (?:do you )?stay\b/;
const about: Fact['kind'][] = ['description', 'personality'];

/** In English only; other languages are answered by their words alone. */
export const topics: Topic[] = [
  {
    asked:
      /\bhow old are (?:you|u)\b|\byour age\b|\bare you (?:young|old)\b|\bwhen were you born\b|\byour birthday\b/,
    shown: new RegExp(
      `\\b(?:am|at|aged|age:?|of|turned) (?:about |nearly |almost )?${number}\\b(?! (?:years? (?:ago|later)|metres|feet))|^I(?:'m| am) [\\p{L} ]+, ${number},|years old|\\bcentur|\\bborn in`,
      'iu',
    ),
    kinds: about,
    weight: 6,
  },
  {
    asked: /\bhow old (?:is|are|was)(?! you\b)\b|\b(?:his|her|their) age\b/,
    shown: new RegExp(
      `(?:\\p{Lu}\\p{Ll}+,|\\bis|\\bare|\\bwas) ${number}\\b|\\byears? old\\b|-year-old`,
      'u',
    ),
    kinds: ['description', 'lore'],
    weight: 3,
  },
  {
    asked:
      /^(?!.*\bbefore\b).*\bfor a living\b|^(?!.*\bbefore\b).*\byour (?:job|work|profession|trade|line of work|occupation|role|craft)\b|\bur job\b|^(?:so |and |hey |\W)*(?:what|wat) do (?:you|u) do\b(?! (?:if|when|about|with|on|after|to|for fun|at))|\bwhat are you\?*$|\bwhat do you work\b|\bwhere do you work\b/,
    shown:
      /^I am (?:a|an|the) |^My work|^I (?:run|work|keep|carry|deliver|repair|make|mend|teach|serve|sell|command|captain|guard|cook) /,
    kinds: about,
    first: true,
    weight: 6,
  },
  {
    asked:
      /\bwhere (?:(?:are|r|were) (?:you|u)|you(?:'re| are| were)) from\b|\bwhere (?:were you|did you) (?:born|grow|come|originally)|\bcome from\b|\bgrow up\b|\bgrew up\b|\byour (?:home ?town|origin|childhood|birthplace)\b|\bwere you born\b|\boriginally\b/,
    shown:
      /\b(?:am|'m) from\b|\bborn (?:in|on|at|to|under)\b|\bgrew up\b|\braised (?:in|at|on the|on an?|by)\b|\bcome from\b|\bcame from\b|\bnative of\b|\bhail/i,
    weight: 6,
  },
  {
    asked: asksHome,
    shown:
      /\bI live\b|\bI lodge\b|\bI dwell\b|\bmy (?:home|house|room|flat|cabin|hut|cottage)\b|\bI rent\b|\bI stay (?:in|at|with)\b/i,
    weight: 6,
  },
  {
    // Where somebody works is where they are found.
    asked: asksHome,
    shown: /\b(?:of|at|aboard|on) the \p{Lu}/u,
    kinds: ['description'],
    weight: 3,
  },
  {
    asked:
      /\bwho do you (?:live|share) with\b|\blive alone\b|\b(?:flat|room|house)mates?\b|\banyone at home\b/,
    shown: /\b(?:I (?:live|share)\b.* with|shares my) /,
    kinds: ['description', 'lore'],
    weight: 7,
  },
  {
    asked: /\bpets?\b|\byour (?:animal|dog|cat)\b|\bany animals\b/,
    shown:
      /\b(?:cat|dog|tortoise|parrot|bird|horse|raven|crow|fox|rat|goose|ferret|hound|mouse|snake|toad|frog|owl|canary|hen|donkey|goat|mule|rabbit|hedgehog|newt|moth|fish|snail|pet)\b/i,
    possession: true,
    weight: 4,
  },
  {
    asked: /\b(?:family|relatives|relations)\b/,
    shown:
      /\b(?:my|our|by a|only) (?:[\p{L}-]+,? ){0,2}(?:brother|sister|twin|mother|father|parents|daughter|son|child|children|aunt|uncle|niece|nephew|husband|wife|grandmother|grandfather|family|cousin|sibling)s?\b|\bwere married\b/iu,
    weight: 5.5,
  },
  {
    asked: /\b(?:siblings?|brothers?|sisters?|twins?)\b/,
    shown: /\b(?:my|our|three|two|four|only) (?:[\p{L}-]+ ){0,3}(?:brother|sister|twin|sibling)s?\b/iu,
    possession: true,
    weight: 5.5,
  },
  {
    asked: /\b(?:parents?|mother|father|mum|mom|dad)\b/,
    shown: /\b(?:my|our|by a) (?:[\p{L}-]+ ){0,2}(?:mother|father|parents?)\b|\borphan/iu,
    possession: true,
    weight: 4,
  },
  {
    asked:
      /\bwhat hours\b|\bwhen are you (?:on|up|awake|here|open|there)\b|\bwhen is your (?:show|shift|watch|turn)\b|\bon air\b|\bwhen do you (?:work|start|finish|open|close|sleep)\b|\bwhat time (?:do you|is your)\b/,
    shown: /\bfrom \w+ (?:at \w+ )?to \w+\b|\bmidnight to\b|\bo'clock\b/,
    weight: 5,
  },
  {
    asked:
      /\b(?:married|wife|husband|spouse|girlfriend|boyfriend|partner|single|in love|seeing anyone|divorced|who do you love|love of your life)\b/,
    shown:
      /\b(?:wife|husband|married|widow(?:er|ed)?(?!'s)|spouse|betrothed|divorced|engaged|beloved|in love|lover|proposed)\b/i,
    weight: 5,
  },
  {
    asked:
      /\b(?:kids|children|sons?|daughters?|grandchildren)\b.*\byou\b|\byou\b.*\b(?:kids|children|sons?|daughters?)\b/,
    shown: /\b(?:my|a|two|three|only) (?:\w+ )?(?:son|daughter|child|children)\b/i,
    weight: 4,
  },
  {
    asked:
      /\blook like\b|\byour (?:looks|appearance|hair|face|eyes)\b|\bdescribe (?:yourself|your looks)\b|\bwhat are you wearing\b|\bcolou?r (?:are|is) your (?:hair|eyes?|skin|beard|face)\b/,
    shown:
      /\b(?:hair|eyes?|beard|bald|face|tall|short|scar|braid|teeth|tooth|scarf|scarves|shaved|freckle|wear|coat|apron|skin|skinned|brow|shoulders|head|lamp|legs|thin|slight|small|lean|wiry|stout|plump|broad|slender|short|freckles?|cardigan|dress|jacket|boots|gloves|spectacles|glasses|ears?|nose|cheeks|plait|curls|moustache|headwrap|copper|brass|hands)\b/i,
    kinds: about,
    several: true,
    weight: 7,
  },
  {
    asked: /\bafraid\b|\bscared?\b|\bscares\b|\bfears?\b|\bterrif|\bfrighten|\bphobia\b|\bnervous about\b/,
    shown: /\bafraid\b|\bfear\b|\bterrified\b|\bdread\b|\bscared\b|\bfrighten/i,
    weight: 5,
  },
  {
    asked:
      /\b(?:what|which|anything|something|things?|who)\b.*\b(?:hate|dislike|can'?t stand|don'?t (?:you )?like|annoys?|bothers? you|irritates?|pet peeve|despise|loathe|gets on your nerves)\b|\bpet peeves?\b|\bannoys you\b/,
    shown:
      /\bI (?:hate|dislike|distrust|can't stand|cannot stand|detest|despise|loathe|will not|won't|refuse)\b|\bI don't like\b|\bno patience\b/i,
    weight: 6,
  },
  {
    asked:
      /\bwhat do (?:you|u) (?:like|love|enjoy)\b|\bfavou?rite (?:things?|topic|pastime)|\bhobb(?:y|ies)\b|\bfor fun\b|\bfree time\b|\bwhat makes you happy\b|\bpassions?\b|\binterests\b|\bspare time\b/,
    shown: /^I (?:love|like|enjoy|adore)\b/,
    kinds: ['likes', 'description', 'personality'],
    weight: 6,
  },
  {
    asked: /\bfavou?rite (?:food|dish|meal|snack)\b|\blike to eat\b|\bwhat do you eat\b|\bhungry\b/,
    shown:
      /\bfood\b|\beat\b|\bdumpling|\bsoup\b|\bbread\b|\bcake|\bpie|\bcheese\b|\bherring\b|\bfruit\b|\bpears?\b|\bstew\b|\bnoodle|\bpancake/i,
    weight: 3.5,
  },
  {
    asked:
      /\b(?:favou?rite drink|what do you drink|drink (?:tea|coffee)|your (?:tea|coffee)|something to drink)\b/,
    shown: /\bdrink\b|\btea\b|\bcoffee\b|\bale\b|\bwine\b|\bbuttermilk\b|\bcider\b|\bcocoa\b/i,
    weight: 3.5,
  },
  {
    asked:
      /\bwould you (?:love|like) to \w+ (?:one|some) ?day\b|\b(?:dreams?|goals?|ambitions?|wish for|hope to|want most|really want|what do you want|hopes)\b/,
    shown:
      /\bI (?:dream|wish|hope|want|long|yearn|intend|plan|mean|would like)\b|\bmy (?:dream|goal|wish|ambition)\b/i,
    weight: 5,
  },
  {
    asked:
      /\bwhat kind of (?:person|being|man|woman|character)\b|\byour personality\b|\bdescribe yourself\b|\bwhat are you like\b|\bhow would (?:you|others|people) describe you\b|\byour character\b/,
    shown: /^I am /,
    kinds: ['personality'],
    weight: 7,
  },
  {
    asked:
      /\bwho (?:are|r) (?:you|u)\b|\btell me about yourself\b|\bintroduce yourself\b|\babout you\b|\byour story\b|\bwhat are you\W*$/,
    shown: /^I am (?:a|an|the)? ?|^I was /,
    kinds: ['description'],
    weight: 5,
  },
  {
    asked:
      /\bwhat did you do (?:for (?:work|a living) )?before\b|\b(?:another|other) jobs?\b|\bused to (?:be|do|work)\b|\byour (?:past|former)\b|\bbefore (?:you|this|that|the|becoming|all)\b/,
    shown:
      /^(?:For .{3,30} years,? )?I (?:was|used to|served|spent|worked)\b|\bretired\b|\bwas for\b|\bformer(?:ly)?\b|\bused to\b|^I (?!have|am)\w+ .*\bfor (?:[\w-]+ ){1,2}years\b/,
    weight: 6,
  },
  {
    asked: /\bhow long (?:(?:have )?you (?:been|lived|worked|had|run|kept|done)|were you|did you)\b/,
    shown: /\bfor (?:[\w-]+ ){1,3}(?:years|months|weeks)\b|\bsince\b/,
    weight: 4,
  },
  {
    asked:
      /\bwhat (?:time|day|date) is it\b|\bwhat(?:'s| is) the (?:time|date|day)\b|\bwhat(?:'s| is) today\b/,
    shown: /^It is .*\d:\d\d/,
    kinds: ['lore'],
    weight: 8,
  },
  {
    asked: /\bworking on\b|\bup to (?:these days|lately)\b/,
    shown: /\bworking\b|\bI am (?:writing|building|making|mending)\b/,
    weight: 4,
  },
  {
    asked:
      /\bwhere (?:are we|am i)\b(?! from| going)|\bwhat are you (?:doing|up to)\b|\b(?:what is|what's) this place\b/,
    shown: /./,
    kinds: ['scenario'],
    weight: 9,
  },
  {
    asked: /\bhow (?:did|do|have) you .*\b(?:meet|met|know|come across|find)\b/,
    shown: /\bmet\b|\bonce (?:tried|came|asked)\b|\bthe day\b|\bfirst came\b/,
    kinds: ['description', 'lore'],
    weight: 4,
  },
  { asked: /\ballerg/, shown: /\ballerg/i, weight: 4 },
  {
    asked: /\b(?:real|full|true|actual) name\b/,
    shown: /\bname is\b|\bmy (?:real|full|true) name\b|\bborn .* as\b/i,
    weight: 6,
  },
  {
    asked: /\b(?:secrets?|hiding|ashamed|regrets?|guilty)\b/,
    shown: /\bashamed\b|\bsecret|\bhide\b|\bregret|\bnever told\b|\bguilt|\bwill not discuss\b/i,
    weight: 4,
  },
  {
    asked: /\bhow big\b|\bhow tall\b|\bhow large\b|\byour (?:size|height)\b|\bhow small\b/,
    shown:
      /\btall\b|\bsize of\b|\bhigh\b|\benormous\b|\bsmall\b|\bhuge\b|\btiny\b|\blittle\b|\bheight\b|\bof [\d,]+ (?:people|souls|houses)\b/i,
    kinds: ['description', 'lore'],
    weight: 4,
  },
  {
    asked:
      /\bgood at\b|\bmakes you special\b|\bproud of\b|\btalents?\b|\bskills?\b|\bwhat can you do\b|\bspecial abilit/,
    shown: /\bI can\b|\bgood at\b|\btalent\b|\bskill|\bbest\b/i,
    weight: 4,
  },
  {
    asked: /\bevery (?:day|morning|evening|night)\b|\bhabits?\b|\broutine\b|\bdo you always\b/,
    shown: /\bevery\b|\balways\b|\beach\b/i,
    weight: 3,
  },
  {
    asked: /\bfriends?\b|\bwho do you (?:know|trust|like)\b/,
    shown: /\bfriend\b|\btrust\b/i,
    kinds: ['relationship', 'description'],
    weight: 4,
  },
  { asked: /\b(?:enem(?:y|ies)|rivals?)\b/, shown: /\benem|\brival|\bdistrust|\bhate\b/i, weight: 4 },
  {
    asked:
      /\b(?:the|your) (?:boss|owner)\b|\bwork for\b|\bwho(?:'s| is)? (?:in charge|leads?|owns)\b|\bwho(?:'s| is) the (?:leader|head|chief)\b/,
    shown:
      /\bleader\b|\bheaded by\b|\bled by\b|\bboss\b|\bchief\b|\bbelongs? to\b|\bowned by\b|\bcaptain,|\bdirects\b/i,
    kinds: ['lore', 'description'],
    weight: 3,
  },
];

const exampleLead = 2.5;
const moreShare = 0.4;

/** Whether a question is about one of these, so that it needs no context to be understood. */
export function isTopical(question: string): boolean {
  return topics.some(({ asked }) => asked.test(question));
}

/** How well a fact suits what a question is about, beyond its words. */
export function topicScore(question: string, fact: Fact): number {
  const askedFor = topics.filter(({ asked }) => asked.test(question));
  if (fact.kind === 'example') return exampleScore(askedFor, fact);
  const isOthers = fact.kind === 'lore' && !own.test(fact.text);
  const scores = askedFor
    .filter(({ kinds }) => kinds?.includes(fact.kind) ?? !isOthers)
    .map(
      (topic) =>
        signsOf(topic, fact) * (topic.possession === true && asksMore(question, topic) ? moreShare : 1),
    );
  return Math.max(0, ...scores);
}

/** `what does your sister break` asks for more than a sister. */
function asksMore(question: string, { asked }: Topic): boolean {
  return stemsIn(question.replace(asked, ' ')).some((one) => !isVague(one));
}

/** An example that answered a question about the same is the character's own answer to it. */
function exampleScore(askedFor: Topic[], { asked }: Fact): number {
  const before = asked.toLowerCase();
  return Math.max(
    0,
    ...askedFor.filter((topic) => topic.asked.test(before)).map(({ weight }) => weight + exampleLead),
  );
}

function signsOf({ shown, weight, several, first }: Topic, fact: Fact): number {
  if (first === true && fact.kind === 'description' && fact.place === 0) return weight + 0.5;
  if (!shown.test(fact.text)) return 0;
  const found = several === true ? (fact.text.match(new RegExp(shown, 'gi')) ?? []).length : 2;
  return found > 1 ? weight + Math.min(1, found * 0.1) : weight / 3;
}
