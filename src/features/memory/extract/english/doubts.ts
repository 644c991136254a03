import { phrases } from '../phrases.ts';

/** Somebody guesses, or passes on what others say: in a clause of its own it spoils nothing that stands before it. */
const hedges = phrases`
  \b(?:maybe|perhaps|probably|possibly|almost|nearly|feel(?:s)? like|felt like|wish(?:es|ed)?(?! me| us))\b
  \b(?:I|you|we|he|she|they|people|everyone) (?:do not |did not |never )?(?:think|guess|believe|assume|reckon|bet|doubt|feel(?= (?:that|as|I|it|my|you|he|she|they|we)\b)|figure|thought|believed|guessed|assumed|suspect|imagine|understand|heard|swore)\b(?! (?:about|of|in)\b)
  \b(?:said(?! so\b)|says|saying|told|tells|telling me|claims?|claimed|claiming|asked|asks|heard|hears|read (?:that|somewhere)|(?<!I )wrote|writes(?! (?:an?|for|in|code|novels|books|poetry|songs|music)\b)|mentioned that|insists?|apparently|(?:they|people|some|others) say|allegedly|supposedly|reportedly|rumou?rs?|thinks|believes|swears|announced|hinted|texted|posted|replied)\b(?<!(?:as|like|what) I (?:said|mentioned))(?<!(?:those|anyone|everyone|people|whoever|ppl|ones|you|someone|somebody|who|people) (?:of you |in \w+ )?(?:who )?asked)
  \b(?:either(?!\s*(?:$|[.!,]))|nobody(?! in my family)|no one|not sure|unsure|can not (?:tell(?! the\b)|decide|remember)|do not know|not certain|pretty sure)\b
`;

/** It is made up, played or a figure of speech, wherever in the sentence that is said. */
const unreal = phrases`
  \b(?:imagine|pretend(?:ing)?|hypothetical\w*|in theory|in another life|once upon|what if|as if|as though|let's say|let us say|say I|suppose|supposing)\b
  \b(?:according to|quot(?:e|es|ed|ing)|lyrics?|(?<!\b(?:I|we|who|never|always|also|to|not|me) )(?:sings?|sang)(?! (?:alto|soprano|tenor|bass|baritone|mezzo|in (?:an?|the|my|our)|with an?)\b)|goes like|(?:once|always|best) put it|would put it|as the (?:song|saying|poem|line) goes)\b
  \b(?:(?:was|is|were|are|be|being|am) (?:all |just |so )*like,? (?:I|my|we)|(?:he|she|they|it) (?:goes|went|go),? (?:I|my|we))\s
  \b(?:not true|is (?:a )?lie|lied|lying|a lie|yeah right|oh sure|sure thing|as if|not that I|dream(?:ed|t|s|ing)?|nightmare|halloween|costume|dress(?:ed|ing) up|joke|kidding|role-?play\w*|in[- ]character|cosplay\w*|act(?:ing)? like|plays? the role|the role of|mistaken for|people call me a|the opposite|one of those (?:people|days)|everyone calls)\b
  \b(?:for all I know|the kind of|sort of person|so (?:hungry|tired) I|could eat a|literally (?:dead|dying)|dying of|going to (?:die|cry|scream|explode|lose it)|dead inside)\b
`;

const games = phrases`
  game, campaign, story, movie, film, show, novel, book, rp, session, scene, song, play, series, play-?through
  save(?: file)?, run, dlc, quest, dungeon, raid, realm, seed, level, mod, modpack, build, timeline, universe, fic
  fanfic, next life
`;

/** What is so in a game or a story only. */
const played = phrases`
  \bin (?:the|this|our|that|my|every|each|another) (?:[\p{L}-]+ ){0,2}(?:${games})\b
  \bin (?:this|our|my) (?:world|map)\b
  \bin an? (?:video ?game|game|campaign|dream|story|movie|novel|play-?through)\b
  \b(?:in-?game|irp|ingame)\b
  \bin (?:stardew(?: valley)?|minecraft|skyrim|the sims|sims \d|animal crossing|acnh|baldur'?s gate|bg3|zelda|botw|totk|pok[eé]mon|terraria|rimworld|dwarf fortress|crusader kings|ck[23]|elden ring|the witcher|wow|ff ?(?:xiv|14)|genshin|valheim|gta(?: ?(?:v|5|vi|6|online))?|monopoly|roblox|vrchat|fallout|cyberpunk|d&d|dnd|larp)\b
  \bmy (?:character|oc|persona|avatar|paladin|wizard|rogue|bard|cleric|druid|ranger|warlock|sorcerer|sim|alt|mage|warrior|necromancer|tav|toon|villager|pok[eé]mon|guild)\b
  \bas a (?:paladin|wizard|rogue|elf|dwarf|orc|vampire|dragon|pirate|knight|ghost)\b
  \b(?:work|works|working|worked|fight|serve|ride|married?|sworn) (?:(?:for|with|under|to) )?(?:the|an?|this|some|my) (?:\p{L}+ )?(?:king|queen|prince|princess|emperor|empress|lord|duke|duchess|baron|goblins?|dragons?|demons?|orcs?|el(?:f|ves)|dwar(?:f|ves)|vampires?|witch(?:es)?|wizards?|necromancer|lich|innkeeper|blacksmith|merchant|thieves'? guild|empire|horde|crown)\b
`;

/** What somebody does in a game, where the game has no name. */
const inGame = phrases`
  \(in (?:combat|battle|the arena|pvp)\)|\bin (?:combat|pvp)\b
  \bplay(?:ing|s|ed)? (?:an?|the|my|as|our) (?:[\p{L}-]+ )?(?:bard|cleric|paladin|rogue|wizard|druid|ranger|warlock|sorcerer|sorceress|mage|warrior|necromancer|healer|tank|thief|monk|barbarian|fighter|support|villain|elf|dwarf|orc)\b
  \bplay(?:ing)? .{2,30} (?:this time|this run|next time|again tonight)\b
  \b(?:next|this|last) (?:level|round|turn|wave|boss|run|wipe|patch|match)\b
  \b(?:stable ?master|quest ?giver|shopkeeper|npcs?|spawn|dungeon|boss fight|respawn\w*|potions?|mana|xp|loot\w*|mobs?)\b
  \b(?:move|moved|moving|went|go|going) to the (?:[\p{L}-]+ )?(?:gate|tower|keep|crypt|cave|flank|throne room|camp|fort)\b
  \bI (?:collect|gather|grab|take|pick) .{2,40} and (?:return|go back|head back|come back|bring|hand|give)\b
`;

/** Takes a sentence out of what its author states. */
export const englishDoubts = [unreal, played, inGame].map((each) => new RegExp(each, 'iu'));
/** The same for the clause it stands in and what follows. */
export const englishHedges = new RegExp(hedges, 'iu');
