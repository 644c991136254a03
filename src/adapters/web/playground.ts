import type { Caller, Command, CommandReply } from '../../core/commands/command.ts';
import { type Completions, completeCommandLine } from '../../core/commands/completion.ts';
import type { GivenFile } from '../../core/commands/file.ts';
import { readCommandLine } from '../../core/commands/line.ts';
import { UserError } from '../../core/errors.ts';
import type { Message, Place } from '../../core/message.ts';
import type { Cast } from '../../core/ports/cast.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type { ReceiptBook } from '../../core/ports/receipts.ts';
import type { RoomRules, Rooms } from '../../core/ports/rooms.ts';
import type { Transcript, TranscriptEntry } from '../../core/ports/transcript.ts';
import { typedMessage } from '../../core/typed-message.ts';
import { host, type Places } from './places.ts';
import { type EndingView, endingView, type LineView, lineView } from './views.ts';

/** Somebody who speaks in the playground. The page may hold several. */
export interface Person {
  id: string;
  name: string;
}

/** What a person says, as the page sends it. */
export interface Saying {
  channelId: string;
  person: Person;
  text: string;
  replyTo?: string | undefined;
  /** Everybody the page can speak as: their @Names become mentions. */
  people: Person[];
}

export interface Talk {
  place: Place;
  rules: RoomRules;
  lines: LineView[];
  earlier: boolean;
  endings: EndingView[];
}

/** The playground as a place: what people do there, whatever carries it. */
export interface Playground {
  /** The newest lines, and whether there are earlier ones. */
  talk(channelId: string, limit: number): Promise<Talk>;
  say(saying: Saying): Promise<{ place: Place; line: LineView }>;
  /** When characters answer in a room. */
  rules(channelId: string): Promise<RoomRules>;
  /** Own messages only. */
  revise(messageId: string, person: Person, text: string): Promise<Place>;
  retract(messageId: string, person: Person): Promise<Place>;
  /** `file` is what the page sent along for the option that takes one. */
  run(
    line: string,
    channelId: string,
    person: Person,
    signal: AbortSignal,
    file: GivenFile | undefined,
  ): Promise<CommandReply>;
  complete(line: string, channelId: string, person: Person): Promise<Completions>;
}

export interface PlaygroundNeeds {
  clock: Clock;
  cast: Cast;
  transcript: Pick<Transcript, 'recent' | 'find'>;
  receipts: Pick<ReceiptBook, 'recent'>;
  rooms: Rooms;
  commands: readonly Command[];
  places: Places;
  nextId(): string;
  /** Throws UserError while there is none yet. */
  conversation(): Conversation;
}

export function createPlayground(needs: PlaygroundNeeds): Playground {
  const { places, transcript, commands, cast } = needs;

  async function ownLine(messageId: string, person: Person): Promise<TranscriptEntry> {
    const line = await transcript.find(messageId);
    if (line === undefined || line.place.host !== host) throw new UserError('That message is gone.');
    if (line.authorId !== person.id || line.kind !== 'person')
      throw new UserError(`Only ${line.authorName} can change that message.`);
    return line;
  }

  async function replyReference(messageId: string | undefined): Promise<Message['replyTo']> {
    if (messageId === undefined) return undefined;
    const line = await transcript.find(messageId);
    return { messageId, authorId: line?.authorId, toSelf: line?.kind === 'character' };
  }

  return {
    async talk(channelId, limit) {
      const place = await places.find(channelId);
      const [rules, entries, receipts] = await Promise.all([
        needs.rooms.rules(place),
        transcript.recent(place, limit + 1),
        needs.receipts.recent(place, limit),
      ]);
      const lines = entries.slice(-limit).map(lineView);
      return { place, rules, lines, earlier: entries.length > limit, endings: receipts.map(endingView) };
    },
    rules: async (channelId) => needs.rooms.rules(await places.find(channelId)),
    async say(saying) {
      const place = await places.find(saying.channelId);
      const message = typedMessage({
        ...saying,
        id: needs.nextId(),
        place,
        at: needs.clock.now(),
        cast: cast.knownIn(place),
        replyTo: await replyReference(saying.replyTo),
        partnerId: places.partnerIn(place),
      });
      await needs.conversation().receive(message);
      return { place, line: lineOf(message) };
    },
    async revise(messageId, person, text) {
      const { place } = await ownLine(messageId, person);
      await needs.conversation().revise({ id: messageId, place, text, at: needs.clock.now() });
      return place;
    },
    async retract(messageId, person) {
      const { place } = await ownLine(messageId, person);
      await needs.conversation().retract(place, [messageId]);
      return place;
    },
    async run(line, channelId, person, signal, file) {
      const place = await places.find(channelId);
      const { command, input } = readCommandLine(commands, line, () => file ?? noFile());
      const caller = callerOf(person);
      return await command.run({ id: needs.nextId(), caller, place, input, signal });
    },
    async complete(line, channelId, person) {
      const place = await places.find(channelId);
      return await completeCommandLine(commands, line, { place, caller: callerOf(person) });
    },
  };
}

function noFile(): never {
  throw new UserError('Choose the file first: with the clip beside the line, or by dropping it on the page.');
}

/** Whoever has the playground open owns it. */
function callerOf(person: Person): Caller {
  return { ...person, mayManage: true };
}

function lineOf(message: Message): LineView {
  const { id, author, text, at, replyTo } = message;
  return {
    id,
    authorId: author.id,
    authorName: author.name,
    kind: author.kind,
    text,
    at,
    replyTo: replyTo?.messageId,
  };
}
