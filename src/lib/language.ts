import { fold } from './fold.ts';
import { lazily } from './lazily.ts';

/** Words that every talk is full of: they tell the language, and nothing else. */
const commonWords: Readonly<Record<string, ReadonlySet<string>>> = {
  en: words(
    `a an the and or but if so as of at by for in into on to with from up out is are am was were be been do does did have has had
    will would can could should i you he she it we they me him her us them my your his its our their this that these those there
    here what which who when where why how not no just very really too also then than about all some any i'm it's don't that's
    you're can't yeah yes ok okay oh well hey hi hello thanks like get got go going one know think said say see good`,
  ),
  de: words(
    `der die das den dem des ein eine einen einem einer und oder aber wenn dann als von vom zu zum zur mit auf im in an am bei beim nach aus fur uber ist
    sind war waren sein bin bist hat habe haben hatte wird werden kann konnte soll muss ich du er sie es wir ihr mich dich mir dir
    uns euch mein dein meine deine unser nicht kein keine auch noch schon nur sehr so ja nein doch mal da hier dort was wer wen wem wie wo wann warum
    dass weil wieder heute morgen gestern immer jetzt hallo danke mag magst bitte`,
  ),
  fr: words(
    `le la les un une des du de et ou mais si que qui quoi dans sur avec pour par est sont etait suis es ai as ont avait je tu il
    elle nous vous ils elles me te se mon ma mes ton ta ses son ne pas plus aussi tres bien oui non ce cette ces la ici comme
    c'est j'ai d'accord bonjour merci quand ou pourquoi comment`,
  ),
  es: words(
    `el la los las un una unos de del y o pero si que quien en con por para es son era estoy esta estan fue he ha hay yo tu el ella
    nosotros ellos me te se mi mis su sus no si muy tambien mas ya como cuando donde porque este esta eso aqui alli hola gracias`,
  ),
  it: words(
    `il lo la i gli le un una di del della e o ma se che chi in con per da sono sei e era ho hai ha abbiamo io tu lui lei noi voi loro
    mi ti si mio mia tuo non piu anche molto gia come quando dove perche questo questa qui ciao grazie bene si no`,
  ),
  pt: words(
    `o a os as um uma de do da e ou mas se que quem em no na com por para e sao era estou esta foi tem eu voce ele ela nos eles me te
    meu minha seu sua nao sim muito tambem mais ja como quando onde porque este isso aqui ola obrigado`,
  ),
  sv: words(
    `och eller men om att som har ar var jag du han hon vi ni de mig dig min din inte vad vem hur nar varfor det den en ett pa av for
    med till ja nej hej tack`,
  ),
  pl: words(
    `i lub ale jest nie tak jak co kto gdzie kiedy dlaczego ja ty on ona my wy mnie ciebie moj moja sie na w z do po czy
    czesc dziekuje jestem`,
  ),
  nl: words(
    `de het een en of maar als dan van in op met voor aan bij uit is zijn was waren ben heb heeft had wordt kan kon moet ik jij je hij
    zij ze wij we mij mijn jouw niet geen ook nog al wel zeer ja nee wat wie hoe waar wanneer waarom dat dit deze hier daar hallo`,
  ),
};

/** Scripts that one language alone is written in, or nearly. */
const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['ru', /\p{sc=Cyrillic}/gu],
  ['el', /\p{sc=Greek}/gu],
  ['ar', /\p{sc=Arabic}/gu],
  ['he', /\p{sc=Hebrew}/gu],
  ['th', /\p{sc=Thai}/gu],
];

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** Which language a text is mostly in, told by two words or more: `en`, `de` …, or `und`. */
export function languageOf(text: string): string {
  return scriptOf(text) ?? bestOf(wordsIn(text));
}

/** Whether a text is in another language than English for all that can be told. */
export function isForeign(text: string): boolean {
  return !['en', 'und'].includes(languageOf(text));
}

/** Whether a text may well be English: its words are not rather those of another language, nor its letters. */
export function seemsEnglish(text: string): boolean {
  if (/[^\p{sc=Latin}\p{sc=Common}\p{sc=Inherited}]/u.test(text)) return false;
  const found = wordsIn(text);
  const english = found.filter((word) => commonWords.en?.has(word));
  const others = found.filter((word) => !commonWords.en?.has(word) && foreignWords().has(word));
  return english.length >= others.length;
}

const foreignWords = lazily(() => new Set(Object.values(commonWords).flatMap((common) => [...common])));

function scriptOf(text: string): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return scripts.find(([, signs]) => (text.match(signs)?.length ?? 0) > letters / 4)?.[0];
}

function bestOf(found: readonly string[]): string {
  let best = 'und';
  let most = 1;
  for (const [language, common] of Object.entries(commonWords)) {
    const counted = found.filter((word) => common.has(word));
    if (counted.length <= most || new Set(counted).size === 1) continue;
    [best, most] = [language, counted.length];
  }
  return best;
}

/** The words of a text made comparable; scripts without spaces give pairs of signs. */
export function wordsIn(text: string): string[] {
  const found = fold(text).match(/[\p{L}\p{M}\p{N}]+(?:'\p{L}+)?/gu) ?? [];
  return found.flatMap((word) => (spaceless.test(word) ? pairsOf(word) : [word]));
}

const spaceless = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

function pairsOf(word: string): string[] {
  const signs = Array.from(word);
  return signs.length === 1 ? signs : signs.slice(1).map((sign, index) => `${signs[index]}${sign}`);
}

/** The words that say what a text is about. */
export function termsIn(text: string, language: string): string[] {
  const common = commonWords[language];
  return wordsIn(text).filter((word) => word.length > 1 && !common?.has(word));
}
