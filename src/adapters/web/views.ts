import type { Character } from '../../core/character.ts';
import { lineOf } from '../../core/commands/buttons.ts';
import type { CommandReply, ReplyFile } from '../../core/commands/command.ts';
import { faceFor } from '../../core/faces.ts';
import { type Mood, moods, moodWords } from '../../core/mood.ts';
import type { TranscriptEntry } from '../../core/ports/transcript.ts';
import type { Outcome, Receipt, Remedy } from '../../core/receipt.ts';
import type { FileView } from './downloads.ts';

const shortLine = 40;

/** One line of talk as the page shows it. */
export interface LineView {
  id: string;
  authorId: string;
  authorName: string;
  kind: TranscriptEntry['kind'];
  characterId?: string | undefined;
  text: string;
  at: number;
  replyTo?: string | undefined;
  editedAt?: number | undefined;
  /** In which mood a character said it, unless in none. */
  mood?: MoodView | undefined;
}

/** A mood: its name, which chooses the face, and the word for it after “is”; no word where there is nothing to tell. */
export interface MoodView {
  name: Mood;
  word?: string | undefined;
}

/** How a message ended, in as much as the page shows unasked. */
export interface EndingView {
  messageId: string;
  outcome: Outcome;
  why: string;
  remedy?: Remedy | undefined;
}

/** A character as it stands on the shelf. */
export interface CastView {
  id: string;
  name: string;
  line: string;
  greeting: string;
  aliases: string[];
  colour: string;
  portrait: boolean;
  /** Which of its pictures of moods is shown in which mood; the portrait is in the others. */
  faces: Partial<Record<Mood, Mood>>;
}

/** What a command said, as the page shows it: files are fetched elsewhere, a button is the line that it runs. */
export interface ReplyView extends Pick<CommandReply, 'text' | 'visible' | 'characterId' | 'mood'> {
  files: FileView[];
  buttons: { label: string; line: string; danger: boolean }[];
}

export function replyView(reply: CommandReply, keep: (file: ReplyFile) => FileView): ReplyView {
  const { text, visible, characterId, mood, files = [], buttons = [] } = reply;
  const shown = buttons.map((button) => ({
    label: button.label,
    line: lineOf(button),
    danger: button.style === 'danger',
  }));
  return { text, visible, characterId, mood, files: files.map(keep), buttons: shown };
}

export function lineView(entry: TranscriptEntry): LineView {
  const { messageId, authorId, authorName, kind, characterId, text, at, replyTo, editedAt, mood } = entry;
  const line = {
    id: messageId,
    authorId,
    authorName,
    kind,
    characterId,
    text,
    at,
    editedAt,
    mood: moodView(mood),
  };
  return kind === 'character' ? line : { ...line, replyTo };
}

export function moodView(mood: Mood | undefined): MoodView | undefined {
  if (mood === undefined) return undefined;
  return mood === 'neutral' ? { name: mood } : { name: mood, word: moodWords[mood] };
}

export function endingView({ messageId, outcome, why, remedy }: Receipt): EndingView {
  return { messageId, outcome, why, remedy };
}

export function castView(character: Character): CastView {
  const { id, displayName, aliases, colour, firstMessage, portrait } = character;
  return {
    id,
    name: displayName,
    line: named(opening(character.creatorNotes || character.description), displayName),
    greeting: named(firstMessage, displayName),
    aliases,
    colour,
    portrait: portrait !== undefined,
    faces: facesIn(character),
  };
}

function facesIn(character: Character): CastView['faces'] {
  const chosen = moods.map((mood) => [mood, faceFor(character, mood)]);
  return Object.fromEntries(chosen.filter(([, face]) => face !== undefined));
}

/** Everything a character's sheet shows. `{{user}}` stays: the page knows who is speaking. */
export function sheetView(character: Character, nameOf: (id: string) => string | undefined) {
  const { displayName } = character;
  return {
    ...castView(character),
    pronouns: character.pronouns,
    description: named(character.description, displayName),
    personality: named(character.personality, displayName),
    scenario: named(character.scenario, displayName),
    greetings: [character.firstMessage, ...character.alternateGreetings, ...character.groupGreetings].map(
      (text) => named(text, displayName),
    ),
    tags: character.tags,
    creator: character.creator,
    topics: character.topics,
    voice: character.voice?.description ?? '',
    relationships: character.relationships.map(({ characterId, kind, feeling }) => ({
      name: nameOf(characterId) ?? characterId,
      kind,
      feeling: named(feeling, displayName),
    })),
    loreEntries: character.lore.length,
  };
}

function named(text: string, name: string): string {
  return text.replace(/\{\{char\}\}/gi, name);
}

/** The first sentence, and the next where that one is very short. */
function opening(text: string): string {
  let line = '';
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text.trim())) {
    if (line.length >= shortLine) break;
    line += segment;
  }
  return line.trim();
}
