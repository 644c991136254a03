/** Before it may stand what says nothing. */
const begins =
  /^(?:(?:ok(?:ay)?|so|now|well|right|alright|just|hey|and|but|oh|lol|please|pls|here(?:'s| is))[,:!]? )*/;

/** How a sentence begins that opens a play, a story or a case that is only thought of. */
const opening = [
  /imagine\b(?! dragons\b)/,
  /picture this\b/,
  /suppos(?:e|ing)\b/,
  /assume (?:that )?(?:I|we|you)\b/,
  /hypothetical(?:ly)?\b/,
  /what if\b/,
  /(?:let's|let us|lets)(?: just| all)? (?:say|assume|imagine|pretend|suppose|rp|role-?play|act (?:out|like|as)|play (?:a game|pretend|make[- ]believe|house))\b/,
  /say (?:that )?(?:I|we|you(?:'re)?)\b/,
  /you(?:'re| are| be| play)(?: now)? (?:the|my) (?:doctor|patient|king|queen|judge|cop|knight|villain|jester|customer|detective|suspect|prisoner|guard)\b/,
  /scen(?:e|ario)\b(?! is| was)/,
  /act (?:\d+|one|two|three|i{1,3})\b[.:]/,
  /(?:playing|speaking|writing) as\b/,
  /in (?:this|our|my|the) (?:scenario|story|role-?play|rp|scene|novel|dream|fantasy|timeline)\b/,
];

/** The same wherever it stands in a sentence. */
const anywhere = [
  /pretend (?:that |to be |like )?(?:you|I|we|that|it|to|this|he|she|they)\b/,
  /role-?play(?:ing)?\b/,
  /rp (?:time|with)\b/,
  /make-?believe\b/,
  /for the sake of (?:the )?argument\b/,
  /(?:story|writing|rp|role-?play) prompt\b/,
  /fake (?:profile|bio|account|persona)\b/,
  /(?:villain(?:'s)?|dramatic) (?:monologue|speech|origin story)\b/,
  /(?:for|from) my (?:new )?(?:novel|story|book|fic|fanfic|screenplay|script|comic|campaign)\b/,
  /in the words of\b/,
  /backstory\b/,
  /in character\b/,
  /(?:d&d|dnd|ttrpg|rpg|larp|roleplay) (?:character|guy|oc|hero|persona)\b/,
  /character (?:sheet|intro|bio)\b/,
];

/** Labels under which somebody speaks for themself. */
const ownLabel =
  /\b(?:me|myself|intro\w*|tl;?dr|edit|psa?|rant|notes?|fyi|btw|fact|update|news|remind\w*|important|confession|answer\w*|ask\w*|wonder\w*|curious|interested|care|question|opinion|take|thing|truth|remember|mind|forget|know|listen|honest\w*|short|story short|reason|context|background|status|profile|bio|memo|record|later|admit|say|word|promise|deal|agreed|you|clear|hi|hey|hello|all|everyone|guys|please|pls|it|this|that|ich|kurz|info|fakt|merk|vergiss|übrigens|ehrlich\w*)\b/;

/** "Mad libs: I am a purple cow": under a label of several words stand the words of somebody else. */
const underLabel = new RegExp(
  `^(?!.*${ownLabel.source}[^:]*:)(?:[^\\s:]+ ){1,5}[^\\s:]+: ["'“„]?(?:I|I'm|im|my|we|ich|meine?|wir)\\b`,
);

/** Says that what follows in a message is made up, or somebody else's words. */
export const englishPretence = new RegExp(
  `${underLabel.source}|${begins.source}(?:${opening.map(({ source }) => source).join('|')})|\\b(?:${anywhere.map(({ source }) => source).join('|')})`,
  'i',
);
