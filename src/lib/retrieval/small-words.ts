import { fold } from '../fold.ts';
import { lazily } from '../lazily.ts';

/** Words that say nothing about what a sentence is about, and show which language it is in. */
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

/** Small words of several languages, some of which are English as well. */
const others = wordsIn(
  `war die hat den bin was im für über gestern heute
  le la les des un une est sont où quand qui que quoi comment pourquoi avec pour dans je tu il elle nous vous mon ma mes ton
  ta ai avons avez j'ai c'est d'où
  el los las es son dónde cuándo quién qué cómo por con para yo mi tu su hay está tengo tiene de en
  lo gli sono dove quando chi che cosa come perché per io mio mia ho hai di
  os um uma são onde quem como porque com eu meu minha tem não em
  het een ik jij wij zijn waar wanneer wie wat hoe waarom met van voor mijn heb hebt heeft niet`,
);

function wordsIn(list: string): () => ReadonlySet<string> {
  return lazily(() => new Set(list.trim().split(/\s+/).map(fold)));
}

/** Whether a folded word says nothing about what a sentence is about. */
export function isSmall(folded: string): boolean {
  return english().has(folded) || german().has(folded);
}

/** Whether a text may well be English: its small words are not rather those of another language, nor its letters. */
export function seemsEnglish(text: string): boolean {
  if (/[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u.test(text)) return false;
  const words = fold(text).match(/[\p{L}]+(?:'[\p{L}]+)*/gu) ?? [];
  const count = (list: ReadonlySet<string>) => words.filter((word) => list.has(word)).length;
  return count(english()) >= count(german()) + count(others());
}
