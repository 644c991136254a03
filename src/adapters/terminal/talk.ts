import { lineOf } from '../../core/commands/buttons.ts';
import type { Command, CommandReply } from '../../core/commands/command.ts';
import { isCommandLine, readCommandLine } from '../../core/commands/line.ts';
import { ServiceError, UserError } from '../../core/errors.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import { typedMessage } from '../../core/typed-message.ts';
import { fileAt, saveFile } from './files.ts';
import type { Lines } from './lines.ts';
import { createPaint, plain, withMoments } from './paint.ts';
import { placeOf } from './place.ts';
import type { Screen } from './screen.ts';

const nameAtMost = 32;

/** Somebody who speaks at this terminal: the same name is the same person. */
interface Person {
  id: string;
  name: string;
}

/** Turns lines into what they ask for: words, commands, another speaker, the end. */
export function createTalk(needs: {
  conversation: Conversation;
  cast: Cast;
  clock: Clock;
  commands: readonly Command[];
  screen: Pick<Screen, 'print'>;
  lines: Pick<Lines, 'speakAs'>;
  speaker: string;
  streams: { colours: boolean };
  /** Where typed paths begin, and where files are put. */
  folder: string;
  nextId(): string;
}): { handle(line: string): Promise<'on' | 'leave'> } {
  const { screen, commands } = needs;
  const paint = createPaint(needs.streams.colours);
  let speaker = personCalled(needs.speaker);
  const people = new Map([[speaker.id, speaker]]);

  async function say(person: Person, text: string): Promise<void> {
    people.set(person.id, person);
    await needs.conversation.receive(
      typedMessage({
        id: needs.nextId(),
        place: placeOf(),
        person,
        text,
        at: needs.clock.now(),
        people: [...people.values()],
        cast: needs.cast.knownIn(placeOf()),
      }),
    );
  }

  async function run(line: string): Promise<void> {
    const { command, input } = readCommandLine(commands, line, (typed) => fileAt(typed, needs.folder));
    const caller = { ...speaker, mayManage: true };
    const place = placeOf();
    const reply = await command.run({
      id: needs.nextId(),
      caller,
      place,
      input,
      signal: new AbortController().signal,
    });
    screen.print(await shown(reply));
  }

  async function shown({ text, files = [], buttons = [] }: CommandReply): Promise<string> {
    const saved: string[] = [];
    for (const file of files) saved.push(paint.soft(`Saved as ${plain(await saveFile(file, needs.folder))}`));
    const next = buttons.map(
      (button, at) => `${at + 1}. ${plain(button.label)}: type ${paint.strong(plain(lineOf(button)))}`,
    );
    return [paint.markdown(withMoments(plain(text))), ...saved, ...next].join('\n');
  }

  function speakAs(person: Person): void {
    speaker = person;
    people.set(person.id, person);
    needs.lines.speakAs(person.name);
    screen.print(paint.soft(`You speak as ${person.name} from now on.`));
  }

  async function obey(line: string): Promise<void> {
    const other = otherSpeaker(line);
    if (other !== undefined && other.text === '') speakAs(other.person);
    else if (other !== undefined) await say(other.person, other.text);
    else if (isCommandLine(line)) await run(line);
    else await say(speaker, line);
  }

  return {
    async handle(typed) {
      const line = typed.trim();
      if (line === '') return 'on';
      if (line === '/quit' || line === '/exit') return 'leave';
      await obey(line).catch((error: unknown) => screen.print(paint.soft(sentenceFor(error))));
      return 'on';
    },
  };
}

/** `as NAME: …` speaks once as NAME; `as NAME:` alone from now on. */
function otherSpeaker(line: string): { person: Person; text: string } | undefined {
  const match = /^as\s+([^:]+?)\s*:\s*(.*)$/isu.exec(line);
  const name = plain(match?.[1] ?? '');
  if (match === null || name === '' || name.length > nameAtMost) return undefined;
  return { person: personCalled(name), text: match[2] ?? '' };
}

function personCalled(name: string): Person {
  return { id: `person:${name.toLocaleLowerCase()}`, name };
}

/** What people are told; anything but an expected refusal is a bug and ends the talk. */
function sentenceFor(error: unknown): string {
  if (error instanceof UserError || error instanceof ServiceError) return error.message;
  throw error;
}
