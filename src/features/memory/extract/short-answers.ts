import {
  closedQuestion,
  noAnswer,
  type OpenQuestion,
  openQuestions,
  opinion,
  opinionAsked,
  pointsAway,
  saysNo,
  saysNoMore,
  saysYes,
} from './english/answers.ts';
import { english } from './english/english.ts';
import type { Wordings } from './introductions.ts';
import type { Talk } from './reading.ts';

const mostLetters = 120;

/** What a short answer says of whoever gives it, as whole sentences: "Where are you from?" – "Galway". */
export function answeredWith(sentence: string, question: string, talk: Talk): Wordings[] {
  if (sentence.length > mostLetters) return [];
  const asked = plainQuestion(question, talk);
  const [first = '', ...others] = sentence.split(/\s*(?:,|\(|\bbut\b|\s[-–]\s)\s*/u);
  const begins = first.replace(/[.!…\s]+$/u, '');
  const closed = closedAnswer(asked, begins) ?? opinionOf(asked, begins);
  const open = openQuestions
    .filter(({ asks }) => asks.test(asked))
    .slice(0, 1)
    .flatMap((each) => openAnswer(each, { asked, sentence, begins, others }));
  return closed === undefined ? open : [[closed], ...open];
}

/** A question without those whom it calls, and without what changes nothing. */
function plainQuestion(question: string, { people }: Talk): string {
  const uncalled = people
    .namesIn(question)
    .reduce((text, { name }) => text.replace(new RegExp(`@?${RegExp.escape(name)}`, 'iu'), ' '), question);
  const spelled = uncalled
    .replace(/[?!.,\s]+/gu, ' ')
    .replace(/\b(what|where|when|who|how)['’]?s\b/giu, '$1 is')
    .replace(/\b(?:u|ya|y['’]?all)\b/giu, 'you')
    .replace(/\byou (?:all|guys|lot|folks|people)\b/giu, 'you')
    .replace(/\b(?:ur)\b/giu, 'your')
    .replace(/\b(are|r) you\b|\byou(?:['’]re| are)\b/giu, 'are you')
    .trim()
    .replace(english.leadIns, '')
    .replace(aside, '')
    .trim();
  return spelled.replace(/^(?:and|so|but|oh) /iu, '');
}

const aside =
  /(?: (?:again|actually|btw|by the way|then|these days|now|nowadays|currently|rn|though|tho|irl|for a living|exactly|anyway|originally|lol|even|folks|guys|all|everyone|everybody|if you do not mind(?: me asking)?))+$/giu;

/** "Do you smoke?" – "not anymore". */
function closedAnswer(asked: string, answer: string): string | undefined {
  const found = closedQuestion.exec(asked)?.groups;
  const rest = found?.['rest'];
  if (rest === undefined || pointsAway.test(rest) || / or /iu.test(rest)) return undefined;
  const told = rest.replace(/\byour\b/giu, 'my').replace(/\byourself\b/giu, 'myself');
  const am = found?.['am'] === undefined ? '' : 'am ';
  const yes = saysYes.exec(answer)?.groups;
  if (yes !== undefined) return `I ${am}${told}${yes['since'] ?? ` ${yes['only'] ?? ''}`}`;
  if (saysNo.test(answer)) return am === '' ? `I do not ${told}` : `I am not ${told}`;
  return saysNoMore.test(answer) ? `I used to ${am === '' ? '' : 'be '}${told}` : undefined;
}

/** "Do you like olives?" – "can't stand them". */
function opinionOf(asked: string, answer: string): string | undefined {
  const what = opinionAsked.exec(asked)?.groups?.['what'];
  const verb = opinion.exec(answer)?.groups?.['verb'];
  if (what === undefined || verb === undefined || pointsAway.test(what) || /\byour?\b/iu.test(what))
    return undefined;
  return `I ${verb} ${what}`;
}

interface Given {
  asked: string;
  sentence: string;
  /** The answer up to its first comma, and what follows. */
  begins: string;
  others: readonly string[];
}

function openAnswer(question: OpenQuestion, { asked, sentence, begins, others }: Given): Wordings[] {
  const answers = question.listed ? [sentence, begins] : [begins];
  const wordings = answers
    .map((answer) => answerIn(answer, question))
    .filter((answer) => answer !== undefined)
    .flatMap((answer) =>
      question.tells.map((tells) =>
        (question.asks.exec(asked)?.[0] ?? '').replace(question.asks, tells).replace('{}', () => answer),
      ),
    );
  const now = others.map((other) => /^(?:now |currently |been )?in (\p{L}.+? since .+)$/iu.exec(other)?.[1]);
  const lives = now.filter((place) => place !== undefined).map((place) => [`I live in ${place}`]);
  return wordings.length === 0 ? [] : [...apart(wordings), ...lives];
}

/** "I have three hens and a goat" is two things to have; of others the rules know lists themselves. */
function apart(wordings: Wordings): Wordings[] {
  const [first = ''] = wordings;
  const things = /^I have (.+)$/u.exec(first)?.[1]?.split(english.listed) ?? [];
  return things.length < 2 ? [wordings] : things.map((thing) => [`I have ${thing}`]);
}

const before =
  /^(?:(?:it is|it['’]s|its|that would be|mostly|mainly|still|just|originally|currently|definitely|easily|called|named|as an?|an?|in|at|from|on the|the one and only) )+/iu;
const after =
  /(?:\s+(?:originally|obviously|no contest|hands down|of course|lol|tbh|honestly|for now|mostly|actually|atm|rn|please|probably))+$/iu;
const mostWords = 8;

function answerIn(text: string, { takes, tells }: OpenQuestion): string | undefined {
  const plain = text.replace(english.leadIns, '').replace(/[.!…\s]+$/u, '');
  const bare =
    takes === undefined
      ? plain.replace(before, '').replace(after, '')
      : plain.replace(/^(?:called|named|it['’]?s|turning) /iu, '');
  const answer = takes === undefined ? bare : takes.exec(bare)?.[0].trim();
  if (answer === undefined || answer === '' || noAnswer.test(answer) || noAnswer.test(text)) return undefined;
  const isSentence = /^(?:I|my|we|he|she|they|it|this|that|there)\b|\b(?:is|are|was|were)\b/iu.test(answer);
  return isSentence || answer.split(' ').length > mostWords || tells.length === 0 ? undefined : answer;
}
