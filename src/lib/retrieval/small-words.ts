import { fold } from '../fold.ts';
import { lazily } from '../lazily.ts';

/** Words that say nothing about what a sentence is about. */
const english = wordsIn(
  `a an and are as at be been being but by did do does doing for from had has have having he her hers him his how i if in
  into is it its itself me my of on or our ours she so some such than that the their theirs them then there these they this
  those to too us was we were what when where which while who whom whose why will with would you your yours i'm i've i'd
  i'll it's that's there's what's don't didn't doesn't isn't wasn't aren't weren't can't couldn't wouldn't won't you're
  you've we're we've they're they've he's she's let's could should can may might just very really also about any not no
  am kind sort type many much both one`,
);

/** German ones that are no English words. */
const german = wordsIn(
  `ich du er wir ihr sie es mich dich sich uns euch mir dir ihm ihn mein meine meinen meiner dein deine deinen deiner unser
  unsere und oder aber nicht kein keine ist sind seid waren habe hast haben hatte hatten wird werden wurde wurden der das dem
  ein eine einen einem einer zu zum zur vom beim von mit auf aus bei nach wie wo wer wem wen wann warum wieso welche welcher
  welches worüber wovon womit auch noch schon mal denn doch`,
);

function wordsIn(list: string): () => ReadonlySet<string> {
  return lazily(() => new Set(list.trim().split(/\s+/).map(fold)));
}

/** Whether a folded word says nothing about what a sentence is about. */
export function isSmall(folded: string): boolean {
  return english().has(folded) || german().has(folded);
}
