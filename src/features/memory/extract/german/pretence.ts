/** Says that what follows in a message is made up, or somebody else's words. */
export const germanPretence = new RegExp(
  [
    /\b(?:stell|stellt) (?:dir|euch) (?:mal |doch |bitte )*vor\b/,
    /\b(?:tu|tut|tun wir) (?:doch |mal |bitte )*so,? als\b/,
    /\b(?:mal |nur )?angenommen\b(?! (?:habe|hab|hatte|worden|wird|wurde)\b)(?<!\b(?:habe|hab|wurde|bin) .{0,40})/,
    /\bnehmen wir (?:doch |mal |einfach )*an\b/,
    /\bnur mal so gesponnen\b/,
    /\brollenspiel\b/,
    /^(?:(?:komm|los|ok|also|so)[,:!]? )*(?:spiel|spielt)(?: wir)? (?:mal|doch),? (?:du|ihr|wir|dass|wir)\b/,
    /\bwir spielen (?:jetzt|mal|heute)(?: mal)?[:,]/,
    /\bdu bist (?:jetzt |mal )?(?:mein|der|die|meine) (?:arzt|ärztin|könig|königin|richter|richterin|patient|gefangene[rn]?|wächter)\b/,
    /^(?:szene|akt \d+)\b[.:]/,
    /^(?:in (?:dieser|meiner|unserer) (?:geschichte|szene)|im (?:rollenspiel|spiel|traum))\b/,
    /\b(?:für|aus) (?:meinen?|meinem) (?:roman|geschichte|buch|drehbuch)\b/,
    /\bmit den worten (?:von|des|der)\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'iu',
);
