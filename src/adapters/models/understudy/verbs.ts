/** Verbs whose third person must be told from a plural noun: `and sings` from `and songs`. */
const commonVerbs = new Set(
  `accept ache act add admire adore agree allow answer appear argue arrive ask attend avoid bake beat become beg
begin believe belong bite blame bleed bless blow boil borrow bow break breathe bring brew brush build burn bury buy
call calm care carry carve catch change charge chase cheat check cheer choose claim clean climb close collect come
complain confess consider cook copy correct count cover crave create cross cry curse cut dance dare deal decide defend
deliver demand deny deserve despise detest dig discover dislike distrust do doubt drag draw dread dream dress drift drink
drive drop dwell earn eat end enjoy enter escape examine expect explain fail fall fear feed feel fetch fight fill
find finish fix flinch fly follow forget forgive gamble gather get give go greet grieve grin grow growl grumble guard
guess guide hang happen hate have hear heal help hide hire hold hope hug hum hunt hurry ignore imagine insist invent
invite judge jump keep kick kill kiss knit knock know lack laugh lead lean learn leave lend let lie lift like limp
listen live lock long look lose love maintain make manage marry mean measure meet mend mind miss mock mourn move mumble
mutter name need nod notice obey observe offer oil open order organise organize owe own pack paint pay plan plant
play pray predict prefer prepare pretend print promise protect pull punish push put quote race raise reach read realise
recite recognise refuse regret remember remind rent repair repeat reply report rescue respect rest return ride ring rise
roar rule run save say scare search see seek seem sell send serve set sew share shine shout show sigh sing sit sketch
sleep smell smile smoke snore speak spend spit squint stand stare start stay steal stop study suffer suspect swear sweep
swim take talk taste teach tell tend thank think throw tinker touch trade train travel treasure treat trust try tune turn
understand use visit wait wake walk wander want warn wash waste watch water wear weep whisper whistle whittle win wind
wipe wish wonder work worry worship write yearn yell
pinch trail diagnose threaten sew overact weld bake insult graft tease compete type fold own score knead shave
whisk stitch bargain gossip scold tidy trim sketch sniff blink shrug stammer juggle smuggle brood curtsy fine`.split(
    /\s+/,
  ),
);

const irregular: Record<string, string> = {
  is: 'am',
  are: 'am',
  were: 'was',
  has: 'have',
  does: 'do',
  goes: 'go',
  "isn't": 'am not',
  "aren't": 'am not',
  "weren't": "wasn't",
  "hasn't": "haven't",
  "doesn't": "don't",
};

/** Ends like a third person but is none. */
const notThirdPerson = new Set(
  `was this his its always perhaps sometimes besides unless across towards afterwards nowadays less as us yes thus
plus gas bus class glass grass dress boss ours yours hers theirs whose famous curious generous nervous serious jealous
anxious ambitious cautious gracious courteous various glorious tireless fearless restless helpless homeless careless
ruthless relentless needless doubtless upstairs downstairs indoors outdoors`.split(/\s+/),
);

/** The first person of a verb in the third: `keeps` → `keep`, `is` → `am`. Other words come back unchanged. */
export function firstPersonOf(verb: string): string {
  const lower = verb.toLowerCase().replace('’', "'");
  const known = irregular[lower];
  if (known !== undefined) return verb.includes('’') ? known.replace("'", '’') : known;
  return looksThirdPerson(lower) ? baseOf(lower) : verb;
}

/** Whether a word can be the third person of a verb, as far as its letters tell. */
export function looksThirdPerson(word: string): boolean {
  const lower = word.toLowerCase().replace('’', "'");
  if (lower in irregular) return true;
  return /^[a-z]{2,}s$/.test(lower) && !/(?:ss|us|'s)$/.test(lower) && !notThirdPerson.has(lower);
}

/** Whether a word is surely the third person of a verb. */
export function isKnownThirdPerson(word: string): boolean {
  const lower = word.toLowerCase().replace('’', "'");
  return lower in irregular || (looksThirdPerson(lower) && commonVerbs.has(baseOf(lower)));
}

function baseOf(verb: string): string {
  if (/[^aeiou]ies$/.test(verb)) return verb.length === 4 ? verb.slice(0, -1) : `${verb.slice(0, -3)}y`;
  if (/(?:sh|ch|x|zz|ss|o)es$/.test(verb)) return verb.slice(0, -2);
  return verb.slice(0, -1);
}
