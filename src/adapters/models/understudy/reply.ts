import type { Scene } from '../../../core/ports/model.ts';
import { called, greetings, honesty, moodLines, names, presence } from './asides.ts';
import { evasions, listening, refusals, repeated } from './evading.ts';
import { closeExchanges, knowledge, memories } from './knowing.ts';
import { sentencesIn } from './sentences.ts';
import { plain } from './stems.ts';
import { furtherWords, stories } from './telling.ts';
import { type Line, type Turn, turnOf } from './turn.ts';
import { unreadable } from './unreadable.ts';
import { contracted, contracts, fillMacros, writesSmall } from './voice.ts';

/** What the character says now: the first fitting line that it has not said lately. */
export function reply(scene: Scene, seed: number | undefined): string {
  const turn = turnOf(scene, seed);
  const said = new Set(scene.talk.filter(({ bySelf }) => bySelf).map(({ text }) => plain(text)));
  const short = contracts(scene.character);
  const small = writesSmall(scene.character);
  for (const { frame, text, verbatim } of lines(turn)) {
    const told = verbatim ? text : atLength(inStyle(text, { short, small }), scene.length);
    const styled = frame === undefined ? told : `${inStyle(frame, { short, small })} ${told}`;
    const spoken = fillMacros(styled, scene.character, scene.partner);
    if (spoken !== '' && !said.has(plain(spoken))) return spoken;
  }
  return '…';
}

/** Of what the understudy puts together itself, two sentences are short; the card's own lines are said as they are. */
function atLength(text: string, length: Scene['length']): string {
  return length === 'short' ? sentencesIn(text).slice(0, 2).join(' ') || text : text;
}

function inStyle(text: string, { short, small }: { short: boolean; small: boolean }): string {
  const said = short ? contracted(text) : text;
  return small ? said.toLowerCase() : said;
}

/** Possible answers, the best first, without end in practice: the last source varies what was said before. */
function* lines(turn: Turn): Generator<Line> {
  if (turn.message === '' && turn.scene.talk.length === 0) yield* greetings(turn);
  const firm: Line[] = [];
  for (const line of firmAnswers(turn)) {
    firm.push(line);
    yield line;
  }
  if (turn.asks) yield* repeated(firm.slice(0, 3), turn);
  yield* evasions(turn);
  yield* repeated([...evasions(turn)].slice(0, 4), turn);
}

function* firmAnswers(turn: Turn): Generator<Line> {
  yield* called(turn);
  yield* honesty(turn);
  yield* presence(turn);
  yield* names(turn);
  yield* unreadable(turn);
  yield* refusals(turn);
  yield* closeExchanges(turn, 0.8);
  yield* memories(turn);
  yield* moodLines(turn);
  yield* furtherWords(turn);
  yield* listening(turn);
  yield* stories(turn);
  yield* knowledge(turn);
  yield* closeExchanges(turn, 0.6);
}
