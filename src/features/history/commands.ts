import { z } from 'zod';
import { characterNamed, suggestCharacters } from '../../core/cast.ts';
import type { Character } from '../../core/character.ts';
import { type Command, command } from '../../core/commands/command.ts';
import { fileInput, type GivenFile } from '../../core/commands/file.ts';
import { UserError } from '../../core/errors.ts';
import { isImported, type Place } from '../../core/message.ts';
import { newestKept } from '../../core/newest-kept.ts';
import type { Conversation } from '../../core/ports/conversation.ts';
import type {
  PlacedEntry,
  Transcript,
  TranscriptEntry,
  TranscriptReader,
} from '../../core/ports/transcript.ts';
import { decodeText } from '../../lib/decode-text.ts';
import { readExactJson } from '../../lib/exact-json.ts';
import { inSteps } from '../../lib/in-steps.ts';
import { JsonRefused } from '../../lib/lenient-json.ts';
import { type FiledLine, FileRefused, mostLines, readHistory, writeHistory } from './file.ts';
import { type IntakeNeeds, takeIn } from './intake.ts';
import { texts } from './texts.ts';

export interface HistoryDesk extends Omit<IntakeNeeds, 'transcript'> {
  transcript: IntakeNeeds['transcript'] &
    Pick<Transcript, 'recent'> &
    TranscriptReader & {
      /** How many lines are kept, with those that were put away. */
      count(place: Place): Promise<number>;
      /** The newest lines that were put away, oldest first. */
      archived(place: Place, limit: number): Promise<TranscriptEntry[]>;
      /** Forgets some of those; says how many. */
      forgetArchived(place: Place): Promise<number>;
    };
  /** The engine's door, while it is open. */
  door(): Pick<Conversation, 'retract'> | undefined;
}

const mebibyte = 1024 * 1024;
const mostMebibytes = 8;
const forgottenAtOnce = 500;

const common = { kind: 'slash', contexts: ['guild', 'direct'], cooldownMs: 0 } as const;

/** `/history …`: what is kept of a channel's talk, taken along, brought in, or taken out. */
export function historyCommands(desk: HistoryDesk): Command[] {
  return [exporting(desk), importing(desk), clearing(desk)];
}

function exporting({ transcript, clock }: HistoryDesk): Command {
  return command({
    ...common,
    name: 'history export',
    description: 'Gives you what you said in this channel, or all that was said here, as a file.',
    input: z.object({
      all: z
        .boolean()
        .optional()
        .describe('Yes: everything that was said here, for those who manage the server.'),
    }),
    permission: 'everyone',
    example: '/history export',
    async run({ input: { all = false }, place, caller }) {
      if (all && !caller.mayManage) throw new UserError(texts.onlyManagers);
      const kept = await newestLines(transcript, place);
      const lines = kept.filter(
        ({ kind, authorId }) => all || (kind !== 'character' && authorId === caller.id),
      );
      if (lines.length === 0) throw new UserError(all ? texts.nothing : texts.nothingOwn);
      const json = writeHistory(place, lines, isImported, clock.now());
      const more = kept.length === mostLines ? [texts.onlyNewest(mostLines)] : [];
      return {
        text: [texts.exported(lines.length, all), ...more].join(' '),
        visible: 'only-you',
        files: [
          {
            name: `history-${place.name ?? place.channelId}.json`,
            contentType: 'application/json',
            bytes: new TextEncoder().encode(json),
          },
        ],
      };
    },
  });
}

/** The newest lines of a channel, oldest first, with those that were put away. */
async function newestLines(
  transcript: Pick<HistoryDesk['transcript'], 'recent' | 'upTo' | 'archived'>,
  place: Place,
): Promise<TranscriptEntry[]> {
  const last = await newestKept(transcript, place);
  const kept = last === undefined ? [] : await transcript.upTo(last.messageId, mostLines);
  if (kept.length === mostLines) return kept;
  return [...(await transcript.archived(place, mostLines - kept.length)), ...kept];
}

function importing(desk: HistoryDesk): Command {
  return command({
    ...common,
    name: 'history import',
    description: 'Takes in a talk from a file: of /history export, or the Python bot’s chat_history.',
    input: z.object({
      file: fileInput('The file.'),
      character: z
        .string()
        .max(100)
        .optional()
        .describe('Who said the bot’s lines, where the file does not say; left out: whoever leads here.'),
    }),
    permission: 'manage',
    suggest: {
      character: async (typed, { place }) => suggestCharacters(desk.cast.knownIn(place), typed),
    },
    async run({ input, place, caller }) {
      const { text, lines } = await read(input.file);
      const isNameless = lines.some(({ author, characterId }) => {
        return author.kind === 'character' && characterId === undefined;
      });
      const character = isNameless ? await speakerHere(desk, place, input.character) : undefined;
      const intake = await takeIn(desk, place, text, lines, { character, by: caller.id });
      return { text: texts.imported(intake), visible: 'only-you' };
    },
  });
}

async function read(file: GivenFile): Promise<{ text: string; lines: FiledLine[] }> {
  if (file.size > mostMebibytes * mebibyte) throw new UserError(texts.tooLarge(file.name, mostMebibytes));
  const { text } = decodeText(await file.bytes());
  try {
    return { text, lines: readHistory(readExactJson(text)) };
  } catch (error) {
    if (error instanceof FileRefused || error instanceof JsonRefused)
      throw new UserError(texts.refused(file.name, error.message));
    throw error;
  }
}

async function speakerHere(
  { cast }: HistoryDesk,
  place: Place,
  typed: string | undefined,
): Promise<Character> {
  if (typed !== undefined) {
    const named = characterNamed(cast.knownIn(place), typed);
    if (named === undefined) throw new UserError(texts.noCharacter(typed));
    return named;
  }
  const [lead] = await cast.presentIn(place);
  if (lead === undefined) throw new UserError(texts.nobodyHere);
  return lead;
}

function clearing({ transcript, door }: HistoryDesk): Command {
  return command({
    ...common,
    name: 'history clear',
    description: 'Forgets what was said in this channel, and everything that was made from it.',
    input: z.object({
      confirm: z.boolean().optional().describe('Yes: do it; else it is only said what would go.'),
    }),
    permission: 'manage',
    async run({ input: { confirm = false }, place, signal }) {
      const count = await transcript.count(place);
      if (count === 0) throw new UserError(texts.nothing);
      if (!confirm)
        return {
          text: texts.sure(count),
          visible: 'only-you',
          buttons: [
            {
              label: texts.clear(count),
              command: 'history clear',
              input: { confirm: true },
              style: 'danger',
            },
          ],
        };
      const engine = door();
      if (engine === undefined) throw new UserError(texts.notYet);
      return { text: texts.cleared(await forgetAll(transcript, engine, place, signal)), visible: 'only-you' };
    },
  });
}

/** Takes everything back that was said here until now; what is said meanwhile stays. */
async function forgetAll(
  transcript: Pick<HistoryDesk['transcript'], 'recent' | 'upTo' | 'after' | 'forgetArchived'>,
  engine: Pick<Conversation, 'retract'>,
  place: Place,
  signal: AbortSignal,
): Promise<number> {
  const newest = await newestKept(transcript, place);
  const [last] = newest === undefined ? [] : await transcript.upTo(newest.messageId, 1);
  let count = await inSteps(() => transcript.forgetArchived(place), signal);
  for (let lines = await next(); lines.length > 0; lines = await next()) {
    signal.throwIfAborted();
    await engine.retract(
      place,
      lines.map(({ messageId }) => messageId),
    );
    count += lines.length;
  }
  return count;

  async function next(): Promise<PlacedEntry[]> {
    const lines = await transcript.after(place, 0, forgottenAtOnce);
    return lines.filter(({ position }) => last !== undefined && position <= last.position);
  }
}
