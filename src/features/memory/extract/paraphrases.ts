import { phrases } from './phrases.ts';

/** Words that a statement may add to what was said, because they tell nothing by themselves. */
export const freeWords = new Set(
  `a an the is are was were be been being am had have has having does do did done not no cannot can could will would may
  who whom whose which what that where when while in at of to on onto for with within and or but as by from about into
  out up off over under near between among through around their them they theirs his him he her hers she its it s
  themselves himself herself one ones person someone something man woman guy called named name year years month months week
  weeks day days hour hours time times old age aged now currently used uses use formerly longer once some any also kind
  type sort thing there this these those since until till during before after then than ago more most very really quite
  pretty rather just only even still already ever again always often usually sometimes every each all both plan
  plans planned planning going goes wants want made lot because so too well back lately recently soon nearly almost
  roughly approximately actually instead together get gets got getting having make makes called's other another part
  haven't hasn't hadn't isn't aren't wasn't weren't don't doesn't didn't won't can't couldn't wouldn't`.split(
    /\s+/,
  ),
);

/** What a statement may say, and what must have been said for it. */
type Paraphrase = readonly [says: RegExp, said: RegExp];

/** What means the same either way round. */
const alike = (words: string): Paraphrase => {
  const either = new RegExp(`^(?:${words})$`);
  return [either, new RegExp(`(?:^| )(?:${words})(?= |$)`)];
};

const negation = "not|don'?t|never|no|can'?t|won'?t|doesn'?t|ain'?t";

/**
 * Words that a statement may use where something of the kind was said, in whatever words. A word that stands here is
 * believed in no other way: what somebody likes must not become what they own.
 */
export const paraphrases: readonly Paraphrase[] = [
  [
    /^(?:liv(?:e|es|ed|ing)|home|resid\w*|based|settled)$/,
    /\b(?:liv\w*|mov\w*|home|house|flat|apartment|place|based|resid\w*|wohn\w*|leb\w*|settl\w*|gezogen|zieh\w*|city|town|reloc\w*|neighbou?r\w*|rent\w*|room|stuck|(?:been|i'?m|we're) (?:here|in)|been here)\b/,
  ],
  [/^hometown$/, /\b(?:hometown|from|form|born|grew|rais\w*|city|town|home|komm\w*|aus)\b/],
  [
    /^(?:mov(?:e|es|ed|ing)|relocat\w*)$/,
    /\b(?:mov\w*|reloc\w*|lease|gezogen|zieh\w*|umzug|settl\w*|from|liv\w*|transferred)\b/,
  ],
  [
    /^(?:work(?:s|ed|ing|er)?|jobs?|employ\w*|profession\w*|occupation|earn\w*|career|company|firm|position|role|shifts?|hours)$/,
    /\b(?:work\w*|jobs?|(?:i'?m|am|is|are|was|being|been|you're|used to be) (?:an?|the|still|currently|now)|as an?|hired|employ\w*|promot\w*|career|shifts?|nights at|boss|office|retired|unemployed|arbeit\w*|bin|beruf|profession\w*|trade|quit|left|by day|firm|company|notice|laid off|runs? an?|start\w*|freelance\w*|no longer at)\b/,
  ],
  [/^(?:run(?:s|ning)?|manag\w*|operat\w*)$/, /\b(?:run\w*|manag\w*|own\w*|operat\w*|open\w*)\b/],
  [
    /^own(?:s|ed|ing|ers?)?$/,
    /\b(?:own\w*|got|have|had|has|ive|my|our|bought|runs?|drive|habe?|hat|mein\w*)\b|'ve\b/,
  ],
  [
    /^(?:taught|teach\w*|professor|instructor|tutor\w*)$/,
    /\b(?:taught|teach\w*|professor|instructor|tutor\w*|classes|lessons|unterricht\w*|lehr\w*)\b/,
  ],
  [
    /^(?:likes?|liked|lov(?:e|es|ed|ing)|enjoy\w*|fond|fan|ador\w*|prefers?|preferred|passionate|keen|into|obsessed|hooked|addicted)$/,
    /\b(?:lov\w*|luv|lik(?:e|es|ed|ing)|enjoy\w*|ador\w*|fan|fav\w*|obsess\w*|crazy|best|addict\w*|hooked|into|mag|lieb\w*|gern\w*|great|delicious|amazing|comforting|soft spot|prefer\w*|craving|weakness|jam|religion|my thing|sucker|stick|heaven|sane|nothing beats|can'?t get enough|rather|happy|happiest)\b|>/,
  ],
  [
    /^(?:dislik\w*|hat(?:e|es|ed|ing)|avoids?|avoided|detest\w*|loath\w*|despis\w*|stand|afraid|scared|terrified|fears?)$/,
    /\b(?:hat\w*|dislik\w*|stand|not|dont|don't|never|gag|gross|disgust\w*|worst|mag|hass\w*|no|sick|awful|terrible|despis\w*|loath\w*|detest\w*|can't|cant|devils?|jittery|jitters|ew+|yuck|horrible|scare\w*|afraid|terrif\w*|fears?|phobia|creep\w*|angst)\b|n't\b/,
  ],
  [/^favou?rites?$/, /\b(?:fav\w*|lieblings\w*|best|all.?time|lov\w*|no contest|hands down|nothing beats)\b/],
  [
    /^(?:speak(?:s|ing)?|spoke|languages?|fluent\w*|tongue|bilingual|trilingual)$/,
    /\b(?:speak\w*|spoke|fluent\w*|languages?|tongue|native|bilingual|trilingual|sprech\w*|learn\w*|read|know|understand|kann|sign)\b/,
  ],
  [
    /^(?:play(?:s|ed|ing)?|mains?|gamer|gam(?:e|es|ing))$/,
    /\b(?:play\w*|spiel\w*|mains?|gam\w*|runs?|raid\w*|hooked|quest\w*)\b/,
  ],
  [
    /^(?:comes?|came|origin\w*|grew|grown|raised|hails?|native)$/,
    /\b(?:from|form|born|grew|rais\w*|origin\w*|komm\w*|stamm\w*|aus|aufgewachsen|geboren|hometown|irl|native|hail\w*)\b/,
  ],
  [
    /^(?:born|birthdays?|turn(?:s|ed|ing)?|birth)$/,
    /\b(?:born|birthdays?|bday|b-day|geburtstag|geboren|turn\w*|gebor\w*)\b/,
  ],
  [
    /^(?:stud(?:y|ies|ied|ying|ent)|major\w*|learn\w*)$/,
    /\b(?:stud\w*|major\w*|degrees?|uni|univers\w*|college|courses?|dropped|learn\w*|lern\w*|doing|semester|exams?)\b/,
  ],
  [
    /^(?:schools?|attend\w*|college|universit\w*|academ\w*|courses?|classes|enrol\w*|medical|degrees?)$/,
    /\b(?:stud\w*|degrees?|uni|univers\w*|college|schools?|class\w*|courses?|go(?:es|ing)? to|attend\w*|got into|enrol\w*|med|tickets?)\b/,
  ],
  alike('graduat\\w*|degrees?|diplomas?|finished|alum\\w*|bachelors?|masters?|phd'),
  [/^(?:exams?|tests?)$/, /\b(?:exams?|tests?|prüfung\w*|klausur\w*)\b/],
  [
    /^(?:pets?|animals?)$/,
    /\b(?:dogs?|cats?|rabbits?|pets?|hund\w*|katze\w*|pupp\w*|kitten\w*|hamsters?|parrots?|horses?|greyhound|fish|birds?|snakes?)\b/,
  ],
  alike('dogs?|pup(?:py|pies)?|doggo|hund'),
  alike('cats?|kittens?|kitty|katze'),
  [
    /^(?:knows?|knew|friends?|friendship|acquaint\w*|relat(?:ed|ives?)|met|meet(?:s|ing)?)$/,
    /\b(?:know|knew|met|meet\w*|friends?|buddy|mates?|\w+mate|together|dating|engaged|married|my|and|mein\w*|freund\w*)\b/,
  ],
  alike('mothers?|mums?|moms?|mama|mommy|mami|mutter|ma'),
  alike('fathers?|dads?|papa|daddy|vater|pa'),
  alike('grand(?:mother|ma)s?|gran|granny|nan|nana|abuela|oma'),
  alike('grand(?:father|pa)s?|grandad|abuelo|opa'),
  alike('grandparents?|grandmas?|grandpas?|großeltern'),
  alike(
    phrases`
  child(?:ren)?, kids?, little (?:girl|boy|one)s?, sons?, daughters?, toddlers?, bab(?:y|ies), kind(?:er)?, sohn
  tochter
`,
  ),
  alike('siblings?|sisters?|brothers?|sis|bro|twins?|geschwister|schwestern?|brüder|bruder|girls'),
  [
    /^(?:wife|husband|spouse|marri(?:ed|es|age)|marry|marrying|wedding|weds?|engaged|fianc\w*)$/,
    /\b(?:wife|husband|hubby|wifey|spouse|marri\w*|marry\w*|wedding|weds?|tying the knot|engag\w*|fianc\w*|betrothed|verheiratet|heirat\w*|mann|frau)\b/,
  ],
  [
    /^(?:partners?|relationship|dat(?:e|es|ed|ing)|girlfriend|boyfriend|couple|together)$/,
    /\b(?:partners?|relationship|dat(?:e|es|ed|ing)|girlfriend|boyfriend|gf|bf|seeing|together|freund\w*|wife|husband|fianc\w*|going out|with|split|broke up|separat\w*|divorc\w*|ex)\b/,
  ],
  [
    /^(?:split|broke|broken|separat\w*|divorc\w*|end(?:s|ed)?|ex)$/,
    /\b(?:split|broke|broken|separat\w*|divorc\w*|end\w*|ex|over|done|getrennt|geschieden|dumped)\b/,
  ],
  [
    /^(?:di(?:e|es|ed)|dead|death|passed|lost|deceased)$/,
    /\b(?:di(?:e|es|ed)|dead|death|passed|lost|gone|rip|put down|gestorben|tot)\b/,
  ],
  [
    /^(?:roommates?|flatmates?|housemates?|shares?|sharing)$/,
    /\b(?:roommates?|roomie|flatmates?|housemates?|shar\w*|live with|living with|mitbewohner\w*)\b/,
  ],
  alike('siblings?|oldest|eldest|youngest|middle|elder|older|younger|big|little'),
  alike('small|tiny|little|wee|klein\\w*'),
  alike('big|large|huge|giant|massive|groß\\w*'),
  [
    /^(?:interest\w*|hobb(?:y|ies)|practi[cs]\w*|spends?|doing)$/,
    /\b(?:interest\w*|hobb\w*|into|play\w*|watch\w*|read\w*|free time|spend\w*|spent|collect\w*|keep\w*|run\w*|do|doing|lern\w*|mein\w*|learn\w*|start\w*|practi\w*)\b/,
  ],
  [
    /^(?:start(?:s|ed|ing)?|began|begins?|took|takes|taking)$/,
    /\b(?:start\w*|beg[aiu]n\w*|took up|taking|new|picked|got into|angefangen|beginn\w*)\b/,
  ],
  [
    /^(?:quits?|quitting|g(?:ave|iven|ives?|iving)|stop\w*|left|leaves?|leaving|resign\w*|drop(?:s|ped)?|abandon\w*|cancel\w*|retired?)$/,
    /\b(?:quit\w*|g(?:ave|iven|ive) up|stop\w*|left|leav\w*|resign\w*|drop\w*|notice|cancel\w*|no longer|any ?more|retir\w*|laid off|fired|sold|done|aufgehört|gekündigt)\b/,
  ],
  [/^(?:lost|fired|laid|redundant)$/, /\b(?:lost|fired|laid off|redundan\w*|sacked|let go)\b/],
  [
    /^(?:bought|buys?|buying|purchas\w*|acquir\w*|adopt\w*|receiv\w*|has)$/,
    /\b(?:bought|buy\w*|purchas\w*|got|get\w*|new|adopt\w*|have|gekauft|rescued)\b/,
  ],
  alike('sells?|sold|selling|verkauft'),
  [
    /^(?:driv(?:e|es|ing|er)|car|vehicle|rides?|riding)$/,
    /\b(?:driv\w*|cars?|vehicle|rid(?:e|es|ing)|auto|fahr\w*|drove|vw|vespa|bike|motorbike)\b/,
  ],
  [
    /^(?:fl(?:y|ies|ying|ew|ights?)|travel\w*|visit\w*|trips?|vacation|holidays?|see(?:s|ing)?|go|staying|abroad)$/,
    /\b(?:fl(?:y|ies|ying|ew|ight)|travel\w*|visit\w*|trip|vacation|holidays?|see\w*|going|headed|heading|we're in|i'm in|im in|coming|tickets?|reise\w*|urlaub|besuch\w*)\b/,
  ],
  [
    /^(?:concerts?|tickets?|gigs?|shows?|events?)$/,
    /\b(?:attend\w*|concerts?|tickets?|gigs?|shows?|events?|festivals?|going|seeing)\b/,
  ],
  [
    /^(?:drinks?|drinking|drunk|drank|alcohol\w*|sober|teetotal\w*)$/,
    /\b(?:drink\w*|drunk|drank|alcohol\w*|sober|booze|beers?|wine|trink\w*|teetotal\w*|coffee|tea|stick to)\b/,
  ],
  [
    /^(?:eats?|eating|ate|eaten|foods?|meals?|diet\w*|consum\w*)$/,
    /\b(?:eat\w*|ate|foods?|meals?|diet\w*|vegan\w*|vegetarian\w*|veggie|ess\w*|isst|cook\w*|smell|taste\w*|dish\w*)\b/,
  ],
  [
    /^(?:allerg\w*|intoleran\w*|sever\w*|reacts?|reaction)$/,
    /\b(?:allerg\w*|intoleran\w*|epipen|sever\w*|react\w*|unverträg\w*|anaphyla\w*)\b/,
  ],
  [
    /^(?:diagnos\w*|diseas\w*|disorder|condition|illness|suffers?|suffering|disabled|disability)$/,
    /\b(?:diagnos\w*|diseas\w*|disorder|condition|illness|suffer\w*|ill|sick\w*|disab\w*|celiac|coeliac|diabet\w*|asthma|adhd|autis\w*|chronic|have|got)\b/,
  ],
  [
    /^(?:injur\w*|hurts?|wreck\w*|br(?:eak|oke|oken)|damaged)$/,
    /\b(?:injur\w*|hurt\w*|wreck\w*|br(?:eak|oke|oken)|damag\w*|busted|tore|torn|gebrochen)\b/,
  ],
  alike('surger(?:y|ies)|operations?|operated'),
  [/^pronouns?$/, /\b(?:pronouns?|pronomen|(?:he|she|they|xe|it|ze|any)\/\w+)\b/],
  [
    /^(?:nick(?:name)?s?|goes|call|calls|prefers|real|full|true)$/,
    /\b(?:call\w*|nick\w*|name\w*|goes|go by|known as|nenn\w*|heiß\w*|actually|real|full|true)\b/,
  ],
  [/^(?:unable|able|knows?)$/, new RegExp(`\\b(?:unable|able|can|kann|know|how|${negation})\\b`)],
  [
    /^(?:early|riser|wak(?:e|es|ing)|bird|rises?|mornings?)$/,
    /\b(?:early|riser|wak\w*|woke|up at|bird|ris\w*|mornings?)\b/,
  ],
  [/^(?:real|life)$/, /\b(?:irl|real|life)\b/],
  alike('films?|movies?|flicks?|cinema'),
  alike('pictures?|photos?|pics?|photograph\\w*'),
  alike('televisions?|tv|shows?|series'),
  alike('dorm(?:itory|itories)?'),
  alike('chem(?:istry)?'),
  alike('maths?|mathematics'),
  alike('bio(?:logy)?'),
  alike('psych(?:ology)?'),
  alike('computers?|pcs?|laptops?|machines?'),
  alike('bikes?|bicycles?|cycl\\w*|e-bikes?'),
  alike('doctors?|physicians?|docs?|gp'),
  alike('vets?|veterinar\\w*'),
  alike('nurs(?:e|es|ing)'),
  alike('cook(?:s|ing)?|chefs?'),
  alike('writ(?:e|es|ing|er|ten)|wrote|authors?|novelist'),
  alike('paint(?:s|ing|er)?|draw(?:s|ing|n)?|drew|art(?:ist)?|sketch\\w*'),
  alike('sing(?:s|ing|er)?|sang|sung|choir|vocal\\w*'),
  alike('volunteer\\w*|voluntary|help(?:s|ing)? out'),
  alike('collect(?:s|ed|ing|ion|ions|or)?|hoard\\w*'),
  alike('knit(?:s|ted|ting|ter)?'),
  alike('pregnan\\w*|expecting|due'),
  alike('wears?|wearing|glasses|contacts'),
  alike('smok(?:e|es|ed|ing|er)'),
  alike('visit(?:s|ing|ed)?|see(?:s|ing)?|fly(?:ing)? in|flies in|coming'),
];

/** Whether a word of a statement means what was said in another one. */
export function meansSame(word: string, said: string): boolean {
  return paraphrases.some(([says, meant]) => says.test(word) && meant.test(said));
}

const numbers =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ordinals = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
);
const monthNames =
  /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?$/;

/** One writing for a word that has several: `19th` and `nineteen` are `19`, `sept` is `sep`, `mom's` is `mom`. */
export function asCounted(word: string): string {
  const plain = word.replace(/'s$/, '');
  const digits = /^(\d+)(?:st|nd|rd|th)$/.exec(plain)?.[1];
  if (digits !== undefined) return digits;
  const number = numbers.indexOf(plain);
  if (number >= 0) return String(number);
  const ten = tens.indexOf(plain);
  if (ten >= 0) return String(10 * (ten + 2));
  const ordinal = ordinals.indexOf(plain);
  if (ordinal >= 0) return String(ordinal + 1);
  return monthNames.exec(plain)?.[1] ?? plain;
}
